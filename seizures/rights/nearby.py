"""Marks of other holders that come near a mark: what an examiner compares before deciding."""

from dataclasses import dataclass
from typing import Any

from rapidfuzz.fuzz import ratio

from seizures.core.prefixes import begins
from seizures.matching.facts import GoodsFacts, Reason
from seizures.matching.screen import screen
from seizures.parties.names import fold
from seizures.rights.choices import RightKind
from seizures.rights.index import NoIndex, current
from seizures.rights.models import Right

MOST_SPELLINGS = 8
FORMS = {"plain_name", "imitated", "respaced", "doubled", "one_edit", "two_edits", "sound_only",
         "made_spelling"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Near:
    """A right of another holder with the score of its likeness (0 to 1) and how it is alike."""

    right: Right
    score: float
    reasons: tuple[Reason, ...]


def near_marks(right: Right, *, limit: int = 8) -> list[Near]:
    """Recorded marks of other holders alike in writing, look or sound, the nearest first.

    Asks the match index with the mark and its aliases; marks that begin alike are added, also
    where no index has been built yet.
    """
    found = _from_index(right)
    kept = {row.pk: row for row in _whole().filter(pk__in=list(found)) if _is_other(row, right)}
    near = [
        Near(kept[pk], max(score, ratio(right.mark_key, kept[pk].mark_key) / 100), reasons)
        for pk, (score, reasons) in found.items()
        if pk in kept
    ]
    near.sort(key=lambda row: -row.score)
    if len(near) < limit:
        near += [Near(row, 0.0, ()) for row in _same_beginning(right, limit) if row.pk not in kept]
    return near[:limit]


def _from_index(right: Right) -> dict[int, tuple[float, tuple[Reason, ...]]]:
    if right.kind not in (RightKind.TRADEMARK, RightKind.INDICATION):
        return {}
    try:
        index, _version = current()
    except NoIndex:
        return {}
    spellings = [right.mark, *right.aliases.values_list("text", flat=True)[:MOST_SPELLINGS]]
    lines = [GoodsFacts(id=str(n), description=text) for n, text in enumerate(spellings)]
    best: dict[int, tuple[float, tuple[Reason, ...]]] = {}
    for hit in screen(index, lines, candidates=True):
        key, told = int(hit.right), tuple(r for r in hit.reasons if r.code in FORMS)
        if hit.tier != "refer" and hit.score > best.get(key, (-1.0, ()))[0]:
            best[key] = (hit.score, told)
    return best


def _whole() -> Any:
    return Right.objects.select_related("holder").prefetch_related("recordations")


def _is_other(row: Right, right: Right) -> bool:
    return row.holder_id != right.holder_id and row.kind == right.kind


def _same_beginning(right: Right, limit: int) -> list[Right]:
    key = fold(right.mark)
    if len(key) < 3:
        return []
    rows = _whole().filter(begins("mark_key", key)).order_by("mark_key", "id")[: 4 * limit]
    return [row for row in rows if _is_other(row, right) and _is_recorded(row)][:limit]


def _is_recorded(right: Right) -> bool:
    return any(row.status == "recorded" for row in right.recordations.all())
