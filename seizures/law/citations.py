"""How a basis is cited: "Act 235(5); Notif. 17" as each language names instrument and article.

The data keep the short form, because it is the same for everybody; letters and pages cite. Names
are in `instruments.toml`. A text that is not wholly such a basis is given back as it was.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from seizures.law.counting import MODES
from seizures.law.words import LANGUAGES, Words, words

FILE = Path(__file__).with_name("instruments.toml")
PLACE = re.compile(
    r"(?P<first>\d+)(?:-(?P<last>\d+))?(?P<marks>(?:\(\d+\))*)(?P<item>\d+)?(?P<proviso> proviso)?"
)
FORMS = re.compile(r"Forms? (?P<first>\d+)(?:-(?P<last>\d+))?")
FOREIGN = {("kr", "zh-hans"): "韩国", ("cn", "ko"): "중국 "}
"""What stands before the instruments of the other country."""
BETWEEN = {"en": "; ", "ko": ", ", "zh-hans": "、"}
REMARK = {"en": " ({})", "ko": "({})", "zh-hans": "（{}）"}
QUOTES = {"en": ("", ""), "ko": ("「", "」"), "zh-hans": ("《", "》")}


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, decree, notification or announcement, by the name the data cite it with."""

    cite: str
    administration: str
    names: Words
    short: Words
    items: tuple[int, ...]
    """Articles whose brackets count items, not paragraphs."""
    is_notice: bool
    """An announcement cited as a whole, without quotes and articles."""


@dataclass(frozen=True, slots=True)
class Place:
    """One article, or a run of articles, with its paragraph and items."""

    first: int
    last: int | None = None
    branch: int | None = None
    """The 2 of Article 235-2."""
    paragraphs: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    has_proviso: bool = False
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One instrument with the places cited in it."""

    instrument: Instrument
    places: tuple[Place, ...]
    remark: Words | None = None


def cited(basis: str) -> Words:
    """A basis in full, for papers: official names and articles in each language."""
    return _cited(basis, short=False)


def cited_short(basis: str) -> Words:
    """A basis for screens: short names of the instruments, full articles."""
    return _cited(basis, short=True)


def counted(counting: str, basis: str) -> Words:
    """How the days of a time limit are counted, and below it the law that says so in full."""
    how, law = MODES.get(counting, {}), cited(basis)
    return {code: "\n".join(filter(None, [how.get(code), law[code]])) for code in LANGUAGES}


def sources(basis: str) -> tuple[Source, ...]:
    """What a basis names; empty where any part of it is not understood."""
    found = tuple(_source(part) for part in basis.split("; ")) if basis else ()
    return tuple(s for s in found if s) if all(found) else ()


@cache
def instruments() -> tuple[Instrument, ...]:
    """Every instrument that is cited, in the order of the file."""
    return tuple(_instrument(row) for row in _book()["instrument"])


@lru_cache(maxsize=2048)
def _cited(basis: str, *, short: bool) -> Words:
    named = sources(basis)
    if not named:
        return dict.fromkeys(LANGUAGES, basis)
    return {language: _joined(named, language, short) for language in LANGUAGES}


def _joined(named: tuple[Source, ...], language: str, short: bool) -> str:
    out, country = [], ""
    for source in named:
        owner = source.instrument.administration
        before = FOREIGN.get((owner, language), "") if owner != country else ""
        out.append(before + _written(source, language, short))
        country = owner
    return BETWEEN[language].join(out)


def _written(source: Source, language: str, short: bool) -> str:
    instrument = source.instrument
    name = (instrument.short if short else instrument.names)[language]
    if not instrument.is_notice and not (short and language == "ko"):
        name = name.join(QUOTES[language])
    text = name + _places(source, language)
    return text + (REMARK[language].format(source.remark[language]) if source.remark else "")


def _places(source: Source, language: str) -> str:
    articles = [place for place in source.places if not place.is_form]
    forms = [place for place in source.places if place.is_form]
    if language == "en":
        return _english(articles, forms)
    one = _korean if language == "ko" else _chinese
    return ("" if language == "zh-hans" or not source.places else " ") + (
        ("·" if language == "ko" else "、").join(
            one(place, source.instrument) for place in (*articles, *forms)
        )
    )


def _english(articles: list[Place], forms: list[Place]) -> str:
    groups = (("Art", articles), ("Form", forms))
    return "".join(
        f", {word}{_plural(word, places)} {', '.join(map(_english_place, places))}"
        for word, places in groups if places
    )  # fmt: skip


def _plural(word: str, places: list[Place]) -> str:
    many = len(places) > 1 or places[0].last is not None
    return ("s" if many else "") + ("." if word == "Art" else "")


def _english_place(place: Place) -> str:
    run = f"–{place.last}" if place.last else f"-{place.branch}" if place.branch else ""
    marks = "".join(f"({n})" for n in place.paragraphs)
    items = ", ".join(map(str, place.items))
    tail = f" item{'s' if len(place.items) > 1 else ''} {items}" if items else ""
    return f"{place.first}{run}{marks}{tail}{' proviso' if place.has_proviso else ''}"


def _korean(place: Place, instrument: Instrument) -> str:
    if place.is_form:
        run = f"부터 제{place.last}호까지의 서식" if place.last else "호서식"
        return f"별지 제{place.first}{'호' if place.last else ''}{run}"
    head = f"제{place.first}조" + (f"의{place.branch}" if place.branch else "")
    if place.last:
        return f"{head}부터 제{place.last}조까지"
    unit = "호" if place.first in instrument.items else "항"
    marks = [f"제{n}{unit}" for n in place.paragraphs]
    text = head + "·".join(marks) + "·".join(f"제{n}호" for n in place.items)
    return f"{text} 단서" if place.has_proviso else text


def _chinese(place: Place, instrument: Instrument) -> str:
    own = instrument.administration == "cn"
    number = chinese_number if own else str
    if place.is_form:
        run = f"至第{place.last}号" if place.last else ""
        return f"附表第{place.first}号{run}"
    branch = f"之{number(place.branch)}" if place.branch else ""
    head = f"第{number(place.first)}条{branch}"
    if place.last:
        return f"{head}至第{number(place.last)}条"
    is_item = place.first in instrument.items
    marks = [
        f"第（{number(n)}）项" if is_item else f"第{number(n)}款" for n in place.paragraphs
    ]  # fmt: skip
    text = head + "、".join(marks) + "、".join(f"第{number(n)}项" for n in place.items)
    return f"{text}但书" if place.has_proviso else text


def chinese_number(number: int) -> str:
    """A number below a thousand as Chinese law writes its articles."""
    digits = "〇一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones or not number else "")


def _source(text: str) -> Source | None:
    """One part of a basis; None where it is not understood."""
    text, _, said = text.partition(": ")
    remark = _remarks().get(said) if said else None
    instrument = next(
        (one for one in _longest_first() if text == one.cite or text.startswith(f"{one.cite} ")),
        None,
    )
    if instrument is None or (said and remark is None):
        return None
    rest = text[len(instrument.cite) :].strip()
    if not rest:
        return Source(instrument, (), remark) if instrument.is_notice else None
    places = tuple(_place(part) for part in rest.split(", "))
    known = tuple(place for place in places if place)
    return Source(instrument, known, remark) if len(known) == len(places) else None


def _place(text: str) -> Place | None:
    if form := FORMS.fullmatch(text):
        return Place(int(form["first"]), _number(form["last"]), is_form=True)
    found = PLACE.fullmatch(text)
    if not found:
        return None
    first, last = int(found["first"]), _number(found["last"])
    is_run = last is not None and last > first
    paragraphs, items = _levels(found["marks"], _number(found["item"]))
    return Place(
        first, last if is_run else None, None if is_run else last, paragraphs, items,
        bool(found["proviso"]),
    )  # fmt: skip


def _levels(marks: str, item: int | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Paragraphs, then items: (1)(3) are two paragraphs, (1)(1)(2) two items of the first."""
    numbers = [int(mark) for mark in re.findall(r"\d+", marks)]
    rising = 0
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number <= before:
            break
        rising += 1
    items = numbers[rising:] + ([item] if item is not None else [])
    return tuple(numbers[:rising]), tuple(items)


def _number(text: str | None) -> int | None:
    return int(text) if text else None


@cache
def _longest_first() -> tuple[Instrument, ...]:
    return tuple(sorted(instruments(), key=lambda one: -len(one.cite)))


@cache
def _remarks() -> dict[str, Words]:
    rows: Iterator[dict[str, Any]] = iter(_book()["remark"])
    return {row["cite"]: words(row["names"], f"remark {row['cite']}") for row in rows}


@cache
def _book() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _instrument(row: dict[str, Any]) -> Instrument:
    where = f"instrument {row['cite']}"
    return Instrument(
        row["cite"], row["administration"], words(row["names"], where),
        words(row["short"], where), tuple(row.get("items", ())), bool(row.get("is_notice")),
    )  # fmt: skip
