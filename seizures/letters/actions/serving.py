"""Notes in the dispatch register when and how a letter was sent and reached its recipient."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.files.models import StoredFile
from seizures.journal.actions import record
from seizures.letters.choices import Channel
from seizures.letters.models import Letter
from seizures.letters.receipt import legal_moment, needs_consent


def record_sending(letter: Letter, *, channel: str, on: dt.datetime, by: Actor) -> Letter:
    """Notes that a letter left by this channel; a letter served already keeps what is on record.

    Raises `Refused` for an unknown channel, a paper of the file, a moment before issue or to come.
    """
    if channel not in Channel.values:
        raise Refused(_("Choose how the letter is served."), field="channel")
    with atomic():
        row = hold(Letter.objects.all(), pk=letter.pk)
        if row.is_filed:
            raise Refused(_("%(number)s stays in the file; nobody is served with it."),
                          number=row.number)  # fmt: skip
        if row.served_at is not None or (row.channel == channel and row.sent_at == on):
            return row
        _after_issue(row, on)
        row.channel, row.sent_at, row.sent_by_name = channel, on, by.name
        row.updated_at = clock.now()
        row.save(update_fields=["channel", "sent_at", "sent_by_name", "updated_at"])
        record("letter.sent", kind=row.subject_kind, key=row.subject_id, reference=row.number,
               by=by, administration=row.administration, letter=row.pk, channel=channel,
               on=on)  # fmt: skip
    return row


def record_service(letter: Letter, *, on: dt.datetime, evidence: str, by: Actor,
                   channel: str = "", proof: StoredFile | None = None,
                   consent: bool = False) -> Letter:  # fmt: skip
    """Notes when and by what proof the letter reached its recipient; the same again is no change.

    With a `channel` the legal moment of receipt is found by its rule from `on`, what was seen; a
    public notice takes effect in the future. Without one, `on` is the moment itself.

    Raises `Refused` for a moment before issue or yet to come, for a second, other moment, and for
    a channel that needs a consent or a proof that is not there.
    """
    with atomic():
        row = hold(Letter.objects.all(), pk=letter.pk)
        moment = on
        if channel:
            _guard_channel(row, channel, evidence, proof, consent)
            moment, _rule = legal_moment(row.administration, channel, on, row.issued_at)
        if row.served_at is not None:
            if row.served_at == moment:
                return row
            raise Refused(_("Service of %(number)s is already on record."), number=row.number)
        _after_issue(row, on)
        row.served_at, row.service_evidence = moment, evidence[:300]
        row.served_channel, row.served_by_name = channel or row.channel, by.name
        row.service_proof, row.sent_at = proof, row.sent_at or on
        row.updated_at = clock.now()
        row.save(update_fields=["served_at", "service_evidence", "served_channel",
                                "served_by_name", "service_proof", "sent_at",
                                "updated_at"])  # fmt: skip
        record("letter.served", kind=row.subject_kind, key=row.subject_id, reference=row.number,
               by=by, administration=row.administration, letter=row.pk, on=moment,
               channel=row.served_channel, evidence=row.service_evidence,
               proof=proof.sha256 if proof else "")  # fmt: skip
    return row


def note_opened(letter: Letter, *, by: Actor) -> Letter:
    """Notes the first time the recipient opened the letter in the portal; later ones change
    nothing."""
    with atomic():
        row = hold(Letter.objects.all(), pk=letter.pk)
        if row.opened_at is None:
            row.opened_at = clock.now()
            row.save(update_fields=["opened_at"])
            record("letter.opened", kind=row.subject_kind, key=row.subject_id, by=by,
                   reference=row.number, administration=row.administration,
                   letter=row.pk)  # fmt: skip
    return row


def _after_issue(row: Letter, on: dt.datetime) -> None:
    if on < row.issued_at:
        raise Refused(_("A letter cannot be served before it was issued."), field="on")
    if on > clock.now():
        raise Refused(_("A letter cannot have been served in the future."), field="on")


def _guard_channel(row: Letter, channel: str, evidence: str, proof: StoredFile | None,
                   consent: bool) -> None:  # fmt: skip
    if channel not in Channel.values:
        raise Refused(_("Choose how the letter is served."), field="channel")
    if row.is_filed:
        raise Refused(_("%(number)s stays in the file; nobody is served with it."),
                      number=row.number)  # fmt: skip
    if needs_consent(row.administration, channel) and not consent:
        raise Refused(_("This way is lawful only when the recipient agreed to it in writing."),
                      field="consent")  # fmt: skip
    if channel != Channel.PORTAL and not (evidence.strip() or proof):
        raise Refused(_("Say what proves the receipt, or add the proof as a file."),
                      field="evidence")  # fmt: skip
