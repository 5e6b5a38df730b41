"""The order in which a step locks: case, consignment, number series, then the journal's head.

Every deed ends at the head of the journal's chain. Whatever else it needs is held before, so that
two officers never wait for each other in a circle.
"""

from seizures.cargo.models import Consignment
from seizures.cases.facts import procedure_of
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.core.actions import take_number
from seizures.core.database import hold
from seizures.law.procedures import Step


def held_case(key: int) -> SeizureCase:
    """The case, locked, with what every step reads of it."""
    rows = SeizureCase.objects.select_related("right__holder", "consignment", "recordation")
    case: SeizureCase = hold(rows, pk=key)
    return case


def hold_ahead(case: SeizureCase, step: Step) -> None:
    """Locks what this step will need before its first journal entry."""
    moves_in_or_out = case.is_closed or (
        bool(step.to) and procedure_of(case).stage(step.to).kind == "closed"
    )
    if moves_in_or_out:
        hold(Consignment.objects.all(), pk=case.consignment_id)
    if step.letters:
        hold_letter_numbers(case.administration)


def hold_letter_numbers(administration: str) -> None:
    """Locks the series of letter numbers without taking one."""
    year = clock.today(administration).year
    take_number(series="letter", administration=administration, year=year, count=0)
