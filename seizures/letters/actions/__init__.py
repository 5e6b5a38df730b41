"""Issues letters, signs them, records how they travelled, replaces them."""

from seizures.letters.actions.correcting import correct_letter, supersede
from seizures.letters.actions.issuing import (
    issue_letter,
    picture_bytes,
    sign_letter,
    without_translations,
)
from seizures.letters.actions.serving import note_opened, record_sending, record_service

__all__ = ["correct_letter", "issue_letter", "note_opened", "picture_bytes", "record_sending",
           "record_service", "sign_letter", "supersede", "without_translations"]  # fmt: skip
