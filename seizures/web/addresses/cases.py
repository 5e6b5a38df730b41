"""Addresses of the cases pages."""

from typing import Any

urlpatterns: list[Any] = []
