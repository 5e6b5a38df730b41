"""Inspections on the desk and in the yard: list, the phone page, photos, findings."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.cargo.models import Container, GoodsLine
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.files.models import Attachment
from seizures.inspections import actions
from seizures.inspections.checklists import STANDARD
from seizures.inspections.choices import TONE
from seizures.inspections.coverage import covered
from seizures.inspections.models import ChecklistItem, Inspection
from seizures.journal.models import Entry
from seizures.web.access import official, on_duty
from seizures.web.corridor import place_names
from seizures.web.forms.inspections import CancelForm, FindingForm, PhotoForm
from seizures.web.lists import export, export_urls, keyset_page
from seizures.web.refusals import unprocessable
from seizures.web.sentences import timeline
from seizures.web.yard import carried, done_at, kept, scope_of

STATES = {"open": ["ordered", "started"], "done": ["done"], "cancelled": ["cancelled"]}


@official
def inspection_list(request: HttpRequest) -> HttpResponseBase:
    """Inspection orders of the administration, the newest first; a label leads to its order."""
    label = request.GET.get("label", "").strip()[:100]
    found = carried(request, label) if label else []
    if len(found) == 1:
        return redirect("inspection-detail", pk=found[0].pk)
    state = request.GET.get("state", "open")
    rows = Inspection.objects.visible_to(request.user).filter(
        status__in=STATES.get(state, STATES["open"])
    ).select_related("consignment", "alert__right", "office")  # fmt: skip
    text = request.GET.get("q", "").strip()
    if found:
        rows = rows.carrying(label)
    if text:
        rows = rows.filter(number__icontains=text) | rows.filter(
            consignment__reference__istartswith=text
        )
    answer = export(
        request, "inspections", [_("Inspection"), _("Consignment"), _("Status"), _("Outcome")],
        ([r.number, r.consignment.reference, r.get_status_display(), r.get_outcome_display()]
         for r in rows.order_by("id").iterator(chunk_size=1000)),
    )  # fmt: skip
    if answer:
        return answer
    page, names = keyset_page(request, rows, order=["-id"]), place_names()
    words = {"open": _("To do"), "done": _("Done"), "cancelled": _("Called off")}
    tabs = [{"label": words[key], "url": f"?state={key}", "active": key == state, "count": None}
            for key in STATES]  # fmt: skip
    context = {"rows": [_shown(row, names) for row in page.rows], "tabs": tabs, "q": text,
               "state": state, "label": label, "is_unknown": bool(label) and not found,
               "scope": scope_of(request), "previous_url": page.previous_url,
               "next_url": page.next_url,
               **export_urls(request)}  # fmt: skip
    return render(request, "inspections/list.html", context)


def _shown(row: Inspection, names: dict[str, str]) -> tuple[Inspection, str, str, str]:
    cargo = row.consignment
    return (row, TONE[row.status], names.get(cargo.origin, cargo.origin),
            names.get(cargo.destination, cargo.destination))  # fmt: skip


@official
def inspection_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One inspection: what to look for, checklist, photos, findings."""
    return render(request, "inspections/detail.html", _present(request, _find(request, pk)))


@on_duty
@require_POST
@kept
def inspection_start(request: HttpRequest, pk: int) -> HttpResponse:
    """The officer stands before the goods."""
    return _do(request, pk, lambda row: actions.start(row, by=of_user(request.user),
                                                      done_at=done_at(request)))  # fmt: skip


@on_duty
@require_POST
@kept
def inspection_tick(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Marks a checklist item."""
    row = _find(request, pk)
    found = get_object_or_404(ChecklistItem, pk=item, inspection=row)
    done = request.POST.get("done") == "1"
    return _do(request, pk, lambda _row: actions.tick(
        found, done=done, by=of_user(request.user), done_at=done_at(request)),
        anchor="checklist")  # fmt: skip


@on_duty
@require_POST
@kept
def inspection_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes one photo."""
    form = PhotoForm(request.POST, request.FILES, auto_id="photo_%s")
    if not form.is_valid():
        return _again(request, pk, {"photo_form": form})
    data = form.cleaned_data
    return _do(request, pk, lambda row: actions.add_photo(
        row, data["photo"], note=data["note"], client_key=data["client_key"],
        taken_at=form.taken_at(), by=of_user(request.user)), form=form, name="photo_form",
        anchor="photos")  # fmt: skip


@on_duty
@require_POST
@kept
def inspection_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes down what was found."""
    form = FindingForm(request.POST, inspection=_find(request, pk))
    if not form.is_valid():
        return _again(request, pk, {"form": form})
    data = {**form.cleaned_data, "quantity": form.cleaned_data["quantity"] or 0}
    return _do(request, pk, lambda row: actions.record_finding(
        row, by=of_user(request.user), done_at=done_at(request), **data),
        form=form, anchor="findings")  # fmt: skip


@on_duty
@require_POST
def inspection_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Closes the inspection; suspected goods lead straight to opening a case."""
    row = _find(request, pk)
    try:
        row = actions.finish(row, by=of_user(request.user))
    except Refused as refusal:
        return _again(request, pk, {"refused": str(refusal)})
    if row.outcome == "suspected":
        return redirect("case-open", inspection=row.pk)
    return redirect("inspection-detail", pk=row.pk)


@on_duty
@require_POST
def inspection_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Calls the inspection off."""
    form = CancelForm(request.POST, auto_id="cancel_%s")
    if not form.is_valid():
        return _again(request, pk, {"cancel_form": form})
    reason = form.cleaned_data["reason"]
    by = of_user(request.user)
    return _do(request, pk, lambda row: actions.cancel(row, reason=reason, by=by),
               form=form, name="cancel_form")  # fmt: skip


def _find(request: HttpRequest, pk: int) -> Inspection:
    rows = Inspection.objects.visible_to(request.user).select_related(
        "consignment__manifest", "alert__right__holder", "office", "officer"
    )
    return get_object_or_404(rows, pk=pk)


def _do(request: HttpRequest, pk: int, work: Any, *, form: Any = None, name: str = "form",
        anchor: str = "") -> HttpResponse:  # fmt: skip
    try:
        work(_find(request, pk))
    except Refused as refusal:
        context: dict[str, Any] = {"form": form}
        unprocessable(context, refusal)
        extra = {"refused": context["refused"]}
        return _again(request, pk, {**({name: form} if form else {}), **extra})
    answer = redirect("inspection-detail", pk=pk)
    if anchor:
        answer["Location"] += f"#{anchor}"
    return answer


def _again(request: HttpRequest, pk: int, extra: dict[str, Any]) -> HttpResponse:
    context = {**_present(request, _find(request, pk)), **extra}
    return render(request, "inspections/detail.html", context, status=422)


def _present(request: HttpRequest, row: Inspection) -> dict[str, Any]:
    right = row.alert.right if row.alert else None
    pictures = list(Attachment.objects.on("right", right.pk).pictures()[:12]) if right else []
    is_open, whole = row.status in STATES["open"], covered(row)
    return {
        "inspection": row, "scope": scope_of(request), "tone": TONE[row.status],
        "is_open": is_open, "right": right,
        "may_act": is_open and request.user.is_on_duty,  # type: ignore[union-attr]
        "pictures": pictures,
        "features": [line.strip("-• ").strip() for line in right.identification.splitlines()
                     if line.strip()] if right else [],
        "checklist": [(item, STANDARD.get(item.code, item.text)) for item in row.checklist.all()],
        "photos": list(Attachment.objects.on("inspection", row.pk)),
        "findings": list(row.findings.select_related("right", "line").order_by("id")),
        "lines": list(GoodsLine.objects.filter(consignment__in=[target for target, _a in whole])
                      .select_related("consignment").order_by("consignment", "position")[:40]),
        "covered": whole if len(whole) > 1 else [],
        "containers": list(Container.objects.filter(consignment__in=[t for t, _a in whole])
                           .order_by("consignment", "number")[:40]),
        "cases": list(row.cases.order_by("id")),
        "form": FindingForm(inspection=row, initial={"client_key": secrets.token_hex(8)}),
        "photo_form": PhotoForm(auto_id="photo_%s", initial={"client_key": secrets.token_hex(8)}),
        "cancel_form": CancelForm(auto_id="cancel_%s"),
        "timeline": timeline(Entry.objects.about("inspection", row.pk)[:60]),
        "zone": row.administration,
    }  # fmt: skip
