"""Addresses of the cargo pages."""

from typing import Any

urlpatterns: list[Any] = []
