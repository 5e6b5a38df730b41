"""Rights on the desk: the search and the record of one right."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from seizures.rights.choices import RecordationStatus, RightKind
from seizures.rights.models import Right
from seizures.web.access import official
from seizures.web.lists import chips, export, export_urls
from seizures.web.right_view import present
from seizures.web.rights_list import (
    SIDES,
    Asked,
    all_of,
    load_seen,
    page_of,
    present_rows,
    sides_of,
)

STATUSES = [choice for choice in RecordationStatus.choices if choice[0] != "draft"]


@official
def right_list(request: HttpRequest) -> HttpResponseBase:
    """Rights the reader may see: filtered, or found by mark, alias, holder or number."""
    user: Any = request.user
    asked = Asked.of(request)
    sides = {"kr": _("KCS Korea"), "cn": _("GACC China")}
    header = [_("Mark"), _("Kind"), _("Right holder"), _("Nice classes")]
    for word in sides.values():
        header += [word, _("Recordation number"), _("Valid until")]
    answer = export(request, "rights", header, _export_rows(user, asked))
    if answer:
        return answer
    page, is_cut = page_of(request, asked)
    kinds, statuses = dict(RightKind.choices), dict(RecordationStatus.choices)
    context = {
        "rows": present_rows(page.rows, user), "asked": asked, "is_cut": is_cut,
        "previous_url": page.previous_url, "next_url": page.next_url,
        "chips": chips(request, {
            "q": (_("Search"), str),
            "kind": (_("Kind"), lambda value: kinds.get(value, value)),
            "side": (_("Customs administration"), lambda value: sides.get(value, value)),
            "status": (_("Status"), lambda value: statuses.get(value, value)),
        }),
        "clear_url": request.path, "kinds": RightKind.choices, "statuses": STATUSES,
        "sides": [(code, sides[code]) for code in SIDES], **export_urls(request),
    }  # fmt: skip
    return render(request, "rights/list.html", context)


def _export_rows(user: Any, asked: Asked) -> Iterator[list[Any]]:
    for right in _with_sides(all_of(user, asked).iterator(chunk_size=1000), user):
        row = [right.mark, right.get_kind_display(), right.holder.name,
               ", ".join(str(number) for number in right.nice)]  # fmt: skip
        for side in sides_of(right):
            row += _told(side["row"])
        yield row


def _with_sides(rights: Iterator[Right], user: Any) -> Iterator[Right]:
    while block := list(islice(rights, 1000)):
        load_seen(block, user)
        yield from block


def _told(entry: Any) -> list[Any]:
    if entry is None:
        return ["", "", ""]
    return [entry.get_status_display(), entry.number, entry.expires_on or ""]


@official
def right_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One right: mark, recordations of both administrations, product card, what came of it."""
    right = get_object_or_404(
        Right.objects.visible_to(request.user).select_related("holder"), pk=pk
    )
    return render(request, "rights/detail.html", present(right, request.user))
