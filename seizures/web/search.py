"""One box for everything: numbers, marks, documents, containers and names, in any script."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from seizures.cargo.models import Consignment, Container, Manifest
from seizures.cases.models import SeizureCase
from seizures.core.prefixes import begins
from seizures.inspections.models import Inspection
from seizures.letters.models import Letter
from seizures.parties.names import fold
from seizures.screening.models import Alert
from seizures.web.access import official
from seizures.web.asked import number
from seizures.web.corridor import place_names
from seizures.web.party_alike import own_parties
from seizures.web.rights_search import recorded_names, rights_like

LIMIT = 8
OF_PARTY = 50
SHORTEST = 2
NUMBERED: tuple[tuple[Any, str], ...] = (
    (Alert, "alert-detail"), (SeizureCase, "case-detail"), (Inspection, "inspection-detail"),
    (Manifest, "manifest-detail"),
)  # fmt: skip


@official
def search(request: HttpRequest) -> HttpResponse:
    """Everything that begins with the text; a number of ours leads straight to its record."""
    text = request.GET.get("q", "").strip()
    party = number(request.GET.get("party", ""))
    if party is not None:
        return redirect("party-detail", pk=party)
    if len(text) < SHORTEST:
        groups = []
    else:
        target = _exact(request.user, text)
        if target:
            return redirect(target)
        groups = _everything(request.user, text)
    found = [group for group in groups if group["rows"]]
    context = {"q": text, "groups": found, "is_asked": bool(groups), "shortest": SHORTEST}
    return render(request, "search/results.html", context)


def _exact(user: Any, text: str) -> str:
    """The address of the one record with this number, where it is one of ours."""
    if text.count("-") not in (2, 3):
        return ""
    for model, name in NUMBERED:
        row = model.objects.visible_to(user).filter(number=text.upper()).first()
        if row:
            return reverse(name, args=[row.pk])
    return ""


def _everything(user: Any, text: str) -> list[dict[str, Any]]:
    rights = rights_like(user, text, LIMIT)
    names = recorded_names(text, [right.pk for right in rights])
    key = fold(text)
    meant = [right.pk for right in rights
             if key and key in {right.mark_key, fold(names.get(right.pk) or "")}]  # fmt: skip
    return [
        _rights(rights, names),
        _consignments(user, text),
        _parties(user, text),
        _numbered(user, text, SeizureCase, _("Cases"), "folder", "case-detail", meant),
        _numbered(user, text, Alert, _("Alerts"), "bell", "alert-detail", meant),
        _numbered(user, text, Inspection, _("Inspections"), "search", "inspection-detail"),
        _letters(user, text),
        _manifests(user, text),
    ]


def _rights(found: Sequence[Any], names: Mapping[int, str]) -> dict[str, Any]:
    rows = [
        {
            "url": reverse("right-detail", args=[right.pk]), "title": right.mark,
            "note": " · ".join(filter(None, (names.get(right.pk), right.get_kind_display(),
                                             right.holder.name))),
        }
        for right in found
    ]  # fmt: skip
    return {"title": _("Rights"), "icon": "shield-check", "rows": rows}


def _either(field: str, text: str) -> Q:
    return begins(field, text) | begins(field, text.upper())


def _consignments(user: Any, text: str) -> dict[str, Any]:
    """By house or transport document, or by the number of a container.

    The own side's are looked for by themselves, so that the other side's never crowd them out.
    """
    boxes = Container.objects.filter(begins("number", text.upper().replace(" ", "")))
    documents = Consignment.objects.filter(
        _either("reference", text) | _either("transport_document", text)
    )
    keys: list[int] = []
    for is_own in (True, False):
        own = Q(administration=user.administration_id)
        boxed = Q(consignment__administration=user.administration_id)
        found = documents.filter(own if is_own else ~own)
        keys += found.values_list("pk", flat=True)[:OF_PARTY]
        held = boxes.filter(boxed if is_own else ~boxed)
        keys += held.values_list("consignment", flat=True)[:OF_PARTY]
    rows = Consignment.objects.visible_to(user).filter(pk__in=keys)
    return _cargo_group(list(rows.order_by("-id")[:LIMIT]), _("Consignments"))


def _cargo_group(cargo: list[Consignment], title: str) -> dict[str, Any]:
    names = place_names()
    rows = [
        {
            "url": reverse("consignment-detail", args=[row.pk]), "title": row.reference,
            "is_reference": True,
            "origin": names.get(row.origin, row.origin),
            "destination": names.get(row.destination, row.destination), "mode": row.mode,
            "note": row.get_status_display(),
        }
        for row in cargo
    ]  # fmt: skip
    return {"title": title, "icon": "box-seam", "rows": rows}


def _parties(user: Any, text: str) -> dict[str, Any]:
    """Parties on the reader's own cargo; names on the other side's stay closed."""
    key = fold(text)
    if not key:
        return {"title": _("Parties"), "rows": []}
    rows = own_parties(user.administration_id).filter(begins("key", key)).order_by("key")[:LIMIT]
    found = [
        {"url": reverse("party-detail", args=[row.pk]), "title": row.name, "note": row.country}
        for row in rows
    ]
    return {"title": _("Parties"), "icon": "building", "rows": found}


def _numbered(user: Any, text: str, model: Any, title: str, icon: str, name: str,
              rights: Sequence[int] = ()) -> dict[str, Any]:  # fmt: skip
    """Records whose number begins so, or the newest about the rights that are named so."""
    seen = model.objects.visible_to(user)
    found = seen.filter(begins("number", text.upper())).order_by("number")
    if rights:
        found = seen.filter(right__in=rights).order_by("-id")
    about = "right__mark" if model is not Inspection else "consignment__reference"
    rows = [
        {"url": reverse(name, args=[key]), "title": given, "is_reference": True, "note": note}
        for key, given, note in found.values_list("pk", "number", about)[:LIMIT]
    ]
    return {"title": title, "icon": icon, "rows": rows}


def _letters(user: Any, text: str) -> dict[str, Any]:
    """Letters of the own administration by their number; each leads to its case."""
    found = Letter.objects.visible_to(user).filter(begins("number", text.upper()))
    rows = [
        {
            "url": f"{reverse('case-detail', args=[row.subject_id])}#letters"
            if row.subject_kind == "case" else reverse("letter-file", args=[row.pk]),
            "title": row.number, "is_reference": True, "note": "",
        }
        for row in found.order_by("number")[:LIMIT]
    ]  # fmt: skip
    return {"title": _("Letters"), "icon": "envelope", "rows": rows}


def _manifests(user: Any, text: str) -> dict[str, Any]:
    found = Manifest.objects.visible_to(user).filter(begins("number", text.upper()))
    rows = [
        {
            "url": reverse("manifest-detail", args=[row.pk]), "title": row.number,
            "is_reference": True, "note": row.name,
        }
        for row in found.order_by("number")[:LIMIT]
    ]  # fmt: skip
    return {"title": _("Manifests"), "icon": "file-earmark-text", "rows": rows}
