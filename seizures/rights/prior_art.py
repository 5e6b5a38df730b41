"""Earlier patents and designs that resemble one: found in the library, judged by their texts.

What is shelved and when is decided in `actions.prior_art`; this only reads. What changed since the
library was built is read beside it, so that a right just filed is compared at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef

from seizures.core.database import alias, sandbox
from seizures.files.choices import Purpose
from seizures.matching import library as shelves
from seizures.matching import pictures as prints
from seizures.matching.documents import Document
from seizures.matching.library import Library
from seizures.matching.prior_art import Earlier, judged
from seizures.rights import pictures
from seizures.rights.choices import INVENTIONS, RecordationStatus, RightKind
from seizures.rights.models import PriorArtIndex, Recordation, Right, RightPicture

CANDIDATES, LOOKED_AT, FRESH = 60, 24, 120
"""Documents fetched, of these judged by their texts, and changed ones judged beside the library."""
ALIKE = 0.22
"""Share of differing bits up to which pictures of designs are called alike."""

_opened: dict[str, tuple[str, Library]] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """A right that resembles the one asked about, by its texts, its pictures, or both; `picture` is
    "same", "alike" or empty.
    """

    right: Right
    told: Earlier
    picture: str

    @property
    def is_nearly_the_same(self) -> bool:
        """Whether one may be a copy of the other."""
        return self.told.is_nearly_the_same or self.picture == "same"


def folder() -> Path:
    """Where the libraries of the database at hand lie."""
    return Path(settings.MATCH_INDEX_DIR) / (sandbox() or "house") / "prior_art"


def newest() -> PriorArtIndex | None:
    """The row of the library in use."""
    return PriorArtIndex.objects.exclude(path="").order_by("-id").first()


def current() -> tuple[Library, PriorArtIndex | None]:
    """The opened library and its row, opened again when a newer one has been put in place; empty
    before the first.
    """
    key = f"{alias()}:{folder()}"
    for _attempt in range(3):
        row = newest()
        if row is None:
            break
        known = _opened.get(key)
        if known is None or known[0] != row.version:
            try:
                _opened[key] = (row.version, shelves.read(folder() / row.path))
            except (OSError, ValueError):  # replaced by a newer one while it was being opened
                continue
        return _opened[key][1], row
    return shelves.of_documents([]), None


def changed_since(row: PriorArtIndex | None) -> list[int]:
    """Keys of patents and designs that a library does not know yet, as they are now: the newest."""
    rights = Right.objects.filter(kind__in=INVENTIONS)
    if row is None:
        return list(rights.order_by("-pk").values_list("pk", flat=True)[:FRESH])
    came = rights.filter(pk__gt=row.newest_right).order_by("-pk")
    changed = rights.filter(updated_at__gt=row.up_to).order_by("-updated_at")
    keys = [*came.values_list("pk", flat=True)[:FRESH],
            *changed.values_list("pk", flat=True)[:FRESH]]  # fmt: skip
    return list(dict.fromkeys(keys))[:FRESH]


def with_texts(rights: Any) -> Any:
    """Rights with all that a document is made of."""
    return rights.select_related("holder", "specification").prefetch_related("recordations")


def document_of(right: Right, filed: Iterable[Recordation] | None = None) -> Document:
    """A right as a document; it counts from the earliest of these filings (or of all)."""
    told = getattr(right, "specification", None)
    rows = right.recordations.all() if filed is None else filed
    days = [row.filed_on for row in rows if row.filed_on]
    return Document(
        right.pk, right.mark, f"{told.abstract}\n{told.claims}".strip() if told else "",
        tuple(str(term) for term in right.terms), tuple(told.classes) if told else (),
        told.priority_on if told else None, min(days, default=None),
        told.published_on if told else None,
    )  # fmt: skip


def in_force(rights: Any) -> Any:
    """Of these rights, those recorded with an administration: what everybody may be told of."""
    recorded = Recordation.objects.recorded().filter(right=OuterRef("pk"))
    return rights.filter(Exists(recorded))


def earlier_rights(right: Right, seen: Any, *, filed: Iterable[Recordation] | None = None,
                   most: int = 8) -> list[Found]:  # fmt: skip
    """Patents or designs of the same kind among those `seen`, what came first and is most alike
    first.

    Answers nothing for other kinds of rights.
    """
    if right.kind not in INVENTIONS:
        return []
    library, row = current()
    question = document_of(right, filed)
    alike = _pictures_alike(right)
    near, beside = library.nearest(question, CANDIDATES), [*changed_since(row), *alike]
    rows = seen.filter(pk__in={*near, *beside} - {right.pk}, kind=right.kind)
    open_to = set(rows.values_list("pk", flat=True))
    kept = {*[key for key in near if key in open_to][:LOOKED_AT], *open_to.intersection(beside)}
    by_key = {found.pk: found for found in with_texts(Right.objects.filter(pk__in=kept))}
    others = [document_of(by_key[key]) for key in sorted(by_key)]
    told = judged(question, others, library, always=set(alike))
    return [Found(by_key[one.document.id], one, alike.get(one.document.id, ""))
            for one in _ranked(told, alike)[:most]]  # fmt: skip


def _ranked(told: Sequence[Earlier], alike: dict[int, str]) -> list[Earlier]:
    """Those with nearly the same picture first, then in the order of the judgement."""
    return sorted(told, key=lambda one: alike.get(one.document.id) != "same")


def _pictures_alike(right: Right) -> dict[int, str]:
    """Designs whose drawings or pictures of genuine goods resemble those of a design."""
    if right.kind != RightKind.DESIGN:
        return {}
    own = RightPicture.objects.readable().filter(right=right).order_by("pk")
    asked = [prints.from_bytes(bytes(made)) for made in own.values_list("prints", flat=True)[:6]]
    if not asked:
        return {}
    near = dict(pictures.current().nearest(asked, pictures.NEAREST))
    rows = RightPicture.objects.filter(pk__in=[key for key, apart in near.items()
                                               if apart <= ALIKE])  # fmt: skip
    rows = rows.exclude(attachment__purpose=Purpose.FAKE).exclude(right=right)
    found: dict[int, str] = {}
    for key, other in rows.values_list("pk", "right_id"):
        grade = "same" if near[key] <= prints.SURE else "alike"
        found[other] = "same" if "same" in (grade, found.get(other)) else grade
    return found


def is_public(row: Recordation) -> bool:
    """Whether a recordation is in force, so that its number and days may be told."""
    return row.status == RecordationStatus.RECORDED
