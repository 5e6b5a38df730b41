"""Bonds between spellings: made, undone, and the parties that follow from them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import alias, atomic, hold
from seizures.core.errors import Refused
from seizures.journal.actions import record
from seizures.parties.groups import connected
from seizures.parties.models import MergeEvent, Party, Spelling

MOST = 100
"""Spellings one party may have."""


def bond(one: Party, other: Party, *, administration: str, reason: str, by: Actor) -> MergeEvent:
    """Says that two spellings are one party, listed under the first one's; twice changes nothing.

    Who may do this is asked by the caller.
    """
    if one.pk == other.pk:
        raise Refused(_("Choose another spelling than this one."), field="other")
    if not reason.strip():
        raise Refused(_("Write why these are one party."), field="reason")
    with atomic():
        _hold_parties((one.pk, other.pk))
        members = connected(administration, [one.pk])
        if other.pk in members:
            return _bond_between(members, administration, one, other)
        members |= connected(administration, [other.pk])
        if len(members) > MOST:
            raise Refused(_("A party has at most %(most)s spellings."), field="other", most=MOST)
        row: MergeEvent = MergeEvent.objects.create(
            administration=administration, one=one, other=other, reason=reason.strip()[:300],
            by_name=by.name,
        )  # fmt: skip
        _list(administration, members, _head(administration, one.pk))
        record("party.merged", kind="party", key=one.pk, by=by, administration=administration,
               reference=one.name[:40], name=one.name, other=other.name, bond=row.pk,
               reason=row.reason)  # fmt: skip
    return row


def unbond(event: MergeEvent, *, reason: str = "", by: Actor) -> MergeEvent:
    """Undoes one bond, whichever came later; what the other bonds connect stays one party."""
    with atomic():
        row: MergeEvent = hold(MergeEvent.objects.select_related("one", "other"), pk=event.pk)
        if row.undone_at:
            return row
        _hold_parties((row.one_id, row.other_id))
        head = _head(row.administration, row.one_id)
        row.undone_at = row.updated_at = clock.now()
        row.undone_by_name, row.undone_reason = by.name, reason.strip()[:300]
        row.save(update_fields=["undone_at", "updated_at", "undone_by_name", "undone_reason"])
        first = connected(row.administration, [row.one_id])
        second = connected(row.administration, [row.other_id])
        for members in (first, second):
            _list(row.administration, members, head if head in members else _busiest(members))
        record("party.unmerged", kind="party", key=row.one_id, by=by,
               administration=row.administration, reference=row.one.name[:40], name=row.one.name,
               other=row.other.name, bond=row.pk, reason=row.undone_reason)  # fmt: skip
    return row


def _bond_between(members: set[int], administration: str, one: Party, other: Party) -> MergeEvent:
    """The bond that makes two spellings one already: their own, else any of the party."""
    rows = MergeEvent.objects.in_force(administration)
    own: MergeEvent | None = rows.filter(one__in=(one, other), other__in=(one, other)).first()
    if own:
        return own
    found: Any = rows.touching(members).order_by("pk")
    return found[0]


def _hold_parties(keys: Iterable[int]) -> None:
    """Two officers who bond the same spellings wait for each other."""
    rows = Party.objects.using(alias()).select_for_update()
    list(rows.filter(pk__in=sorted(keys)).order_by("pk").values_list("pk"))


def _head(administration: str, party: int) -> int:
    rows = Spelling.objects.of(administration).filter(party=party)
    found: int | None = rows.values_list("head", flat=True).first()
    return party if found is None else found


def _busiest(members: set[int]) -> int:
    rows = Party.objects.filter(pk__in=members).order_by("-consignments", "pk")
    return int(rows.values_list("pk", flat=True)[0])


def _list(administration: str, members: set[int], head: int) -> None:
    """Writes anew under which spelling each of these is listed; one alone is not merged."""
    Spelling.objects.of(administration).filter(party__in=members).delete()
    if len(members) > 1:
        Spelling.objects.bulk_create(
            Spelling(administration=administration, party_id=key, head_id=head)
            for key in sorted(members)
        )
