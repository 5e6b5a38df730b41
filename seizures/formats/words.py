"""The words of manifests (data/words.toml, data/places.toml) as look-up tables."""

from __future__ import annotations

import tomllib
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


def load(name: str) -> dict[str, Any]:
    """Read one data file of this room."""
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


def fold(text: str) -> str:
    """Bring a word to the form in which words are compared: NFKC, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def squeeze(text: str) -> str:
    """Bring a word to its letters and digits alone: no spaces, no punctuation, no case."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).lower() if char.isalnum())


def _reversed(table: dict[str, list[str]]) -> dict[str, str]:
    found = {fold(code): code for code in table}
    found.update((fold(word), code) for code, words in table.items() for word in words)
    return found


_WORDS = load("words.toml")

MODE_WORDS: dict[str, str] = _reversed(_WORDS["mode"])
UNIT_WORDS: dict[str, str] = _reversed(_WORDS["unit"])
UNIT_CODES = frozenset(UNIT_WORDS.values())
KILOGRAMS: dict[str, Decimal] = {
    unit: Decimal(factor) for unit, factor in _WORDS["kilograms"].items()
}
CURRENCIES: frozenset[str] = frozenset(_WORDS["iso"]["currencies"].split())
CURRENCY_WORDS: dict[str, str] = {
    **_reversed(_WORDS["currency"]),
    **{code.lower(): code for code in CURRENCIES},
}
COUNTRIES: frozenset[str] = frozenset(_WORDS["iso"]["countries"].split())
COUNTRY_WORDS: dict[str, str] = _reversed(_WORDS["country"])
TOTAL_WORDS: frozenset[str] = frozenset(squeeze(word) for word in _WORDS["total"]["words"])
PLACE_WORDS: dict[str, str] = {
    squeeze(word): code for code, words in load("places.toml").items() for word in words
}
