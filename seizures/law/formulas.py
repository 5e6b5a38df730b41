"""How a computed amount is shown: `23449200.00 x 1.20` as each language writes the sum.

The data keep the plain form, the same for everybody; letters and pages show amounts with the
separators and decimals of their money, rates as percentages and floors and ceilings in words.
"""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from seizures.law.words import LANGUAGES, Words

NUMBER = r"\d+(?:\.\d+)?"
BOUND = re.compile(rf"(?P<side>max|min)\((?P<sum>.+), (?P<bound>{NUMBER})\)")
PRODUCT = re.compile(
    rf"(?P<sum>\(.+\)|{NUMBER}) x (?P<rate>{NUMBER})(?: x (?P<days>\d+))?"
)  # fmt: skip
PARTS = re.compile(rf"{NUMBER}(?: \+ {NUMBER})*")
MINOR_DIGITS = {"KRW": 0, "JPY": 0, "VND": 0, "CLP": 0, "KWD": 3, "BHD": 3}
"""Digits after the point (ISO 4217) where they are not two."""
LIMITS = {
    "max": {"en": "{sum}, at least {bound}", "ko": "{sum}(최저 {bound})",
            "zh-hans": "{sum}，但不低于{bound}"},
    "min": {"en": "{sum}, at most {bound}", "ko": "{sum}(최고 {bound})",
            "zh-hans": "{sum}，但不超过{bound}"},
}  # fmt: skip
DAYS = {"en": "{n} days", "ko": "{n}일", "zh-hans": "{n}天"}
PERCENT = {"en": "{n} %", "ko": "{n}%", "zh-hans": "{n}%"}
OWN = {("ko", "KRW"): "{n}원", ("ko", "CNY"): "{n}위안",
       ("zh-hans", "CNY"): "{n}元", ("zh-hans", "KRW"): "{n}韩元"}  # fmt: skip
"""How Korean and Chinese write the money of the two countries; others stand after their code."""

Write = Callable[[str], str]


def shown(formula: str, currency: str) -> Words:
    """A formula in every language; one of another shape is given back as it was."""
    return _shown(formula, currency)


def figure(amount: Decimal, currency: str) -> str:
    """An amount with thousands grouped and the decimals its money has, without its name."""
    digits = MINOR_DIGITS.get(currency.upper(), 2)
    rounded = amount.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return f"{rounded:,f}"


@lru_cache(maxsize=1024)
def _shown(formula: str, currency: str) -> Words:
    return {language: _in(formula, currency, language) or formula for language in LANGUAGES}


def _in(formula: str, currency: str, language: str) -> str:
    def amount(number: str) -> str:
        text = figure(Decimal(number), currency)
        return OWN.get((language, currency), f"{currency} {{n}}").format(n=text)

    if bound := BOUND.fullmatch(formula):
        inside = _sum(bound["sum"], language, amount)
        words = LIMITS[bound["side"]][language]
        return inside and words.format(sum=inside, bound=amount(bound["bound"]))
    return _sum(formula, language, amount)


def _sum(text: str, language: str, amount: Write) -> str:
    """A product or a plain sum; empty where it is neither."""
    if product := PRODUCT.fullmatch(text):
        inside = _added(product["sum"].strip("()"), amount)
        if not inside:
            return ""
        if product["sum"].startswith("("):
            inside = f"({inside})"
        share = PERCENT[language].format(n=_percent(product["rate"]))
        days = f" × {DAYS[language].format(n=product['days'])}" if product["days"] else ""
        return f"{inside} × {share}{days}"
    return _added(text, amount)


def _added(text: str, amount: Write) -> str:
    if not PARTS.fullmatch(text):
        return ""
    return " + ".join(amount(part) for part in text.split(" + "))


def _percent(rate: str) -> str:
    return f"{(Decimal(rate) * 100).normalize():f}"
