"""Marks that a right holder draws on the pictures of a notice: read from a form, shown again."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from seizures.cases.actions import Mark
from seizures.cases.choices import PointState
from seizures.cases.models import HolderAnswer
from seizures.files.models import Attachment

FIELDS = ("picture", "left", "top", "width", "height", "note")
MOST = 60


def rows_of(data: QueryDict | None) -> list[dict[str, str]]:
    """The rows as they were sent, without empty ones."""
    if data is None:
        return []
    columns = [data.getlist(f"mark_{name}")[:MOST] for name in FIELDS]
    rows = [dict(zip(FIELDS, row, strict=False)) for row in zip(*columns, strict=False)]
    return [row for row in rows if row["left"].strip() or row["note"].strip()]


def marks_of(rows: Iterable[dict[str, str]]) -> tuple[list[Mark], str]:
    """The marks, and a sentence when a row cannot be read."""
    found: list[Mark] = []
    try:
        for row in rows:
            place = [_share(row[name]) for name in ("left", "top", "width", "height")]
            found.append(Mark(int(row["picture"]), *place, note=row["note"]))  # type: ignore[call-arg]
    except (InvalidOperation, ValueError):
        return [], _("A mark needs a picture and its place in per cent of the picture.")
    return found, ""


def _share(text: str) -> Decimal:
    return Decimal(text.strip().replace(",", ".") or "0").quantize(Decimal("0.1"))


def on_pictures(answer: HolderAnswer) -> list[dict[str, Any]]:
    """Each picture with its marks, numbered through, for `components/marked_picture.html`."""
    found: dict[int, dict[str, Any]] = {}
    marks = answer.marks.all()
    for number, mark in enumerate(marks, start=1):
        row = found.setdefault(mark.attachment_id, {"pk": mark.attachment_id, "marks": []})
        row["marks"].append({"number": number, "mark": mark})
    return list(found.values())


def points_of(answer: HolderAnswer) -> list[dict[str, str]]:
    """The features of the product card with what the holder said of each, in words."""
    words = dict(PointState.choices)
    return [{"text": row["text"], "word": str(words.get(row["state"], ""))}
            for row in answer.points]  # fmt: skip


def choices(pictures: list[Attachment]) -> list[tuple[int, int]]:
    """(key, number) of the pictures a mark may lie on."""
    return [(row.pk, number) for number, row in enumerate(pictures, start=1)]
