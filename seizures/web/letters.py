"""The dispatch register: every letter of an office in a period, as a list, a file or a form."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from seizures.core import clock
from seizures.core.errors import Refused
from seizures.core.languages import LANGUAGE_OF, pick
from seizures.letters.choices import Channel
from seizures.letters.models import Letter
from seizures.letters.render import render as set_letter
from seizures.letters.titles import TITLES
from seizures.reference.models import Office
from seizures.web.access import official
from seizures.web.case_letters import told
from seizures.web.lists import chips, export, export_urls, keyset_page
from seizures.web.subjects import addresses_of

FORM = {"kr": "kr/form24", "cn": "cn/dispatch_register"}
ALL_OFFICES = {
    "kr": {"ko": "관세청", "en": "Korea Customs Service", "zh-hans": "韩国关税厅"},
    "cn": {"zh-hans": "中国海关", "en": "China Customs", "ko": "중국 해관"},
}
MOST_ROWS = 1000
STATES = ("all", "unsent", "under_way", "served")


@official
def letter_register(request: HttpRequest) -> HttpResponseBase:
    """What was sent to whom, how, when, and when it arrived; filtered and exported as shown."""
    administration = request.user.administration_id or ""  # type: ignore[union-attr]
    first, last = _period(request, administration)
    rows = _filtered(request, administration, first, last)
    answer = export(request, "dispatch-register", [
        _("Number"), _("Issued"), _("Letter"), _("Recipient"), _("How"), _("Sent"),
        _("Received"), _("Proof"), _("Sent by"), _("Replaced by"),
    ], _export_rows(rows, administration))  # fmt: skip
    if answer:
        return answer
    page = keyset_page(request, rows, order=["-issued_at", "-id"])
    letters = told(page.rows)
    where = addresses_of(letters)
    for letter in letters:
        letter.subject_url = where.get((letter.subject_kind, letter.subject_id), "")
    offices = Office.objects.filter(administration_id=administration).order_by("pk")
    words = {"all": _("All"), "unsent": _("Not sent yet"), "under_way": _("Under way"),
             "served": _("Received")}  # fmt: skip
    state = _state(request)
    context: dict[str, Any] = {
        "rows": letters, "previous_url": page.previous_url, "next_url": page.next_url,
        "first": first, "last": last, "offices": offices, "office": request.GET.get("office", ""),
        "channels": Channel.choices, "channel": request.GET.get("channel", ""),
        "q": request.GET.get("q", "").strip(), "state": state, "zone": administration,
        "tabs": [{"label": words[key], "url": _with(request, state=key), "active": key == state,
                  "count": None} for key in STATES],
        "form_url": _with(request), "chips": chips(request, {
            "channel": (_("How"), lambda value: str(dict(Channel.choices).get(value, value))),
        }), **export_urls(request),
    }  # fmt: skip
    return render(request, "dispatch/register.html", context)


@official
def letter_register_form(request: HttpRequest) -> HttpResponse:
    """The same letters as the printed register: Form 24, or the Chinese one."""
    administration = request.user.administration_id or ""  # type: ignore[union-attr]
    first, last = _period(request, administration)
    rows = _filtered(request, administration, first, last).order_by("issued_at", "id")
    found = _office(request, administration)
    data = {
        "office": {"name": found.names if found else ALL_OFFICES[administration]},
        "register": {"first": first.isoformat(), "last": last.isoformat(), "rows": [
            _form_row(row, administration) for row in rows[:MOST_ROWS]
        ]},
    }  # fmt: skip
    try:
        pdf = set_letter(FORM[administration], LANGUAGE_OF[administration], data,
                         issued_on=clock.today(administration))  # fmt: skip
    except Refused as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="register-{first}-{last}.pdf"'
    return answer


def _filtered(request: HttpRequest, administration: str, first: dt.date, last: dt.date) -> Any:
    zone = clock.zone(administration)
    begin = dt.datetime.combine(first, dt.time(), tzinfo=zone)
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), tzinfo=zone)
    rows = Letter.objects.visible_to(request.user).dispatched().issued_between(begin, end)
    rows = rows.select_related("superseded_by", "office")
    office = _office(request, administration)
    if office:
        rows = rows.at_office(office.pk)
    if request.GET.get("channel") in Channel.values:
        rows = rows.filter(channel=request.GET["channel"])
    state = _state(request)
    rows = {"unsent": rows.unsent, "under_way": rows.under_way, "served": rows.served,
            "all": rows.all}[state]()  # fmt: skip
    text = request.GET.get("q", "").strip()
    if text:
        rows = rows.filter(number__icontains=text) | rows.filter(recipient_name__icontains=text)
    return rows


def _office(request: HttpRequest, administration: str) -> Office | None:
    asked = request.GET.get("office", "")
    if not asked.isdecimal():
        return None
    return Office.objects.filter(administration_id=administration, pk=asked).first()


def _state(request: HttpRequest) -> str:
    asked = request.GET.get("state", "all")
    return asked if asked in STATES else "all"


def _period(request: HttpRequest, administration: str) -> tuple[dt.date, dt.date]:
    """The days asked for; else the last thirty."""
    today = clock.today(administration)
    first = _day(request.GET.get("first", "")) or today - dt.timedelta(days=29)
    last = _day(request.GET.get("last", "")) or max(today, first)
    return (first, last) if first <= last else (last, first)


def _day(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1990 <= day.year <= 2100 else None


def _with(request: HttpRequest, **parts: str) -> str:
    query = request.GET.copy()
    query.pop("cursor", None)
    for name, value in parts.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _export_rows(rows: Any, administration: str) -> Iterator[list[Any]]:
    for row in rows.order_by("issued_at", "id").iterator(chunk_size=1000):
        yield [row.number, _moment(row.issued_at, administration), pick(TITLES[row.key]),
               row.recipient_name, row.get_channel_display(),
               _moment(row.sent_at, administration), _moment(row.served_at, administration),
               row.service_evidence, row.sent_by_name,
               row.superseded_by.number if row.superseded_by else ""]  # fmt: skip


def _form_row(row: Letter, administration: str) -> dict[str, Any]:
    return {"number": row.number, "title": TITLES[row.key], "recipient": row.recipient_name,
            "channel": row.served_channel or row.channel,
            "sent": _moment(row.sent_at, administration),
            "served": _moment(row.served_at, administration),
            "proof": row.service_evidence, "by": row.sent_by_name}  # fmt: skip


def _moment(at: dt.datetime | None, administration: str) -> str:
    return f"{at.astimezone(clock.zone(administration)):%Y-%m-%d %H:%M}" if at else ""
