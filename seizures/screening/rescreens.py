"""How far cargo already here has been screened for rights that changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from seizures.rights.index import newest_change_of
from seizures.rights.models import Right, RightChange
from seizures.screening.models import ScreeningRun

NAMED = 3
LOOKED_AT = 12
"""So many changes of a run are looked at for the names it is shown with."""


@dataclass(frozen=True, slots=True)
class Following:
    """Where the screening of cargo in reach for a changed right stands: no run is begun yet
    (`run` is None), one is at work, or one was given up."""

    run: ScreeningRun | None

    @property
    def is_stopped(self) -> bool:
        """Given up: a person has to look."""
        return self.run is not None and self.run.is_stopped


def followed_to() -> int:
    """The last change of a right that a run was opened for, or 0."""
    runs = ScreeningRun.objects.rescreens().order_by("-up_to_change")
    return int(runs.values_list("up_to_change", flat=True).first() or 0)


def following_of(right: int) -> Following | None:
    """What cargo in reach waits for after the last change of a right; None once all is done."""
    change = newest_change_of(right)
    if not change:
        return None
    runs = ScreeningRun.objects.rescreens().filter(up_to_change__gte=change)
    run = runs.select_related("job").order_by("up_to_change", "id").first()
    return None if run is not None and run.is_complete else Following(run)


def rights_of(runs: Sequence[ScreeningRun], user: Any) -> dict[int, list[Right]]:
    """For each run the first of its changed rights that this reader may see; two queries in all."""
    if not runs:
        return {}
    ranges = {run.pk: _range(run) for run in runs}
    asked = reduce(or_, (Q(pk__gt=low, pk__lte=high) for low, high in ranges.values()))
    changes = list(RightChange.objects.filter(asked).order_by("pk").values_list("pk", "right_id"))
    seen = Right.objects.visible_to(user).in_bulk({right for _pk, right in changes})
    return {
        key: [seen[right] for right in
              dict.fromkeys(right for pk, right in changes if low < pk <= high)
              if right in seen][:NAMED]
        for key, (low, high) in ranges.items()
    }  # fmt: skip


def _range(run: ScreeningRun) -> tuple[int, int]:
    after = int(run.job.cursor.get("after", 0))
    return after, min(run.up_to_change, after + LOOKED_AT)
