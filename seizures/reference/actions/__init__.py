"""Writes the tables, official holiday notices and system outages."""

from seizures.reference.actions.days import enter_holiday_notice, enter_outage, note_restored
from seizures.reference.actions.offices import set_deposit_account
from seizures.reference.actions.tables import load_reference

__all__ = ["enter_holiday_notice", "enter_outage", "load_reference", "note_restored",
           "set_deposit_account"]  # fmt: skip
