"""One key for the spellings of a name that differ only in case, width, spacing or punctuation."""

import re
import unicodedata

_GAPS = re.compile(r"[\W_]+")


def fold(name: str) -> str:
    """The key of a party's name, at most 200 characters."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return _GAPS.sub(" ", plain).strip()[:200]
