"""Writes down what an IP office published of an invention or design, for drafts and registers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.errors import Refused
from seizures.rights.choices import INVENTIONS
from seizures.rights.models import Right, Specification
from seizures.rights.register import RegisterRow

FIELDS = ("classes", "priority_on", "published_on", "abstract", "claims")


def write_specification(right: Right, given: Mapping[str, Any]) -> None:
    """Keeps what is given, within the transaction of the draft; other kinds have none."""
    told = {name: given[name] for name in FIELDS if name in given}
    if right.kind not in INVENTIONS or not told:
        return
    priority, published = told.get("priority_on"), told.get("published_on")
    if priority and published and published < priority:
        raise Refused(
            _("The day of publication lies before the day of priority. Check both."),
            field="published_on",
        )
    known = Specification.objects.filter(right=right).exists()
    if known or any(told.values()):
        Specification.objects.update_or_create(
            right=right, defaults={**told, "updated_at": clock.now()}
        )


def write_specifications(pairs: Sequence[tuple[int, RegisterRow]]) -> None:
    """What rows of a register say of their inventions; a row without anything leaves none."""
    Specification.objects.filter(right_id__in=[pk for pk, _row in pairs]).delete()
    Specification.objects.bulk_create([
        Specification(
            right_id=pk, classes=list(row.published.classes), abstract=row.published.abstract,
            claims=row.published.claims, priority_on=row.published.priority_on,
            published_on=row.published.published_on,
        )
        for pk, row in pairs if row.kind in INVENTIONS and row.published
    ])  # fmt: skip
