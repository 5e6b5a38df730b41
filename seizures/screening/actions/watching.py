"""The watch-list: parties entered, changed and taken off it, each with a reason and a source."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.journal.actions import record
from seizures.matching.parties import party_key
from seizures.rights.models import Right
from seizures.screening.choices import SuggestionStatus, WatchRole, WatchSource
from seizures.screening.models import Suggestion, WatchEntry
from seizures.screening.policies import require_decider, require_keeper

MOST_SPELLINGS = 20


@dataclass(frozen=True, slots=True)
class WatchForm:
    """What a person says of a watched party; no rights means any right."""

    name: str
    role: str
    reason: str
    source: str
    spellings: Sequence[str] = ()
    rights: Sequence[Right] = ()
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None


def enter_watch(form: WatchForm, *, administration: str, by: Actor) -> WatchEntry:
    """Puts a party on the list; the same name is entered once."""
    require_keeper(by, administration)
    if by.kind != "user":
        raise NotAllowed(_("An entry belongs to a person."))
    spellings = _check(form)
    with atomic():
        _refuse_double(form, administration, None)
        row = WatchEntry.objects.create(
            administration=administration, owner_id=int(by.id), owner_name=by.name,
            spellings=spellings, **_fields(form),
        )  # fmt: skip
        row.rights.set(form.rights)
        _record("watch.entered", row, by)
    return row


def change_watch(
    entry: WatchEntry, form: WatchForm, *, by: Actor, version: int | None = None
) -> WatchEntry:
    """Changes an entry that is on the list."""
    require_keeper(by, entry.administration)
    spellings = _check(form)
    with atomic():
        row = _held(entry, version)
        if row.ended_at:
            raise Refused(_("This party was taken off the list. Enter it again."))
        _refuse_double(form, row.administration, row.pk)
        row.spellings = spellings
        for name, value in _fields(form).items():
            setattr(row, name, value)
        row.version, row.updated_at = row.version + 1, clock.now()
        row.save()
        row.rights.set(form.rights)
        _record("watch.changed", row, by)
    return row


def end_watch(
    entry: WatchEntry, *, reason: str, by: Actor, version: int | None = None
) -> WatchEntry:
    """Takes a party off the list at once, with a reason."""
    require_keeper(by, entry.administration)
    if not reason.strip():
        raise Refused(_("Write why the party is taken off the list."), field="reason")
    with atomic():
        row = _held(entry, version)
        if row.ended_at:
            return row
        row.ended_at = row.updated_at = clock.now()
        row.version += 1
        row.save(update_fields=["ended_at", "updated_at", "version"])
        _record("watch.ended", row, by, reason)
    return row


def settle_suggestion(
    suggestion: Suggestion, *, status: str, note: str = "", by: Actor, version: int | None = None
) -> Suggestion:
    """An officer orders the suggested inspection, or sets the suggestion aside with a reason."""
    require_decider(by, suggestion.administration)
    if status == SuggestionStatus.SET_ASIDE and not note.strip():
        raise Refused(_("Write why no inspection is needed."), field="note")
    with atomic():
        row: Suggestion = hold(Suggestion.objects.all(), pk=suggestion.pk)
        if row.status == status:
            return row
        if row.status != SuggestionStatus.OPEN or version not in (None, row.version):
            raise Stale(_("Somebody else decided this in between. Look at it again."))
        row.status, row.note, row.version = status, note[:300], row.version + 1
        row.decided_by_name, row.decided_at = by.name, clock.now()
        row.updated_at = clock.now()
        row.save()
        record("suggestion.settled", kind="rule", key=row.rule_id, by=by,
               reference=row.rule.name[:40], administration=row.administration,
               outcome=row.status, note=row.note, consignment=row.consignment_id)  # fmt: skip
    return row


def _check(form: WatchForm) -> list[str]:
    if not party_key(form.name):
        raise Refused(_("Write the party's name."), field="name")
    if form.role not in WatchRole.values:
        raise Refused(_("Choose why the party stands on the list."), field="role")
    if form.source not in WatchSource.values:
        raise Refused(_("Choose where this is known from."), field="source")
    if not form.reason.strip():
        raise Refused(_("Write the reason."), field="reason")
    if form.valid_from and form.valid_until and form.valid_until < form.valid_from:
        raise Refused(_("The entry ends before it begins."), field="valid_until")
    spellings = list(dict.fromkeys(text.strip()[:300] for text in form.spellings if text.strip()))
    if len(spellings) > MOST_SPELLINGS:
        raise Refused(_("At most 20 further spellings."), field="spellings")
    return [text for text in spellings if text != form.name.strip()]


def _refuse_double(form: WatchForm, administration: str, own: int | None) -> None:
    same = WatchEntry.objects.of(administration).filter(ended_at=None, name=form.name.strip())
    if same.exclude(pk=own).exists():
        raise Refused(_("This party is on the list already. Change that entry."), field="name")


def _fields(form: WatchForm) -> dict[str, object]:
    return {
        "name": form.name.strip()[:300], "role": form.role, "reason": form.reason.strip()[:300],
        "source": form.source, "valid_from": form.valid_from, "valid_until": form.valid_until,
    }  # fmt: skip


def _held(entry: WatchEntry, version: int | None) -> WatchEntry:
    row: WatchEntry = hold(WatchEntry.objects.all(), pk=entry.pk)
    if version is not None and row.version != version:
        raise Stale(_("Somebody else changed this entry in between. Look at it again."))
    return row


def _record(verb: str, row: WatchEntry, by: Actor, reason: str = "") -> None:
    record(verb, kind="watch", key=row.pk, by=by, reference=row.name[:40],
           administration=row.administration, **({"reason": reason} if reason else {}))  # fmt: skip
