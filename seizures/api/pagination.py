"""Cursor pages, the newest first, so that the millionth row costs what the first does."""

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination


class NewestFirst(CursorPagination):
    """`{"next", "previous", "results"}`."""

    ordering = "-id"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 500

    def decode_cursor(self, request: Any) -> Any:
        """The place a page begins at; a place that is no key was not made here."""
        cursor = super().decode_cursor(request)
        if cursor and cursor.position and not cursor.position.isdecimal():
            raise NotFound(self.invalid_cursor_message)
        return cursor
