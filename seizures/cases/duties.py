"""What is still open in a case: asked before it is closed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from seizures.cases import ledger_of_money
from seizures.cases.choices import CorrectionStatus, QuestionStatus, SecurityStatus
from seizures.cases.facts import procedure_of
from seizures.cases.ledger import balance
from seizures.cases.models import SeizureCase
from seizures.law.formulas import figure
from seizures.law.procedures import Step
from seizures.letters.choices import Channel, Recipient
from seizures.letters.models import Letter

CONFIRMED = "duties_confirmed"
"""The answer with which an officer closes a case knowing what is still open."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing still open; one that `bars` must be settled before the case can be closed."""

    code: str
    sentence: Any
    bars: bool = False


class _Said:
    """A sentence with its values, worded in the reader's language when it is read."""

    def __init__(self, pattern: Any, **values: Any) -> None:
        self.pattern, self.values = pattern, values

    def __str__(self) -> str:
        return str(self.pattern % self.values)


def duties_before(case: SeizureCase, step: Step) -> list[Duty]:
    """What is open when this step would close the case; nothing for any other step."""
    if not step.to or procedure_of(case).stage(step.to).kind != "closed":
        return []
    return open_duties(case, moves=bool(step.ledger))


def open_duties(case: SeizureCase, *, moves: bool = False) -> list[Duty]:
    """Everything still open in a case; `moves` says that the step itself disposes of the goods."""
    return [*_goods(case, moves), *_money(case), *_papers(case)]


def _goods(case: SeizureCase, moves: bool) -> list[Duty]:
    found = []
    lines = balance(case)
    sampled = sum((line.under.get("sampled", Decimal(0)) for line in lines), Decimal(0))
    waiting = sum((line.on_hand for line in lines), Decimal(0)) - sampled
    if waiting > 0 and not moves:
        found.append(Duty("goods", _("Goods still wait for their outcome."), bars=True))
    if sampled > 0:
        found.append(Duty("samples", _("Samples are still out: return or use them up first."),
                          bars=True))  # fmt: skip
    return found


def _money(case: SeizureCase) -> list[Duty]:
    found = []
    held = case.securities.filter(status=SecurityStatus.HELD).count()
    if held:
        said = ngettext_lazy("%(n)d security is still held.",
                             "%(n)d securities are still held.", "n")  # fmt: skip
        found.append(Duty("securities", _Said(said, n=held)))
    for row in ledger_of_money.open_duties(case):
        amount = figure(row.amount, row.currency)
        said_of = _Said(row.sentence, amount=amount, currency=row.currency)
        found.append(Duty(f"money_{row.code}", said_of))
    return found


def _papers(case: SeizureCase) -> list[Duty]:
    found = []
    questions = case.questions.filter(status=QuestionStatus.OPEN).count()
    if questions:
        found.append(Duty("questions", _Said(ngettext_lazy(
            "%(n)d question waits for an answer.", "%(n)d questions wait for an answer.", "n"
        ), n=questions)))  # fmt: skip
    rows = Letter.objects.filter(
        subject_kind="case", subject_id=case.pk, served_at=None, superseded_by=None
    )
    letters = rows.exclude(recipient_kind=Recipient.INTERNAL).exclude(channel=Channel.PORTAL)
    unserved = letters.count()
    if unserved:
        found.append(Duty("letters", _Said(ngettext_lazy(
            "%(n)d letter has no proof of service.", "%(n)d letters have no proof of service.",
            "n"), n=unserved)))  # fmt: skip
    asking = case.due_dates.filter(asks_officer=True).count()
    if asking:
        found.append(Duty("clocks", _Said(ngettext_lazy(
            "%(n)d clock that ran out waits for a decision.",
            "%(n)d clocks that ran out wait for a decision.", "n"), n=asking)))  # fmt: skip
    if case.corrections.filter(status=CorrectionStatus.PROPOSED).exists():
        found.append(Duty("corrections", _("A correction waits for its second officer.")))
    return found
