"""Corrections on the desk: proposed with a reason, confirmed or turned down by a colleague."""

from typing import Any

from django.utils.translation import gettext as _

from seizures.cases.choices import CorrectionStatus
from seizures.cases.ledger import LineBalance
from seizures.cases.models import SeizureCase
from seizures.core.languages import pick
from seizures.law.goods import GOODS_CODES
from seizures.web.forms.case_deeds import CorrectionForm
from seizures.web.templatetags.wording import write_number

TONE = {"proposed": "warning", "confirmed": "success", "refused": "neutral"}
MOST_MOVEMENTS = 100


def correction_panel(case: SeizureCase, goods: list[LineBalance], user: Any, *,
                     bound: tuple[Any, str] | None = None) -> dict[str, Any]:  # fmt: skip
    """Corrections of a case and, on an open one, the form for another."""
    may_propose = user.is_on_duty and not case.is_closed
    form = None
    if may_propose:
        form = bound[0] if bound else CorrectionForm(movements=movements_of(goods),
                                                     auto_id="correct_%s")  # fmt: skip
    return {
        "rows": [
            {"row": row, "tone": TONE[row.status],
             "waits": row.status == CorrectionStatus.PROPOSED,
             "may_confirm": user.is_senior and row.proposed_by_id != str(user.pk)}
            for row in case.corrections.order_by("-id")
        ],
        "form": form, "refused": bound[1] if bound else "", "open": bound is not None,
    }  # fmt: skip


def movements_of(goods: list[LineBalance]) -> list[tuple[str, str]]:
    """Movements that may be reversed, the latest first."""
    found = []
    for line in goods:
        for row in line.goods.movements.all():
            if row.source:
                words = _("%(quantity)s %(goods)s: %(source)s → %(target)s") % {
                    "quantity": write_number(row.quantity), "goods": line.goods.description[:40],
                    "source": pick(GOODS_CODES[row.source].titles),
                    "target": pick(GOODS_CODES[row.target].titles),
                }  # fmt: skip
                found.append((row.pk, words))
    return [(str(key), words) for key, words in sorted(found, reverse=True)[:MOST_MOVEMENTS]]
