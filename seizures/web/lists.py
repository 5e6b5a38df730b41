"""Long lists without counting: keyset pages, filters as chips, and export of what is filtered."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from openpyxl import Workbook

MAX_EXPORT = 100_000
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What a cell of a workbook cannot hold."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its rows and the addresses of its neighbours (empty at the ends)."""

    rows: list[Any]
    previous_url: str
    next_url: str


def keyset_page(request: HttpRequest, rows: "QuerySet[Any]", *, order: Sequence[str],
                size: int = 50) -> Page:  # fmt: skip
    """A page of `rows` in this order (fields with or without "-", the last one unique).

    The cursor holds the sort values of the row at the edge, so that the millionth page costs what
    the first does; it is signed, and one that was not made here is the first page. NULLs are not
    allowed in the fields.
    """
    cursor = edge_of(request, order)
    backwards = request.GET.get("direction") == "back" and cursor is not None
    wanted = [_flip(name) for name in order] if backwards else list(order)
    page = rows.order_by(*wanted)
    if cursor is not None:
        page = page.filter(_beyond(wanted, cursor))
    found = list(page[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_next = more if not backwards else True
    has_previous = (cursor is not None) if not backwards else more
    return Page(
        found,
        _neighbour(request, found[0], order, "back") if found and has_previous else "",
        _neighbour(request, found[-1], order, "") if found and has_next else "",
    )


def _flip(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    condition, same = Q(), Q()
    for name, value in zip(order, values, strict=True):
        field, side = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
        condition |= same & Q(**{f"{field}__{side}": value})
        same &= Q(**{field: value})
    return condition


def _neighbour(request: HttpRequest, row: Any, order: Sequence[str], direction: str) -> str:
    values = []
    for name in order:
        value: Any = row
        for part in name.lstrip("-").split("__"):
            value = getattr(value, part)
        values.append(value if isinstance(value, (int, float, str)) else str(value))
    query = request.GET.copy()
    query["cursor"] = _signer(order).sign_object(values)
    query.pop("direction", None)
    if direction:
        query["direction"] = direction
    return f"?{query.urlencode()}"


def _signer(order: Sequence[str]) -> signing.Signer:
    return signing.Signer(salt=f"cursor of a list by {' '.join(order)}")


def edge_of(request: HttpRequest, order: Sequence[str]) -> list[Any] | None:
    """The sort values of the row that the page asked for begins behind; None on the first page."""
    try:
        values: list[Any] = _signer(order).unsign_object(request.GET.get("cursor", ""))
    except signing.BadSignature:
        return None
    return values


def chips(request: HttpRequest, names: dict[str, tuple[Any, Callable[[str], Any]]]
          ) -> list[dict[str, Any]]:  # fmt: skip
    """The active filters as removable chips; `names` maps a parameter to its label and wording."""
    found = []
    for parameter, (label, word) in names.items():
        for value in request.GET.getlist(parameter):
            if value:
                query = request.GET.copy()
                query.setlist(parameter, [v for v in query.getlist(parameter) if v != value])
                query.pop("cursor", None)
                found.append({"label": label, "value": word(value), "url": f"?{query.urlencode()}"})
    return found


def export_urls(request: HttpRequest) -> dict[str, str]:
    """The addresses that save exactly what is filtered."""
    query = request.GET.copy()
    query.pop("cursor", None)
    urls = {}
    for kind in ("csv", "xlsx"):
        query["export"] = kind
        urls[f"{kind}_url"] = f"?{query.urlencode()}"
    return urls


def export(request: HttpRequest, name: str, header: Sequence[Any],
           rows: Iterable[Sequence[Any]]) -> HttpResponseBase | None:  # fmt: skip
    """Answers the asked export of rows, or None where the page itself was asked for."""
    kind = request.GET.get("export")
    if kind == "csv":
        answer: HttpResponseBase = StreamingHttpResponse(
            _csv_lines(header, rows), content_type="text/csv; charset=utf-8"
        )
    elif kind == "xlsx":
        answer = HttpResponse(
            _xlsx(header, rows),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
    else:
        return None
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


class _Echo:
    def write(self, text: str) -> str:
        return text


def _safe(value: Any) -> Any:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(DANGEROUS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _csv_lines(header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([str(name) for name in header])  # type: ignore[operator]
    for number, row in enumerate(rows):
        if number >= MAX_EXPORT:
            return
        yield writer.writerow([_safe(value) for value in row])  # type: ignore[misc]


def _xlsx(header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([str(name) for name in header])
    for number, row in enumerate(rows):
        if number >= MAX_EXPORT:
            break
        sheet.append([UNWRITABLE.sub("", _safe(value)) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
