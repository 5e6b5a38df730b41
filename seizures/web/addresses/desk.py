"""Addresses of the desk pages."""

from typing import Any

urlpatterns: list[Any] = []
