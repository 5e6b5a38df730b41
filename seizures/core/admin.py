"""How the back office shows rows: to look, not to work."""

from typing import Any

from django.contrib import admin


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
