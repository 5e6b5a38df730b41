"""Addresses of the alerts pages."""

from typing import Any

urlpatterns: list[Any] = []
