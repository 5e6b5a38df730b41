"""The holder's side: drafts a right for one or both administrations, and submits it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.core.numbering import next_number
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.journal.actions import record
from seizures.parties.names import fold
from seizures.rights.actions.changes import due_on, set_status, tell
from seizures.rights.actions.specifying import write_specification
from seizures.rights.choices import RecordationStatus, RightKind
from seizures.rights.models import Holder, Recordation, Right
from seizures.rights.policies import needs_agent, require_holder

RIGHT_FIELDS = (
    "nice", "goods", "terms", "models_made", "hs", "genuine_price", "genuine_currency",
    "identification", "jurisdiction", "external_id",
)  # fmt: skip
RECORDATION_FIELDS = ("registration_number", "filed_on", "registered_on", "right_expires_on")
ADMINISTRATIONS = ("kr", "cn")
STILL_DRAFT = (RecordationStatus.DRAFT, RecordationStatus.DEFICIENT)


def draft_right(
    *,
    holder: Holder,
    kind: str,
    mark: str,
    administrations: Sequence[str],
    fields: Mapping[str, Any],
    by: Actor,
) -> Right:
    """A new right with a draft recordation for each administration asked for.

    `fields` holds columns of the right and of the recordation; `fields["kr"]` or `["cn"]` may hold
    a recordation's columns for that administration alone; `fields["specification"]` what is
    published of an invention or design.
    """
    require_holder(by, holder)
    chosen = [code for code in ADMINISTRATIONS if code in administrations]
    if not chosen:
        raise Refused(_("Choose at least one administration."), field="administrations")
    if not mark.strip():
        raise Refused(_("Write the mark or the title of the right."), field="mark")
    with atomic():
        right = Right.objects.create(
            kind=kind,
            mark=mark.strip()[:300],
            mark_key=fold(mark),
            holder=holder,
            **_picked(fields, RIGHT_FIELDS),
        )
        write_specification(right, fields.get("specification") or {})
        for code in chosen:
            Recordation.objects.create(
                right=right, administration=code, **_of_recordation(fields, code)
            )
        record("right.drafted", kind="right", key=right.pk, by=by, reference=right.mark,
               administrations=chosen, right_kind=kind)  # fmt: skip
    return right


def _picked(fields: Mapping[str, Any], wanted: Sequence[str]) -> dict[str, Any]:
    return {name: fields[name] for name in wanted if name in fields}


def _of_recordation(fields: Mapping[str, Any], administration: str) -> dict[str, Any]:
    return _picked({**fields, **(fields.get(administration) or {})}, RECORDATION_FIELDS)


def save_draft(right: Right, fields: Mapping[str, Any], *, by: Actor) -> Right:
    """Changes what is not yet under examination; the right only while nobody relies on it."""
    require_holder(by, right.holder)
    with atomic():
        right = hold(Right.objects.all(), pk=right.pk)
        rows = list(right.recordations.all())
        drafts = [row for row in rows if row.status in STILL_DRAFT]
        if not drafts:
            raise Refused(_("This right is recorded or under examination; its draft is closed."))
        changes = _picked(fields, (*RIGHT_FIELDS, "mark", "kind"))
        if (changes or fields.get("specification")) and len(drafts) == len(rows):
            _write_right(right, changes)
            write_specification(right, fields.get("specification") or {})
        for row in drafts:
            _write(row, _of_recordation(fields, row.administration))
        record("right.saved", kind="right", key=right.pk, by=by, reference=right.mark,
               fields=sorted(fields))  # fmt: skip
    return right


def _write_right(right: Right, changes: dict[str, Any]) -> None:
    if "mark" in changes:
        if not str(changes["mark"]).strip():
            raise Refused(_("Write the mark or the title of the right."), field="mark")
        changes |= {"mark": changes["mark"].strip()[:300], "mark_key": fold(changes["mark"])}
    _write(right, {**changes, "revision": right.revision + 1})


def _write(row: Right | Recordation, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.updated_at = clock.now()
    row.save(update_fields=[*changes, "updated_at"])


def submit(recordation: Recordation, *, by: Actor) -> Recordation:
    """Hands a complete draft to its administration; the clock of the examination starts."""
    require_holder(by, recordation.right.holder, administration=recordation.administration)
    with atomic():
        row: Recordation = hold(Recordation.objects.select_related("right"), pk=recordation.pk)
        if row.status == RecordationStatus.SUBMITTED:
            return row
        if row.status not in STILL_DRAFT:
            raise Refused(_("This recordation was decided already."))
        require_complete(row)
        today = clock.today(row.administration)
        examine_by = due_on(row, "recordation_exam", today)
        number = row.number or next_number("recordation", row.administration)
        set_status(row, RecordationStatus.SUBMITTED, number=number, submitted_at=clock.now(),
                   examine_by=examine_by)  # fmt: skip
        tell(row, "recordation.submitted", by, examine_by=examine_by)
    return row


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a recordation still lacks: the field it belongs to and what to do, in words."""

    field: str
    sentence: Any


def require_complete(row: Recordation) -> None:
    """Refuses a recordation that lacks what every examination needs, naming the first gap."""
    for gap in gaps_of(row):
        raise Refused(gap.sentence, field=gap.field)


def gaps_of(row: Recordation) -> list[Gap]:
    """Everything this recordation still lacks before it can be submitted."""
    right = row.right
    gaps = [
        (not right.mark.strip(), "mark", _("Write the mark or the title of the right.")),
        (not row.registration_number.strip(), "registration_number",
         _("Write the number under which the right is registered.")),
        (right.kind == RightKind.TRADEMARK and not right.nice, "nice",
         _("Choose the classes in which the mark is registered.")),
        (right.kind in (RightKind.PATENT, RightKind.DESIGN) and not (right.terms or right.hs),
         "terms",
         _("Describe the protected product: HS codes, models or technical terms.")),
        (not has_certificate(row), "certificate",
         _("Attach the registration certificate.")),
        (needs_agent(right.holder, row.administration), "agent",
         _("A right holder from another country files through an agent. Appoint one by power of "
           "attorney under “Agents and deputies”; it counts once this administration accepted "
           "it.")),
    ]  # fmt: skip
    return [Gap(field, sentence) for is_missing, field, sentence in gaps if is_missing]


def has_certificate(row: Recordation) -> bool:
    """The registration certificate hangs on the recordation or on its right."""
    found = Attachment.objects.filter(purpose=Purpose.CERTIFICATE)
    return (
        found.filter(subject_kind="recordation", subject_id=row.pk).exists()
        or found.filter(subject_kind="right", subject_id=row.right_id).exists()
    )
