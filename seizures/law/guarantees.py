"""Securities once lodged: top-up and refund, accepted forms, guarantees for many cases."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from seizures.law import procedures
from seizures.law.errors import LawError, OptionNotKnown
from seizures.law.procedures import Choice, SecurityRule

ZERO = Decimal(0)
ADJUSTMENT_BASIS = {"kr": ("Notif. 28", "V"), "cn": ("Measures 39", "T")}


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What must be paid in or back when a security no longer fits its amount."""

    top_up: Decimal
    refund: Decimal
    basis: str
    confidence: str

    @property
    def to_be_confirmed(self) -> bool:
        """Whether the original text of the instrument was not read."""
        return self.confidence != "V"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of security and whether the administration takes it."""

    choice: Choice
    accepted: bool
    basis: str
    confidence: str

    @property
    def to_be_confirmed(self) -> bool:
        """Whether the original text of the instrument was not read."""
        return self.confidence != "V"


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a guarantee for many cases carries one more, and for how long it stands."""

    covered: bool
    available: Decimal
    shortfall: Decimal
    stands_until: date | None
    """Last day on which a case can be put under it; None where the letter itself says so."""
    letter_until: date | None
    """Day to which the letter must be valid."""
    basis: str
    confidence: str

    @property
    def to_be_confirmed(self) -> bool:
        """Whether the original text of the instrument was not read."""
        return self.confidence != "V"


def adjustment(administration: str, required: Decimal, held: Decimal) -> Adjustment:
    """The shortfall to pay in, or the excess to pay back, at once."""
    for amount in (required, held):
        if not amount.is_finite() or amount < 0:
            raise LawError(f"Expected an amount from zero up, not {amount}.")
    if administration not in ADJUSTMENT_BASIS:
        raise LawError(f"Unknown administration '{administration}'. Known: kr, cn.")
    basis, confidence = ADJUSTMENT_BASIS[administration]
    return Adjustment(max(required - held, ZERO), max(held - required, ZERO), basis, confidence)


def forms(track: str, *, counter: bool = False, edition: date | None = None) -> tuple[Form, ...]:
    """The forms of security of a track: first those accepted, then those expressly left out."""
    rule = _rule(track, edition)
    taken = rule.counter_forms if counter and rule.counter_forms else rule.forms
    basis = rule.counter_basis if counter and rule.counter_forms else rule.forms_basis
    sure = rule.counter_confidence if counter and rule.counter_forms else rule.forms_confidence
    return (
        *(Form(choice, True, basis, sure) for choice in taken),
        *(Form(choice, False, rule.forms_basis, rule.forms_confidence)
          for choice in rule.refused_forms),
    )  # fmt: skip


def accepts(track: str, form: str, *, counter: bool = False) -> bool:
    """Whether a form of security is accepted; raises `LawError` naming the forms that exist."""
    known = {row.choice.code: row.accepted for row in forms(track, counter=counter)}
    if form not in known:
        names = ", ".join(known) or "none"
        raise LawError(f"{track} knows no security in the form '{form}'. Known: {names}.")
    return known[form]


def general_standing(
    track: str, *, accepted_on: date, amount: Decimal, drawn: Decimal, needed: Decimal, on: date
) -> Standing:
    """China: whether a general guarantee still carries a case on a day.

    It stands from its acceptance to 31 December; the letter must be valid to 30 June of the next
    year. `needed` is the costs expected of the case, `drawn` what was already taken from it.
    """
    rule = _rule(track, accepted_on)
    if rule.general_minimum is None:
        raise OptionNotKnown(f"{track} knows no general guarantee.")
    until = _month_day(accepted_on.year, rule.general_until)
    letter = _month_day(accepted_on.year + 1, rule.general_letter_until)
    available = max(amount - drawn, ZERO)
    return Standing(
        covered=accepted_on <= on <= until and needed <= available,
        available=available,
        shortfall=max(needed - available, ZERO),
        stands_until=until,
        letter_until=letter,
        basis=rule.general_basis,
        confidence=rule.general_confidence,
    )


def comprehensive_standing(
    track: str, *, first: date, last: date, maximum: Decimal, in_use: Decimal, needed: Decimal,
    on: date,
) -> Standing:  # fmt: skip
    """Korea: whether a comprehensive security carries one more request on a day.

    The provider states its period and its maximum amount; what is in use for other cases is not
    free.
    """
    rule = _rule(track, None)
    if not rule.comprehensive_basis:
        raise OptionNotKnown(f"{track} knows no comprehensive security.")
    available = max(maximum - in_use, ZERO)
    return Standing(
        covered=first <= on <= last and needed <= available,
        available=available,
        shortfall=max(needed - available, ZERO),
        stands_until=last,
        letter_until=None,
        basis=rule.comprehensive_basis,
        confidence=rule.comprehensive_confidence,
    )


def _rule(track: str, on: date | None) -> SecurityRule:
    day = on or procedures.editions(track)[-1]
    return procedures.load(track, max(day, procedures.editions(track)[0])).security


def _month_day(year: int, text: str) -> date:
    month, _, day = text.partition("-")
    return date(year, int(month), int(day))
