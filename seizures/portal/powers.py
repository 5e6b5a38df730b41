"""Agents and deputies: powers of attorney lodged and revoked, deputies named for a period."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.accounts.choices import OrganisationKind, PowerScope, Role
from seizures.accounts.models import Deputy, Organisation, PowerOfAttorney
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.portal.access import holder_side
from seizures.portal.clocks import zone_of
from seizures.portal.forms.powers import DeputyForm, PowerForm, RevokeForm
from seizures.portal.papers import papers_on
from seizures.portal.refusals import put_on
from seizures.rights import actions

MOST = 100
TONE = {"waiting": "warning", "accepted": "success", "refused": "danger"}


@holder_side
def power_list(request: HttpRequest) -> HttpResponse:
    """Who acts for whom, and until when; a new power of attorney is lodged here."""
    user: Any = request.user
    by_agent = user.role == Role.AGENT
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PowerForm(data, files, agents=_agents(), by_agent=by_agent,
                     today=clock.today(zone_of(user)))  # fmt: skip
    refused = ""
    if data is not None and form.is_valid() and user.organisation:
        try:
            _lodge(form, user)
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            messages.success(request, _("The power of attorney was lodged. It counts once the "
                                        "administration has accepted it."))  # fmt: skip
            return redirect("portal-power-list")
    return _page(request, form=form, refused=refused, status=200 if data is None else 422)


def _lodge(form: PowerForm, user: Any) -> None:
    given, by = dict(form.cleaned_data), of_user(user)
    agent, name = given.pop("agent", ""), given.pop("principal", "")
    country = given.pop("country", "")
    if name:
        parties = (actions.enter_principal(name, country=country, by=by), user.organisation)
    else:
        parties = (user.organisation, Organisation.objects.get(pk=agent))
    actions.lodge_power(*parties, by=by, **given)


def _agents() -> list[tuple[str, str]]:
    rows = Organisation.objects.filter(kind=OrganisationKind.AGENT).order_by("name")
    return [(str(row.pk), row.name) for row in rows[:MOST]]


def _page(request: HttpRequest, *, status: int, form: PowerForm | None = None, refused: str = "",
          deputy: DeputyForm | None = None, deputy_refused: str = "") -> HttpResponse:  # fmt: skip
    user: Any = request.user
    by_agent = user.role == Role.AGENT
    today = clock.today(zone_of(user))
    own = user.organisation_id
    context = {
        "powers": [_shown(row, today) for row in _powers(user)], "by_agent": by_agent,
        "form": form or PowerForm(agents=_agents(), by_agent=by_agent, today=today),
        "refused": refused, "today": today, "zone": zone_of(user),
        "deputies": Deputy.objects.filter(organisation=own, ends_on__gte=today)
        .select_related("person").order_by("starts_on") if own else [],
        "deputy": deputy or DeputyForm(auto_id="deputy_%s"), "deputy_refused": deputy_refused,
        "standing_in": Deputy.objects.in_force().filter(person=user.pk)
        .select_related("organisation"),
    }  # fmt: skip
    return render(request, "portal/power_list.html", context, status=status)


def _powers(user: Any) -> list[PowerOfAttorney]:
    rows = PowerOfAttorney.objects.visible_to(user).select_related("principal", "agent")
    found = list(rows.prefetch_related("acceptances").order_by("-pk")[:MOST])
    papers = papers_on("power", [row.pk for row in found])
    for row in found:
        row.papers = papers.get(row.pk, [])  # type: ignore[attr-defined]
    return found


def _shown(row: PowerOfAttorney, today: Any) -> dict[str, Any]:
    scopes = [scope.label for scope in PowerScope if getattr(row, f"for_{scope.value}")]
    is_over = bool(row.revoked_at) or row.valid_until < today
    return {
        "row": row, "scopes": scopes, "is_over": is_over,
        "sides": [{"row": side, "tone": TONE[side.status]} for side in row.acceptances.all()],
        "form": None if is_over else RevokeForm(auto_id=f"revoke{row.pk}_%s"),
    }  # fmt: skip


@holder_side
@require_POST
def power_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a power of attorney at once."""
    row = get_object_or_404(PowerOfAttorney.objects.visible_to(request.user), pk=pk)
    form = RevokeForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        actions.revoke_power(row, reason=reason, by=of_user(request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The power of attorney ended. It opens nothing from now on."))
    return redirect("portal-power-list")


@holder_side
@require_POST
def deputy_name(request: HttpRequest) -> HttpResponse:
    """Names a deputy."""
    user: Any = request.user
    form = DeputyForm(request.POST, auto_id="deputy_%s")
    refused = ""
    if form.is_valid() and user.organisation:
        try:
            actions.name_deputy(user.organisation, **form.cleaned_data, by=of_user(user))
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            messages.success(request, _("The deputy was named."))
            return redirect("portal-power-list")
    return _page(request, deputy=form, deputy_refused=refused, status=422)


@holder_side
@require_POST
def deputy_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a deputyship at once."""
    user: Any = request.user
    row = get_object_or_404(Deputy, pk=pk, organisation=user.organisation_id)
    actions.end_deputy(row, by=of_user(user))
    messages.success(request, _("The deputy no longer stands in."))
    return redirect("portal-power-list")
