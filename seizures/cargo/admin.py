"""Back-office view of cargo: to look, not to work."""

from django.contrib import admin

from seizures.cargo.models import Consignment, GoodsLine, Manifest, RefusedRow
from seizures.core.admin import ReadOnly


@admin.register(Manifest)
class ManifestAdmin(ReadOnly):
    """Received files."""

    list_display = ["number", "administration", "name", "status", "lines_count", "refused_count"]
    list_filter = ["administration", "status", "format"]
    search_fields = ["number", "name"]


@admin.register(Consignment)
class ConsignmentAdmin(ReadOnly):
    """Consignments."""

    list_display = ["reference", "administration", "mode", "origin", "destination", "status"]
    list_filter = ["administration", "mode", "status"]
    search_fields = ["=reference"]
    raw_id_fields = ["manifest", "shipper", "consignee"]


@admin.register(GoodsLine)
class GoodsLineAdmin(ReadOnly):
    """Goods lines."""

    list_display = ["description", "hs", "quantity", "unit", "consignment_id"]
    raw_id_fields = ["manifest", "consignment"]


@admin.register(RefusedRow)
class RefusedRowAdmin(ReadOnly):
    """Rows that could not be read."""

    list_display = ["manifest_id", "position", "code", "field", "status"]
    list_filter = ["status", "code"]
    raw_id_fields = ["manifest", "line"]
