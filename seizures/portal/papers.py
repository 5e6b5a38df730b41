"""Takes the files of a form and hangs them where they belong."""

from collections.abc import Iterable
from typing import Any

from django import forms

from seizures.core.actor import Actor
from seizures.core.errors import Refused
from seizures.files.models import Attachment
from seizures.rights import actions
from seizures.rights.models import Recordation, Right


def take(form: forms.Form, field: str, subject: Right | Recordation, purpose: str,
         by: Actor) -> bool:  # fmt: skip
    """Stores what was chosen in a field; a refused file becomes the field's error."""
    given = form.cleaned_data.get(field)
    files = given if isinstance(given, list) else [given] if given else []
    for file in files:
        try:
            actions.attach_paper(subject, file, purpose=purpose, by=by)
        except Refused as refusal:
            form.add_error(field, f"{file.name}: {refusal}")
    return field not in form.errors


def papers_on(kind: str, keys: Iterable[int]) -> dict[int, list[Attachment]]:
    """The papers of several records of one kind, by their key, oldest first."""
    rows: Any = Attachment.objects.filter(subject_kind=kind, subject_id__in=list(keys))
    found: dict[int, list[Attachment]] = {}
    for row in rows.select_related("file").order_by("pk"):
        found.setdefault(row.subject_id, []).append(row)
    return found
