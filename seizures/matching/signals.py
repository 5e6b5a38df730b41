"""What speaks beside the words: who ships, what a piece is worth, how many, how vague the text is.

Every function answers for the candidates of a batch; a context in which nothing is known costs
nothing.
"""

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from seizures.matching.arrays import Floats
from seizures.matching.context import Context, Recognised
from seizures.matching.evidence import Evidence
from seizures.matching.facts import GoodsFacts
from seizures.matching.vague import vagueness

SIGNALS = (
    "known_infringer", "watched", "history_bad", "history_clean", "price_low", "quantity_odd",
    "vague",
)  # fmt: skip
LOW_SHARE = 0.5
"""A piece declared below this share of the genuine price speaks for a fake; 1/16 of it fully."""
ODD_FACTOR = 4.0
"""A quantity this many times above or below the usual one is odd; 64 times fully."""
_PIECES = """
    pc pcs pce piece pieces ea each unit units pr prs pair pairs set sets nmb npr nar h87 c62
    个 件 只 双 套 台 条 개 켤레 대 벌 점 장
"""
PIECES = frozenset(_PIECES.split())
"""Units that count pieces, so that a unit value means something."""

Params = tuple[tuple[str, str], ...]


class Names(Protocol):
    """Anything that tells the id of a right by its number, such as `segment.rights.ids`."""

    def __getitem__(self, number: int, /) -> str: ...


def columns(
    lines: Sequence[GoodsFacts], found: Evidence, context: Context, ids: Sequence[Names] = ()
) -> dict[str, Floats]:
    """The signals of every candidate; `ids` are the names of the rights, one table per segment.

    Without `ids`, parties and prices of a single right say nothing.
    """
    size = len(found)
    made = {name: np.zeros(size, dtype=np.float64) for name in SIGNALS}
    if size == 0:
        return made
    numbers, where = np.unique(found.line, return_inverse=True)
    told = [lines[number] for number in numbers.tolist()]
    made["vague"] = np.asarray([vagueness(line.description) for line in told])[where]
    if context.is_empty:
        return made
    _of_parties(told, where, found, context, ids, made)
    if context.prices and ids:
        _of_prices(told, where, found, context, ids, made)
    return made


def _of_parties(
    told: list[GoodsFacts],
    where: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    found: Evidence,
    context: Context,
    ids: Sequence[Names],
    made: dict[str, Floats],
) -> None:
    if not len(context.parties):
        return
    met = [recognised(line, context) for line in told]
    known = np.fromiter(map(bool, met), dtype=bool, count=len(met))
    for at in np.flatnonzero(known[where]).tolist():
        line = int(where[at])
        right = ids[int(found.segment[at])][int(found.right[at])] if ids else ""
        for name, value in party_signals(told[line], met[line], right).items():
            made[name][at] = value


def _of_prices(
    told: list[GoodsFacts],
    where: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    found: Evidence,
    context: Context,
    ids: Sequence[Names],
    made: dict[str, Floats],
) -> None:
    units = [unit_value(line, context) for line in told]
    priced = np.fromiter((unit is not None for unit in units), dtype=bool, count=len(units))
    for at in np.flatnonzero(priced[where]).tolist():
        unit = units[int(where[at])]
        genuine = genuine_value(ids[int(found.segment[at])][int(found.right[at])], context)
        if unit is not None and genuine:
            made["price_low"][at] = cheapness(unit / genuine)


def recognised(line: GoodsFacts, context: Context) -> tuple[Recognised, ...]:
    """The known parties among those of a line."""
    found: tuple[Recognised, ...] = ()
    for name in (line.shipper, line.consignee, line.notify, line.manufacturer):
        if name:
            found += context.parties.find_all(name)
    return found


def party_signals(line: GoodsFacts, met: Sequence[Recognised], right: str) -> dict[str, float]:
    """The signals of the known parties of a line for one right: the strongest of each kind."""
    made: dict[str, float] = {}
    for who in met:
        party = who.party
        if party.rights and right not in party.rights:
            continue
        bad, clean = history(party.seen, party.infringing, party.genuine)
        told = {
            "known_infringer": float(party.role == "infringer"),
            "watched": float(party.role == "watched"),
            "history_bad": bad,
            "history_clean": clean,
            "quantity_odd": oddness(line.quantity, party.usual_quantity),
        }
        for name, value in told.items():
            made[name] = max(made.get(name, 0.0), value)
    return made


def history(seen: int, infringing: int, genuine: int) -> tuple[float, float]:
    """(how bad, how clean) a party's past is, each from 0 to 1, growing with what is known."""
    judged = infringing + genuine
    share = (infringing + 0.5) / (judged + 1.0) if judged else 0.0
    bad = min(1.0, share * (1.0 - 0.5**infringing) * 1.2) if infringing else 0.0
    quiet = genuine + 0.02 * max(0, seen - judged)
    clean = 0.0 if infringing else 1.0 - math.exp(-quiet / 4.0)
    return round(bad, 4), round(clean, 4)


def unit_value(line: GoodsFacts, context: Context) -> float | None:
    """What one piece is declared to be worth in the common unit; None where it cannot be said."""
    if not line.value or not line.quantity or line.value < 0 or line.quantity <= 0:
        return None
    if line.unit and line.unit.strip().lower() not in PIECES:
        return None
    rate = context.rates.get(line.currency.upper())
    return line.value * rate / line.quantity if rate else None


def genuine_value(right: str, context: Context) -> float | None:
    """What one genuine piece costs in the common unit."""
    price = context.prices.get(right)
    rate = context.rates.get(price.currency.upper()) if price else None
    return price.amount * rate if price and rate and price.amount > 0 else None


def cheapness(share: float) -> float:
    """0 at half the genuine price or more, 1 at a sixteenth of what is low, on a scale of logs."""
    if share >= LOW_SHARE:
        return 0.0
    return min(1.0, math.log2(LOW_SHARE / max(share, 1e-9)) / 4.0)


def oddness(quantity: float | None, usual: float | None) -> float:
    """0 up to four times more or less than usual, 1 at 64 times, on a scale of logs."""
    if not quantity or not usual or quantity <= 0 or usual <= 0:
        return 0.0
    factor = max(quantity / usual, usual / quantity)
    return min(1.0, max(0.0, math.log2(factor / ODD_FACTOR) / 4.0))


def reasons(line: GoodsFacts, right_id: str, feature: str, context: Context) -> Params:
    """What the sentence of a signal names: the party as declared, prices, quantities."""
    if feature in ("known_infringer", "watched", "history_bad", "history_clean", "quantity_odd"):
        return _of_party(line, right_id, feature, context)
    if feature == "price_low":
        return _of_price(line, right_id, context)
    if feature == "vague":
        return (("written", line.description.strip()[:60]),)
    return ()


def _of_party(line: GoodsFacts, right_id: str, feature: str, context: Context) -> Params:
    best: Recognised | None = None
    strongest = 0.0
    for who in recognised(line, context):
        value = party_signals(line, (who,), right_id).get(feature, 0.0)
        if value > strongest:
            best, strongest = who, value
    if best is None:
        return ()
    party = best.party
    return (
        ("party", best.spelling), ("declared", best.declared), ("how_met", best.how),
        ("infringing", str(party.infringing)), ("genuine", str(party.genuine)),
        ("seen", str(party.seen)), ("quantity", _plain(line.quantity)),
        ("usual", _plain(party.usual_quantity)),
    )  # fmt: skip


def _of_price(line: GoodsFacts, right_id: str, context: Context) -> Params:
    price = context.prices.get(right_id)
    unit, genuine = unit_value(line, context), genuine_value(right_id, context)
    if price is None or unit is None or not genuine:
        return ()
    each = (line.value or 0.0) / (line.quantity or 1.0)
    return (
        ("unit_value", _plain(each)), ("currency", line.currency.upper()),
        ("genuine_price", _plain(price.amount)), ("genuine_currency", price.currency.upper()),
        ("share", f"{100 * unit / genuine:.0f}"),
    )  # fmt: skip


def _plain(number: float | None) -> str:
    """A number without needless decimals."""
    return "" if number is None else f"{number:.2f}".rstrip("0").rstrip(".")
