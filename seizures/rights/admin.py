"""Back-office view of rights: to look, not to work."""

from django.contrib import admin

from seizures.core.admin import ReadOnly
from seizures.rights.models import Holder, MatchIndex, Recordation, Right


@admin.register(Holder)
class HolderAdmin(ReadOnly):
    """Right holders."""

    list_display = ["name", "local_name", "country", "is_small"]
    search_fields = ["name"]


@admin.register(Right)
class RightAdmin(ReadOnly):
    """Rights."""

    list_display = ["mark", "kind", "holder", "jurisdiction", "revision"]
    list_filter = ["kind"]
    search_fields = ["mark", "=external_id"]
    list_select_related = ["holder"]


@admin.register(Recordation)
class RecordationAdmin(ReadOnly):
    """Recordations."""

    list_display = ["number", "right", "administration", "status", "expires_on", "is_unverified"]
    list_filter = ["administration", "status", "is_unverified"]
    search_fields = ["=number"]
    list_select_related = ["right"]


@admin.register(MatchIndex)
class MatchIndexAdmin(ReadOnly):
    """Built indexes."""

    list_display = ["version", "status", "rights", "bytes", "seconds", "up_to_change"]
