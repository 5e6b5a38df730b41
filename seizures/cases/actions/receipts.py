"""Receipt of a case's letters: the register is noted, and clocks that run from it are counted."""

import datetime as dt
from typing import Any

from seizures.cases.actions.clocks import fill, refresh_next_due
from seizures.cases.choices import ClockStatus
from seizures.cases.facts import procedure_of
from seizures.cases.models import DueDate, SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.files.actions import store_upload
from seizures.journal.actions import record
from seizures.letters.actions import note_opened, record_service
from seizures.letters.choices import Channel, Recipient
from seizures.letters.models import Letter

STARTED_BY = {"holder_received_on": {Recipient.HOLDER},
              "importer_received_on": {Recipient.DECLARANT},
              "served_on": {Recipient.HOLDER, Recipient.DECLARANT}}  # fmt: skip
"""Which recipient's receipt a clock runs from, by the answer that would name its day."""


def record_receipt(letter: Letter, *, channel: str, on: dt.datetime, evidence: str, by: Actor,
                   proof: Any = None, consent: bool = False) -> Letter:  # fmt: skip
    """Notes the receipt of a letter; clocks of its case that run from it start on that day.

    `on` is what was seen; the legal moment follows from the channel. `proof` is an upload. Raises
    what `record_service` raises.
    """
    with atomic():
        case = _case_of(letter)
        stored = store_upload(proof, by=by) if proof else None
        row = record_service(letter, channel=channel, on=on, evidence=evidence, proof=stored,
                             consent=consent, by=by)  # fmt: skip
        if case is not None:
            _start_again(case, row, by)
    return row


def open_in_portal(letter: Letter, *, by: Actor) -> Letter:
    """The recipient opened a letter in the portal: noted once, and with it the receipt."""
    with atomic():
        row = note_opened(letter, by=by)
        if row.served_at is None and row.channel == Channel.PORTAL:
            at = row.opened_at or clock.now()
            row = record_receipt(row, channel=Channel.PORTAL, on=at, evidence=by.name, by=by)
    return row


def _case_of(letter: Letter) -> SeizureCase | None:
    if letter.subject_kind != "case":
        return None
    case: SeizureCase = hold(SeizureCase.objects.all(), pk=letter.subject_id)
    return case


def _start_again(case: SeizureCase, letter: Letter, by: Actor) -> None:
    """Counts running clocks anew that the letter's step started and its receipt begins."""
    procedure = procedure_of(case)
    steps = [step.code for step in procedure.steps if letter.key in step.letters]
    day = clock.day_of(letter.served_at or letter.issued_at, case.administration)
    running = case.due_dates.filter(status=ClockStatus.RUNNING, step__in=steps)
    for found in running.order_by("id"):
        rule = procedure.deadline(found.rule)
        if letter.recipient_kind not in STARTED_BY.get(rule.start_ask, ()):
            continue
        row: DueDate = hold(DueDate.objects.all(), pk=found.pk)
        before, row.starts_on = row.due_on, day
        row.evidence = f"{letter.number}: {letter.service_evidence}"[:300]
        fill(row, case, rule)
        row.save()
        if row.due_on != before:
            record("clock.recounted", kind="case", key=case.pk, by=by, reference=case.number,
                   basis=row.basis, rule=row.rule, before=before, due_on=row.due_on,
                   starts_on=day)  # fmt: skip
    refresh_next_due(case)
    case.save(update_fields=["next_due_on"])
