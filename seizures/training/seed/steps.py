"""Takes the steps of a story: answers what each step asks, as an officer or holder would."""

import datetime as dt
from contextlib import nullcontext
from decimal import Decimal
from typing import Any

from seizures.accounts.models import User
from seizures.cases import actions
from seizures.cases.choices import SecurityStatus
from seizures.cases.facts import procedure_of
from seizures.cases.ledger import balance
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor, of_user
from seizures.core.database import atomic
from seizures.law import securities
from seizures.law.procedures import Ask, Step
from seizures.letters.actions import without_translations
from seizures.training.seed.moments import days_ago
from seizures.training.seed.money import cover_if_possible
from seizures.training.seed.stories import CHOICES, TEXTS, TOLD_IN, Story

TRANSLATED_DAYS = 4
"""Letters of younger cases are set in English too; older ones in their own language only."""
SENIOR = {"kr": "kr-senior", "cn": "cn-senior"}


def play(case: SeizureCase, story: Story, officer: User) -> None:
    """Every step of the story on its day, in one transaction.

    No sweep comes in between and takes a clock of the half-told story for missed.
    """
    in_full = without_translations() if story.days > TRANSLATED_DAYS else nullcontext()
    with atomic(), in_full:
        for number, told in enumerate(story.steps):
            offset, _, rest = told.partition(" ")
            with days_ago(story.days - int(offset), hour=10 + number % 7, minute=7 * number % 60):
                take(case, rest, officer)


def take(case: SeizureCase, told: str, officer: User) -> None:
    """One step as a story tells it: `code[=choice][@who]`."""
    told, _, who = told.partition("@")
    code, _, choice = told.partition("=")
    case.refresh_from_db()
    step = procedure_of(case).step(code)
    senior = of_user(User.objects.get(username=SENIOR[case.administration]))
    by = _actor(case, who, officer)
    second = senior if step.second_person and by.id != senior.id else None
    if step.second_person and second is None:
        second = of_user(User.objects.get(username=f"{case.administration}-trainer"))
    if step.security == "lodge":
        cover_if_possible(case, officer)
    actions.take_step(case, code, by=by, second=second, answers=answers(case, step, choice))


def _actor(case: SeizureCase, who: str, officer: User) -> Actor:
    if who == "senior":
        return of_user(User.objects.get(username=SENIOR[case.administration]))
    if who == "holder":
        people = User.objects.filter(organisation_id=case.right.holder.organisation_id)
        return of_user(people.order_by("pk").first())
    return of_user(officer)


def answers(case: SeizureCase, step: Step, choice: str = "") -> dict[str, Any]:
    """An answer to everything the step must know."""
    return {ask.code: _answer(case, step, ask, choice) for ask in step.asks if ask.required}


def _answer(case: SeizureCase, step: Step, ask: Ask, choice: str) -> Any:
    if ask.kind == "choice":
        codes = [each.code for each in ask.choices]
        wanted = choice or CHOICES.get(ask.code, "")
        return wanted if wanted in codes else codes[0]
    if ask.kind == "money":
        return str(_amount(case, step))
    if ask.kind == "date":
        return (clock.today(case.administration) + _AHEAD.get(ask.code, dt.timedelta())).isoformat()
    if ask.kind == "quantity":
        source = step.ledger.from_code if step.ledger else "stored"
        return {str(line.goods.pk): str(line.under.get(source, Decimal(0)))
                for line in balance(case)}  # fmt: skip
    if ask.kind == "number":
        return "12.5"
    told = TOLD_IN.get((step.code, ask.code), {}).get(case.administration)
    return told or TEXTS[case.administration].get(ask.code, "—")


_AHEAD = {"reply_by": dt.timedelta(days=3), "ordered_until": dt.timedelta(days=60),
          "hearing_on": dt.timedelta(days=10)}  # fmt: skip


def _amount(case: SeizureCase, step: Step) -> Decimal:
    if step.security == "counter_lodge":
        return securities.compute(case.track, case.value, counter=True, right=case.right.kind,
                                  edition=case.edition).amount  # fmt: skip
    row = case.securities.filter(status=SecurityStatus.REQUIRED).first()
    return Decimal(row.required) if row else Decimal("1200.00")
