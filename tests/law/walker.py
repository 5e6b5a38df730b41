"""A naive day walker: the law counted a second time, with nothing of the product.

It walks one day after the other over lists of days typed in here from the official notices, and
knows each rule only as a lawyer would write it on a slip of paper: how many, counted how.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

ONE = timedelta(days=1)


def _days(year: int, text: str) -> set[date]:
    """Days written as `1.27-30 3.1`: month.day, or a run inside one month."""
    found = set()
    for part in text.split():
        month, _, span = part.partition(".")
        first, _, last = span.partition("-")
        for day in range(int(first), int(last or first) + 1):
            found.add(date(year, int(month), day))
    return found


KOREA_OFF = (
    # 27 January: ad-hoc day. 1 May: Labour Day (Customs Act 8). 3 June: presidential election.
    # 3 March, 6 May, 8 October: substitute holidays.
    _days(2025, "1.1 1.27-30 3.1 3.3 5.1 5.5-6 6.3 6.6 8.15 10.3 10.5-9 12.25")
    # 2 March, 25 May, 17 August, 5 October: substitute holidays. 3 June: local elections.
    # 17 July: Constitution Day is back.
    | _days(2026, "1.1 2.16-18 3.1-2 5.1 5.5 5.24-25 6.3 6.6 7.17 8.15 8.17 9.24-26 10.3 10.5 10.9 "
            "12.25")
    # 9 February, 3 May, 19 July, 16 August, 4 and 11 October, 27 December: substitute holidays.
    | _days(2027, "1.1 2.6-9 3.1 5.1 5.3 5.5 5.13 6.6 7.17 7.19 8.15-16 9.14-16 10.3-4 10.9 10.11 "
            "12.25 12.27")
)  # fmt: skip

CHINA_OFF = (
    _days(2025, "1.1 1.28-31 2.1-4 4.4-6 5.1-5 5.31 6.1-2 10.1-8")
    | _days(2026, "1.1-3 2.15-23 4.4-6 5.1-5 6.19-21 9.25-27 10.1-7")
    # 2027: statutory days and their make-up days only; the notice is not out.
    | _days(2027, "1.1 2.5-10 4.5 5.1-4 6.9 9.15 10.1-5")
)
CHINA_WORK = _days(2025, "1.26 2.8 4.27 9.28 10.11") | _days(2026, "1.4 2.14 2.28 5.9 9.20 10.10")
PUBLISHED_THROUGH = {"kr": 2027, "cn": 2026}


@dataclass(frozen=True)
class Slip:
    """A rule as a lawyer would note it."""

    mode: str
    n: int
    urgent: int | None = None
    extension: int | None = None
    first: bool = False
    roll: bool = True
    unclear: bool = False
    opens: tuple[str, int, str] | None = None


RULES: dict[str, Slip] = {
    # Korea
    "kr holder_request": Slip("cal", 7, urgent=5),
    "kr owner_reply": Slip("cal", 7, urgent=5),
    "kr advance_request_window": Slip(
        "cal", 0, extension=10, roll=False, opens=("d", -20, "start")
    ),
    "kr proof_of_action": Slip("working", 10, extension=10),
    "kr damages_suit_proof": Slip("working", 10, extension=10),
    "kr interim_measure_default": Slip("cal", 31, first=True, roll=False),
    "kr counter_release_decision": Slip("civil", 15),
    "kr small_parcel_decision": Slip("civil", 10),
    "kr recordation_exam": Slip("civil", 7),
    "kr small_parcel_evidence": Slip("cal", 10),
    "kr small_parcel_declarant_evidence": Slip("cal", 10),
    "kr recordation_supplement": Slip("cal", 14),
    "kr change_report": Slip("cal", 30),
    "kr security_expiry_notice": Slip("cal", -20),
    "kr security_expiry": Slip("cal", 0),
    "kr recordation_renew": Slip("cal", -10, opens=("m", -12, "start")),
    "kr recordation_validity": Slip("months", 120, roll=False, opens=("m", -12, "due")),
    "kr suspect_trader_validity": Slip("months", 12, extension=12, roll=False),
    "kr recall_order": Slip("months", 3),
    "kr unclaimed_vesting": Slip("months", 6),
    "kr ktc_complaint": Slip("months", 24),
    "kr ktc_opening": Slip("cal", 20),
    "kr ktc_finding": Slip("months", 6, extension=4),
    "kr customs_appeal": Slip("cal", 90),
    # China
    "cn holder_reply": Slip("working", 3),
    "cn determination": Slip("working", 30, unclear=True),
    "cn court_notice_exofficio": Slip("working", 50, unclear=True),
    "cn court_notice_application": Slip("working", 20, unclear=True),
    "cn patent_case_acceptance": Slip("working", 30),
    "cn hearing_request": Slip("working", 5),
    "cn hearing_notice": Slip("working", -7),
    "cn penalty_decision": Slip("cal", 90),
    "cn penalty_service": Slip("working", 7),
    "cn fine_payment": Slip("cal", 15),
    "cn review": Slip("cal", 60),
    "cn suit": Slip("months", 6),
    "cn suit_after_review": Slip("cal", 15),
    "cn storage_liability_cap": Slip("months", 3),
    "cn detention_outer": Slip("months", 12, extension=12),
    "cn damages_freeze": Slip("working", 20),
    "cn recordation_exam": Slip("working", 30),
    "cn recordation_change": Slip("working", 30),
    "cn renewal_decision": Slip("working", 10),
    "cn general_guarantee_acceptance": Slip("working", 10),
    "cn recordation_renew": Slip("cal", 0, opens=("m", -6, "start")),
    "cn recordation_validity": Slip("months", 120, roll=False, opens=("m", -6, "due")),
    "cn ownerless_forfeiture": Slip("months", 3),
    "cn status_reply": Slip("cal", 0),
    "cn application_security": Slip("cal", 0),
}


@dataclass
class Walker:
    """The working days of one country, with days that a later notice changed."""

    country: str
    off: set[date] = field(default_factory=set)
    work: set[date] = field(default_factory=set)
    published: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, country: str, notices: Iterable[tuple[date, str, bool]] = ()) -> "Walker":
        """The typed lists with notices (day, off or work, completes the year) laid over them."""
        off = set(KOREA_OFF if country == "kr" else CHINA_OFF)
        work = set() if country == "kr" else set(CHINA_WORK)
        published = set(range(2020, PUBLISHED_THROUGH[country] + 1))
        for day, kind, completes in notices:
            (off if kind == "off" else work).add(day)
            (work if kind == "off" else off).discard(day)
            if completes:
                published.add(day.year)
        return cls(country, off, work, published)

    def works(self, day: date) -> bool:
        """Whether people work on this day."""
        return day in self.work or (day.weekday() < 5 and day not in self.off)

    def walk(
        self,
        slip: Slip,
        start: date,
        *,
        urgent: bool = False,
        extended: bool = False,
        stops: Sequence[tuple[date, date]] = (),
        first: bool | None = None,
    ) -> tuple[date, bool]:
        """The last day, and whether a year that is not published had a say in it."""
        n = (slip.urgent or 0) if urgent else slip.n
        n += (slip.extension or 0) if extended else 0
        counted = slip.first if first is None else first
        if n == 0:
            return start, False
        if slip.mode in ("working", "civil"):
            return self._working(start, n, counted or slip.mode == "civil", stops)
        if slip.mode == "cal":
            end = start + timedelta(days=n) - (ONE if counted else timedelta(0))
        else:
            end = self.months(start, n)
        return self._rolled(end, n < 0) if slip.roll else (end, False)

    def months(self, start: date, n: int) -> date:
        """Korea measures from the next day and ends the day before; China ends on the same day."""
        anchor = start + ONE if self.country == "kr" and n > 0 else start
        month = anchor.month - 1 + n
        year, month = anchor.year + month // 12, month % 12 + 1
        last = (date(year + month // 12, month % 12 + 1, 1) - ONE).day
        if anchor.day > last:
            return date(year, month, last)
        end = date(year, month, anchor.day)
        return end - ONE if self.country == "kr" and n > 0 else end

    def _working(
        self, start: date, n: int, first: bool, stops: Sequence[tuple[date, date]]
    ) -> tuple[date, bool]:
        step = -ONE if n < 0 else ONE
        day, left, unsure = start, abs(n), False
        if not first:
            day += step
        while True:
            unsure = unsure or day.year not in self.published
            stopped = any(a <= day <= b for a, b in stops)
            if self.works(day) and not stopped:
                left -= 1
            if left == 0:
                return day, unsure
            day += step

    def _rolled(self, day: date, back: bool) -> tuple[date, bool]:
        unsure = day.year not in self.published
        while not self.works(day):
            day += -ONE if back else ONE
            unsure = unsure or day.year not in self.published
        return day, unsure

    def after_outage(self, due: date, first: date, restored: date) -> date:
        """Customs Act 8(4): the day after the system is back, if the last day lay inside."""
        return self._rolled(restored + ONE, False)[0] if first <= due <= restored else due


def opening(walker: Walker, slip: Slip, start: date, due: date) -> date | None:
    """The first day of a window."""
    if slip.opens is None:
        return None
    unit, n, before = slip.opens
    anchor = start if before == "start" else due
    return anchor + timedelta(days=n) if unit == "d" else walker.months(anchor, n)
