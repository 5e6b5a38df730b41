"""The two administrations, as far as the law depends on who applies it."""

from dataclasses import dataclass
from decimal import Decimal

from seizures.law.errors import LawError
from seizures.law.words import Words


@dataclass(frozen=True, slots=True)
class Administration:
    """One customs administration: its money, its calendar and its way of ending months."""

    code: str
    titles: Words
    short_titles: Words
    country: str
    """ISO 3166 alpha-2, also the name of the public holiday tables."""
    timezone: str
    currency: str
    minor_unit: Decimal
    """Smallest amount of the currency; securities are rounded up to it."""
    language: str
    """The language of its letters."""
    month_begins_next_day: bool
    """True where a period in months is measured from the day after the event (Civil Act 160 of
    Korea: 28 February + 1 month = 31 March); False where it ends on the day of the month that
    corresponds to the event (Civil Code 202 of China: 28 February + 1 month = 28 March)."""


ADMINISTRATIONS: dict[str, Administration] = {
    "kr": Administration(
        code="kr",
        titles={"en": "Korea Customs Service", "ko": "관세청", "zh-hans": "韩国关税厅"},
        short_titles={"en": "KCS", "ko": "관세청", "zh-hans": "韩国海关"},
        country="KR",
        timezone="Asia/Seoul",
        currency="KRW",
        minor_unit=Decimal("1"),
        language="ko",
        month_begins_next_day=True,
    ),
    "cn": Administration(
        code="cn",
        titles={
            "en": "General Administration of Customs of China",
            "ko": "중국 해관총서",
            "zh-hans": "海关总署",
        },
        short_titles={"en": "GACC", "ko": "중국 해관", "zh-hans": "中国海关"},
        country="CN",
        timezone="Asia/Shanghai",
        currency="CNY",
        minor_unit=Decimal("0.01"),
        language="zh-hans",
        month_begins_next_day=False,
    ),
}


def administration(code: str) -> Administration:
    """Find an administration by its code; raises `LawError` naming those that exist."""
    try:
        return ADMINISTRATIONS[code]
    except KeyError:
        known = ", ".join(ADMINISTRATIONS)
        raise LawError(f"Unknown administration '{code}'. Known: {known}.") from None
