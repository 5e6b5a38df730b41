"""Part 4: who may deal in the goods."""

from django.http import HttpRequest, HttpResponse

from seizures.core.actor import Actor, of_user
from seizures.portal.access import posted
from seizures.portal.forms.traders import TradersForm
from seizures.portal.guide import Draft
from seizures.portal.parts.pages import go_on, page, pressed_remove
from seizures.reference.models import Country
from seizures.rights import actions
from seizures.rights.models import Right

PART = "traders"


def countries() -> list[tuple[str, str]]:
    """(code, name) of every country, by name in the reader's language; both shores first."""
    rows = sorted(((row.alpha2, row.name) for row in Country.objects.all()), key=lambda r: r[1])
    near = [row for row in rows if row[0] in {"KR", "CN"}]
    return [*near, *(row for row in rows if row not in near)]


def add_traders(form: TradersForm, right: Right, by: Actor) -> None:
    """Adds the firm of the fields and every pasted one."""
    given = form.cleaned_data
    if given["name"].strip():
        actions.add_trader(right, name=given["name"], role=given["role"], by=by,
                           country=given["country"], valid_until=given["valid_until"])  # fmt: skip
    for trader in given["lines"]:
        actions.add_trader(right, name=trader.name, role=trader.role, country=trader.country,
                           by=by)  # fmt: skip


def show(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Authorised traders with their role; their cargo raises no alerts."""
    form = TradersForm(*posted(request)[:1], countries=countries())
    if request.method == "POST":
        by = of_user(request.user)
        if form.is_valid():
            for trader in draft.right.traders.filter(pk=pressed_remove(request)):
                actions.remove_trader(trader, by=by)
            add_traders(form, draft.right, by)
            return go_on(request, draft, PART)
    return page(request, draft, PART, form)
