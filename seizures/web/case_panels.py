"""The panels of the case page that show goods, pictures and money.

The page is a frame: each panel is a fragment `cases/_<panel>.html` that reads what its function
here puts into the context.
"""

from typing import Any

from seizures.cases.choices import SecurityStatus
from seizures.cases.ledger import LineBalance
from seizures.cases.models import SeizureCase
from seizures.core.languages import pick
from seizures.files.models import Attachment
from seizures.law.goods import GOODS_CODES
from seizures.law.procedures import Procedure

PICTURES = 24
GOODS_TONE = {"stored": "info", "sampled": "info", "confiscated": "warning",
              "released": "success", "destroyed": "neutral",
              "destroyed_voluntarily": "neutral"}  # fmt: skip
SECURITY_TONE = {"required": "warning", "held": "success", "released": "neutral",
                 "used": "danger"}  # fmt: skip


def money_panel(case: SeizureCase, procedure: Procedure) -> dict[str, Any]:
    """Securities asked, held and returned."""
    forms = {choice.code: pick(choice.titles) for choice in procedure.security.forms}
    return {"securities": [
        {"row": row, "tone": SECURITY_TONE.get(row.status, "neutral"),
         "form": forms.get(row.form, row.form),
         "is_required": row.status == SecurityStatus.REQUIRED}
        for row in case.securities.order_by("id")
    ]}  # fmt: skip


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
    for rows in sets:
        count += rows.count()
        found += list(rows[: max(0, PICTURES - len(found))])
    return {"files": found, "files_count": count, "files_more": max(0, count - len(found))}
