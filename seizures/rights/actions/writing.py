"""Issues the letters about a recordation: to its holder, or papers it files with the office."""

from typing import Any

from seizures.core.actor import Actor
from seizures.core.languages import LANGUAGE_OF
from seizures.letters.actions import issue_letter
from seizures.letters.choices import Channel, Recipient
from seizures.rights import letter_data
from seizures.rights.models import Recordation


def write(row: Recordation, forms: dict[str, str], by: Actor, *, to_office: bool = False,
          **special: Any) -> None:  # fmt: skip
    """Issues the letter this administration has for the occasion, where it has one.

    What the holder files goes to the office and stays there.
    """
    key = forms.get(row.administration)
    if not key:
        return
    name = letter_data.office_name(row) if to_office else row.right.holder.name
    issue_letter(
        key=key, language=LANGUAGE_OF[row.administration], subject_kind="recordation",
        subject_id=row.pk, data=letter_data.build(row, by=by, **special),
        recipient_name=name,
        recipient_kind=Recipient.INTERNAL if to_office else Recipient.HOLDER,
        channel=Channel.PORTAL, by=by, translation=letter_data.translation_for(row),
    )  # fmt: skip
