"""Names that are data carry three languages; this picks the reader's."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language

from seizures.law.citations import cited_short
from seizures.law.formulas import shown

CODES = ("en", "ko", "zh-hans")
LANGUAGE_OF = {"kr": "ko", "cn": "zh-hans"}


def active() -> str:
    """The reader's language as one of the three codes."""
    code = (get_language() or "en").lower()
    if code.startswith("zh"):
        return "zh-hans"
    return "ko" if code.startswith("ko") else "en"


def pick(names: Mapping[str, Any] | None, language: str | None = None) -> str:
    """The name in the reader's language, else in English, else whatever there is."""
    if not names:
        return ""
    return str(names.get(language or active()) or names.get("en") or next(iter(names.values())))


def cite(basis: str) -> str:
    """A legal basis with the short names of its instruments, in the reader's language."""
    return pick(cited_short(basis))


def reckoned(formula: str, currency: str) -> str:
    """The formula of an amount as the reader's language writes money."""
    return pick(shown(formula, currency))


#: The same for sentences that are worded later, in the language of whoever reads them then.
lazy_cite: Any = lazy(cite, str)
lazy_reckoned: Any = lazy(reckoned, str)
