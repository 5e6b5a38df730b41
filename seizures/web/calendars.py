"""The years of both administrations: working days, holidays, notices, system outages."""

import calendar as months_of
import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.cases.tasks import kick_recount, recount_clocks
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.core.database import sandbox
from seizures.core.errors import Refused
from seizures.core.languages import pick
from seizures.law.calendars import Calendar
from seizures.reference import actions
from seizures.reference.calendars import calendar_of, down_since
from seizures.reference.models import HolidayNotice, SystemOutage
from seizures.web.access import official, on_duty
from seizures.web.asked import number
from seizures.web.forms.calendars import NoticeForm, OutageForm, RestoredForm
from seizures.web.refusals import unprocessable

ADMINISTRATIONS = ("kr", "cn")
FIRST_YEAR, YEARS_AHEAD = 2024, 3


@official
def calendar_home(request: HttpRequest) -> HttpResponse:
    """This year of the reader's own administration."""
    own = request.user.administration_id or "kr"
    return redirect("calendar-year", administration=own, year=clock.today(own).year)


@official
def calendar_year(request: HttpRequest, administration: str, year: int) -> HttpResponse:
    """A year day by day: what is off, what is worked instead, and how sure that is."""
    _require_known(administration, year)
    return render(request, "calendars/year.html", _present(request, administration, year))


@on_duty
def calendar_notice(request: HttpRequest, administration: str, year: int) -> HttpResponse:
    """Enters an official notice; every running clock of the administration is counted again."""
    _require_own(request, administration, year)
    form = NoticeForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "administration": administration, "year": year}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.enter_holiday_notice(
                administration=administration, year=year, published_on=data["published_on"],
                source=data["source"], days=form.days(), completes_year=data["completes_year"],
                by=of_user(request.user),
            )  # fmt: skip
        except Refused as refusal:
            status = unprocessable(context, refusal)
            return render(request, "calendars/notice.html", context, status=status)
        _count_again(request, administration)
        return redirect("calendar-year", administration=administration, year=year)
    return render(request, "calendars/notice.html", context, status=422 if form.errors else 200)


@on_duty
@require_POST
def calendar_outage(request: HttpRequest, administration: str, year: int) -> HttpResponse:
    """Enters a failure of the customs system, or the day it came back."""
    _require_own(request, administration, year)
    key = request.POST.get("outage", "")
    form = RestoredForm(request.POST) if key else OutageForm(request.POST)
    by, refused = of_user(request.user), ""
    if form.is_valid():
        try:
            if key:
                row = get_object_or_404(SystemOutage, pk=number(key),
                                        administration_id=administration)  # fmt: skip
                actions.note_restored(row, on=form.cleaned_data["restored_on"], by=by)
            else:
                actions.enter_outage(administration=administration, by=by, **form.cleaned_data)
        except Refused as refusal:
            refused = str(refusal)
        else:
            _count_again(request, administration)
            return redirect("calendar-year", administration=administration, year=year)
    context = _present(request, administration, year)
    context |= {"refused": refused, "restored" if key else "outage": form, "came_back": key}
    return render(request, "calendars/year.html", context, status=422)


def _count_again(request: HttpRequest, administration: str) -> None:
    """The clocks are counted by a worker; in an exercise, whose database is its own, at once."""
    if sandbox():
        recount_clocks(administration)
    else:
        kick_recount(administration)
    messages.success(request, _("Entered. Running clocks are being counted again."))


def _present(request: HttpRequest, administration: str, year: int) -> dict[str, Any]:
    calendar = calendar_of(administration)
    user: Any = request.user
    notices = HolidayNotice.objects.of(administration).filter(year=year)
    outages = SystemOutage.objects.filter(administration_id=administration).order_by("-first")
    may_enter = user.is_senior and user.administration_id == administration
    return {
        "administration": administration, "year": year, "status": calendar.status(year),
        "months": [_month(calendar, year, month, clock.today(administration))
                   for month in range(1, 13)],
        "named": _named(calendar, year), "working_days": calendar.working_days_between(
            dt.date(year - 1, 12, 31), dt.date(year, 12, 31)),
        "notices": list(notices), "may_enter": may_enter,
        "outages": list(outages[:10]) if administration == "kr" else [],
        "down_since": down_since(administration),
        "outage": OutageForm(auto_id="outage_%s"), "restored": RestoredForm(auto_id="back_%s"),
        "tabs": _tabs(administration, year), "previous": year - 1 if year > FIRST_YEAR else 0,
        "next": year + 1 if year < _last_year(administration) else 0, "has_outages":
        administration == "kr",
    }  # fmt: skip


def _tabs(administration: str, year: int) -> list[dict[str, Any]]:
    words = {"kr": _("Korea"), "cn": _("China")}
    return [{"label": words[code], "url": f"/calendars/{code}/{year}/", "count": None,
             "active": code == administration} for code in ADMINISTRATIONS]  # fmt: skip


def _month(calendar: Calendar, year: int, month: int, today: dt.date) -> dict[str, Any]:
    """One month as weeks from Monday; a day says what it is in a word, not by colour alone."""
    weeks = []
    for week in months_of.Calendar().monthdatescalendar(year, month):
        weeks.append([_cell(calendar, day, today) if day.month == month else None
                      for day in week])  # fmt: skip
    return {"title": date_format(dt.date(year, month, 1), "F"), "weeks": weeks}


def _cell(calendar: Calendar, day: dt.date, today: dt.date) -> dict[str, Any]:
    name = calendar.day_name(day)
    if calendar.is_adjusted_working_day(day):
        tone = "adjusted"
    elif name and not calendar.is_working_day(day):
        tone = "holiday"
    else:
        tone = "work" if calendar.is_working_day(day) else "weekend"
    return {"day": day, "tone": tone, "name": pick(name) if name else "", "today": day == today}


def _named(calendar: Calendar, year: int) -> list[dict[str, Any]]:
    """Every holiday and adjusted working day of the year in order."""
    first = dt.date(year, 1, 1)
    days = [first + dt.timedelta(days=n) for n in range((dt.date(year, 12, 31) - first).days + 1)]
    return [{"day": day, "name": pick(name), "works": calendar.is_working_day(day)}
            for day in days if (name := calendar.day_name(day))]  # fmt: skip


def _last_year(administration: str) -> int:
    return clock.today(administration).year + YEARS_AHEAD


def _require_known(administration: str, year: int) -> None:
    if administration not in ADMINISTRATIONS or not (
        FIRST_YEAR <= year <= _last_year(administration)
    ):
        raise Http404


def _require_own(request: HttpRequest, administration: str, year: int) -> None:
    _require_known(administration, year)
    if request.user.administration_id != administration:
        raise Http404
