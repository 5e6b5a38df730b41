"""How dates, money and quantities are written in each of the three languages."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from seizures.core.units import unit_words
from seizures.law.formulas import figure

LANGUAGES = ("en", "ko", "zh-hans")
NOTHING = "—"
NO_BREAK = "\u00a0"

WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ko": ("월", "화", "수", "목", "금", "토", "일"),
    "zh-hans": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

#: Whose clock on the wall a moment is told by; the key is an administration or an IANA zone.
ZONES = {"kr": "Asia/Seoul", "cn": "Asia/Shanghai"}
ZONE_NAMES = {
    "Asia/Seoul": {"en": "Korea time", "ko": "한국 시각", "zh-hans": "韩国时间"},
    "Asia/Shanghai": {"en": "Beijing time", "ko": "베이징 시각", "zh-hans": "北京时间"},
    "UTC": {"en": "UTC", "ko": "UTC", "zh-hans": "UTC"},
}


def language() -> str:
    """The reader's language as one of our three codes; anything else reads English."""
    code = (get_language() or "en").lower()
    if code.startswith("zh"):
        return "zh-hans"
    return "ko" if code.startswith("ko") else "en"


def write_day(day: date, *, weekday: bool = True) -> str:
    """A date as the reader's language writes it, with the weekday unless told otherwise."""
    reads = language()
    name = WEEKDAYS[reads][day.weekday()]
    if reads == "ko":
        text = f"{day.year}. {day.month}. {day.day}."
        return (f"{text}({name})" if weekday else text).replace(" ", NO_BREAK)
    if reads == "zh-hans":
        text = f"{day.year}年{day.month}月{day.day}日"
        return f"{text}（{name}）" if weekday else text
    text = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return (f"{name} {text}" if weekday else text).replace(" ", NO_BREAK)


def write_moment(instant: datetime, zone: str) -> str:
    """An instant as day and minute in a zone, naming the zone since two countries read it."""
    zone = ZONES.get(zone, zone)
    local = instant.astimezone(ZoneInfo(zone))
    name = ZONE_NAMES.get(zone, {}).get(language(), zone)
    return f"{write_day(local.date())} {local:%H:%M} ({name})".replace(" (", f"{NO_BREAK}(")


def as_decimal(value: object) -> Decimal | None:
    """A number from whatever a template holds, or None where there is none."""
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def write_number(value: object) -> str:
    """A number with thousands grouped and no trailing zeros."""
    number = as_decimal(value)
    if number is None:
        return NOTHING
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_money(value: object, currency: str) -> str:
    """An amount after its ISO 4217 code, with as many decimals as that money has."""
    amount = as_decimal(value)
    if amount is None:
        return NOTHING
    text = figure(amount, currency or "")
    return f"{currency}{NO_BREAK}{text}" if currency else text


def write_quantity(value: object, unit: str) -> str:
    """A quantity with its unit in the reader's words; an unknown unit stays as it was written."""
    number = write_number(value)
    if number == NOTHING or not unit:
        return number
    return f"{number}{NO_BREAK}{write_unit(unit)}"


def write_unit(unit: str) -> str:
    """A unit of quantity in the reader's words; an unknown one stays as it was written."""
    return unit_words(unit)[language()]


def pick_language(names: object) -> str:
    """The reader's wording out of {"en", "ko", "zh-hans"}; plain text is given back as it is."""
    if not isinstance(names, Mapping):
        return "" if names is None else str(names)
    for code in (language(), "en", *LANGUAGES):
        if names.get(code):
            return str(names[code])
    return next((str(value) for value in names.values() if value), "")


def language_of(names: object) -> str:
    """The `lang` of wording picked by `pick_language`; empty where it is the reader's own."""
    if not isinstance(names, Mapping) or names.get(language()):
        return ""
    spoken = next((code for code in ("en", *LANGUAGES) if names.get(code)), "")
    return "zh-Hans" if spoken == "zh-hans" else spoken
