"""A recordation is renewed: asked for by its holder in the window of the law, decided by an
examiner; the new term follows the old one without a gap."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.core.languages import lazy_cite
from seizures.files.actions import Upload
from seizures.files.choices import Purpose
from seizures.rights import letter_data
from seizures.rights.actions.changes import RECORDED, due_on, note_changes, set_status, tell
from seizures.rights.actions.papers import attach_paper
from seizures.rights.actions.writing import write
from seizures.rights.choices import RecordationStatus, RenewalStatus
from seizures.rights.models import Recordation, Renewal
from seizures.rights.policies import require_examiner, require_holder
from seizures.rights.renewals import window_of

#: A renewal asked for in time may be decided after the term has run out.
RENEWABLE = {RecordationStatus.RECORDED, RecordationStatus.LAPSED}


def ask_renewal(recordation: Recordation, *, by: Actor, right_expires_on: dt.date | None = None,
                certificate: Upload | None = None, note: str = "") -> Renewal:  # fmt: skip
    """Asks for another term; asking twice answers the application that is already open.

    `right_expires_on` is the last day of the right itself, where that was renewed meanwhile.
    """
    require_holder(by, recordation.right.holder, administration=recordation.administration)
    with atomic():
        row = _held(recordation)
        same: Renewal | None = row.renewals.filter(status=RenewalStatus.ASKED).first()
        if same:
            return same
        _require_window(row)
        ends = right_expires_on or row.right_expires_on
        if ends and row.expires_on and ends <= row.expires_on:
            raise Refused(
                _("The right itself ends on %(day)s. Renew it with the office that registered it, "
                  "then give its new last day here."), field="right_expires_on", day=ends,
            )  # fmt: skip
        if certificate is not None:
            attach_paper(row, certificate, purpose=Purpose.CERTIFICATE, by=by)
        today = clock.today(row.administration)
        decide_by = due_on(row, "renewal_decision", today) or due_on(row, "recordation_exam", today)
        renewal = Renewal.objects.create(
            recordation=row, right_expires_on=ends, note=note, decide_by=decide_by,
            asked_by_name=by.name,
        )  # fmt: skip
        tell(row, "recordation.renewal_asked", by, decide_by=decide_by)
    return renewal


def grant_renewal(renewal: Renewal, *, by: Actor) -> Renewal:
    """Renews from the end of the old term, at most until the right itself ends."""
    require_examiner(by, renewal.recordation.administration)
    with atomic():
        row, asked = _both(renewal)
        if asked.status == RenewalStatus.GRANTED:
            return asked
        _require_open(row, asked)
        today = clock.today(row.administration)
        old = row.expires_on or today
        ends = [day for day in (due_on(row, "recordation_validity", old), asked.right_expires_on)
                if day]  # fmt: skip
        was_lapsed = row.status == RecordationStatus.LAPSED
        set_status(row, RecordationStatus.RECORDED, expires_on=min(ends) if ends else None,
                   right_expires_on=asked.right_expires_on)  # fmt: skip
        if was_lapsed:
            note_changes([row.right_id], RECORDED)
        _decide(asked, RenewalStatus.GRANTED, by)
        tell(row, "recordation.renewed", by, expires_on=row.expires_on)
        term = letter_data.right_block(row, valid_from=old + dt.timedelta(days=1))
        write(row, letter_data.RENEWAL, by, filing="renewal", result="accepted", right=term)
    return asked


def refuse_renewal(renewal: Renewal, reason: str, *, by: Actor) -> Renewal:
    """Refuses another term with its reason; the running one stays as it is."""
    require_examiner(by, renewal.recordation.administration)
    if not reason.strip():
        raise Refused(_("Say why the renewal is refused."), field="reason")
    with atomic():
        row, asked = _both(renewal)
        if asked.status == RenewalStatus.REFUSED:
            return asked
        _require_open(row, asked)
        _decide(asked, RenewalStatus.REFUSED, by, reason=reason)
        tell(row, "recordation.renewal_refused", by, reason=reason)
        write(row, letter_data.RENEWAL, by, filing="renewal", result="refused", reason=reason)
    return asked


def _held(recordation: Recordation) -> Recordation:
    rows = Recordation.objects.select_related("right__holder")
    row: Recordation = hold(rows, pk=recordation.pk)
    return row


def _both(renewal: Renewal) -> tuple[Recordation, Renewal]:
    row = _held(renewal.recordation)
    return row, row.renewals.get(pk=renewal.pk)


def _require_window(row: Recordation) -> None:
    window = window_of(row)
    if window is None:
        raise Refused(_("Only a recordation in force can be renewed."))
    if not window.is_open:
        raise Refused(
            _("Renewal can be asked for from %(opens)s to %(closes)s (%(basis)s). Afterwards the "
              "right is recorded anew."),
            opens=window.opens_on, closes=window.due_on,
            basis=lazy_cite(window.basis),
        )  # fmt: skip


def _require_open(row: Recordation, asked: Renewal) -> None:
    if asked.status != RenewalStatus.ASKED or row.status not in RENEWABLE:
        raise Refused(
            _("This recordation is %(status)s; look at it again."), status=row.get_status_display()
        )


def _decide(asked: Renewal, status: str, by: Actor, *, reason: str = "") -> None:
    asked.status, asked.reason, asked.decided_by_name = status, reason, by.name
    asked.decided_at = asked.updated_at = clock.now()
    asked.save(update_fields=["status", "reason", "decided_by_name", "decided_at", "updated_at"])
