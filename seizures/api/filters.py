"""What the lists of the API can be narrowed by; indexed fields only."""

import django_filters as filters

from seizures.cargo.models import Consignment, GoodsLine, Manifest
from seizures.cases.models import SeizureCase
from seizures.inspections.models import Inspection
from seizures.rights.models import Recordation, Right
from seizures.screening.models import Alert


class ManifestFilter(filters.FilterSet):
    """Manifests by state and day of receipt."""

    received_after = filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="gte")

    class Meta:
        model = Manifest
        fields = ["status", "mode", "format", "sha256"]


class ConsignmentFilter(filters.FilterSet):
    """Consignments by document, manifest and state."""

    class Meta:
        model = Consignment
        fields = ["manifest", "reference", "status", "mode"]


class LineFilter(filters.FilterSet):
    """Goods lines of a manifest or consignment."""

    class Meta:
        model = GoodsLine
        fields = ["manifest", "consignment"]


class RightFilter(filters.FilterSet):
    """Rights by kind, or by how the mark begins."""

    mark = filters.CharFilter(method="starting")

    class Meta:
        model = Right
        fields = ["kind", "external_id"]

    def starting(self, rows: object, name: str, value: str) -> object:
        """Marks that begin with the text, whatever its case and spacing."""
        return rows.written_like(value)  # type: ignore[attr-defined]


class RecordationFilter(filters.FilterSet):
    """Recordations by administration, state and number."""

    class Meta:
        model = Recordation
        fields = ["right", "administration", "status", "number"]


class AlertFilter(filters.FilterSet):
    """Alerts by right, consignment, tier and the own side's state."""

    status = filters.CharFilter(field_name="dispositions__status", method="own_status")
    min_score = filters.NumberFilter(field_name="score", lookup_expr="gte")

    class Meta:
        model = Alert
        fields = ["right", "consignment", "tier"]

    def own_status(self, rows: object, name: str, value: str) -> object:
        """State in the queue of the asking administration."""
        code = self.request.user.administration_id  # type: ignore[union-attr]
        return rows.in_queue_of(code, status=value)  # type: ignore[attr-defined]


class InspectionFilter(filters.FilterSet):
    """Inspections by state, consignment and alert."""

    class Meta:
        model = Inspection
        fields = ["status", "consignment", "alert"]


class CaseFilter(filters.FilterSet):
    """Cases by number, track, stage and state."""

    class Meta:
        model = SeizureCase
        fields = ["number", "track", "stage", "is_closed", "consignment", "right"]
