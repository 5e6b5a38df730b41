"""The officers' addresses, room by room."""

from importlib import import_module
from typing import Any

ROOMS = ("desk", "cargo", "alerts", "duty", "parties", "rights", "lookup", "inspections", "cases",
         "evidence", "guarantees", "store", "calendars", "files", "letters", "statistics", "rules",
         "law", "administration")  # fmt: skip

urlpatterns: list[Any] = [
    pattern
    for room in ROOMS
    for pattern in import_module(f"seizures.web.addresses.{room}").urlpatterns
]
