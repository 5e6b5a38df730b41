"""Enters what changes the counting of days: official holiday notices and system outages."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused
from seizures.journal.actions import record
from seizures.reference.calendars import forget
from seizures.reference.choices import DayKind
from seizures.reference.models import HolidayNotice, NoticeDay, SystemOutage

SENIOR = {"senior_officer", "administrator", "trainer", "system"}
NoticeDayGiven = tuple[dt.date, str, Mapping[str, str]]
"""A day of a notice: which day, `off` or `work`, and its name in three languages."""


def enter_holiday_notice(*, administration: str, year: int, published_on: dt.date, source: str,
                         days: Sequence[NoticeDayGiven], completes_year: bool,
                         by: Actor) -> HolidayNotice:  # fmt: skip
    """Enters an official notice; the same source for the same year answers the first entry.

    Raises `NotAllowed` for anybody but a senior officer of this administration and `Refused` for
    a day of another year, a day named twice, or a notice that says nothing.
    """
    _require_senior(by, administration)
    if not source.strip():
        raise Refused(_("Name the notice: who published it, under which number."), field="source")
    if published_on > clock.today(administration):
        raise Refused(_("A notice cannot have been published after today."), field="published_on")
    _check_days(days, year, completes_year)
    with atomic():
        notice, is_new = HolidayNotice.objects.get_or_create(
            administration_id=administration, year=year, source=source.strip()[:300],
            defaults={"published_on": published_on, "completes_year": completes_year,
                      "entered_at": clock.now(), "entered_by_name": by.name},
        )  # fmt: skip
        if not is_new:
            return notice
        NoticeDay.objects.bulk_create(
            [NoticeDay(notice=notice, day=day, kind=kind, names=dict(names))
             for day, kind, names in days]
        )  # fmt: skip
        record("calendar.notice_entered", kind="calendar", key=f"{administration}-{year}", by=by,
               administration=administration, reference=str(year), basis=notice.source,
               days=len(days), completes_year=completes_year)  # fmt: skip
    forget(administration)
    return notice


def _check_days(days: Sequence[NoticeDayGiven], year: int, completes_year: bool) -> None:
    if not days and not completes_year:
        raise Refused(_("Give at least one day, or say that the year is now complete."),
                      field="off")  # fmt: skip
    seen: set[dt.date] = set()
    for day, kind, _names in days:
        field = "off" if kind == DayKind.OFF else "work"
        if kind not in DayKind.values:
            raise Refused(_("A day of a notice is a day off or an adjusted working day."))
        if day.year != year:
            raise Refused(_("%(day)s is not a day of %(year)s."), field=field,
                          day=day.isoformat(), year=str(year))  # fmt: skip
        if day in seen:
            raise Refused(_("%(day)s is named twice."), field=field, day=day.isoformat())
        seen.add(day)


def enter_outage(*, administration: str, first: dt.date, restored_on: dt.date | None,
                 reason: str, source: str = "", by: Actor) -> SystemOutage:  # fmt: skip
    """Enters a failure of the administration's system; the same first day answers the first entry.

    Only Korean law has a rule for it (Customs Act 8(4)), so another administration is refused.
    """
    _require_senior(by, administration)
    if administration != "kr":
        raise Refused(_("Only Korean law has a rule for system outages (Customs Act 8(4))."))
    if not reason.strip():
        raise Refused(_("Say what failed."), field="reason")
    _check_span(first, restored_on, administration)
    with atomic():
        row, is_new = SystemOutage.objects.get_or_create(
            administration_id=administration, first=first,
            defaults={"restored_on": restored_on, "reason": reason.strip()[:300],
                      "source": source.strip()[:300], "entered_at": clock.now(),
                      "entered_by_name": by.name},
        )  # fmt: skip
        if is_new:
            record("calendar.outage_entered", kind="calendar", key=f"outage-{row.pk}", by=by,
                   administration=administration, reference=first.isoformat(),
                   basis="Act 8(4)", first=first, restored_on=restored_on,
                   reason=reason)  # fmt: skip
    forget(administration)
    return row


def note_restored(outage: SystemOutage, *, on: dt.date, by: Actor) -> SystemOutage:
    """Notes the day on which the system came back; the same day again changes nothing."""
    _require_senior(by, outage.administration_id)
    with atomic():
        row: SystemOutage = hold(SystemOutage.objects.all(), pk=outage.pk)
        if row.restored_on == on:
            return row
        if row.restored_on:
            raise Refused(_("The end of this outage was already entered."))
        _check_span(row.first, on, row.administration_id)
        row.restored_on = on
        row.save(update_fields=["restored_on"])
        record("calendar.outage_over", kind="calendar", key=f"outage-{row.pk}", by=by,
               administration=row.administration_id, reference=row.first.isoformat(),
               basis="Act 8(4)", first=row.first, restored_on=on)  # fmt: skip
    forget(row.administration_id)
    return row


def _check_span(first: dt.date, restored_on: dt.date | None, administration: str) -> None:
    today = clock.today(administration)
    if first > today or (restored_on and restored_on > today):
        raise Refused(_("Enter an outage once it happened: no day after today."), field="first")
    if restored_on and restored_on < first:
        raise Refused(_("The system cannot come back before it failed."), field="restored_on")


def _require_senior(by: Actor, administration: str) -> None:
    if by.administration != administration or by.role not in SENIOR:
        raise NotAllowed(_("A senior officer of this administration enters this."))
