"""Drafts, examines, changes and ends recordations; imports registers; builds the match index."""

from seizures.rights.actions.appointing import (
    decide_power,
    enter_principal,
    lodge_power,
    revoke_power,
)
from seizures.rights.actions.choosing import choose_administrations, open_holder
from seizures.rights.actions.deputising import end_deputy, name_deputy
from seizures.rights.actions.describing import describe_goods
from seizures.rights.actions.drafting import Gap, draft_right, gaps_of, save_draft, submit
from seizures.rights.actions.ending import lapse_expired, suspend, withdraw
from seizures.rights.actions.examining import (
    accept,
    answer_supplement,
    refuse,
    request_explanation,
    request_supplement,
)
from seizures.rights.actions.importing import Imported, import_rows
from seizures.rights.actions.indexing import bring_up_to_date, build_index
from seizures.rights.actions.naming import add_alias, add_trader, remove_alias, remove_trader
from seizures.rights.actions.papers import answer_with_papers, attach_paper, remove_paper
from seizures.rights.actions.picturing import index_pictures
from seizures.rights.actions.prior_art import index_prior_art
from seizures.rights.actions.renewing import ask_renewal, grant_renewal, refuse_renewal

__all__ = [
    "Gap",
    "Imported",
    "accept",
    "add_alias",
    "add_trader",
    "answer_supplement",
    "answer_with_papers",
    "ask_renewal",
    "attach_paper",
    "bring_up_to_date",
    "build_index",
    "choose_administrations",
    "decide_power",
    "describe_goods",
    "draft_right",
    "end_deputy",
    "enter_principal",
    "gaps_of",
    "grant_renewal",
    "import_rows",
    "index_pictures",
    "index_prior_art",
    "lapse_expired",
    "lodge_power",
    "name_deputy",
    "open_holder",
    "refuse",
    "refuse_renewal",
    "remove_alias",
    "remove_paper",
    "remove_trader",
    "request_explanation",
    "request_supplement",
    "revoke_power",
    "save_draft",
    "submit",
    "suspend",
    "withdraw",
]
