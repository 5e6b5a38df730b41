"""Addresses of the files pages."""

from typing import Any

urlpatterns: list[Any] = []
