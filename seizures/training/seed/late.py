"""A right recorded late: goods of the past weeks already bore its mark and are screened again."""

import time
from collections.abc import Sequence

from seizures.cargo.models import GoodsLine
from seizures.core.actor import system
from seizures.core.database import atomic
from seizures.rights.index import newest_change
from seizures.screening import actions as screening
from seizures.screening.models import ScreeningRun
from seizures.screening.rescreens import followed_to
from seizures.training.invent import goods
from seizures.training.invent.marks import HolderName, Mark
from seizures.training.seed.cargo import PATIENCE_SECONDS, say
from seizures.training.seed.moments import days_ago
from seizures.training.seed.register import Walk, walk

OWNER, FILED, RECORDED = "holder-small", 10, 2
"""Who records it, how many days ago it was filed, and how many days ago it was recorded."""
WANTED = frozenset({18, 25})
"""The classes of bags and clothing, which the particulars of the demo's rights speak of."""


def follow_changes() -> None:
    """Screens cargo here for every change of a right so far, beside a worker that does so too."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while newest_change() > followed_to() or ScreeningRun.objects.rescreens().at_work().exists():
        for run in screening.begin_rescreens(by=system()):
            screening.rescreen(run, by=system())
        if time.monotonic() > give_up:
            raise TimeoutError("somebody else screens cargo again and does not come to an end")
        time.sleep(0.1)


def record_late(unknown: Sequence[str], firm: HolderName) -> None:
    """A holder records the brand met most often in the past that nobody had recorded."""
    mark = _mark(unknown, firm)
    if mark is None:
        say("  no unrecorded brand was met in the past: none is recorded late")
        return
    with days_ago(RECORDED + 1, hour=18):
        follow_changes()
    with atomic():  # no worker takes the change up at another moment
        walk(Walk(OWNER, mark, FILED, "recorded", "recorded"), firm, seed=FILED)
        with days_ago(RECORDED, hour=14, minute=5):
            follow_changes()


def _mark(unknown: Sequence[str], firm: HolderName) -> Mark | None:
    classes = {product.hs: product.nice for product in goods.products()}
    met: dict[str, list[int]] = {}
    for text, hs in GoodsLine.objects.values_list("description", "hs").order_by("pk"):
        if classes.get(hs) in WANTED:
            for name in unknown:
                if name in text:
                    met.setdefault(name, []).append(classes[hs])
    if not met:
        return None
    name = max(met, key=lambda one: (len(met[one]), one))
    return Mark("own-late", "trademark", name, firm, nice=tuple(sorted(set(met[name]))), filed=700)
