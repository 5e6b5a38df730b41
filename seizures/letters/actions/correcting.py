"""Corrects letters: what was issued stays, a new letter with a new number takes its place."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.journal.actions import record
from seizures.letters.actions.issuing import issue_letter
from seizures.letters.models import Letter


def correct_letter(letter: Letter, *, changes: Mapping[str, Any], reason: str, by: Actor,
                   channel: str = "") -> Letter:  # fmt: skip
    """Issues the letter again with other content; the new one names the number it replaces.

    `changes` maps dotted paths of the letter's data to their new values.

    Raises `Refused` without a reason, without a change, and for a letter replaced already.
    """
    if not reason.strip():
        raise Refused(_("Say why the letter is corrected."), field="reason")
    with atomic():
        row = hold(Letter.objects.all(), pk=letter.pk)
        if row.superseded_by_id is not None:
            raise Refused(_("%(number)s has already been replaced."), number=row.number)
        data = _changed(row.data, changes)
        if data == row.data:
            raise Refused(_("Nothing was changed. Correct at least one field."))
        data["replaces"] = row.number
        name = data.get("recipient", {}).get("name") or row.recipient_name
        fresh = issue_letter(
            key=row.key, language=row.language, subject_kind=row.subject_kind,
            subject_id=row.subject_id, data=data, recipient_name=_plain(name, row.language),
            recipient_kind=row.recipient_kind, channel=channel or row.channel, by=by,
            translation=row.translation_language or None, office=row.office_id,
        )  # fmt: skip
        supersede(row, replacement=fresh, by=by, reason=reason)
    return fresh


def supersede(letter: Letter, *, replacement: Letter, by: Actor, reason: str = "") -> Letter:
    """Puts a later letter on the same subject in the place of this one; both stay readable.

    Raises `Refused` when the letter is already replaced, or the other is not a later one of it.
    """
    with atomic():
        row = hold(Letter.objects.all(), pk=letter.pk)
        if row.superseded_by_id == replacement.pk:
            return row
        if row.superseded_by_id is not None:
            raise Refused(_("%(number)s has already been replaced."), number=row.number)
        same = (replacement.subject_kind, replacement.subject_id, replacement.administration)
        if replacement.pk <= row.pk or same != (
            row.subject_kind, row.subject_id, row.administration
        ):  # fmt: skip
            raise Refused(_("Only a later letter on the same subject can replace %(number)s."),
                          number=row.number)  # fmt: skip
        row.superseded_by, row.updated_at = replacement, clock.now()
        row.save(update_fields=["superseded_by", "updated_at"])
        record("letter.superseded", kind=row.subject_kind, key=row.subject_id, by=by,
               reference=row.number, administration=row.administration, letter=row.pk,
               replacement=replacement.number, reason=reason)  # fmt: skip
    return row


def _changed(data: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    found = deepcopy(dict(data))
    for path, value in changes.items():
        block: Any = found
        *steps, last = path.split(".")
        for step in steps:
            block = block.setdefault(step, {})
        block[last] = value
    return found


def _plain(name: Any, language: str) -> str:
    if isinstance(name, Mapping):
        return str(name.get(language) or name.get("en") or "")
    return str(name)
