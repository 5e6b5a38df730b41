"""Reading the tables: adjectives, and the lookup of ports by whatever a manifest wrote."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self

from django.db import models

COUNTRY_OF = {"kr": "KR", "cn": "CN"}
CORRIDOR = ("KR", "CN", "HK", "MO")
SEA_WORDS = ("port", "항", "港")
AIR_WORDS = ("airport", "공항", "机场")
OFFICE_KINDS_OF_MODE = {
    "sea": ("sea", "inland"),
    "air": ("air",),
    "express": ("express", "air", "sea"),
    "post": ("post", "air"),
    "land": ("inland", "sea"),
}


def code_of(administration: Any) -> str:
    """The code "kr" or "cn" of an administration given as a row or as its code."""
    return str(getattr(administration, "pk", administration))


def folded(text: str) -> str:
    """The text without case, accents, spaces and punctuation: two spellings of one port meet."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", plain).casefold())


def spellings(port: Any) -> set[str]:
    """Every folded way to write this port: codes, names, names with "port" or "airport"."""
    written = {port.locode, port.iata, *port.other_codes, *port.aliases}
    for name in port.names.values():
        written.add(name)
        written.update(f"{name} {word}" for word in SEA_WORDS if port.is_sea)
        written.update(f"{name} {word}" for word in AIR_WORDS if port.is_air)
    return {folded(text) for text in written if text}


class OfficeQuerySet(models.QuerySet[Any]):
    """Customs offices."""

    def of(self, administration: Any) -> Self:
        """Offices of one administration, given as a row or as "kr" or "cn"."""
        return self.filter(administration_id=code_of(administration))

    def handling(self, kind: str) -> Self:
        """Offices that mainly handle this traffic: sea, air, express, post, inland."""
        return self.filter(kind=kind)

    def with_official_code(self) -> Self:
        """Offices whose code stands in a published list of customs codes."""
        return self.filter(is_official_code=True)

    def at_port(self, locode: str) -> Self:
        """Offices that clear goods at this port."""
        return self.filter(ports__locode=locode).distinct()

    def receiving(self, locode: str, mode: str) -> Any:
        """The one office that takes goods of this mode at this port, or None where no office is."""
        offices = {office.kind: office for office in reversed(self.at_port(locode).order_by("pk"))}
        fitting = [offices[kind] for kind in OFFICE_KINDS_OF_MODE.get(mode, ()) if kind in offices]
        return next(iter([*fitting, *offices.values()]), None)


class PortQuerySet(models.QuerySet[Any]):
    """Sea ports, airports and land crossings."""

    def of(self, administration: Any) -> Self:
        """Ports on the territory of one administration."""
        return self.filter(country_id=COUNTRY_OF[code_of(administration)])

    def on_corridor(self) -> Self:
        """Ports of Korea and China with Hong Kong and Macao; the rest is for transshipment."""
        return self.filter(country_id__in=CORRIDOR)

    def for_mode(self, mode: str) -> Self:
        """Ports where goods of this mode (sea, air, express, post, land) may arrive."""
        if mode == "land":
            return self.filter(is_land=True)
        if mode == "sea":
            return self.filter(is_sea=True)
        return self.filter(is_air=True) if mode == "air" else self

    def lookup_table(self) -> Mapping[str, str]:
        """Folded spelling to LOCODE for every port; one query, to be kept while a file is read."""
        return {text: port.locode for port in self for text in spellings(port)}

    def lookup(self, text: str) -> Any:
        """The port meant by a name in three languages, a LOCODE or an IATA code, or None."""
        locode = self.lookup_table().get(folded(text))
        return self.get(pk=locode) if locode else None


class HSHeadingQuerySet(models.QuerySet[Any]):
    """Chapters (2 digits), headings (4) and a few subheadings (6) of HS 2022."""

    def chapters(self) -> Self:
        """The 97 chapters."""
        return self.filter(parent=None)

    def under(self, code: str) -> Self:
        """Everything below a chapter or heading, itself included."""
        return self.filter(code__startswith=code)

    def nearest(self, code: str) -> Any:
        """The most exact row known for an HS code of any length, or None."""
        digits = re.sub(r"\D", "", code)
        lengths = [digits[:length] for length in (6, 4, 2) if len(digits) >= length]
        return self.filter(code__in=lengths).order_by("-code").first()


class NiceClassQuerySet(models.QuerySet[Any]):
    """The 45 Nice classes."""

    def goods(self) -> Self:
        """Classes 1 to 34."""
        return self.filter(is_goods=True)

    def services(self) -> Self:
        """Classes 35 to 45."""
        return self.filter(is_goods=False)


class ExchangeRateQuerySet(models.QuerySet[Any]):
    """Customs exchange rates, each in force from its day until the next one."""

    def of(self, administration: Any) -> Self:
        """Rates one administration uses."""
        return self.filter(administration_id=code_of(administration))

    def in_force(self, administration: Any, currency: str, on: dt.date) -> Any:
        """The rate row in force on that day, or None where none is known so early."""
        rates = self.of(administration).filter(currency_id=currency, on__lte=on)
        return rates.order_by("-on").first()

    def converted(
        self, amount: Decimal, currency: str, *, administration: Any, local: str, on: dt.date
    ) -> Decimal | None:
        """The amount in the local currency at that day's customs rate; None where no rate is."""
        if currency == local:
            return amount
        row = self.in_force(administration, currency, on)
        return amount * row.rate if row else None


class HolidayNoticeQuerySet(models.QuerySet[Any]):
    """Official notices of holidays."""

    def of(self, administration: Any) -> Self:
        """Notices of one administration with their days, the oldest first."""
        rows = self.filter(administration_id=code_of(administration))
        return rows.prefetch_related("days").order_by("published_on", "id")
