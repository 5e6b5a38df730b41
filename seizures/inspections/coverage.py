"""Which consignments one inspection order is for: its own, and those of its alert's bundle."""

from seizures.cargo.models import Consignment
from seizures.inspections.models import Inspection
from seizures.screening.models import Alert


def covered(inspection: Inspection) -> list[tuple[Consignment, Alert | None]]:
    """Every consignment of the order with the alert it is about, the order's own first."""
    found: dict[int, tuple[Consignment, Alert | None]] = {
        inspection.consignment_id: (inspection.consignment, inspection.alert)
    }
    if inspection.bundle_id:
        rows = Alert.objects.filter(dispositions__bundle=inspection.bundle_id)
        for alert in rows.select_related("consignment").order_by("pk"):
            found.setdefault(alert.consignment_id, (alert.consignment, alert))
    return list(found.values())
