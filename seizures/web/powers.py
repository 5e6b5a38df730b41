"""Powers of attorney on the desk: those that wait for this administration, and those decided."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.accounts.choices import PowerScope
from seizures.accounts.models import PowerAcceptance
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.files.models import Attachment
from seizures.rights import actions
from seizures.rights.policies import may_accept_power
from seizures.web.access import official, requires
from seizures.web.forms.links import DecisionForm

accepting = requires(lambda user: may_accept_power(user, user.administration_id or ""))

MOST = 100
TONE = {"waiting": "warning", "accepted": "success", "refused": "danger"}


@official
def power_list(request: HttpRequest) -> HttpResponse:
    """Powers of attorney lodged with the own administration, waiting ones first."""
    user: Any = request.user
    rows = PowerAcceptance.objects.filter(administration=user.administration_id)
    waiting = rows.filter(status="waiting", power__revoked_at=None).order_by("pk")
    decided = rows.exclude(status="waiting").order_by("-decided_at", "-pk")
    may_decide = may_accept_power(user, user.administration_id)
    context = {"waiting": _shown(waiting, may_decide), "decided": _shown(decided, False)}
    return render(request, "powers/list.html", context)


def _shown(rows: Any, may_decide: bool) -> list[dict[str, Any]]:
    found = list(rows.select_related("power__principal", "power__agent")[:MOST])
    papers: dict[int, list[Attachment]] = {}
    hung = Attachment.objects.filter(subject_kind="power",
                                     subject_id__in=[row.power_id for row in found])  # fmt: skip
    for paper in hung.select_related("file"):
        papers.setdefault(paper.subject_id, []).append(paper)
    return [
        {"row": row, "power": row.power, "papers": papers.get(row.power_id, []),
         "tone": "danger" if row.power.revoked_at else TONE[row.status],
         "scopes": [scope.label for scope in PowerScope
                    if getattr(row.power, f"for_{scope.value}")],
         "form": DecisionForm(auto_id=f"power{row.pk}_%s") if may_decide else None}
        for row in found
    ]  # fmt: skip


@accepting
@require_POST
def power_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accepts a power of attorney, or refuses it with a reason."""
    user: Any = request.user
    row = get_object_or_404(PowerAcceptance.objects.select_related("power__principal",
                                                                   "power__agent"),
                            pk=pk, administration=user.administration_id)  # fmt: skip
    form = DecisionForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.decide_power(row, accept=request.POST.get("answer") == "yes", reason=reason,
                             by=of_user(user))  # fmt: skip
    except Refused as refusal:
        if refusal.code == "not_allowed":
            raise
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your decision was kept."))
    return redirect("power-list")
