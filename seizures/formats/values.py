"""Reads the coded values of a line: transport mode, place, HS code, currency, container number.

Each function takes the text of a cell and returns the value with a note code ("" where there is
nothing to note), or raises `FieldRefused`.
"""

from __future__ import annotations

import re
import unicodedata

from seizures.formats.lines import FieldRefused
from seizures.formats.words import (
    COUNTRIES,
    COUNTRY_WORDS,
    CURRENCIES,
    CURRENCY_WORDS,
    MODE_WORDS,
    PLACE_WORDS,
    fold,
    squeeze,
)

_LOCODE = re.compile(r"([A-Z]{2})\s?([A-Z2-9]{3})", re.ASCII)
_BRACKETS = re.compile(r"[(\[【].*?[)\]】]")
_HS_MARKS = re.compile(r"[\s.\-/'’]")
_CONTAINER = re.compile(r"[A-Z]{3}[UJZ]\d{7}", re.ASCII)
_CONTAINER_SPLIT = re.compile(r"[,;/|、\s]+")
_NO_CHAPTER = frozenset(("00", "77"))


def mode(text: str) -> tuple[str, str]:
    """Name the transport mode: one of sea, air, express, post, land."""
    word = fold(text)
    if word in MODE_WORDS:
        return MODE_WORDS[word], ""
    parts = [part for part in re.split(r"[\s/,:()\[\]-]+", word) if len(part) > 1]
    found = [MODE_WORDS[part] for part in parts if part in MODE_WORDS]
    if not found:
        raise FieldRefused("unknown_mode", {"text": text})
    return next((name for name in found if name in ("express", "post")), found[0]), ""


def place(text: str) -> tuple[str, str]:
    """Name a place by its UN/LOCODE; where only the country is known, by the country and ZZZ."""
    plain = " ".join(unicodedata.normalize("NFKC", text).upper().split())
    known = PLACE_WORDS.get(squeeze(plain))
    if known:
        return known, ""
    if code := _locode(plain):
        return code, ""
    for part in [_BRACKETS.sub(" ", plain), *re.split(r"[,/()\[\]:;]", plain)]:
        found = PLACE_WORDS.get(squeeze(part)) or _locode(part.strip())
        if found:
            return found, ""
    return _country_of(plain, text), "country_only"


def _locode(plain: str) -> str:
    match = _LOCODE.fullmatch(plain)
    if match and match[1] in COUNTRIES and fold(plain) not in COUNTRY_WORDS:
        return match[1] + match[2]
    return ""


def _country_of(plain: str, text: str) -> str:
    words = [fold(part) for part in re.split(r"[,/()\[\];]", plain)]
    for word in [fold(plain), *reversed(words), *fold(plain).split()[-1:]]:
        if word in COUNTRY_WORDS:
            return COUNTRY_WORDS[word] + "ZZZ"
        if len(word) == 2 and word.upper() in COUNTRIES:
            return word.upper() + "ZZZ"
    raise FieldRefused("unknown_place", {"text": text})


def hs(text: str) -> tuple[str, str]:
    """Read an HS code: 4 to 13 digits of a chapter that exists, marks between them removed."""
    digits = text
    if not (text.isascii() and text.isdigit()):
        digits = _HS_MARKS.sub("", unicodedata.normalize("NFKC", text))
        digits = re.sub(r"(?i)^hs(?:k|code)?:?", "", digits)
    if not (digits.isascii() and digits.isdigit() and 4 <= len(digits) <= 13):
        raise FieldRefused("impossible_hs", {"text": text})
    if len(digits) in (7, 9) and digits[0] != "0":
        return "0" + digits, "hs_zero_restored"
    if digits[:2] in _NO_CHAPTER:
        raise FieldRefused("impossible_hs", {"text": text})
    return digits, "hs_odd_length" if len(digits) in (5, 7, 9) else ""


def currency(text: str) -> tuple[str, str]:
    """Name a currency by its ISO 4217 code; one that is not known is left empty and noted."""
    if text in CURRENCIES:
        return text, ""
    found = CURRENCY_WORDS.get(fold(text).rstrip("."))
    return (found, "") if found else ("", "unknown_currency")


def container(text: str) -> tuple[str, str]:
    """Tidy a container number; of several the first is kept. Other equipment stays as written."""
    plain = unicodedata.normalize("NFKC", text).upper()
    joined = re.sub(r"[\s\-]", "", plain)
    if _CONTAINER.fullmatch(joined):
        return joined, "" if _check_digit(joined) == joined[-1] else "container_check_digit"
    parts = [re.sub(r"-", "", part) for part in _CONTAINER_SPLIT.split(plain) if part]
    if len(parts) > 1 and all(_CONTAINER.fullmatch(part) for part in parts):
        return parts[0], "several_containers"
    return text, ""


def _check_digit(number: str) -> str:
    """The check digit of ISO 6346 over the ten signs before it."""
    total = sum(_iso6346(sign) << place for place, sign in enumerate(number[:10]))
    return str(total % 11 % 10)


def _iso6346(sign: str) -> int:
    if sign.isdigit():
        return int(sign)
    value = ord(sign) - ord("A")
    return 10 + value + (value + 9) // 10
