"""Finds rights for the list: by filters over any number of rows, or by what people have at hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects
from django.http import HttpRequest

from seizures.core.prefixes import begins
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.parties.names import fold
from seizures.rights.choices import TONE, RecordationStatus, RightKind
from seizures.rights.models import Alias, Holder, Recordation, Right
from seizures.rights.policies import may_see_recordation
from seizures.web.lists import Page, keyset_page

MOST_MARKS, MOST_OTHERS, MOST_HOLDERS = 600, 200, 50
SIDES = ("kr", "cn")
#: Kinds of which a register holds few, so that their rows are looked through one by one.
COMMON_KINDS = ("", RightKind.TRADEMARK)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader filters by; empty text means everything."""

    text: str
    kind: str
    side: str
    status: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """The filters in the address; unknown values are left aside."""
        got = request.GET
        kind, side, status = got.get("kind", ""), got.get("side", ""), got.get("status", "")
        return cls(
            " ".join(got.get("q", "").split())[:200],
            kind if kind in RightKind.values else "",
            side if side in SIDES else "",
            status if status in RecordationStatus.values and status != "draft" else "",
        )


@dataclass(frozen=True, slots=True)
class RightRow:
    """A right in the list with its recordation at each administration, as the reader may see it."""

    right: Right
    classes: str
    picture: Attachment | None
    sides: list[dict[str, Any]]


def page_of(request: HttpRequest, asked: Asked) -> tuple[Page, bool]:
    """One page of rights; the second value says that more matched than are shown."""
    user: Any = request.user
    if asked.text:
        keys, is_cut = keys_like(asked.text)
        rows = _filtered(Right.objects.visible_to(user).filter(pk__in=keys), user, asked)
        return keyset_page(request, rows.select_related("holder"), order=["mark_key", "id"]), is_cut
    if (asked.side or asked.status) and asked.kind in COMMON_KINDS:
        entries = _entries(user, asked).select_related("right__holder")
        page = keyset_page(request, entries, order=["-id"])
        rights = [entry.right for entry in page.rows]
        return Page(rights, page.previous_url, page.next_url), False
    rows = _filtered(Right.objects.visible_to(user), user, asked)
    return keyset_page(request, rows.select_related("holder"), order=["-id"]), False


def all_of(user: Any, asked: Asked) -> "QuerySet[Right]":
    """Every right that is filtered, for the export."""
    rows = Right.objects.visible_to(user)
    if asked.text:
        rows = rows.filter(pk__in=keys_like(asked.text)[0])
    found: QuerySet[Right] = _filtered(rows, user, asked).select_related("holder")
    return found.order_by("id")


def keys_like(text: str) -> tuple[list[int], bool]:
    """Keys of rights whose mark, alias, holder or number begins with the text, in any script."""
    key = fold(text)
    upper = text.upper()
    holders = Holder.objects.filter(begins("name_key", key)).values("pk")[:MOST_HOLDERS]
    sources: list[tuple[Any, int]] = []
    if key:
        marks = Right.objects.filter(begins("mark_key", key)).order_by("mark_key", "id")
        owned = Right.objects.filter(holder__in=[row["pk"] for row in holders])
        sources += [(marks.values_list("pk", flat=True), MOST_MARKS),
                    (owned.values_list("pk", flat=True), MOST_OTHERS)]  # fmt: skip
        for written in dict.fromkeys((text, upper, text.title())):
            aliases = Alias.objects.filter(begins("text", written), is_confirmed=True)
            sources.append((aliases.values_list("right", flat=True), MOST_OTHERS))
    if any(sign.isdigit() for sign in text):
        entries = Recordation.objects.filter(begins("number", upper))
        sources.append((entries.values_list("right", flat=True), MOST_OTHERS))
    register = Right.objects.filter(begins("external_id", text))
    sources.append((register.values_list("pk", flat=True), MOST_OTHERS))
    found: dict[int, None] = {}
    is_cut = False
    for rows, most in sources:
        keys = list(rows[: most + 1])
        is_cut = is_cut or len(keys) > most
        found.update(dict.fromkeys(keys[:most]))
    return list(found), is_cut


def _entries(user: Any, asked: Asked) -> "QuerySet[Recordation]":
    """Recordations behind the list: at one administration, where none is named at the own."""
    entries = Recordation.objects.seen_with(asked.side or user.administration_id, user)
    if asked.status:
        entries = entries.filter(status=asked.status)
    return entries.filter(right__kind=asked.kind) if asked.kind else entries


def _filtered(rows: Any, user: Any, asked: Asked) -> Any:
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.side or asked.status:
        entries = _entries(user, Asked("", "", asked.side, asked.status))
        rows = rows.filter(Exists(entries.filter(right=OuterRef("pk"))))
    return rows


def load_seen(rights: list[Right], user: Any) -> None:
    """Gives each right the recordations this reader may see, as `seen`; one query for all."""
    prefetch_related_objects(rights, "recordations")
    for right in rights:
        rows = [row for row in right.recordations.all() if may_see_recordation(user, row)]
        right.seen = sorted(rows, key=lambda row: row.administration)  # type: ignore[attr-defined]


def present_rows(rights: list[Right], user: Any) -> list[RightRow]:
    """The rows of a page, asked for in two queries whatever their number."""
    load_seen(rights, user)
    pictures = first_pictures(right.pk for right in rights)
    return [
        RightRow(right, ", ".join(str(number) for number in right.nice), pictures.get(right.pk),
                 sides_of(right))
        for right in rights
    ]  # fmt: skip


def sides_of(right: Any) -> list[dict[str, Any]]:
    """Both administrations in fixed order with the recordation seen there, or None."""
    there = {row.administration: row for row in right.seen}
    return [
        {"code": code, "row": there.get(code),
         "tone": TONE[there[code].status] if code in there else ""}
        for code in SIDES
    ]  # fmt: skip


def first_pictures(keys: Iterable[int]) -> dict[int, Attachment]:
    """The picture of the mark of each right that has one."""
    rows = Attachment.objects.pictures().filter(
        subject_kind="right", subject_id__in=list(keys), purpose=Purpose.MARK
    )
    return {row.subject_id: row for row in rows.order_by("-id")}
