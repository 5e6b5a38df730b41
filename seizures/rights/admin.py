"""Back-office view of rights: to look, not to work."""

from typing import Any

from django.contrib import admin

from seizures.rights.models import Holder, MatchIndex, Recordation, Right


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows rows; changes go through the house's actions."""

    show_full_result_count = False

    def has_add_permission(self, request: Any) -> bool:
        """Nobody adds rows here."""
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """Nobody changes rows here."""
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """Nobody deletes rows here."""
        return False


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
