"""The examiner's side: asks for more, accepts, refuses; and the holder's answer."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.rights import letter_data
from seizures.rights.actions.changes import RECORDED, due_on, note_changes, set_status, tell
from seizures.rights.actions.writing import write
from seizures.rights.choices import AliasOrigin, RecordationStatus
from seizures.rights.models import Alias, ExaminationMessage, Recordation
from seizures.rights.policies import require_examiner, require_holder


def _held(recordation: Recordation) -> Recordation:
    rows = Recordation.objects.select_related("right__holder")
    row: Recordation = hold(rows, pk=recordation.pk)
    return row


def _require(row: Recordation, *statuses: str) -> None:
    if row.status not in statuses:
        raise Refused(
            _("This recordation is %(status)s; look at it again."), status=row.get_status_display()
        )


def request_supplement(recordation: Recordation, text: str, *, by: Actor) -> Recordation:
    """Asks the holder for what is missing, by letter; the law says until when."""
    return _ask(recordation, text, letter_data.SUPPLEMENT, verb="recordation.supplement_requested",
                empty=_("Say what is missing."), by=by)  # fmt: skip


def request_explanation(recordation: Recordation, text: str, *, by: Actor) -> Recordation:
    """Asks the holder to explain parallel imports or a named trader, where the law has a form."""
    if recordation.administration not in letter_data.EXPLANATION:
        raise Refused(_("This administration asks for a supplement instead."))
    return _ask(recordation, text, letter_data.EXPLANATION,
                verb="recordation.explanation_requested", empty=_("Say what is to be explained."),
                by=by)  # fmt: skip


def _ask(recordation: Recordation, text: str, forms: dict[str, str], *, verb: str, empty: Any,
         by: Actor) -> Recordation:  # fmt: skip
    require_examiner(by, recordation.administration)
    if not text.strip():
        raise Refused(empty, field="text")
    with atomic():
        row = _held(recordation)
        _require(row, RecordationStatus.SUBMITTED)
        answer_by = due_on(row, "recordation_supplement", clock.today(row.administration))
        set_status(row, RecordationStatus.DEFICIENT, examiner_id=_examiner(by))
        ExaminationMessage.objects.create(
            recordation=row, author_name=by.name, text=text, answer_by=answer_by
        )
        tell(row, verb, by, text=text, answer_by=answer_by)
        lines = [line.strip("-• ").strip() for line in text.splitlines() if line.strip()]
        write(row, forms, by, deficiencies=lines,
               deadlines=letter_data.supplement_deadline(row, answer_by))  # fmt: skip
    return row


def answer_supplement(recordation: Recordation, text: str, *, by: Actor) -> Recordation:
    """The holder's answer, filed by the form of the law; the examination runs again from today."""
    require_holder(by, recordation.right.holder)
    if not text.strip():
        raise Refused(_("Write your answer."), field="text")
    with atomic():
        row = _held(recordation)
        _require(row, RecordationStatus.DEFICIENT)
        examine_by = due_on(row, "recordation_exam", clock.today(row.administration))
        set_status(row, RecordationStatus.SUBMITTED, examine_by=examine_by)
        ExaminationMessage.objects.create(
            recordation=row, is_from_holder=True, author_name=by.name, text=text
        )
        tell(row, "recordation.supplement_answered", by, text=text, examine_by=examine_by)
        asked = letter_data.asking_letter(row)
        if asked:
            write(row, {row.administration: letter_data.ANSWERS[asked.key]}, by, to_office=True,
                   **letter_data.answer_blocks(row, text, asked))  # fmt: skip
    return row


def accept(
    recordation: Recordation,
    *,
    by: Actor,
    aliases_confirmed: Iterable[int] = (),
    aliases_rejected: Iterable[int] = (),
    aliases_added: Iterable[tuple[str, str]] = (),
) -> Recordation:
    """Records the right from today for its term, capped by the end of the right itself.

    Of the aliases, keys of confirmed ones and of those the examiner will not have matched, and
    (language, text) of further ones. Accepting twice is once. The holder gets the result by
    letter; the match index and cargo in reach follow through the change noted here.
    """
    require_examiner(by, recordation.administration)
    with atomic():
        row = _held(recordation)
        if row.status == RecordationStatus.RECORDED:
            return row
        _require(row, RecordationStatus.SUBMITTED, RecordationStatus.DEFICIENT)
        today = clock.today(row.administration)
        ends = [day for day in (due_on(row, "recordation_validity", today), row.right_expires_on)
                if day]  # fmt: skip
        if row.right_expires_on and row.right_expires_on < today:
            raise Refused(_("The right itself has expired; it cannot be recorded."))
        _settle_aliases(row, aliases_confirmed, aliases_rejected, aliases_added)
        set_status(row, RecordationStatus.RECORDED, decided_at=clock.now(), effective_on=today,
                   expires_on=min(ends) if ends else None, examiner_id=_examiner(by))  # fmt: skip
        note_changes([row.right_id], RECORDED)
        tell(row, "recordation.accepted", by, effective_on=today, expires_on=row.expires_on)
        write(row, letter_data.RESULT, by, result="accepted")
    return row


def _settle_aliases(row: Recordation, confirmed: Iterable[int], rejected: Iterable[int],
                    added: Iterable[tuple[str, str]]) -> None:  # fmt: skip
    own = Alias.objects.filter(right=row.right)
    own.filter(pk__in=list(confirmed), is_confirmed=False).update(
        is_confirmed=True, origin=AliasOrigin.EXAMINER
    )
    own.filter(pk__in=list(rejected)).update(is_confirmed=False)
    for language, text in added:
        tidy = " ".join(text.split())[:200]
        if tidy:
            Alias.objects.get_or_create(
                right=row.right, text=tidy,
                defaults={"language": language, "origin": AliasOrigin.EXAMINER},
            )  # fmt: skip


def refuse(recordation: Recordation, reason: str, *, by: Actor) -> Recordation:
    """Refuses a recordation with its reason; the holder gets it by letter."""
    require_examiner(by, recordation.administration)
    if not reason.strip():
        raise Refused(_("Say why the recordation is refused."), field="reason")
    with atomic():
        row = _held(recordation)
        if row.status == RecordationStatus.REFUSED:
            return row
        _require(row, RecordationStatus.SUBMITTED, RecordationStatus.DEFICIENT)
        set_status(row, RecordationStatus.REFUSED, decided_at=clock.now(), decision_note=reason,
                   examiner_id=_examiner(by))  # fmt: skip
        ExaminationMessage.objects.create(recordation=row, author_name=by.name, text=reason)
        tell(row, "recordation.refused", by, reason=reason)
        write(row, letter_data.RESULT, by, result="refused", reason=reason)
    return row


def _examiner(by: Actor) -> int | None:
    return int(by.id) if by.kind == "user" else None
