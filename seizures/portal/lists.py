"""Lists of the portal: newest first, page by page without counting."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

SIZE = 25


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows and the addresses of its neighbours, empty at the ends."""

    rows: list[Any]
    previous_url: str
    next_url: str


def newest_first(request: HttpRequest, rows: "QuerySet[Any]", size: int = SIZE) -> Page:
    """Rows by falling key; `?before=` holds the key a page ends at, `?after=` goes back."""
    before, after = _key(request, "before"), _key(request, "after")
    if after is not None:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: size + 1])
        more, found = len(found) > size, found[:size][::-1]
        return _page(request, found, has_newer=more, has_older=True)
    kept = rows.filter(pk__lt=before) if before is not None else rows
    found = list(kept.order_by("-pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    return _page(request, found, has_newer=before is not None, has_older=more)


def _page(request: HttpRequest, found: list[Any], *, has_newer: bool, has_older: bool) -> Page:
    newer = _url(request, "after", found[0].pk) if found and has_newer else ""
    older = _url(request, "before", found[-1].pk) if found and has_older else ""
    return Page(found, newer, older)


def _key(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _url(request: HttpRequest, name: str, key: int) -> str:
    query = request.GET.copy()
    for place in ("before", "after"):
        query.pop(place, None)
    query[name] = str(key)
    return f"?{query.urlencode()}"
