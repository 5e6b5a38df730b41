"""Addresses of the statistics pages."""

from typing import Any

urlpatterns: list[Any] = []
