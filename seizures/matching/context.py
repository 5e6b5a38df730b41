"""What is known beside the goods text: parties with a record, genuine prices, rates of exchange."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from seizures.matching.people import KnownParty, PeopleIndex, Recognised

__all__ = ["Context", "KnownParty", "PeopleIndex", "Price", "Recognised"]


@dataclass(frozen=True, slots=True)
class Price:
    """What one genuine piece under a right costs, in units of `currency`."""

    right: str
    amount: float
    currency: str


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a line is judged by beside its words; `rates` turn a currency into one common
    unit, `prices` stand by right, `features` are the words of a protected product's visible
    features by right.
    """

    parties: PeopleIndex = field(default_factory=lambda: PeopleIndex.of(()))
    prices: Mapping[str, Price] = field(default_factory=dict)
    rates: Mapping[str, float] = field(default_factory=dict)
    features: Mapping[str, frozenset[str]] = field(default_factory=dict)

    EMPTY: ClassVar["Context"]

    @property
    def is_empty(self) -> bool:
        """Nothing is known of any party or price."""
        return not len(self.parties) and not self.prices


Context.EMPTY = Context()
