"""What the letters of a case say: the case's rows and answers put into the letters' contract."""

from seizures.cases.letter_data.building import build, draft_of
from seizures.cases.letter_data.money import in_minor_units
from seizures.cases.letter_data.recipients import (
    owner_name,
    owner_party,
    recipients,
    translation_for,
)

__all__ = ["build", "draft_of", "in_minor_units", "owner_name", "owner_party", "recipients",
           "translation_for"]  # fmt: skip
