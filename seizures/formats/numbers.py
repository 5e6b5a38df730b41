"""Reads numbers as people write them: separators, units, currencies, Korean and Chinese tens."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from seizures.formats.lines import FieldRefused
from seizures.formats.words import CURRENCY_WORDS, KILOGRAMS, UNIT_WORDS, fold

LARGEST = Decimal(10) ** 12
_AROUND = " :()[]"
_FINEST = Decimal("0.000001")
_TENS = {"천": 10**3, "千": 10**3, "만": 10**4, "万": 10**4, "萬": 10**4}
_TENS |= {"억": 10**8, "亿": 10**8, "億": 10**8}

_PLAIN = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?", re.ASCII)
_AMOUNT = re.compile(r"[+-]?\d[\d.,'’ \u00a0\u202f]*(?:[eE][+-]?\d{1,2}(?!\w))?|[+-]?\.\d+")
_ODD_UNIT = re.compile(r"\d|^.{36}")
_MISTYPED = re.compile(r"(?<![^\W\d])[OoIl|SBZ]+(?=\d)|(?<=\d)[OoIl|SBZ]+(?![^\W\d])")
_DOZENS = re.compile(
    r"(?<![\d.,])(\d{1,9})\s?(?:(?i:dozens?|doz|dzn|dz)\b|다스|打(?![\u4e00-\u9fff]))"
)
_TWELVE = ("OZ", "oz", "DZ", "dz", "다스", "打")
_PIECES = frozenset({"PCS", "PRS", "SET"})
_POINTS = re.compile(r"[.,]")
_SPACES = re.compile(r"['’\s]")


def number(text: str) -> Decimal:
    """Read one number without a unit; refuses what is none, below zero or beyond reality."""
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    amount, before, after = _amount(text)
    if before or after:
        raise FieldRefused("unreadable_number", {"text": text})
    return amount


def whole(text: str) -> tuple[int, str]:
    """Read a count and the word beside it: "12 CTN" is 12 and "CTN"."""
    if text.isdecimal() and len(text) <= 9:
        return int(text), ""
    _refuse_mistyped(text)
    amount, before, after = _amount(text)
    if amount != amount.to_integral_value():
        raise FieldRefused("not_whole", {"text": text})
    return int(amount), (before or after)


def quantity(text: str) -> tuple[Decimal, str, bool]:
    """Read an amount and its unit; the last value tells that further amounts follow in the text."""
    if _PLAIN.fullmatch(text):
        return Decimal(text), "", False
    _refuse_mistyped(text)
    found = list(_AMOUNT.finditer(_prepared(text)))
    if len(found) > 1 and _ends_amount(_prepared(text), found):
        first = _prepared(text)[: found[1].start()].rstrip(" /,;+(&和및")
        amount, before, after = _amount(first)
        return amount, unit(after or before), True
    amount, before, after = _amount(text)
    if before and after and fold(before) not in UNIT_WORDS and fold(after) not in UNIT_WORDS:
        raise FieldRefused("unreadable_number", {"text": text})
    return amount, unit(after or before), False


def _refuse_mistyped(text: str) -> None:
    """A letter that looks like a digit and stands at one is no unit: "12O" is hardly twelve."""
    found = _MISTYPED.search(text)
    is_unit = found and found.start() and fold(found.group()) in UNIT_WORDS
    if found and not is_unit:
        raise FieldRefused("unreadable_number", {"text": text})


def unit(text: str) -> str:
    """Name a unit by its code; a unit that is not known stays as written."""
    known = UNIT_WORDS.get(fold(text))
    if known is None and _ODD_UNIT.search(text):
        raise FieldRefused("unreadable_number", {"text": text})
    return known or text


def dozens(description: str, amount: Decimal | float | None, code: str) -> str:
    """The words of a goods text that count in dozens what the columns count in pieces: "12 DOZ"
    beside 12 PCS; empty where nothing is contradicted."""
    if not amount or code not in _PIECES or not any(part in description for part in _TWELVE):
        return ""
    for found in _DOZENS.finditer(description):
        if int(found.group(1)) == amount:
            return found.group()
    return ""


def kilograms(text: str, default: str = "KG") -> Decimal:
    """Read a weight in kilograms; `default` is the unit of the column when the cell names none."""
    if _PLAIN.fullmatch(text) and default == "KG":
        return Decimal(text)
    amount, before, after = _amount(text)
    factor = KILOGRAMS.get(unit(after or before) if (before or after) else default)
    if factor is None:
        raise FieldRefused("unreadable_number", {"text": text})
    return _rounded(amount * factor, text)


def money(text: str) -> tuple[Decimal, str]:
    """Read an amount of money and the currency beside it: "" where none is, "¥" as it stands."""
    if _PLAIN.fullmatch(text):
        return Decimal(text), ""
    amount, before, after = _amount(text)
    codes = {CURRENCY_WORDS.get(fold(word).rstrip("."), "?") for word in (before, after) if word}
    if not codes:
        return amount, ""
    if before + after == "¥":
        return amount, "¥"
    code = codes.pop()
    if codes or code == "?":
        raise FieldRefused("unreadable_number", {"text": text})
    return amount, code


def _prepared(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("−", "-").strip()


def _ends_amount(text: str, found: list[re.Match[str]]) -> bool:
    """Whether the second number stands by itself ("5 PCS / 2 CTN") and not in a word ("M2")."""
    second = found[1]
    between = text[found[0].end() : second.start()]
    return bool(re.search(r"[\s/,;+(&]$", between)) and second.group().strip() != ""


def _amount(text: str) -> tuple[Decimal, str, str]:
    """Split a text into its number and the words before and after it."""
    plain = _prepared(text)
    if plain.startswith("(") and plain.endswith(")"):
        raise FieldRefused("negative_number", {"text": text})
    match = _AMOUNT.search(plain)
    if match is None:
        raise FieldRefused("unreadable_number", {"text": text})
    before, after = plain[: match.start()].strip(), plain[match.end() :].strip()
    amount = _decimal(match.group().strip(), text)
    if after[:1] in _TENS and after:
        amount *= _TENS[after[0]]
        after = after[1:].strip()
    if amount < 0:
        raise FieldRefused("negative_number", {"text": text})
    return _rounded(amount, text), before.strip(_AROUND), after.strip(_AROUND)


def _rounded(amount: Decimal, text: str) -> Decimal:
    if amount >= LARGEST:
        raise FieldRefused("number_too_large", {"text": text})
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        return amount.quantize(_FINEST, ROUND_HALF_UP)
    return amount


def _decimal(digits: str, text: str) -> Decimal:
    body = _SPACES.sub("", digits)
    try:
        return Decimal(_pointed(body))
    except InvalidOperation:
        raise FieldRefused("unreadable_number", {"text": text}) from None


def _pointed(body: str) -> str:
    """Turn thousands and decimal signs of any country into a plain decimal point."""
    signs = _POINTS.findall(body)
    if not signs or signs == ["."]:
        return body
    last, others = signs[-1], signs[:-1]
    if last in others:
        return _joined(body, last)
    head, tail = body.rsplit(last, 1)
    if others:
        return f"{_joined(head, others[0])}.{tail}"
    if len(tail) == 3 and head.lstrip("+-") not in ("", "0") and len(head.lstrip("+-")) <= 3:
        return head + tail
    return f"{head}.{tail}"


def _joined(body: str, sign: str) -> str:
    """Join groups of three; anything else is no number and stays unreadable."""
    groups = body.split(sign)
    if any(len(group) != 3 or not group.isdecimal() for group in groups[1:]):
        return "?"
    return "".join(groups)
