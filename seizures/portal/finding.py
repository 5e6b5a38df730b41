"""Finds the case a page of the portal is about, for those who act for its right holder."""

from typing import Any

from django.http import Http404, HttpRequest

from seizures.accounts.choices import Role
from seizures.accounts.models import PowerOfAttorney
from seizures.cases.models import SeizureCase
from seizures.core.actor import of_user
from seizures.rights.policies import require_holder


def find_case(request: HttpRequest, pk: int) -> SeizureCase:
    """A case this holder or agent was told of."""
    rows = SeizureCase.objects.visible_to(request.user).select_related(
        "right__holder", "consignment__manifest", "office", "recordation"
    )  # fmt: skip
    found = rows.filter(pk=pk).first()
    if found is None:
        _explain_power(request, pk)
        raise Http404
    return found


def _explain_power(request: HttpRequest, pk: int) -> None:
    """Tells an agent that its power of attorney no longer opens a case it could open before."""
    user: Any = request.user
    case = SeizureCase.objects.filter(pk=pk).select_related("right__holder").first()
    if case is None or user.role != Role.AGENT or not user.organisation_id:
        return
    principal = case.right.holder.organisation_id
    had = PowerOfAttorney.objects.filter(
        agent=user.organisation_id, principal=principal, acceptances__status="accepted",
        acceptances__administration=case.administration,
    )  # fmt: skip
    if principal and had.exists():
        require_holder(of_user(user), case.right.holder, scope="cases",
                       administration=case.administration)  # fmt: skip
