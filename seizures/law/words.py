"""Names in the three languages of the house, as the data files carry them."""

from collections.abc import Mapping

from seizures.law.errors import MalformedProcedure

LANGUAGES: tuple[str, ...] = ("en", "ko", "zh-hans")
"""Every text of the law room exists in exactly these languages."""

Words = Mapping[str, str]
"""One text in every language of the house, by language code."""


def words(raw: object, where: str) -> Words:
    """Check that a text read from a file exists in every language; `where` names it in errors."""
    if not isinstance(raw, dict):
        raise MalformedProcedure(f"{where}: expected texts in {', '.join(LANGUAGES)}.")
    missing = [code for code in LANGUAGES if not str(raw.get(code, "")).strip()]
    if missing:
        raise MalformedProcedure(f"{where}: no text in {', '.join(missing)}.")
    return {code: str(raw[code]) for code in LANGUAGES}


TO_BE_CONFIRMED: Words = {"en": "to be confirmed", "ko": "확인 필요", "zh-hans": "待确认"}
"""Marks what was not read in the original instrument, or leaves a question open."""
