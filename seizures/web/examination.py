"""Recordations before their examiner: the queue, the file on one page, the decision."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.core.actor import Actor, of_user
from seizures.core.errors import NotAllowed, Refused
from seizures.core.prefixes import begins
from seizures.parties.names import fold
from seizures.rights import actions
from seizures.rights.choices import TONE, RenewalStatus
from seizures.rights.models import ExaminationMessage, Recordation, Renewal
from seizures.screening.tasks import kick_changes
from seizures.web.access import examiner
from seizures.web.days import working_days_left
from seizures.web.examination_view import form_for, present
from seizures.web.lists import keyset_page
from seizures.web.refusals import put_on
from seizures.web.rights_list import first_pictures

NEVER = dt.date(9999, 12, 31)
STATES = {"submitted": "submitted", "deficient": "deficient", "renewal": "", "decided": ""}
DECISIONS = ("accept", "supplement", "explain", "refuse", "renew", "refuse-renewal")


@examiner
def examination_list(request: HttpRequest) -> HttpResponse:
    """What awaits an examiner of the administration, the nearest clock first."""
    user: Any = request.user
    asked = request.GET.get("state", "submitted")
    state = asked if asked in STATES else "submitted"
    rows = Recordation.objects.filter(administration=user.administration_id)
    rows = rows.select_related("right__holder", "examiner")
    text = " ".join(request.GET.get("q", "").split())
    if text:
        rows = rows.filter(begins("right__mark_key", fold(text)) | begins("number", text.upper()))
    if state == "renewal":
        asked = Renewal.objects.filter(recordation=OuterRef("pk"), status=RenewalStatus.ASKED)
        rows = rows.filter(renewals__status=RenewalStatus.ASKED).annotate(
            until=Coalesce(Subquery(asked.values("decide_by")[:1]), NEVER)
        )
        order = ["until", "id"]
    elif state == "decided":
        rows, order = rows.filter(decided_at__isnull=False), ["-decided_at", "-id"]
    else:
        rows = rows.filter(status=state).annotate(until=Coalesce("examine_by", NEVER))
        rows, order = rows.prefetch_related(_last_questions()), ["until", "id"]
    page = keyset_page(request, rows, order=order)
    words = {"submitted": _("Submitted"), "deficient": _("Supplement requested"),
             "renewal": _("Renewals"), "decided": _("Decided")}  # fmt: skip
    tabs = [{"label": words[key], "url": f"?state={key}", "active": key == state,
             "count": _renewals(user) if key == "renewal" else None}
            for key in STATES]  # fmt: skip
    context = {"rows": _shown(page.rows, state), "tabs": tabs, "state": state, "q": text,
               "previous_url": page.previous_url, "next_url": page.next_url,
               "zone": user.administration_id}  # fmt: skip
    return render(request, "rights/examination_list.html", context)


def _renewals(user: Any) -> int | None:
    """How many holders ask for another term; few at any time."""
    asked = Renewal.objects.filter(status=RenewalStatus.ASKED)
    return asked.filter(recordation__administration=user.administration_id).count() or None


def _last_questions() -> "Prefetch[Any]":
    asked = ExaminationMessage.objects.filter(answer_by__isnull=False).order_by("-id")
    return Prefetch("messages", queryset=asked, to_attr="asked")


def _shown(rows: list[Any], state: str) -> list[dict[str, Any]]:
    pictures = first_pictures(row.right_id for row in rows)
    found = []
    for row in rows:
        day = row.examine_by
        if state == "renewal":
            day = row.until if row.until != NEVER else None
        if state == "deficient":
            day = row.asked[0].answer_by if row.asked else None
        found.append({
            "row": row, "tone": TONE[row.status], "picture": pictures.get(row.right_id),
            "due_on": day,
            "days_left": working_days_left(day, row.administration) if day else None,
        })  # fmt: skip
    return found


@examiner
def examination_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything filed for one recordation on one page, with the decisions possible now."""
    return render(request, "rights/examination.html", present(_find(request, pk), request.user))


@examiner
@require_POST
def examination_decide(request: HttpRequest, pk: int, decision: str) -> HttpResponse:
    """Accepts, asks for a supplement or an explanation, or refuses; the holder gets a letter."""
    row = _find(request, pk)
    if decision not in DECISIONS:
        raise Http404
    form = form_for(decision, row, request.POST)
    refused = ""
    if form.is_valid():
        try:
            _decide(row, decision, form, request.user)
        except NotAllowed:
            raise
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            messages.success(request, _said(decision))
            return redirect("examination-detail", pk=pk)
    context = present(_find(request, pk), request.user, bound={decision: form},
                      refused={decision: refused})  # fmt: skip
    if not any(step["refused"] for step in context["steps"]):
        context["refused"] = refused  # somebody else decided meanwhile: its step is gone
    return render(request, "rights/examination.html", context, status=422)


def _decide(row: Recordation, decision: str, form: forms.Form, user: Any) -> None:
    by = of_user(user)
    if decision == "accept":
        actions.accept(row, by=by, **form.decision())  # type: ignore[attr-defined]
        kick_changes()
    elif decision == "supplement":
        actions.request_supplement(row, form.cleaned_data["text"], by=by)
    elif decision in ("renew", "refuse-renewal"):
        _decide_renewal(row, decision, form, by)
    elif decision == "explain":
        actions.request_explanation(row, form.cleaned_data["text"], by=by)
    else:
        actions.refuse(row, form.cleaned_data["reason"], by=by)


def _decide_renewal(row: Recordation, decision: str, form: forms.Form, by: Actor) -> None:
    asked = row.renewals.order_by("-id").first()
    if asked is None:
        raise Refused(_("No renewal was asked for."))
    if decision == "renew":
        actions.grant_renewal(asked, by=by)
    else:
        actions.refuse_renewal(asked, form.cleaned_data["reason"], by=by)


def _said(decision: str) -> str:
    return {
        "accept": _("The right is recorded. The letter to the right holder lies below."),
        "supplement": _("The right holder was asked for the supplement."),
        "explain": _("The right holder was asked for the explanation."),
        "renew": _("The recordation is renewed."),
        "refuse-renewal": _("The renewal was refused."),
        "refuse": _("The recordation was refused. The letter to the right holder lies below."),
    }[decision]


def _find(request: HttpRequest, pk: int) -> Recordation:
    user: Any = request.user
    rows = Recordation.objects.visible_to(user).filter(administration=user.administration_id)
    return get_object_or_404(rows.select_related("right__holder", "examiner"), pk=pk)
