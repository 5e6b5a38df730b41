"""Drafts, examines, changes and ends recordations; imports registers; builds the match index."""

from seizures.rights.actions.drafting import draft_right, save_draft, submit
from seizures.rights.actions.ending import lapse_expired, suspend, withdraw
from seizures.rights.actions.examining import accept, answer_supplement, refuse, request_supplement
from seizures.rights.actions.importing import Imported, import_rows
from seizures.rights.actions.indexing import bring_up_to_date, build_index
from seizures.rights.actions.naming import add_alias, add_trader, remove_alias, remove_trader

__all__ = [
    "Imported",
    "accept",
    "add_alias",
    "add_trader",
    "answer_supplement",
    "bring_up_to_date",
    "build_index",
    "draft_right",
    "import_rows",
    "lapse_expired",
    "refuse",
    "remove_alias",
    "remove_trader",
    "request_supplement",
    "save_draft",
    "submit",
    "suspend",
    "withdraw",
]
