"""The watch-list and the inspections that rules suggest."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.core.actor import of_user
from seizures.core.database import atomic
from seizures.core.errors import Refused
from seizures.inspections.actions import open_inspection
from seizures.journal.models import Entry
from seizures.screening import actions
from seizures.screening.actions.watching import WatchForm
from seizures.screening.choices import WATCH_TONE, SuggestionStatus
from seizures.screening.models import Suggestion, WatchEntry
from seizures.screening.policies import may_keep_rules
from seizures.web.access import keeper, official, on_duty
from seizures.web.asked import number
from seizures.web.corridor import place_names
from seizures.web.forms.rules import SPLIT, EntryForm, ReasonForm, right_named
from seizures.web.lists import export, export_urls, keyset_page
from seizures.web.refusals import unprocessable
from seizures.web.sentences import timeline


@official
def watch_list(request: HttpRequest) -> HttpResponseBase:
    """Parties the administration watches."""
    state, text = request.GET.get("state", "on"), request.GET.get("q", "").strip()
    rows = WatchEntry.objects.visible_to(request.user).prefetch_related("rights")
    rows = rows.filter(ended_at__isnull=state != "ended")
    if text:
        rows = rows.filter(name__icontains=text)
    answer = export(
        request, "watch-list", [_("Name of the party"), _("Other spellings"), _("Role"),
                                _("Reason"), _("Source"), _("Valid until"), _("Owner")],
        ([r.name, "; ".join(r.spellings), r.get_role_display(), r.reason, r.get_source_display(),
          r.valid_until or "", r.owner_name] for r in rows.order_by("-id")[:20_000]),
    )  # fmt: skip
    if answer:
        return answer
    page = keyset_page(request, rows, order=["-id"])
    tabs = [{"label": word, "url": f"?state={key}", "active": key == state, "count": None}
            for key, word in (("on", _("On the list")), ("ended", _("Taken off")))]  # fmt: skip
    context = {
        "rows": [{"entry": row, "tone": WATCH_TONE[row.role]} for row in page.rows],
        "tabs": tabs, "state": state, "q": text, "may_keep": may_keep_rules(request.user),
        "previous_url": page.previous_url, "next_url": page.next_url, **export_urls(request),
    }  # fmt: skip
    return render(request, "rules/watch_list.html", context)


@keeper
def watch_new(request: HttpRequest) -> HttpResponse:
    """Enters a party."""
    return _edit(request, None)


@keeper
def watch_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes an entry."""
    return _edit(request, _find(request, pk))


def _edit(request: HttpRequest, entry: WatchEntry | None) -> HttpResponse:
    form = EntryForm(request.POST if request.method == "POST" else None, initial=_initial(entry))
    context: dict[str, Any] = {"form": form, "entry": entry}
    if request.method != "POST":
        return render(request, "rules/watch_edit.html", context)
    if form.is_valid():
        try:
            told, by = _told(form, request.user), of_user(request.user)
            if entry is None:
                row = actions.enter_watch(told, administration=by.administration, by=by)
            else:
                row = actions.change_watch(entry, told, by=by,
                                           version=form.cleaned_data["version"])  # fmt: skip
            messages.success(request, _("The watch-list is changed; screening knows it at once."))
            return redirect("watch-detail", pk=row.pk)
        except Refused as refusal:
            unprocessable(context, refusal)
    return render(request, "rules/watch_edit.html", context, status=422)


def _initial(entry: WatchEntry | None) -> dict[str, Any]:
    if entry is None:
        return {}
    names = ("name", "role", "reason", "source", "valid_from", "valid_until", "version")
    return {**{name: getattr(entry, name) for name in names},
            "spellings": "\n".join(entry.spellings),
            "rights": ", ".join(f"#{right.pk}" for right in entry.rights.all())}  # fmt: skip


def _told(form: EntryForm, user: Any) -> WatchForm:
    data = form.cleaned_data
    marks = [part.strip() for part in SPLIT.split(data["rights"]) if part.strip()]
    return WatchForm(
        name=data["name"], role=data["role"], reason=data["reason"], source=data["source"],
        spellings=data["spellings"].splitlines(),
        rights=[right_named(mark, user) for mark in marks],
        valid_from=data["valid_from"], valid_until=data["valid_until"],
    )  # fmt: skip


@official
def watch_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry with its reason, its rights and what happened with it."""
    return _detail(request, _find(request, pk))


def _detail(request: HttpRequest, entry: WatchEntry, *, form: ReasonForm | None = None,
            refused: str = "", status: int = 200) -> HttpResponse:  # fmt: skip
    context = {
        "entry": entry, "tone": WATCH_TONE[entry.role], "rights": list(entry.rights.all()[:50]),
        "may_keep": may_keep_rules(request.user) and not entry.ended_at,
        "form": form or ReasonForm(initial={"version": entry.version}, auto_id="end_%s"),
        "refused": refused, "is_open": form is not None,
        "timeline": timeline(Entry.objects.about("watch", entry.pk)[:60]),
        "zone": entry.administration,
    }  # fmt: skip
    return render(request, "rules/watch_detail.html", context, status=status)


@keeper
@require_POST
def watch_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a party off the list."""
    entry, form = _find(request, pk), ReasonForm(request.POST, auto_id="end_%s")
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            data = form.cleaned_data
            actions.end_watch(entry, reason=data["reason"], by=of_user(request.user),
                              version=data["version"])  # fmt: skip
            return redirect("watch-detail", pk=pk)
        except Refused as refusal:
            unprocessable(context, refusal)
    return _detail(request, _find(request, pk), form=form, refused=context.get("refused", ""),
                   status=422)  # fmt: skip


@official
def suggestion_list(request: HttpRequest, refused: str = "", status: int = 200) -> HttpResponse:
    """Inspections that rules suggest although no mark was found."""
    state = request.GET.get("state", "open")
    rows = Suggestion.objects.visible_to(request.user).select_related("rule", "consignment", "line")
    rows = rows.filter(status=state) if state in SuggestionStatus.values else rows
    page, names = keyset_page(request, rows, order=["-id"]), place_names()
    tabs = [{"label": label, "url": f"?state={value}", "active": value == state, "count": None}
            for value, label in SuggestionStatus.choices]  # fmt: skip
    context = {
        "rows": [
            {"row": row, "origin": names.get(row.consignment.origin, row.consignment.origin),
             "destination": names.get(row.consignment.destination, row.consignment.destination)}
            for row in page.rows
        ],
        "tabs": tabs, "refused": refused, "may_decide": request.user.is_on_duty,  # type: ignore[union-attr]
        "previous_url": page.previous_url, "next_url": page.next_url,
    }  # fmt: skip
    return render(request, "rules/suggestions.html", context, status=status)


@on_duty
@require_POST
def suggestion_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Orders the suggested inspection, or sets the suggestion aside."""
    rows = Suggestion.objects.visible_to(request.user).select_related("consignment", "rule")
    row = get_object_or_404(rows, pk=pk)
    by, version = of_user(request.user), request.POST.get("version", "")
    status = request.POST.get("status", "")
    try:
        if status not in (SuggestionStatus.ORDERED, SuggestionStatus.SET_ASIDE):
            raise Refused(_("Choose what to do with the suggestion."))
        with atomic():
            actions.settle_suggestion(
                row, status=status, note=request.POST.get("note", ""), by=by,
                version=number(version),
            )  # fmt: skip
            if status == SuggestionStatus.SET_ASIDE or row.status == SuggestionStatus.ORDERED:
                return redirect("suggestion-list")
            inspection = open_inspection(
                consignment=row.consignment, by=by, office=request.user.office,  # type: ignore[union-attr]
                instruction=row.rule.name,
            )  # fmt: skip
    except Refused as refusal:
        return suggestion_list(request, refused=str(refusal), status=422)
    return redirect("inspection-detail", pk=inspection.pk)


def _find(request: HttpRequest, pk: int) -> WatchEntry:
    row: WatchEntry = get_object_or_404(WatchEntry.objects.visible_to(request.user), pk=pk)
    return row
