"""Issues letters, records their service, replaces them."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.core.numbering import next_number
from seizures.files.actions import store_bytes
from seizures.files.models import StoredFile
from seizures.journal.actions import record
from seizures.letters import contents
from seizures.letters.models import Letter
from seizures.letters.render import UnknownLetter, render, tidied

PDF = "application/pdf"
_native_only: ContextVar[bool] = ContextVar("letters_without_translation", default=False)


@contextmanager
def without_translations() -> Iterator[None]:
    """Letters issued inside are set in their own language alone: a long past has many letters."""
    token = _native_only.set(True)
    try:
        yield
    finally:
        _native_only.reset(token)


def issue_letter(*, key: str, language: str, subject_kind: str, subject_id: int,
                 data: Mapping[str, Any], recipient_name: str, recipient_kind: str, channel: str,
                 by: Actor, translation: str | None = None) -> Letter:  # fmt: skip
    """Sets, stores, numbers and registers one letter; `translation` adds a second language.

    The letter carries an address with a token of its own under which its origin can be checked.

    Raises `UnknownLetter`, `ContentMissing` or `MissingGlyph`; then nothing is numbered.
    """
    administration = _administration_of(key)
    issued_at = clock.now()
    issued_on = clock.day_of(issued_at, administration)
    with atomic():
        number = next_number("letter", administration)
        full = {"recipient": {"name": recipient_name}, **tidied(data), "number": number,
                **_proof(number)}  # fmt: skip
        content = render(key, language, full, issued_on=issued_on)
        beside = None
        if translation and translation != language and not _native_only.get():
            beside = _stored(render(key, translation, full, issued_on=issued_on), by)
        letter = Letter.objects.create(
            number=number, key=key, language=language, administration=administration,
            subject_kind=subject_kind, subject_id=subject_id, data=full,
            file=_stored(content, by), translation_file=beside,
            sha256=hashlib.sha256(content).hexdigest(), recipient_name=recipient_name[:300],
            recipient_kind=recipient_kind, channel=channel, issued_at=issued_at,
            issued_by_name=by.name,
        )  # fmt: skip
        record("letter.issued", kind=subject_kind, key=subject_id, reference=number, by=by,
               administration=administration, letter=letter.pk, template=key,
               recipient=recipient_kind, channel=channel, sha256=letter.sha256)  # fmt: skip
    return letter


def record_service(letter: Letter, *, on: dt.datetime, evidence: str, by: Actor) -> Letter:
    """Notes when and by what proof the letter reached its recipient; the same again is no change.

    Raises `Refused` for a moment before issue or yet to come, and for a second, other moment.
    """
    with atomic():
        row = hold(Letter.objects.all(), pk=letter.pk)
        if row.served_at is not None:
            if row.served_at == on:
                return row
            raise Refused(_("Service of %(number)s is already on record."), number=row.number)
        if on < row.issued_at:
            raise Refused(_("A letter cannot be served before it was issued."), field="on")
        if on > clock.now():
            raise Refused(_("A letter cannot have been served in the future."), field="on")
        row.served_at, row.service_evidence = on, evidence[:300]
        row.updated_at = clock.now()
        row.save(update_fields=["served_at", "service_evidence", "updated_at"])
        record("letter.served", kind=row.subject_kind, key=row.subject_id, reference=row.number,
               by=by, administration=row.administration, letter=row.pk, on=on,
               evidence=row.service_evidence)  # fmt: skip
    return row


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


def _administration_of(key: str) -> str:
    known = contents.ALL.get(key)
    if known is None:
        raise UnknownLetter(_("There is no letter %(key)s."), key=key)
    return known.administration


def _proof(number: str) -> dict[str, str]:
    """Where anybody may ask whether the letter is genuine; the token cannot be guessed."""
    token = secrets.token_hex(6)
    base = str(settings.PUBLIC_URL).rstrip("/")
    return {"verify_token": token, "verify_url": f"{base}/verify/{number}/{token}/"}


def _stored(content: bytes, by: Actor) -> StoredFile:
    return store_bytes(content, media_type=PDF, by=by)
