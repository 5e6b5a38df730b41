"""What the stories of cases share: a second officer, and what must hold at the end."""

from typing import Any

from seizures.cases import actions, ledger_of_money
from seizures.cases.ledger import balance, is_disposed
from seizures.cases.models import SeizureCase
from seizures.core.actor import Actor
from seizures.letters.models import Letter
from tests.browser.screen import Screen


def countersign(second: Screen, case_page: str) -> None:
    """A senior officer who did not propose it confirms the step."""
    second.open(case_page)
    second.press('form[action*="/proposals/"] button[value="yes"]')
    assert second.find('form[action*="/proposals/"]').count() == 0


def quietly(case: SeizureCase, code: str, by: Actor, **answers: Any) -> None:
    """Takes a step that is not the point of the story without a page."""
    actions.take_step(case, code, by=by, answers=answers)
    case.refresh_from_db()


def told(screen: Screen) -> str:
    """What can be read on the page, with plain spaces."""
    return screen.text().replace("\xa0", " ")


def letters_about(case: SeizureCase) -> set[str]:
    """The keys of every letter of the case."""
    return set(Letter.objects.about("case", case.pk).values_list("key", flat=True))


def left_at_zero(case: SeizureCase) -> None:
    """The case is closed: goods disposed of, no security held, no clock running, nobody owes."""
    case.refresh_from_db()
    assert case.is_closed and is_disposed(case)
    assert all(line.on_hand == 0 for line in balance(case))
    assert not case.securities.filter(status="held").exists()
    assert not case.due_dates.filter(status="running").exists()
    assert not case.due_dates.filter(asks_officer=True).exists()
    assert ledger_of_money.open_duties(case) == []
    assert ledger_of_money.verify(case.administration) == []
