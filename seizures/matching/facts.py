"""What the matcher is told and what it answers: plain frozen facts, no database rows."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class RightFacts:
    """One protected right as the matcher sees it; `hs`, `terms` and `models` come from product
    cards.
    """

    id: str
    kind: str
    mark: str
    aliases: tuple[tuple[str, str], ...] = ()
    nice: tuple[int, ...] = ()
    holder: str = ""
    authorised: tuple[str, ...] = ()
    jurisdiction: str = ""
    terms: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    hs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoodsFacts:
    """One declared goods line with its parties and route; value is in units of `currency`."""

    id: str
    description: str
    hs: str = ""
    shipper: str = ""
    consignee: str = ""
    notify: str = ""
    origin: str = ""
    destination: str = ""
    mode: str = ""
    quantity: float | None = None
    unit: str = ""
    value: float | None = None
    currency: str = ""
    manufacturer: str = ""


class Reason(NamedTuple):
    """One line of an explanation: what was seen (`code`, `value`) and what it added (`weight`, log-
    odds).
    """

    code: str
    value: float | str
    weight: float
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One line resembles one right; `span` is in code points of the original description,
    `features` are all that were not zero on a raised hit, so that its score can be computed again.
    """

    line: str
    right: str
    score: float
    raised: bool
    tier: str
    reasons: tuple[Reason, ...]
    span: tuple[int, int] | None
    features: tuple[tuple[str, float], ...] = ()
