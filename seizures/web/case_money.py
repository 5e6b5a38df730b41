"""Money on the case page: securities, costs, what is owed, the ledger, and the deeds on them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.cases.actions import costs, covering, fines
from seizures.cases.choices import AccountCode, SecurityStatus
from seizures.cases.ledger_of_money import OWED, lines_of
from seizures.cases.models import Cost, PenaltyBase, Posting, SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor, of_user
from seizures.core.errors import Refused
from seizures.core.languages import pick
from seizures.law import guarantees
from seizures.law.procedures import Procedure
from seizures.web.access import on_duty
from seizures.web.case_finding import find_case
from seizures.web.forms import money as forms
from seizures.web.refusals import put_on

SECURITY_TONE = {"required": "warning", "held": "success", "released": "neutral",
                 "used": "danger"}  # fmt: skip
SHOWN = (*OWED, AccountCode.STATE_BEARS, AccountCode.PROCEEDS, AccountCode.TILL)
Bound = tuple[str, Any, str]
"""Which deed came back, its form, and the refusal beside it."""


def money_panel(case: SeizureCase, procedure: Procedure, user: Any, *,
                bound: Bound | None = None) -> dict[str, Any]:  # fmt: skip
    """Everything about money, in a handful of queries."""
    entries = list(case.postings.prefetch_related("lines__debit", "lines__credit").order_by("id"))
    now = lines_of(line for row in entries for line in row.lines.all()
                   if line.debit.case_id or line.credit.case_id)  # fmt: skip
    rows = _securities(case, procedure)
    charged = list(case.costs.select_related("posting__reversed_by").order_by("id"))
    return {
        "securities": rows,
        "money": {
            "costs": [_cost(row) for row in charged],
            "owed": [{"label": AccountCode(code).label, "amount": now[code],
                      "tone": "warning" if code in OWED else "neutral"}
                     for code in SHOWN if now.get(code)],
            "entries": [_entry(row) for row in entries[::-1]],
            "deeds": _deeds(case, user, rows, charged, bound),
            "limit": fines.fine_limit(case) if case.administration == "cn" else None,
        },
    }  # fmt: skip


def _securities(case: SeizureCase, procedure: Procedure) -> list[dict[str, Any]]:
    rule = procedure.security
    forms_of = {choice.code: pick(choice.titles) for choice in (*rule.forms, *rule.counter_forms)}
    known = {row.choice.code: pick(row.choice.titles)
             for row in guarantees.forms(f"{case.administration}/guarantee")}  # fmt: skip
    return [
        {"row": row, "tone": SECURITY_TONE.get(row.status, "neutral"),
         "form": forms_of.get(row.form) or known.get(row.form, row.form),
         "is_required": row.status == SecurityStatus.REQUIRED, "lacking": row.lacking}
        for row in case.securities.select_related("guarantee").order_by("id")
    ]  # fmt: skip


def _cost(row: Cost) -> dict[str, Any]:
    return {"row": row, "is_struck": hasattr(row.posting, "reversed_by")}


def _entry(row: Posting) -> dict[str, Any]:
    return {"row": row, "lines": list(row.lines.all())}


def _deeds(case: SeizureCase, user: Any, rows: list[dict[str, Any]], charged: list[Cost],
           bound: Bound | None) -> list[dict[str, Any]]:  # fmt: skip
    if not user.is_on_duty:
        return []
    offered = []
    if any(row["is_required"] for row in rows) and not case.is_closed:
        under = covering.covering(case)
        if under:
            offered.append(("cover", _("Cover by a guarantee"), _("Cover it")))
    if any(row["lacking"] for row in rows):
        offered.append(("top-up", _("Enter a top-up"), _("Take the top-up")))
    offered += [("cost", _("Charge a cost"), _("Charge it")),
                ("payment", _("Enter a payment"), _("Book the payment"))]  # fmt: skip
    if any(not hasattr(row.posting, "reversed_by") for row in charged):
        offered.append(("strike", _("Take a charge back"), _("Take it back")))
    if case.administration == "cn":
        offered.append(("penalty-value", _("Value for a fine"), _("Keep the value")))
    return [
        {"code": code, "title": title, "button": button,
         "form": bound[1] if bound and bound[0] == code else form_of(case, code),
         "refused": bound[2] if bound and bound[0] == code else "",
         "open": bool(bound and bound[0] == code)}
        for code, title, button in offered
    ]  # fmt: skip


def form_of(case: SeizureCase, deed: str, data: Any = None) -> Any:
    """The form of a deed, empty or with what was sent."""
    more: dict[str, Any] = {"auto_id": f"{deed}_%s", "initial": {"version": case.version}}
    if deed == "cost":
        more["initial"] |= {"currency": case.currency,
                            "first": clock.today(case.administration)}  # fmt: skip
    if deed == "cover":
        more |= {"rows": covering.covering(case), "asks": case.administration == "cn"}
    if deed == "strike":
        more["costs"] = [(str(row.pk), f"{row.get_kind_display()} · {row.amount:,}") for row in
                         case.costs.filter(posting__reversed_by=None).order_by("-id")]  # fmt: skip
    if deed == "penalty-value":
        base = PenaltyBase.objects.filter(case=case).first()
        more["initial"] |= {
            "dutiable": base.dutiable if base else case.value,
            "duty": base.duty if base else 0, "taxes": base.taxes if base else 0,
        }  # fmt: skip
    return FORMS[deed](data, **more)


FORMS: dict[str, Any] = {
    "cost": forms.CostForm, "payment": forms.PaymentForm, "top-up": forms.TopUpForm,
    "cover": forms.CoverForm, "strike": forms.StrikeForm, "penalty-value": forms.PenaltyValueForm,
}  # fmt: skip


def _strike(case: SeizureCase, *, by: Actor, cost: str, reason: str, version: int) -> None:
    row = get_object_or_404(Cost, pk=cost, case=case)
    costs.strike_cost(row, reason=reason, version=version, by=by)


DEEDS: dict[str, Callable[..., Any]] = {
    "cost": costs.charge_cost, "payment": costs.take_payment, "top-up": costs.take_top_up,
    "cover": covering.draw_guarantee, "strike": _strike,
    "penalty-value": fines.record_penalty_base,
}  # fmt: skip


@on_duty
@require_POST
def money_deed(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Does one deed about the money of a case; what is wrong comes back in its form."""
    from seizures.web.case_view import page_of

    case = find_case(request, pk)
    if deed not in DEEDS:
        raise Http404
    form = form_of(case, deed, request.POST)
    refused = ""
    if form.is_valid():
        try:
            DEEDS[deed](case, by=of_user(request.user), **form.values())
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            messages.success(request, _("Done."))
            return redirect("case-detail", pk=case.pk)
    return page_of(request, case, money=(deed, form, refused))
