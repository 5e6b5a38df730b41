"""Records a right: begins a draft, walks its parts, and shows the receipt."""

import datetime as dt
from types import ModuleType
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from seizures.accounts.models import Organisation
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.parties.names import fold
from seizures.portal import clocks
from seizures.portal.access import holder_side, posted
from seizures.portal.forms.recording import StartForm
from seizures.portal.guide import PARTS, Draft, draft_of, first_open, guide
from seizures.portal.parts import check, genuine, names, traders, what, where
from seizures.portal.refusals import put_on
from seizures.rights import actions
from seizures.rights.models import Holder, Right

MODULES: dict[str, ModuleType] = {
    "what": what, "where": where, "names": names, "traders": traders, "genuine": genuine,
    "check": check,
}  # fmt: skip
SAME_PRESS = dt.timedelta(minutes=10)


def holder_choices(user: Any) -> list[tuple[str, str]]:
    """Right holders this person may record for: known ones, and principals not yet entered."""
    ours = user.represented_ids("recordation")
    known = Holder.objects.visible_to(user).filter(organisation_id__in=ours)
    rows = list(known.order_by("name").values_list("pk", "name", "organisation_id"))
    entered = {organisation for _pk, _name, organisation in rows}
    fresh = Organisation.objects.filter(pk__in=ours, kind="holder").exclude(pk__in=entered)
    return [*((f"h{pk}", name) for pk, name, _organisation in rows),
            *((f"o{row.pk}", row.name) for row in fresh.order_by("name"))]  # fmt: skip


@holder_side
def start(request: HttpRequest) -> HttpResponse:
    """Begins a draft: for whom, what kind, which mark or title."""
    holders = holder_choices(request.user)
    form = StartForm(*posted(request)[:1], holders=holders)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            right = _begin(request, form)
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            return redirect("portal-record-part", pk=right.pk, part="what")
    context = {"form": form, "refused": refused, "parts": guide(None, "what"),
               "holders": holders, "part": "what"}  # fmt: skip
    status = 422 if form.errors or refused else 200
    return render(request, "portal/record_start.html", context, status=status)


def _begin(request: HttpRequest, form: StartForm) -> Right:
    given, by = form.cleaned_data, of_user(request.user)
    key = int(given["holder"][1:])
    if given["holder"].startswith("o"):
        owner = actions.open_holder(Organisation.objects.get(pk=key), by=by)
    else:
        owner = get_object_or_404(Holder.objects.visible_to(request.user), pk=key)
    same = Right.objects.filter(
        holder=owner, kind=given["kind"], mark_key=fold(given["mark"]),
        created_at__gte=clock.now() - SAME_PRESS, recordations__status="draft",
    ).first()  # fmt: skip
    if same:  # the button pressed twice, or the page sent again
        return same
    return actions.draft_right(holder=owner, kind=given["kind"], mark=given["mark"],
                               administrations=["kr", "cn"], fields={}, by=by)  # fmt: skip


@holder_side
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Goes on where something is still missing."""
    draft = _find(request, pk)
    if not draft.open_rows:
        return redirect("portal-right", pk=pk)
    return redirect("portal-record-part", pk=pk, part=first_open(draft))


@holder_side
def part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """One part of the guide: shown, saved, and on to the next."""
    if part not in PARTS:
        raise Http404
    draft = _find(request, pk)
    if not draft.open_rows and part != "where":
        messages.info(request, _("This right was handed in; changes are made on its page."))
        return redirect("portal-right", pk=pk)
    answer: HttpResponse = MODULES[part].show(request, draft)
    return answer


@holder_side
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """What was handed in where, under which number, and until when it is examined."""
    draft = _find(request, pk)
    rows = [{"row": row, "clock": clocks.of_examination(row)} for row in draft.rows
            if row.submitted_at]  # fmt: skip
    if not rows:
        return redirect("portal-record-part", pk=pk, part="check")
    context = {
        "right": draft.right,
        "rows": rows,
        "drafts": [row for row in draft.rows if row.status == "draft"],
    }
    return render(request, "portal/record_receipt.html", context)


def _find(request: HttpRequest, pk: int) -> Draft:
    rows = Right.objects.visible_to(request.user).select_related("holder")
    return draft_of(get_object_or_404(rows, pk=pk))
