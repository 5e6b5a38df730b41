"""What is declared: goods of the corridor by HS, worded in English, Korean and Chinese."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "ko", "zh-hans")
MIX = {
    "bags": 30.6, "shoes": 25.8, "clothing": 13.9, "appliances": 5.7, "personal": 5.1,
    "toys": 4.3, "cosmetics": 5.0, "electronics": 5.6, "autoparts": 4.0,
}  # fmt: skip
"""Shares in per cent: seizures by kind of goods, Korea 2024, the rest spread over three kinds."""
FREIGHT = {
    "bags": 12.0, "shoes": 10.0, "clothing": 18.0, "appliances": 8.0, "personal": 6.0, "toys": 7.0,
    "cosmetics": 5.0, "electronics": 10.0, "autoparts": 9.0, "ordinary": 15.0,
}  # fmt: skip
"""Shares of what travels at all, marked or not; freight is broader than what is seized."""
UNITS = {"PCE": ("PCS", "개", "件"), "PAR": ("PAIRS", "족", "双"), "SET": ("SETS", "세트", "套"),
         "BOT": ("BTL", "병", "瓶"), "KGM": ("KG", "kg", "千克")}  # fmt: skip
SIZES = {"clothing": ("S", "M", "L", "XL", "FREE"), "shoes": ("230-270", "36-41", "250", "42")}
PLAIN = {"07", "20", "73", "68", "48"}
"""Chapters whose goods are declared without colour or model."""


@dataclass(frozen=True, slots=True)
class Product:
    """One kind of goods: HS code, Nice class, unit, price range in USD a unit, weight, wordings."""

    hs: str
    group: str
    nice: int
    unit: str
    low: float
    high: float
    kg: float
    words: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Word:
    """A dictionary word that is also somebody's mark: its class, and goods it ordinarily names."""

    mark: str
    nice: int
    hs: str
    texts: dict[str, str]


@cache
def products() -> tuple[Product, ...]:
    """Every kind of goods."""
    rows = (DATA / "goods.tsv").read_text(encoding="utf-8").splitlines()[1:]
    found = []
    for row in rows:
        hs, group, nice, unit, low, high, kg, en, ko, zh = row.split("\t")
        words = {language: tuple(text.split(";"))
                 for language, text in zip(LANGUAGES, (en, ko, zh), strict=True)}  # fmt: skip
        found.append(Product(hs, group, int(nice), unit, float(low), float(high), float(kg), words))
    return tuple(found)


@cache
def words() -> tuple[Word, ...]:
    """The dictionary words."""
    rows = (DATA / "words.tsv").read_text(encoding="utf-8").splitlines()
    parts = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return tuple(
        Word(mark, int(nice), hs, {"en": en, "ko": ko, "zh-hans": zh})
        for mark, nice, hs, en, ko, zh in parts
    )


@cache
def colours() -> tuple[tuple[str, ...], ...]:
    """Colours in the three languages."""
    rows = (DATA / "colours.txt").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(row.split("\t")) for row in rows)


@cache
def _of_group(group: str) -> tuple[Product, ...]:
    return tuple(product for product in products() if product.group == group)


def pick(rng: Random, mix: dict[str, float], *, nice: tuple[int, ...] = ()) -> Product:
    """A kind of goods drawn by a mix; `nice` keeps to goods of these classes where there are."""
    if nice:
        fitting = [product for product in products()
                   if product.nice in nice and product.group in mix]  # fmt: skip
        if fitting:
            return rng.choices(fitting, [mix[product.group] for product in fitting])[0]
    group = rng.choices(list(mix), list(mix.values()))[0]
    return rng.choice(_of_group(group))


def wording(rng: Random, product: Product, language: str) -> str:
    """How a declarant writes these goods: noun, often a colour, a size or a model number."""
    place = LANGUAGES.index(language)
    text = rng.choice(product.words[language])
    roll, worn = rng.random(), product.group in SIZES
    if roll < 0.28 and product.hs[:2] not in PLAIN:
        text = f"{text} {rng.choice(colours())[place]}"
    elif roll < 0.40 and product.hs[:2] not in PLAIN:
        text = f"{text} {rng.choice('ABCDGHKLMST')}{rng.randint(10, 9899)}"
    elif roll < 0.55 and worn:
        text = f"{text} {rng.choice(SIZES[product.group])}"
    return text
