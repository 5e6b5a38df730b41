"""Working days of an administration: public tables, own dated overrides, injected notices.

Three layers, the later wins: the `holidays` library; the files in `overrides/<kr|cn>/`; notices
that the floor above keeps in its database. Every year has a status: *published* when the
official notice is in, else *provisional*, and a deadline that leans on it says so.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.metadata import version as installed_version
from pathlib import Path

import holidays

from seizures.law.administrations import administration
from seizures.law.errors import LawError
from seizures.law.words import Words, words

OVERRIDES = Path(__file__).parent / "overrides"
SATURDAY = 5
GUESSED = "(observed)"
"""How the library marks a day off that it guesses before the official notice."""


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """One day of an official holiday notice, entered above and injected into a calendar.

    `completes_year` says that with this notice all days of the year are known: the year becomes
    published and days off that were only guessed fall away.
    """

    administration: str
    day: date
    kind: str
    """`off` for a rest day, `work` for an adjusted working day."""
    names: Words
    published_on: date
    source: str
    completes_year: bool = False

    def __hash__(self) -> int:
        """Notices are keys of the calendar cache; the names follow from the rest."""
        return hash((self.administration, self.day, self.kind, self.published_on, self.source))


@dataclass(frozen=True, slots=True)
class _Yearly:
    """A day off that returns every year between two years."""

    month: int
    day: int
    first_year: int
    last_year: int
    names: Words


@dataclass(frozen=True)
class _Rules:
    """The override files of one administration."""

    published_from: int
    published_through: int
    yearly: tuple[_Yearly, ...]
    off: Mapping[date, Words]
    work: Mapping[date, Words]
    status: Mapping[int, str]
    digest: str


@dataclass(frozen=True)
class _Year:
    """What is known about one year: rest days, adjusted working days, status."""

    off: Mapping[date, Words]
    work: Mapping[date, Words]
    status: str


class Calendar:
    """The working days of one administration; immutable, years are worked out when asked."""

    def __init__(self, code: str, overrides: Iterable[HolidayNotice] = ()) -> None:
        """Lay the notices of this administration over its files; the newest notice wins."""
        self.administration = administration(code).code
        self._rules = _rules(code)
        mine = [notice for notice in overrides if notice.administration == code]
        for notice in mine:
            if notice.kind not in ("off", "work"):
                raise LawError(f"A notice is 'off' or 'work', not '{notice.kind}'.")
        self._notices = tuple(sorted(mine, key=lambda n: (n.published_on, n.day, n.source)))
        self._years: dict[int, _Year] = {}
        self.version = self._version()

    def is_working_day(self, day: date) -> bool:
        """Whether the administration works on this day."""
        year = self._year(day.year)
        if day in year.work:
            return True
        return day.weekday() < SATURDAY and day not in year.off

    def day_name(self, day: date) -> Words | None:
        """The holiday (or adjusted working day) this day is, in three languages, else None."""
        year = self._year(day.year)
        return year.work.get(day) or year.off.get(day)

    def is_adjusted_working_day(self, day: date) -> bool:
        """Whether an official notice moved work onto this weekend day."""
        return day in self._year(day.year).work

    def status(self, year: int) -> str:
        """`published` when the official notice for the year is in, else `provisional`."""
        return self._year(year).status

    def is_provisional(self, day: date) -> bool:
        """Whether the day lies in a year whose official notice is not in yet."""
        return self.status(day.year) != "published"

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after `first` up to and including `last`; negative when `last` is past."""
        if last < first:
            return -self.working_days_between(last, first)
        span = (last - first).days
        days = (first + timedelta(days=offset) for offset in range(1, span + 1))
        return sum(self.is_working_day(day) for day in days)

    def _version(self) -> str:
        parts = [self.administration, installed_version("holidays"), self._rules.digest]
        parts += [
            f"{n.day}{n.kind}{n.published_on}{n.completes_year}{sorted(n.names.items())}"
            for n in self._notices
        ]
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]

    def _year(self, number: int) -> _Year:
        if number not in self._years:
            self._years[number] = self._work_out(number)
        return self._years[number]

    def _work_out(self, number: int) -> _Year:
        notices = [notice for notice in self._notices if notice.day.year == number]
        completed = any(notice.completes_year for notice in notices)
        off, work = _library_year(self.administration, number, completed)
        rules = self._rules
        for rule in rules.yearly:
            if rule.first_year <= number <= rule.last_year:
                off[date(number, rule.month, rule.day)] = rule.names
        layers = [(day, "off", names) for day, names in rules.off.items() if day.year == number]
        layers += [(day, "work", names) for day, names in rules.work.items() if day.year == number]
        layers += [(notice.day, notice.kind, notice.names) for notice in notices]
        for day, kind, names in layers:
            to, other = (off, work) if kind == "off" else (work, off)
            to[day] = names
            other.pop(day, None)
        return _Year(off, work, self._status(number, completed))

    def _status(self, number: int, completed: bool) -> str:
        if completed:
            return "published"
        if number in self._rules.status:
            return self._rules.status[number]
        within = self._rules.published_from <= number <= self._rules.published_through
        return "published" if within else "provisional"


def calendar_for(code: str, overrides: Iterable[HolidayNotice] = ()) -> Calendar:
    """The calendar of an administration with the notices laid over it (cached)."""
    return _calendar(code, tuple(overrides))


@lru_cache(maxsize=64)
def _calendar(code: str, overrides: tuple[HolidayNotice, ...]) -> Calendar:
    return Calendar(code, overrides)


def _library_year(
    code: str, number: int, completed: bool
) -> tuple[dict[date, Words], dict[date, Words]]:
    """Rest days and adjusted working days of a year as the public tables have them."""
    country = administration(code).country
    table = holidays.country_holidays(country, years=number, language="en_US")
    off = {
        day: _translated(name)
        for day, name in table.items()
        if day.year == number and not (completed and GUESSED in name)
    }
    adjusted = _names()["Adjusted working day"]
    weekends: Iterable[date] = getattr(table, "weekend_workdays", ())
    work = {day: adjusted for day in weekends if day.year == number}
    return {day: names for day, names in off.items() if day not in work}, work


def _translated(name: str) -> Words:
    """The name of a holiday of the public tables in three languages."""
    parts = [_translated_one(part.strip()) for part in name.split(";")]
    return {code: " · ".join(part[code] for part in parts) for code in ("en", "ko", "zh-hans")}


def _translated_one(name: str) -> Words:
    known = _names()
    if name in known:
        return known[name]
    for prefix, pattern in (("Alternative holiday for ", "Substitute holiday"),):
        if name.startswith(prefix):
            return _joined(known[pattern], _translated_one(name.removeprefix(prefix)))
    if name.endswith(GUESSED):
        return _joined(known["Observed"], _translated_one(name.removesuffix(GUESSED).strip()))
    if name.startswith("Day off"):
        return known["Day off"]
    return known["Public holiday"]


def _joined(pattern: Words, of: Words) -> Words:
    return {code: pattern[code].replace("{day}", of[code]) for code in pattern}


@lru_cache(maxsize=1)
def _names() -> dict[str, Words]:
    """Holiday names by their English name in the public tables."""
    path = OVERRIDES / "names.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: words(texts, f"{path.name} {name}") for name, texts in raw.items()}


@lru_cache(maxsize=8)
def _rules(code: str) -> _Rules:
    """Read every override file of an administration."""
    folder = OVERRIDES / code
    digest = hashlib.sha256()
    off: dict[date, Words] = {}
    work: dict[date, Words] = {}
    status: dict[int, str] = {}
    for path in sorted(folder.glob("[0-9]*.toml")):
        text = path.read_text(encoding="utf-8")
        digest.update(text.encode())
        raw = tomllib.loads(text)
        status[int(path.stem)] = _status_word(raw["status"], path)
        for kind, target in (("off", off), ("work", work)):
            for entry in raw.get(kind, ()):
                target[_day_of(entry["day"], path)] = words(entry["names"], str(path))
    text = (folder / "standing.toml").read_text(encoding="utf-8")
    digest.update(text.encode())
    raw = tomllib.loads(text)
    yearly = tuple(
        _Yearly(
            entry["month"],
            entry["day"],
            entry["first_year"],
            entry["last_year"],
            words(entry["names"], f"{code} standing"),
        )
        for entry in raw.get("yearly", ())
    )
    return _Rules(
        raw["published_from"],
        raw["published_through"],
        yearly,
        off,
        work,
        status,
        digest.hexdigest(),
    )


def _status_word(value: str, path: Path) -> str:
    if value not in ("published", "provisional"):
        raise LawError(f"{path}: status is 'published' or 'provisional', not '{value}'.")
    return value


def _day_of(value: object, path: Path) -> date:
    if not isinstance(value, date) or value.year != int(path.stem):
        raise LawError(f"{path}: {value} is not a day of {path.stem}.")
    return value
