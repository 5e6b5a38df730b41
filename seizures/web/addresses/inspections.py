"""Addresses of the inspections pages."""

from typing import Any

urlpatterns: list[Any] = []
