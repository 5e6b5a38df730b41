"""Sets, numbers, stores, signs and registers letters."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor, system
from seizures.core.database import atomic, hold
from seizures.core.numbering import next_number
from seizures.files import store
from seizures.files.actions import store_bytes
from seizures.files.models import StoredFile
from seizures.journal.actions import record
from seizures.letters import certificates, contents, signing
from seizures.letters.choices import Channel, Recipient
from seizures.letters.models import Letter
from seizures.letters.render import UnknownLetter, pictures_named, render, tidied

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
                 by: Actor, translation: str | None = None,
                 office: int | None = None) -> Letter:  # fmt: skip
    """Sets, stores, numbers, signs and registers one letter; `translation` adds a second language.

    The letter carries an address with a token of its own under which its origin can be checked.
    Photographs the data names by their hash are shown. A letter to the portal is sent by being
    issued.

    Raises `UnknownLetter`, `ContentMissing` or `MissingGlyph`; then nothing is numbered.
    """
    administration = _administration_of(key)
    issued_at = clock.now()
    issued_on = clock.day_of(issued_at, administration)
    with atomic():
        number = next_number("letter", administration)
        full = {"recipient": {"name": recipient_name}, **tidied(data), "number": number,
                **_proof(number)}  # fmt: skip
        pictures = picture_bytes(full)
        content = render(key, language, full, issued_on=issued_on, pictures=pictures)
        beside = None
        if translation and translation != language and not _native_only.get():
            beside = _stored(
                render(key, translation, full, issued_on=issued_on, pictures=pictures), by
            )
        sent = channel == Channel.PORTAL and recipient_kind != Recipient.INTERNAL
        letter = Letter.objects.create(
            number=number, key=key, language=language, administration=administration,
            office_id=office, subject_kind=subject_kind, subject_id=subject_id, data=full,
            file=_stored(content, by), translation_file=beside,
            translation_language=translation if beside and translation else "",
            sha256=hashlib.sha256(content).hexdigest(), recipient_name=recipient_name[:300],
            recipient_kind=recipient_kind, channel=channel, issued_at=issued_at,
            issued_by_name=by.name, sent_at=issued_at if sent else None,
            sent_by_name=by.name if sent else "",
        )  # fmt: skip
        record("letter.issued", kind=subject_kind, key=subject_id, reference=number, by=by,
               administration=administration, letter=letter.pk, template=key,
               recipient=recipient_kind, channel=channel, sha256=letter.sha256)  # fmt: skip
        if not _native_only.get():
            letter = sign_letter(letter)
    return letter


def picture_bytes(data: Mapping[str, Any]) -> dict[str, bytes]:
    """The photographs that the data of a letter names, as stored."""
    wanted = pictures_named(data)
    if not wanted:
        return {}
    rows = StoredFile.objects.filter(sha256__in=wanted)
    return {row.sha256: store.full(row.shown_path or row.path).read_bytes() for row in rows}


def sign_letter(letter: Letter) -> Letter:
    """Signs a letter with its administration's certificate; a signed one stays as it is.

    Where the house has no certificate the letter stays unsigned. Letters of a long past are signed
    when somebody first asks for them.
    """
    if letter.signed_file_id or not certificates.is_ready(letter.administration):
        return letter
    with atomic():
        row = hold(Letter.objects.select_related("file"), pk=letter.pk)
        if row.signed_file_id:
            return row
        at = clock.now()
        signed, name = signing.sign(
            store.full(row.file.path).read_bytes(), administration=row.administration, at=at,
            reason=row.number,
        )  # fmt: skip
        row.signed_file = store_bytes(signed, media_type=PDF, by=system(row.administration))
        row.signed_sha256, row.signed_at, row.signed_by_name = (
            row.signed_file.sha256, at, name[:200]
        )  # fmt: skip
        row.save(update_fields=["signed_file", "signed_sha256", "signed_at", "signed_by_name"])
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
