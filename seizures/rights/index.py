"""The match index at hand: the newest built version, opened once per process.

What is built, when and on top of what is decided in `actions.indexing`; this only reads.
"""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from seizures.core.database import alias, sandbox
from seizures.core.errors import Refused
from seizures.matching import recipes
from seizures.matching.index import MatchIndex as Opened
from seizures.matching.segment import IndexRefused, read_manifest
from seizures.rights.choices import IndexStatus, RecordationStatus
from seizures.rights.models import MatchIndex, Recordation, RightChange

_opened: dict[str, tuple[str, Opened]] = {}


class NoIndex(Refused):
    """No match index has been built yet."""

    code = "no_index"


def folder() -> Path:
    """Where the indexes of the database at hand lie."""
    return Path(settings.MATCH_INDEX_DIR) / (sandbox() or "house")


def newest_change() -> int:
    """The key of the last change of a right, or 0."""
    return int(RightChange.objects.aggregate(last=Max("pk"))["last"] or 0)


def newest_row() -> MatchIndex | None:
    """The row of the index in use: a full build, or a delta on top of its base."""
    rows = MatchIndex.objects.filter(status=IndexStatus.CURRENT).select_related("base")
    return rows.order_by("-id").first()


def is_up_to_date() -> bool:
    """Whether the index in use knows every change of a right and can be read here."""
    row = newest_row()
    return row is not None and row.up_to_change >= newest_change() and is_usable(row.base or row)


def is_usable(base: MatchIndex) -> bool:
    """Its files are there and were made with the tables this version ships."""
    try:
        return read_manifest(folder() / base.path).data_version == recipes.data_version
    except IndexRefused:
        return False


def current() -> tuple[Opened, str]:
    """The opened index and its version; opened again when a newer one has been put in place.

    Raises `NoIndex` where none has been built.
    """
    key = f"{alias()}:{folder()}"
    for _attempt in range(3):
        row = newest_row()
        if row is None:
            raise NoIndex(_("No match index has been built yet."))
        known = _opened.get(key)
        if known and known[0] == row.version:
            return known[1], row.version
        try:
            _opened[key] = (row.version, _open(row))
        except IndexRefused:  # replaced by a newer one while it was being opened
            continue
        return _opened[key][1], row.version
    raise NoIndex(_("The match index cannot be read. It is being built again."))


def _open(row: MatchIndex) -> Opened:
    base = row.base or row
    deltas = [folder() / row.path] if row.base and row.path else []
    opened = Opened.open(folder() / base.path, delta=deltas)
    if row.base is None:
        return opened
    changed = changed_between(base.up_to_change, row.up_to_change)
    inactive = changed - recorded_among(changed)
    return opened.with_inactive({str(right) for right in inactive})


def changed_between(after: int, up_to: int) -> set[int]:
    """Rights that changed after one change and up to another."""
    rows = RightChange.objects.filter(pk__gt=after, pk__lte=up_to)
    return set(rows.values_list("right_id", flat=True))


def count_changed(after: int, up_to: int) -> int:
    """How many rights changed after one change and up to another."""
    rows = RightChange.objects.filter(pk__gt=after, pk__lte=up_to)
    return rows.values("right").distinct().count()


def newest_change_of(right: int) -> int:
    """The key of the last change of one right, or 0."""
    keys = RightChange.objects.filter(right=right).order_by("-pk").values_list("pk", flat=True)
    return int(keys.first() or 0)


def recorded_among(rights: Iterable[int]) -> set[int]:
    """Of these rights, those recorded with at least one administration."""
    found: set[int] = set()
    keys = sorted(rights)
    for start in range(0, len(keys), 2000):
        rows = Recordation.objects.filter(
            right_id__in=keys[start : start + 2000], status=RecordationStatus.RECORDED
        )
        found.update(rows.values_list("right_id", flat=True))
    return found
