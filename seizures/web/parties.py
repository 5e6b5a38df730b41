"""Parties on the desk: found in any script, seen from all sides, their spellings merged."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from seizures.cargo.actions import merge_parties, undo_merge
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.core.prefixes import begins
from seizures.parties.models import MergeEvent, Party, Spelling
from seizures.parties.names import fold
from seizures.screening.choices import WATCH_TONE, WatchRole
from seizures.web.access import official, on_duty
from seizures.web.lists import chips, keyset_page
from seizures.web.party_alike import known_as, own_parties
from seizures.web.party_history import cargo_of
from seizures.web.party_view import find, merge_form, present
from seizures.web.refusals import put_on

SIZE = 25


@official
def party_list(request: HttpRequest) -> HttpResponse:
    """Parties on the administration's own cargo, the busiest first; or those beginning so."""
    code = request.user.administration_id or ""
    text = request.GET.get("q", "").strip()
    rows = own_parties(code)
    if text:
        rows, order = rows.filter(begins("key", fold(text) or text)), ["key", "id"]
    else:
        rows, order = rows.listed(code), ["-consignments", "-id"]
    page = keyset_page(request, rows.annotate(head=_head(code)), order=order, size=SIZE)
    context = {
        "rows": [_row(request.user, row) for row in _with_spellings(code, page.rows)],
        "previous_url": page.previous_url,
        "next_url": page.next_url,
        "chips": chips(request, {"q": (_("Search"), str)}),
        "clear_url": "?",
        "q": text,
    }
    return render(request, "parties/list.html", context)


def _head(code: str) -> Subquery:
    """The key of the spelling a party is listed under, where it is merged."""
    own = Spelling.objects.of(code).filter(party=OuterRef("pk"))
    return Subquery(own.values("head")[:1])


def _with_spellings(code: str, rows: list[Any]) -> list[Any]:
    heads = {row.head for row in rows if row.head}
    own = Spelling.objects.of(code).filter(head__in=heads)
    sizes = dict(own.values_list("head").annotate(n=Count("pk")).order_by())
    names = dict(Party.objects.filter(pk__in=heads).values_list("pk", "name"))
    for row in rows:
        row.spellings = sizes.get(row.head, 1)
        row.listed_as = names.get(row.head, "") if row.head != row.pk else ""
    return rows


def _row(user: Any, row: Any) -> dict[str, Any]:
    watched = known_as(user, [row])
    return {
        "party": row, "spellings": row.spellings, "listed_as": row.listed_as,
        "watched": WatchRole(watched[0]["role"]).label if watched else "",
        "tone": WATCH_TONE[watched[0]["role"]] if watched else "",
    }  # fmt: skip


@official
def party_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One party with all its spellings; a spelling listed under another leads there."""
    party, spellings = _find(request, pk)
    if party.pk != pk:
        return redirect("party-detail", pk=party.pk)
    text = request.GET.get("find", "").strip()
    return render(request, "parties/detail.html",
                  present(request.user, party, spellings, text=text))  # fmt: skip


@on_duty
@require_POST
def party_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merges the chosen spellings into this party."""
    party, spellings = _find(request, pk)
    text = request.POST.get("find", "").strip()
    cargo, _is_capped = cargo_of(request.user.administration_id or "",
                                 [one.pk for one in spellings])  # fmt: skip
    form = merge_form(request.user, spellings, cargo, text, request.POST)
    refused = ""
    if form.is_valid():
        others = list(form.cleaned_data["others"])
        try:
            merge_parties(party, others, reason=form.cleaned_data["reason"],
                          administration=request.user.administration_id or "",
                          by=of_user(request.user))  # fmt: skip
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            said = ngettext("%(n)s spelling merged. It can be undone below.",
                            "%(n)s spellings merged. It can be undone below.",
                            len(others))  # fmt: skip
            messages.success(request, said % {"n": len(others)})
            return redirect("party-detail", pk=party.pk)
    elif _is_sent_twice(request, spellings):
        return redirect("party-detail", pk=party.pk)
    context = present(request.user, party, spellings, text=text, form=form, refused=refused)
    return render(request, "parties/detail.html", context, status=422)


def _is_sent_twice(request: HttpRequest, spellings: list[Party]) -> bool:
    """All that was chosen belongs to the party already."""
    asked = set(request.POST.getlist("others"))
    return bool(asked) and asked <= {str(one.pk) for one in spellings}


@on_duty
@require_POST
def party_unmerge(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes one merge back."""
    event = get_object_or_404(
        MergeEvent.objects.visible_to(request.user).select_related("one", "other"), pk=pk
    )
    undo_merge(event, reason=request.POST.get("reason", ""), by=of_user(request.user))
    said = _("%(one)s and %(other)s are two parties again.") % {
        "one": event.one.name, "other": event.other.name,
    }  # fmt: skip
    messages.success(request, said)
    return redirect("party-detail", pk=event.one_id)


def _find(request: HttpRequest, pk: int) -> tuple[Party, list[Party]]:
    found = find(request.user, pk)
    if found is None:
        raise Http404
    return found
