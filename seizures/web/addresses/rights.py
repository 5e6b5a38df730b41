"""Addresses of the rights pages."""

from typing import Any

urlpatterns: list[Any] = []
