"""How much security a track asks for, from the table in the edition in force."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from seizures.law import procedures
from seizures.law.administrations import administration
from seizures.law.errors import LawError, OptionNotKnown
from seizures.law.procedures.model import Band, Procedure, SecurityRule

ZERO = Decimal(0)
ONE = Decimal(1)
LIMIT = Decimal(10**18)
"""No consignment is worth more; a larger number is a typing error."""


@dataclass(frozen=True, slots=True)
class SecurityAmount:
    """An amount of security with the law it rests on and the formula that gave it."""

    amount: Decimal
    """Rounded up to the minor unit of the currency."""
    currency: str
    basis: str
    formula: str
    confirmed: bool = True
    """False where the article was read in translation or from a secondary source only."""

    @property
    def to_be_confirmed(self) -> bool:
        """Whether a lawyer should confirm the rule."""
        return not self.confirmed


def compute(
    track: str,
    value: Decimal,
    *,
    sme: bool = False,
    counter: bool = False,
    right: str | None = None,
    general: bool = False,
    prior_costs: Decimal | None = None,
    edition: date | None = None,
) -> SecurityAmount:
    """The security for goods of a customs value, in the currency of the administration.

    A track without security answers 0 with its basis. Raises `LawError` for a negative value or
    an option the law of the track does not know.
    """
    procedure = procedures.load(track, edition or procedures.editions(track)[-1])
    for name, amount in (("value", value), ("prior costs", prior_costs or ZERO)):
        if not amount.is_finite() or not 0 <= amount < LIMIT:
            raise LawError(f"The {name} must be an amount from zero to {LIMIT:f}, not {amount}.")
    rule = procedure.security
    if sme and procedure.administration != "kr":
        raise OptionNotKnown(f"{track}: small firms pay no less here; only kr tracks know that.")
    if counter and (general or _only_general(rule)):
        raise OptionNotKnown("A security is either general or a counter-security, not both.")
    if general or _only_general(rule):
        return _general(procedure, right, prior_costs)
    if prior_costs is not None:
        raise OptionNotKnown("Prior costs belong to a general guarantee only.")
    if not rule.bands:
        return _amount(procedure, ZERO, rule.basis, "0")
    if counter:
        return _counter(procedure, value, sme, right)
    return _ordinary(procedure, value, sme)


def _ordinary(procedure: Procedure, value: Decimal, sme: bool) -> SecurityAmount:
    """The right holder's own security."""
    rule = procedure.security
    if sme and rule.sme_rate is not None:
        return _rate(procedure, value, rule.sme_rate, rule.basis)
    band = next(band for band in rule.bands if _inside(band, value))
    if band.flat is not None:
        return _amount(procedure, band.flat, rule.basis, f"{band.flat}")
    if band.at_least:
        amount = max(value * band.rate, band.at_least)
        formula = f"max({value:f} x {band.rate}, {band.at_least})"
        return _amount(procedure, amount, rule.basis, formula)
    return _rate(procedure, value, band.rate, rule.basis)


def _counter(procedure: Procedure, value: Decimal, sme: bool, right: str | None) -> SecurityAmount:
    """The importer's security for release of the goods."""
    rule = procedure.security
    if rule.counter_rate is None:
        raise OptionNotKnown(f"{procedure.track} knows no counter-security.")
    _right_allowed(right, rule.counter_rights, f"{procedure.track} counter-security")
    rate = rule.counter_rate
    if sme and rule.counter_sme_rate is not None:
        rate = rule.counter_sme_rate
    return _rate(procedure, value, rate, rule.counter_basis, rule.counter_confidence)


def _general(
    procedure: Procedure, right: str | None, prior_costs: Decimal | None
) -> SecurityAmount:
    """The general guarantee: last year's costs, but at least the minimum."""
    rule = procedure.security
    if rule.general_minimum is None:
        raise OptionNotKnown(
            f"{procedure.track} knows no general guarantee. Tracks that do: "
            f"{', '.join(_tracks_with_general())}."
        )
    _right_allowed(right, rule.general_rights, f"{procedure.track} general guarantee")
    costs = prior_costs or ZERO
    formula = f"max({costs:f}, {rule.general_minimum})"
    amount = max(costs, rule.general_minimum)
    return _amount(procedure, amount, rule.general_basis, formula, rule.general_confidence)


def _only_general(rule: SecurityRule) -> bool:
    """Whether the track is about the general guarantee and nothing else."""
    return rule.general_minimum is not None and not rule.bands


def _right_allowed(right: str | None, allowed: tuple[str, ...], what: str) -> None:
    if right is not None and allowed and right not in allowed:
        raise OptionNotKnown(f"{what} is not for '{right}'. Rights: {', '.join(allowed)}.")


def _inside(band: Band, value: Decimal) -> bool:
    if band.up_to is None:
        return True
    return value <= band.up_to if band.including else value < band.up_to


def _rate(
    procedure: Procedure, value: Decimal, rate: Decimal, basis: str, confidence: str = ""
) -> SecurityAmount:
    formula = f"{value:f}" if rate == ONE else f"{value:f} x {rate}"
    return _amount(procedure, value * rate, basis, formula, confidence)


def _amount(
    procedure: Procedure, amount: Decimal, basis: str, formula: str, confidence: str = ""
) -> SecurityAmount:
    unit = administration(procedure.administration).minor_unit
    rule = procedure.security
    rounded = ZERO if amount == 0 else amount.quantize(unit, rounding=ROUND_CEILING)
    confirmed = (confidence or rule.confidence) == "V"
    return SecurityAmount(rounded, rule.currency, basis, formula, confirmed)


def _tracks_with_general() -> list[str]:
    found = []
    for track in procedures.tracks():
        rule = procedures.load(track, procedures.editions(track)[-1]).security
        if rule.general_minimum is not None:
            found.append(track)
    return found
