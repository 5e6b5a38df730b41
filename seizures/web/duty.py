"""Pages of the shift: handing over, service levels, conflicts of interest."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.core.actor import of_user
from seizures.core.errors import NotAllowed, Refused
from seizures.reference.models import Office
from seizures.screening import actions
from seizures.screening.actions.handing import held_by
from seizures.screening.choices import QueueKind
from seizures.screening.models import Conflict, Disposition, Handover
from seizures.screening.waiting import levels_of
from seizures.web.access import official, on_duty, senior
from seizures.web.alert_rows import present_rows, shown
from seizures.web.duty_view import about, working_time
from seizures.web.forms.duty import HandoverForm, LevelForm
from seizures.web.lists import keyset_page
from seizures.web.refusals import unprocessable

HELD, LATEST = 100, 12


@on_duty
def shift_handover(request: HttpRequest) -> HttpResponse:
    """Hands everything the reader has taken to a colleague or back; and what was handed over."""
    sent = request.POST if request.method == "POST" else None
    form = HandoverForm(sent, user=request.user)
    status = 200
    context: dict[str, Any] = {"form": form}
    if sent is not None:
        status = 422
        if form.is_valid():
            try:
                row = actions.hand_over(**form.cleaned_data, by=of_user(request.user))
            except Refused as refusal:
                unprocessable(context, refusal)
            else:
                messages.success(request, _("Handed over."))
                return redirect("handover-detail", pk=row.pk)
    taken = shown().filter(pk__in=held_by(request.user).values("pk"))
    mine = Handover.objects.visible_to(request.user).concerning(request.user)
    context |= {
        "rows": present_rows(taken.order_by("-score", "-id")[:HELD], request.user),
        "handovers": list(mine.select_related("sender", "receiver").order_by("-id")[:LATEST]),
        "zone": request.user.administration_id,
        "here": request.get_full_path(),
    }
    return render(request, "duty/handover.html", context, status=status)


@official
def handover_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was handed over; the receiver's first look is noted."""
    rows = Handover.objects.visible_to(request.user).select_related("sender", "receiver")
    row = get_object_or_404(rows, pk=pk)
    if row.receiver_id == request.user.pk:
        actions.see_handover(row, by=of_user(request.user))
    items = Disposition.objects.filter(pk__in=row.items.values("disposition"))
    found = shown().filter(pk__in=items.values("pk")).order_by("-score", "-id")[:HELD]
    return render(request, "duty/handed_over.html", {
        "handover": row, "rows": present_rows(found, request.user),
        "zone": request.user.administration_id, "may_decide": request.user.is_on_duty,
    })  # fmt: skip


@official
def queue_levels(request: HttpRequest) -> HttpResponse:
    """Within how many working hours alerts are taken and decided; senior officers set it."""
    code = request.user.administration_id or ""
    return render(request, "duty/levels.html", {
        **_levels(code), "form": LevelForm(user=request.user), "may_set": request.user.is_senior,
    })  # fmt: skip


@senior
@require_POST
def queue_level_set(request: HttpRequest) -> HttpResponse:
    """Sets one service level."""
    code = request.user.administration_id or ""
    form = LevelForm(request.POST, user=request.user)
    context: dict[str, Any] = {**_levels(code), "form": form, "may_set": True}
    if form.is_valid():
        try:
            actions.set_level(code, **form.values(), by=of_user(request.user))
        except Refused as refusal:
            unprocessable(context, refusal)
        else:
            messages.success(request, _("Service level set."))
            return redirect("queue-levels")
    return render(request, "duty/levels.html", context, status=422)


def _levels(code: str) -> dict[str, Any]:
    offices = {office.pk: office.name for office in Office.objects.of(code)}
    words = dict(QueueKind.choices)
    rows = [
        {"queue": words[queue], "office": offices.get(office, "") if office else "",
         "take": working_time(level.take), "decide": working_time(level.decide),
         "by": level.set_by_name}
        for (office, queue), level in levels_of(code).items()
    ]  # fmt: skip
    return {"rows": sorted(rows, key=lambda row: (row["queue"], row["office"]))}


@official
def conflict_list(request: HttpRequest) -> HttpResponse:
    """The reader's conflicts of interest; a senior officer sees those of the administration."""
    rows = Conflict.objects.visible_to(request.user).select_related(
        "officer", "party", "holder", "right"
    )
    page = keyset_page(request, rows, order=["-id"])
    found = [{"row": row, "about": about(row)} for row in page.rows]
    return render(request, "duty/conflicts.html", {
        "rows": found, "previous_url": page.previous_url, "next_url": page.next_url,
        "may_end": request.user.is_senior, "zone": request.user.administration_id,
    })  # fmt: skip


@senior
@require_POST
def conflict_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a colleague's conflict."""
    row = get_object_or_404(Conflict.objects.visible_to(request.user), pk=pk)
    try:
        actions.end_conflict(row, by=of_user(request.user))
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Conflict of interest ended."))
    return redirect("conflict-list")
