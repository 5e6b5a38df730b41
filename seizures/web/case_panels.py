"""The panels of the case page that show goods and pictures.

The page is a frame: each panel is a fragment `cases/_<panel>.html` that reads what its function
here puts into the context.
"""

from typing import Any

from seizures.cases.ledger import LineBalance
from seizures.cases.models import SeizureCase
from seizures.core.languages import pick
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.law.goods import GOODS_CODES

PICTURES = 24
NOT_SHOWN = (Purpose.REDACTED, Purpose.RECEIPT)
"""Copies made for a party and receipts stand in the evidence room only."""
GOODS_TONE = {"stored": "info", "sampled": "info", "confiscated": "warning",
              "released": "success", "destroyed": "neutral",
              "destroyed_voluntarily": "neutral"}  # fmt: skip


def goods_panel(goods: list[LineBalance]) -> dict[str, Any]:
    """The goods ledger, a bar each line."""
    return {"goods": [_goods(line) for line in goods]}


def _goods(line: LineBalance) -> dict[str, Any]:
    parts = [
        {
            "label": pick(GOODS_CODES[code].titles),
            "value": quantity,
            "tone": GOODS_TONE.get(code, "neutral"),
        }
        for code, quantity in line.parts
    ]
    return {"row": line.goods, "seized": line.seized, "parts": parts, "on_hand": line.on_hand}


def picture_panel(case: SeizureCase) -> dict[str, Any]:
    """The first pictures and papers, and how many there are in all."""
    sets = [Attachment.objects.on("case", case.pk)]
    if case.inspection_id:
        sets.append(Attachment.objects.on("inspection", case.inspection_id))
    found: list[Attachment] = []
    count = 0
    for attached in sets:
        rows = attached.exclude(purpose__in=NOT_SHOWN)
        count += rows.count()
        found += list(rows[: max(0, PICTURES - len(found))])
    return {"files": found, "files_count": count, "files_more": max(0, count - len(found))}
