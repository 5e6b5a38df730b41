"""What a condition is, what it is asked about, and the list of all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from seizures.law.errors import LawError
from seizures.law.words import Words


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the law needs to know about a case; the floor above fills it from its rows."""

    administration: str
    track: str
    right_kind: str
    recorded: bool
    mode: str
    """Mode of transport: sea, air, express, post or land."""
    value: Decimal | None
    """Customs value of the goods in `currency`, when known."""
    currency: str
    urgent: bool
    """Perishable, dangerous or otherwise urgent goods."""
    is_sme: bool
    direction: str
    """`import` or `export`."""
    facts: frozenset[str] = frozenset()
    """Fact codes set by the steps taken so far, the letters issued and the clocks missed."""
    value_usd: Decimal | None = None
    """The same value in US dollars at the customs rate of the day, when known."""
    is_gift: bool = False
    """Sent by post as a gift or without payment."""

    def has(self, *codes: str) -> bool:
        """Whether every one of these fact codes is on the case."""
        return self.facts.issuperset(codes)


Predicate = Callable[[CaseFacts], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """A named question about a case, its basis, and the sentence that refuses when it fails."""

    name: str
    holds: Predicate
    sentence: Words
    basis: str
    confidence: str

    @property
    def to_be_confirmed(self) -> bool:
        """Whether the original text of the instrument was not read for this condition."""
        return self.confidence != "V"


CONDITIONS: dict[str, Condition] = {}
"""Every condition by name."""

PARAMETRIC: dict[str, tuple[Words, str, str]] = {
    "deadline_missed": (
        {
            "en": "The period has not run out yet.",
            "ko": "기한이 아직 지나지 않았습니다.",
            "zh-hans": "期限尚未届满。",
        },
        "Act 8; Measures 41; Penalty Law 85",
        "V",
    ),
    "letter": (
        {
            "en": "The notice that must come first has not been issued.",
            "ko": "먼저 하여야 할 통보를 하지 않았습니다.",
            "zh-hans": "尚未发出应当先行发出的通知。",
        },
        "Notif. 42; Penalty Law 61",
        "V",
    ),
    "fact": (
        {
            "en": "What must be recorded first is not recorded yet.",
            "ko": "먼저 등록하여야 할 사항이 아직 등록되지 않았습니다.",
            "zh-hans": "应当先行登记的事项尚未登记。",
        },
        "Notif. 13-41; Reg. 16-28",
        "V",
    ),
    "not": (
        {
            "en": "This was already done in the case.",
            "ko": "이 사건에서 이미 처리되었습니다.",
            "zh-hans": "本案中已经办理。",
        },
        "Notif. 13-41; Reg. 16-28",
        "V",
    ),
}
"""Families of conditions that name a fact code after a colon: sentence, basis, confidence."""


def condition(
    basis: str, confidence: str, en: str, ko: str, zh: str
) -> Callable[[Predicate], Predicate]:
    """Register a predicate under its own name with its law and its refusing sentence."""

    def register(predicate: Predicate) -> Predicate:
        name = predicate.__name__
        sentence = {"en": en, "ko": ko, "zh-hans": zh}
        CONDITIONS[name] = Condition(name, predicate, sentence, basis, confidence)
        return predicate

    return register


def get(name: str) -> Condition:
    """Find a condition; raises `LawError` naming those that exist."""
    if name in CONDITIONS:
        return CONDITIONS[name]
    family, colon, code = name.partition(":")
    if colon and code and family in PARAMETRIC:
        sentence, basis, confidence = PARAMETRIC[family]
        return Condition(name, _asks(family, code, name), sentence, basis, confidence)
    known = ", ".join((*CONDITIONS, *(f"{family}:..." for family in PARAMETRIC)))
    raise LawError(f"Unknown condition '{name}'. Known: {known}.")


def _asks(family: str, code: str, name: str) -> Predicate:
    """A missed clock and an issued letter carry their family in the fact code."""
    if family == "fact":
        return lambda facts: code in facts.facts
    if family == "not":
        return lambda facts: code not in facts.facts
    return lambda facts: name in facts.facts
