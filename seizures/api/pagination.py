"""Cursor pages, the newest first, so that the millionth row costs what the first does."""

from rest_framework.pagination import CursorPagination


class NewestFirst(CursorPagination):
    """`{"next", "previous", "results"}`."""

    ordering = "-id"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 500
