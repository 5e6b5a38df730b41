"""The reference rows. Names are data: {"en": ..., "ko": ..., "zh-hans": ...}."""

import datetime as dt
from decimal import Decimal

from django.db import models

from seizures.core.languages import pick
from seizures.reference.choices import DayKind, OfficeKind
from seizures.reference.querysets import (
    ExchangeRateQuerySet,
    HolidayNoticeQuerySet,
    HSHeadingQuerySet,
    NiceClassQuerySet,
    OfficeQuerySet,
    PortQuerySet,
)


class Named(models.Model):
    """A row with its name in three languages."""

    names = models.JSONField(default=dict)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return pick(self.names)


class Country(Named):
    """A country or customs territory by ISO 3166-1."""

    alpha2 = models.CharField(max_length=2, primary_key=True)
    alpha3 = models.CharField(max_length=3, unique=True)

    class Meta:
        ordering = ["alpha2"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name


class Currency(Named):
    """A currency by ISO 4217; `digits` is the number of digits of its minor unit."""

    code = models.CharField(max_length=3, primary_key=True)
    digits = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "currencies"

    def __str__(self) -> str:
        return self.code


class Administration(Named):
    """A customs administration: whose law, clock, calendar, money and colour.

    `country` is alpha-2, `currency` ISO 4217, `language` one of the three codes, `accent` the name
    of the colour that says whose something is.
    """

    code = models.CharField(max_length=2, primary_key=True)
    short_names = models.JSONField(default=dict)
    country = models.CharField(max_length=2)
    time_zone = models.CharField(max_length=40)
    currency = models.CharField(max_length=3)
    language = models.CharField(max_length=7)
    accent = models.CharField(max_length=20)

    class Meta:
        ordering = ["-code"]

    def __str__(self) -> str:
        return self.short_name

    @property
    def short_name(self) -> str:
        """The name people use: KCS, 관세청, 海关总署."""
        return pick(self.short_names)


class Port(Named):
    """A sea port, airport or land crossing by UN/LOCODE, positioned where ships or planes call.

    `other_codes` are further LOCODEs used for the same place, `aliases` further spellings.
    """

    locode = models.CharField(max_length=5, primary_key=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="ports")
    latitude = models.FloatField()
    longitude = models.FloatField()
    is_sea = models.BooleanField(default=False)
    is_air = models.BooleanField(default=False)
    is_land = models.BooleanField(default=False)
    iata = models.CharField(max_length=3, blank=True)
    other_codes = models.JSONField(default=list, blank=True)
    aliases = models.JSONField(default=list, blank=True)

    objects = PortQuerySet.as_manager()

    class Meta:
        ordering = ["locode"]

    def __str__(self) -> str:
        return f"{self.name} ({self.locode})"


class Office(Named):
    """A customs office; where `is_official_code` is false the code is ours or unconfirmed.

    `deposit_account` is the bank account that deposits for cases of this office go to.
    """

    code = models.CharField(max_length=40, unique=True)
    administration = models.ForeignKey(
        Administration, on_delete=models.PROTECT, related_name="offices"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="subordinates"
    )
    kind = models.CharField(max_length=12, choices=OfficeKind)
    is_official_code = models.BooleanField(default=False)
    city_names = models.JSONField(default=dict)
    ports = models.ManyToManyField(Port, blank=True, related_name="offices")
    deposit_account = models.CharField(max_length=200, blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["administration_id", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def city(self) -> str:
        """The city in the reader's language."""
        return pick(self.city_names)


class HSHeading(Named):
    """A chapter, heading or subheading of HS 2022, with a short title in plain words."""

    code = models.CharField(max_length=6, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )

    objects = HSHeadingQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class NiceClass(Named):
    """One of the 45 classes of goods and services in which marks are registered."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    is_goods = models.BooleanField()

    objects = NiceClassQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "nice classes"

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class ExchangeRate(models.Model):
    """What one unit of a currency is worth in the administration's own, from that day on."""

    administration = models.ForeignKey(
        Administration, on_delete=models.PROTECT, related_name="exchange_rates"
    )
    currency = models.ForeignKey(Currency, on_delete=models.PROTECT, related_name="+")
    on: "models.DateField[dt.date, dt.date]" = models.DateField()
    rate: "models.DecimalField[Decimal, Decimal]" = models.DecimalField(
        max_digits=18, decimal_places=6
    )
    source = models.CharField(max_length=60)

    objects = ExchangeRateQuerySet.as_manager()

    class Meta:
        ordering = ["administration_id", "currency_id", "-on"]
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "currency", "on"], name="one_rate_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.administration_id} {self.currency_id} {self.on}: {self.rate}"


class HolidayNotice(models.Model):
    """An official notice of days off and adjusted working days, as an officer entered it.

    `completes_year` says that with it all days of the year are known: the calendar of that year
    is published from then on.
    """

    administration = models.ForeignKey(
        Administration, on_delete=models.PROTECT, related_name="holiday_notices"
    )
    year = models.PositiveSmallIntegerField()
    published_on = models.DateField()
    source = models.CharField(max_length=300)
    completes_year = models.BooleanField(default=False)
    entered_at = models.DateTimeField()
    entered_by_name = models.CharField(max_length=150)

    objects = HolidayNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["administration_id", "published_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "year", "source"], name="one_entry_of_a_notice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.administration_id} {self.year} {self.source}"


class NoticeDay(Named):
    """One day of a notice: a rest day or an adjusted working day."""

    notice = models.ForeignKey(HolidayNotice, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    kind = models.CharField(max_length=4, choices=DayKind)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["notice", "day"], name="one_row_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class SystemOutage(models.Model):
    """A failure of an administration's system; a deadline inside it moves (Korea, Act 8(4)).

    `restored_on` stays empty while the system is down.
    """

    administration = models.ForeignKey(
        Administration, on_delete=models.PROTECT, related_name="outages"
    )
    first = models.DateField()
    restored_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    source = models.CharField(max_length=300, blank=True)
    entered_at = models.DateTimeField()
    entered_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["administration_id", "first"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "first"], name="one_outage_a_start")
        ]

    def __str__(self) -> str:
        return f"{self.administration_id} {self.first}"
