"""Opens a case by hand: the post counter, a traveller, a tip-off, a market."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from seizures.cases import actions
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.rights.models import Right
from seizures.web.access import on_duty
from seizures.web.forms.by_hand import ByHandForm
from seizures.web.refusals import unprocessable
from seizures.web.rights_search import rights_like

FOUND = 12


@on_duty
def case_by_hand(request: HttpRequest) -> HttpResponse:
    """First the right is searched for; then one form says everything else."""
    user: Any = request.user
    text = (request.POST.get("q") or request.GET.get("q") or "").strip()
    found: list[Right] = rights_like(user, text, FOUND) if text else []
    if request.method != "POST":
        form = ByHandForm(user=user, found=found, initial={
            "key": secrets.token_hex(12), "right": found[0].pk if len(found) == 1 else None,
        })  # fmt: skip
        return _page(request, form, text, found, 200)
    form = ByHandForm(request.POST, user=user, found=found)
    if not form.is_valid():
        return _page(request, form, text, found, 422)
    data = form.cleaned_data
    try:
        case = actions.open_by_hand(
            form.found(), form.lines(), track=data["track"], right=data["right"],
            office=user.office, storage_place=data["storage_place"],
            condition=data["condition"], declaration_number=data["declaration_number"],
            by=of_user(user),
        )  # fmt: skip
    except Refused as refusal:
        context: dict[str, Any] = {"form": form}
        unprocessable(context, refusal)
        return _page(request, form, text, found, 422, refused=context["refused"])
    return redirect("case-detail", pk=case.pk)


def _page(request: HttpRequest, form: ByHandForm, text: str, found: list[Right], status: int, *,
          refused: str = "") -> HttpResponse:  # fmt: skip
    context = {"form": form, "q": text, "found": found, "refused": refused}
    return render(request, "cases/by_hand.html", context, status=status)
