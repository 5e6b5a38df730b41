"""What officers have begun with today's alerts: taken, dismissed, referred, being inspected."""

from collections.abc import Sequence

from seizures.accounts.models import User
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.inspections import actions as inspections
from seizures.screening import actions as screening
from seizures.screening.models import Disposition
from seizures.training.seed.cargo import say

NOTES = {
    "cn": "出口申报品名与标识不符，请在到港后查验。",
    "kr": "수입 단계에서 발견되어 통보합니다.",
}


def begin_work(manifests: Sequence[int]) -> None:
    """A few decisions on each side, so that no queue looks untouched; most stay open."""
    for administration in ("cn", "kr"):
        officer = User.objects.select_related("office").get(username=f"{administration}-officer")
        rows = Disposition.objects.filter(
            administration=administration, status="open",
            alert__consignment__manifest_id__in=list(manifests),
        ).select_related("alert__consignment", "alert__right")  # fmt: skip
        for number, row in enumerate(rows.ranked()[6:18]):
            try:
                _work(row, number, officer)
            except Refused as refusal:
                say(f"  {refusal}")
        for row in rows.order_by("score", "id")[:5]:
            screening.dismiss(row, reason="generic", by=of_user(officer))


def _work(row: Disposition, number: int, officer: User) -> None:
    by = of_user(officer)
    if number % 4 == 0:
        screening.take(row, by=by)
    elif number % 4 == 1:
        inspection = inspections.open_inspection(alert=row.alert, by=by, office=officer.office,
                                                 officer=officer)  # fmt: skip
        if number > 4:
            inspections.start(inspection, by=by)
    elif number % 4 == 2 and row.alert.export_side and row.alert.import_side:
        screening.refer(row, note=NOTES[officer.administration_id or "kr"], by=by)
