"""Fills the queues with generated alerts, for measuring."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from seizures.cargo.models import GoodsLine
from seizures.core.database import atomic
from seizures.grants.actions import ensure_agreement
from seizures.grants.models import Grant
from seizures.matching import recipes
from seizures.rights.models import Right
from seizures.screening.actions.raising import (
    AGREEMENT,
    AGREEMENT_NAMES,
    AGREEMENT_SIGNED,
    SHARED_FIELDS,
)
from seizures.screening.choices import DispositionStatus, Side, Tier
from seizures.screening.models import Alert, AlertHit, Disposition
from seizures.training.actions.tables import BLOCK, Filled, Table

REASONS = json.dumps([
    {"code": "class_fits", "value": 1.0, "weight": 1.6, "params": {}},
    {"code": "length", "value": 6.0, "weight": 2.1, "params": {}},
])  # fmt: skip


def load_alerts(count: int, rng: Random, done: Filled, tell: Callable[[str, int], None]) -> None:
    """Alerts over random consignments and rights, each with a hit and both sides' queue rows."""
    if not count:
        return
    ensure_agreement(AGREEMENT, names=AGREEMENT_NAMES, signed_on=AGREEMENT_SIGNED)
    tables = tuple(Table(model) for model in (Alert, AlertHit, Disposition, Grant))
    rights = list(Right.objects.order_by("-pk").values_list("pk", flat=True)[:100_000])
    made, last = 0, 0
    while made < count:
        rows = list(
            GoodsLine.objects.filter(pk__gt=last).order_by("pk").values_list(
                "pk", "consignment_id", "consignment__export_side", "consignment__import_side",
                "consignment__administration", "consignment__mode",
            )[: BLOCK * 4]
        )  # fmt: skip
        if not rows:
            return
        last = rows[-1][0]
        firsts = list({row[1]: row for row in rows}.values())[: min(BLOCK, count - made)]
        with atomic():
            _alert_block(firsts, tables, rights, rng)
        made += len(firsts)
        tell("alerts", made)
    done.add(*tables)


def _alert_block(rows: list[Any], tables: tuple[Table, ...], rights: list[int], rng: Random
                 ) -> None:  # fmt: skip
    alert, hit, disposition, grant = tables
    alerts, hits, queue, grants = [], [], [], []
    for line, consignment, exported, imported, owner, mode in rows:
        score = round(rng.uniform(0.4, 1.0), 4)
        tier = (Tier.HIGH if score > 0.85 else Tier.MEDIUM if score > 0.6 else Tier.LOW).value
        told = {"score": score, "tier": tier}
        one = alert.row(number=f"AL-SC-{alert.next_key:08d}", consignment_id=consignment,
                        right_id=rights[rng.randrange(len(rights))], export_side=exported,
                        import_side=imported, **told)  # fmt: skip
        alerts.append(one)
        hits.append(hit.row(alert_id=one[0], line_id=line, recipe=recipes.CURRENT,
                            data_version=recipes.data_version, index_version="scale",
                            reasons=REASONS, span_start=0, span_end=4, **told))  # fmt: skip
        for place, side in ((exported, Side.EXPORT), (imported, Side.IMPORT)):
            if place in ("kr", "cn"):
                more = {"mode": mode} if "mode" in disposition.places else {}
                queue.append(disposition.row(
                    alert_id=one[0], administration=place, side=side.value,
                    status=_status(rng), **told, **more))  # fmt: skip
                if place != owner:
                    grants.append(grant.row(
                        subject_kind="consignment", subject_id=str(consignment), owner=owner,
                        grantee_administration=place, fields=json.dumps(SHARED_FIELDS),
                        basis=AGREEMENT))  # fmt: skip
    for table, made in ((alert, alerts), (hit, hits), (disposition, queue), (grant, grants)):
        table.put(made)


def _status(rng: Random) -> str:
    return rng.choices(
        (DispositionStatus.OPEN.value, DispositionStatus.DISMISSED.value,
         DispositionStatus.CLEARED.value), (50, 42, 8),
    )[0]  # fmt: skip
