"""Takes over exported registers in bulk; the same row again changes nothing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.bulk import insert_rows, moment, update_rows
from seizures.core.database import atomic
from seizures.core.errors import NotAllowed
from seizures.journal.actions import record
from seizures.parties.names import fold
from seizures.rights.actions.changes import CHANGED, LAPSED, RECORDED, note_changes
from seizures.rights.actions.specifying import write_specifications
from seizures.rights.choices import INVENTIONS, AliasOrigin, RecordationStatus, TraderRole
from seizures.rights.models import Alias, AuthorisedTrader, Holder, Recordation, Right
from seizures.rights.register import RegisterRow, RowRefused, parse

LOOKUP = 900
RIGHT = (
    "created_at updated_at kind mark mark_key external_id holder_id jurisdiction nice goods terms "
    "models_made hs genuine_currency identification revision"
)
RECORDATION = (
    "created_at updated_at right_id administration number status is_unverified "
    "registration_number filed_on registered_on effective_on expires_on decision_note"
)
ALIAS = "created_at updated_at right_id language text origin is_confirmed"
TRADER = "created_at updated_at right_id name role country"


@dataclass(slots=True)
class Imported:
    """What became of a block of rows; `refused` holds the place in the block and the reason."""

    created: int = 0
    updated: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


def import_rows(
    rows: Sequence[Mapping[str, Any]], *, administrations: Sequence[str], by: Actor
) -> Imported:
    """Takes a block of register rows in one transaction; rows are known by their `id`.

    Rows without number or dates become recordations marked unverified. A row that came before and
    says the same is left alone, so an import that broke off is simply run again.
    """
    if by.kind != "system" and by.role != "administrator":
        raise NotAllowed("Only an administrator may import a register.")
    result = Imported()
    parsed = _parsed(rows, result)
    with atomic():
        known = _known(list(parsed))
        fresh = {key: row for key, row in parsed.items() if key not in known}
        created = _create(fresh, administrations)
        changed = _update({k: r for k, r in parsed.items() if k in known}, known, administrations)
        result.created, result.updated = len(created), len(changed)
        if created or changed:
            record("register.imported", kind="right", key=max([*created, *changed]), by=by,
                   administrations=list(administrations), created=len(created),
                   updated=len(changed), refused=len(result.refused))  # fmt: skip
    return result


def _parsed(rows: Sequence[Mapping[str, Any]], result: Imported) -> dict[str, RegisterRow]:
    parsed: dict[str, RegisterRow] = {}
    for place, row in enumerate(rows):
        try:
            if not isinstance(row, Mapping):
                raise RowRefused("the row is not an object")
            read = parse(row)
        except RowRefused as refused:
            result.refused.append((place, str(refused)))
            continue
        parsed[read.external_id] = read
    return parsed


def _known(keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(keys), LOOKUP):
        rows = Right.objects.filter(external_id__in=keys[start : start + LOOKUP])
        found.update(rows.values_list("external_id", "pk"))
    return found


def _holders(names: Sequence[str]) -> dict[str, int]:
    """Keys of holders by folded name; those not met before are made."""
    wanted = {fold(name): name for name in names}
    found = _holder_keys(list(wanted))
    missing = [name for key, name in wanted.items() if key not in found]
    if missing:
        now = moment(clock.now())
        columns = (
            "created_at updated_at name local_name name_key country address is_small contact_name "
            "contact_email contact_phone"
        )
        insert_rows(Holder, columns, [
            (now, now, name, "", fold(name), "", "", False, "", "", "") for name in missing
        ])  # fmt: skip
        found |= _holder_keys([fold(name) for name in missing])
    return found


def _holder_keys(keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(keys), LOOKUP):
        rows = Holder.objects.filter(name_key__in=keys[start : start + LOOKUP]).order_by("-pk")
        found.update(rows.values_list("name_key", "pk"))
    return found


def _create(rows: Mapping[str, RegisterRow], administrations: Sequence[str]) -> list[int]:
    if not rows:
        return []
    now = moment(clock.now())
    holders = _holders([row.holder for row in rows.values()])
    insert_rows(Right, RIGHT, [
        (now, now, row.kind, row.mark, fold(row.mark), key, holders[fold(row.holder)],
         row.jurisdiction, _json(row.nice), "", _json(row.terms), _json(row.models_made),
         _json(row.hs), "", "", 1)
        for key, row in rows.items()
    ])  # fmt: skip
    keys = _known(list(rows))
    pairs = [(keys[key], row) for key, row in rows.items()]
    _insert_recordations(pairs, administrations, now)
    _insert_names(pairs, now)
    write_specifications(pairs)
    note_changes([pk for pk, row in pairs if row.status == RecordationStatus.RECORDED], RECORDED)
    return [pk for pk, _row in pairs]


def _insert_recordations(
    pairs: Sequence[tuple[int, RegisterRow]], administrations: Sequence[str], now: Any
) -> None:
    insert_rows(Recordation, RECORDATION, [
        (now, now, pk, place, row.number, row.status, row.is_unverified, row.number, row.filed_on,
         row.registered_on, row.registered_on, row.expires_on, "")
        for pk, row in pairs for place in administrations
    ])  # fmt: skip


def _insert_names(pairs: Sequence[tuple[int, RegisterRow]], now: Any) -> None:
    insert_rows(Alias, ALIAS, [
        (now, now, pk, language, text, AliasOrigin.HOLDER.value, True)
        for pk, row in pairs for language, text in row.aliases
    ])  # fmt: skip
    insert_rows(AuthorisedTrader, TRADER, [
        (now, now, pk, name, TraderRole.LICENSEE.value, "")
        for pk, row in pairs for name in row.authorised
    ])  # fmt: skip


def _update(
    rows: Mapping[str, RegisterRow], known: Mapping[str, int], administrations: Sequence[str]
) -> list[int]:
    """Rows that came before: what they say anew is written, and followed like any change."""
    if not rows:
        return []
    stored = _stored([known[key] for key in rows], administrations)
    differing = {
        known[key]: row
        for key, row in rows.items()
        if stored.get(known[key]) != _facts(row, administrations)
    }
    now = moment(clock.now())
    holders = _holders([row.holder for row in differing.values()])
    update_rows(
        Right,
        "SET kind = %s, mark = %s, mark_key = %s, holder_id = %s, jurisdiction = %s, nice = %s, "
        "terms = %s, models_made = %s, hs = %s, revision = revision + 1, updated_at = %s "
        "WHERE id = %s",
        [(row.kind, row.mark, fold(row.mark), holders[fold(row.holder)], row.jurisdiction,
          _json(row.nice), _json(row.terms), _json(row.models_made), _json(row.hs), now, pk)
         for pk, row in differing.items()],
    )  # fmt: skip
    pairs = list(differing.items())
    Alias.objects.filter(right_id__in=list(differing)).delete()
    AuthorisedTrader.objects.filter(right_id__in=list(differing)).delete()
    _insert_names(pairs, now)
    write_specifications(pairs)
    _insert_recordations(pairs, administrations, now)
    update_rows(
        Recordation,
        "SET status = %s, number = %s, filed_on = %s, registered_on = %s, expires_on = %s, "
        "is_unverified = %s, updated_at = %s WHERE right_id = %s AND administration = %s",
        [(row.status, row.number, row.filed_on, row.registered_on, row.expires_on,
          row.is_unverified, now, pk, place)
         for pk, row in pairs for place in administrations],
    )  # fmt: skip
    in_force = {pk for pk, row in pairs if row.status == RecordationStatus.RECORDED}
    note_changes(sorted(in_force), CHANGED)
    note_changes(sorted(differing.keys() - in_force), LAPSED)
    return [pk for pk, _row in pairs]


def _facts(row: RegisterRow, administrations: Sequence[str]) -> tuple[Any, ...]:
    entries = {(place, row.status, row.number, row.filed_on, row.registered_on, row.expires_on)
               for place in administrations}  # fmt: skip
    return (row.kind, row.mark, row.nice, fold(row.holder), row.jurisdiction, row.terms,
            row.models_made, row.hs, frozenset(text for _language, text in row.aliases),
            frozenset(row.authorised), frozenset(entries), _published(row))  # fmt: skip


def _published(row: RegisterRow) -> tuple[Any, ...]:
    if row.kind not in INVENTIONS or not row.published:
        return ()
    told = row.published
    return (told.classes, told.priority_on, told.published_on, told.abstract, told.claims)


def _stored_published(right: Right) -> tuple[Any, ...]:
    told = getattr(right, "specification", None)
    if told is None:
        return ()
    return (tuple(told.classes), _iso(told.priority_on), _iso(told.published_on), told.abstract,
            told.claims)  # fmt: skip


def _stored(keys: Sequence[int], administrations: Sequence[str]) -> dict[int, tuple[Any, ...]]:
    """The same facts as `_facts` of what is stored, over exactly the asked administrations."""
    found: dict[int, tuple[Any, ...]] = {}
    for start in range(0, len(keys), LOOKUP):
        rights = Right.objects.filter(pk__in=keys[start : start + LOOKUP]).select_related(
            "holder", "specification"
        )
        for right in rights.prefetch_related("aliases", "traders", "recordations"):
            entries = {(entry.administration, entry.status, entry.number, _iso(entry.filed_on),
                        _iso(entry.registered_on), _iso(entry.expires_on))
                       for entry in right.recordations.all()
                       if entry.administration in administrations}  # fmt: skip
            found[right.pk] = (
                right.kind, right.mark, tuple(right.nice), right.holder.name_key,
                right.jurisdiction, tuple(right.terms), tuple(right.models_made), tuple(right.hs),
                frozenset(alias.text for alias in right.aliases.all()),
                frozenset(trader.name for trader in right.traders.all()), frozenset(entries),
                _stored_published(right),
            )  # fmt: skip
    return found


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _json(values: Sequence[Any]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
