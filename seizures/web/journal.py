"""The journal of the administration: every deed in its order, found by who, about what, when."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seizures.accounts.choices import OFFICIALS
from seizures.accounts.models import User
from seizures.cases.facts import procedure_of
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.journal.models import Entry
from seizures.journal.querysets import EntryQuerySet
from seizures.law.procedures import Procedure
from seizures.web.access import auditor
from seizures.web.lists import chips, export, export_urls, keyset_page
from seizures.web.sentences import timeline

HOUSE = "system"
KINDS = {
    "manifest": gettext_lazy("Manifest"), "consignment": gettext_lazy("Consignment"),
    "alert": gettext_lazy("Alert"), "shift": gettext_lazy("Shift"),
    "inspection": gettext_lazy("Inspection"), "case": gettext_lazy("Case"),
    "right": gettext_lazy("Right"), "recordation": gettext_lazy("Recordation"),
    "power": gettext_lazy("Power of attorney"), "guarantee": gettext_lazy("General guarantee"),
    "party": gettext_lazy("Party"), "watch": gettext_lazy("Watched party"),
    "rule": gettext_lazy("Rule"), "engine": gettext_lazy("Engine"),
    "shadow": gettext_lazy("Shadow run"), "stocktake": gettext_lazy("Stocktake"),
    "user": gettext_lazy("People"), "office": gettext_lazy("Office"),
}  # fmt: skip
"""What a reader looks for deeds about; the rest is found by reference, person or day."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader filters by; what makes no sense is left aside."""

    reference: str
    who: str
    kind: str
    first: dt.date | None
    last: dt.date | None

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """The filters in the address."""
        got = request.GET
        who, kind = got.get("who", ""), got.get("kind", "")
        is_somebody = who == HOUSE or (who.isascii() and who.isdigit())
        return cls(
            " ".join(got.get("q", "").split())[:80], who if is_somebody else "",
            kind if kind in KINDS else "", _day(got.get("first", "")), _day(got.get("last", "")),
        )  # fmt: skip


def _day(text: str) -> dt.date | None:
    """A day that has a midnight in every zone and a day after it."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and dt.MINYEAR < day.year < dt.MAXYEAR else None


@auditor
def journal_list(request: HttpRequest) -> HttpResponseBase:
    """What was done in the administration, the newest first; each link proves the one before."""
    code, asked = _code(request), Asked.of(request)
    rows = _filtered(code, asked)
    answer = export(
        request, "journal", ["#", _("When"), _("Who"), _("Deed"), _("Reference"), "SHA-256"],
        _export_rows(rows) if "export" in request.GET else (),
    )  # fmt: skip
    if answer:
        return answer
    page = keyset_page(request, rows, order=["-sequence"])
    laws, people = _laws(page.rows), _people(code)
    context = {
        "rows": [{"entry": entry, **_worded(entry, laws)} for entry in page.rows],
        "asked": asked, "people": people, "kinds": KINDS.items(), "house": HOUSE,
        "chips": _chips(request, people), "clear_url": "?", "zone": code,
        "previous_url": page.previous_url, "next_url": page.next_url, **export_urls(request),
    }  # fmt: skip
    return render(request, "administration/journal.html", context)


def _filtered(code: str, asked: Asked) -> EntryQuerySet:
    """The entries of the chain that are asked for."""
    rows: EntryQuerySet = Entry.objects.filter(chain=code)
    if asked.first or asked.last:
        after = asked.last + dt.timedelta(days=1) if asked.last else None
        rows = rows.between(code, _midnight(asked.first, code), _midnight(after, code))
    if asked.who:
        rows = rows.by_actor(HOUSE if asked.who == HOUSE else "user", asked.who)
    if asked.kind:
        rows = rows.filter(subject_kind=asked.kind)
    return rows.referring_to(asked.reference) if asked.reference else rows


def _midnight(day: dt.date | None, code: str) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), tzinfo=clock.zone(code)) if day else None


def _export_rows(rows: EntryQuerySet) -> Iterator[list[Any]]:
    for row in rows.order_by("-sequence").iterator(chunk_size=1000):
        yield [row.sequence, row.at.isoformat(), row.actor_name, row.verb,
               row.subject_reference, row.digest]  # fmt: skip


def _people(code: str) -> list[tuple[str, str]]:
    """Everybody who works or worked here, by name."""
    rows = User.objects.filter(administration=code, role__in=OFFICIALS)
    return sorted(((str(row.pk), row.get_full_name() or row.username) for row in rows),
                  key=lambda pair: pair[1])  # fmt: skip


def _chips(request: HttpRequest, people: list[tuple[str, str]]) -> list[dict[str, Any]]:
    names = {**dict(people), HOUSE: _("System")}
    found = chips(request, {
        "q": (_("Reference"), str), "who": (_("Who"), lambda value: names.get(value, value)),
        "kind": (_("About"), lambda value: str(KINDS.get(value, value))),
        "first": (_("First day"), _written), "last": (_("Last day"), _written),
    })  # fmt: skip
    return found


def _written(value: str) -> str:
    day = _day(value)
    return date_format(day, "DATE_FORMAT") if day else value


def _laws(entries: list[Entry]) -> dict[str, Procedure]:
    """The law of each case among the entries, which words its steps and clocks."""
    keys = {entry.subject_id for entry in entries if entry.subject_kind == "case"}
    return {str(case.pk): procedure_of(case) for case in SeizureCase.objects.filter(pk__in=keys)}


def _worded(entry: Entry, laws: dict[str, Procedure]) -> dict[str, Any]:
    law = laws.get(entry.subject_id) if entry.subject_kind == "case" else None
    return timeline([entry], law)[0]


def _code(request: HttpRequest) -> str:
    user: Any = request.user
    return str(user.administration_id)
