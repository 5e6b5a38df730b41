"""Formal questions to a party: asked with a counted last day, chased, answered, withdrawn."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cases.actions.keeping import keep_file
from seizures.cases.actions.recounting import end_stop, stop_clock
from seizures.cases.choices import AskedParty, ClockStatus, QuestionStatus
from seizures.cases.models import Question, SeizureCase
from seizures.cases.policies import require_actor
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused
from seizures.journal.actions import record
from seizures.law import counting
from seizures.reference.calendars import calendar_of
from seizures.reference.models import Office

OFFICERS = {"officer", "senior_officer"}
COUNTING = {"kr": "kr_excl", "cn": "cn_wd"}
BETWEEN_CHASERS, MOST_CHASERS = dt.timedelta(days=7), 3
MOST_DAYS, MOST_FILES, LONGEST_TEXT = 90, 10, 4000


def ask_question(case: SeizureCase, *, party: str, text: str, days: int, recipient: str = "",
                 office: Office | None = None, stops_clocks: bool = False, about: str = "",
                 by: Actor) -> Question:  # fmt: skip
    """Asks a party of an open case; the answer is due after so many working days.

    `stops_clocks` lets a Korean period counted as a civil petition stand still until the answer
    is in (Notif. 38(1)). The same open question to the same party is asked once.
    """
    _require_officer(by, case)
    if party not in AskedParty.values:
        raise Refused(_("Say whom you ask."), field="party")
    if not text.strip() or len(text) > LONGEST_TEXT:
        raise Refused(_("Write the question, in at most 4,000 characters."), field="text")
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_("An answer is due after 1 to 90 working days."), field="days")
    with atomic():
        case = hold(SeizureCase.objects.select_related("right__holder", "consignment"), pk=case.pk)
        if case.is_closed:
            raise Refused(_("This case is closed."))
        name = _recipient(case, party, recipient, office)
        same: Question | None = case.questions.filter(
            party=party, recipient=name, text=text.strip(), status=QuestionStatus.OPEN
        ).first()  # fmt: skip
        if same:
            return same
        today, counted = clock.today(case.administration), last_day(case, days)
        row: Question = Question.objects.create(
            case=case, party=party, recipient=name, office=office, text=text.strip(),
            asked_at=clock.now(), asked_by_name=by.name, days=days,
            counting=COUNTING[case.administration], due_on=counted.due_on,
            stops_clocks=stops_clocks, about=about,
            trail=[[d.day.isoformat(), d.number, d.reason, d.names] for d in counted.trail],
        )  # fmt: skip
        record("question.asked", kind="case", key=case.pk, by=by, reference=case.number,
               administration=case.administration, question=row.pk, party=party,
               recipient=name, due_on=row.due_on)  # fmt: skip
        if stops_clocks:
            _stop_clocks(case, row, today, by)
    return row


def last_day(case: SeizureCase, days: int) -> counting.Counted:
    """The last day of an answer asked for today, counted in working days of the administration."""
    place = case.administration
    return counting.count(COUNTING[place], clock.today(place), days, calendar_of(place))


def answer_question(question: Question, *, text: str, files: Sequence[Any] = (),
                    answered_by: str = "", by: Actor) -> Question:  # fmt: skip
    """Keeps the answer with its files, given by the party itself or entered by an officer."""
    if not text.strip() or len(text) > LONGEST_TEXT:
        raise Refused(_("Write the answer, in at most 4,000 characters."), field="answer")
    if len(files) > MOST_FILES:
        raise Refused(_("Send at most 10 files with one answer."), field="files")
    with atomic():
        case, row = _held(question)
        _require_answerer(by, case, row)
        if row.status != QuestionStatus.OPEN:
            raise Refused(_("This question no longer waits for an answer."))
        row.files = [keep_file(case, upload, note=f"question {row.pk}", by=by) for upload in files]
        row.status, row.answer, row.answered_at = (
            QuestionStatus.ANSWERED, text.strip(), clock.now(),
        )  # fmt: skip
        row.answered_by_name = (answered_by.strip() or by.name)[:150]
        row.save()
        record("question.answered", kind="case", key=case.pk, by=by, reference=case.number,
               administration=case.administration, question=row.pk, party=row.party,
               files=len(row.files))  # fmt: skip
        _let_run(case, row, by)
    return row


def withdraw_question(question: Question, *, reason: str, by: Actor) -> Question:
    """Takes a question back with its reason; taking it back twice changes nothing."""
    if not reason.strip():
        raise Refused(_("Say why the question is withdrawn."), field="reason")
    with atomic():
        case, row = _held(question)
        _require_officer(by, case)
        if row.status == QuestionStatus.WITHDRAWN:
            return row
        if row.status != QuestionStatus.OPEN:
            raise Refused(_("This question no longer waits for an answer."))
        row.status, row.withdrawn_reason = QuestionStatus.WITHDRAWN, reason.strip()[:300]
        row.save()
        record("question.withdrawn", kind="case", key=case.pk, by=by, reference=case.number,
               administration=case.administration, question=row.pk, party=row.party,
               reason=row.withdrawn_reason)  # fmt: skip
        _let_run(case, row, by)
    return row


def chase_question(question: Question, *, by: Actor) -> bool:
    """Reminds a party whose last day has passed, weekly, three times; answers whether it did."""
    with atomic():
        case, row = _held(question)
        today = clock.today(case.administration)
        lately = row.chased_at and clock.now() - row.chased_at < BETWEEN_CHASERS
        enough = row.chasers >= MOST_CHASERS or lately
        if row.status != QuestionStatus.OPEN or row.due_on >= today or enough:
            return False
        row.chased_at, row.chasers = clock.now(), row.chasers + 1
        row.save(update_fields=["chased_at", "chasers"])
        record("question.chased", kind="case", key=case.pk, by=by, reference=case.number,
               administration=case.administration, question=row.pk, party=row.party,
               recipient=row.recipient, due_on=row.due_on)  # fmt: skip
    return True


def _held(question: Question) -> tuple[SeizureCase, Question]:
    case = hold(SeizureCase.objects.select_related("right__holder"), pk=question.case_id)
    row: Question = hold(Question.objects.all(), pk=question.pk)
    return case, row


def _recipient(case: SeizureCase, party: str, name: str, office: Office | None) -> str:
    """Who is asked: known from the case for its parties, to be named for everybody else."""
    if party == AskedParty.HOLDER:
        return str(case.right.holder.name)[:300]
    if party == AskedParty.DECLARANT:
        own = (case.consignment.shipper_name if case.direction == "export"
               else case.consignment.consignee_name)  # fmt: skip
        found = name.strip() or own
    elif party == AskedParty.OFFICE:
        if office is None:
            raise Refused(_("Choose the office you ask."), field="office")
        found = office.names.get("en", office.code)
    else:
        found = name.strip()
    if not found:
        raise Refused(_("Name whom you ask."), field="recipient")
    return str(found)[:300]


def _stop_clocks(case: SeizureCase, row: Question, today: dt.date, by: Actor) -> None:
    running = case.due_dates.filter(status=ClockStatus.RUNNING, counting="kr_civil")
    for due in running:
        stop_clock(due, first=max(today, due.starts_on), last=max(row.due_on, due.starts_on),
                   reason=str(_("Question to %(name)s")) % {"name": row.recipient},
                   question=row.pk, by=by)  # fmt: skip


def _let_run(case: SeizureCase, row: Question, by: Actor) -> None:
    """The clock goes on after the day the answer came in."""
    if row.stops_clocks:
        for due in case.due_dates.filter(status=ClockStatus.RUNNING, counting="kr_civil"):
            end_stop(due, question=row.pk, last=clock.today(case.administration), by=by)


def _require_answerer(by: Actor, case: SeizureCase, row: Question) -> None:
    role = require_actor(by, case)
    if role not in {*OFFICERS, row.party}:
        raise NotAllowed(_("This question was put to somebody else."))


def _require_officer(by: Actor, case: SeizureCase) -> None:
    if require_actor(by, case) not in OFFICERS:
        raise NotAllowed(_("Only an officer of this administration may do this."))
