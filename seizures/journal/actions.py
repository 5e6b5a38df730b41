"""Adds links to the chains, logs and seals reads, anchors the chains and verifies them."""

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max

from seizures.core import clock
from seizures.core.actor import Actor, system
from seizures.core.database import alias, atomic, connection, hold
from seizures.journal import anchors
from seizures.journal.anchors import Anchor
from seizures.journal.chain import digest
from seizures.journal.models import ChainHead, Entry, Read

log = logging.getLogger(__name__)


def record(verb: str, *, kind: str, key: object, by: Actor, reference: str = "", basis: str = "",
           administration: str = "", **data: Any) -> Entry:  # fmt: skip
    """Adds one entry to the chain of the administration concerned (else the actor's, else "xx").

    Must run inside the transaction of the deed it tells of.
    """
    chain = administration or by.administration or "xx"
    with atomic():
        ChainHead.objects.using(alias()).get_or_create(chain=chain)
        head = hold(ChainHead.objects.all(), chain=chain)
        entry = Entry(
            chain=chain, sequence=head.sequence + 1, at=clock.now(), verb=verb,
            subject_kind=kind, subject_id=str(key), subject_reference=reference[:80],
            actor_kind=by.kind, actor_id=by.id, actor_name=by.name,
            actor_administration=by.administration, basis=basis[:200],
            data=json.loads(json.dumps(data, cls=DjangoJSONEncoder)), previous=head.digest,
        )  # fmt: skip
        entry.digest = digest(entry)
        entry.save(force_insert=True)
        head.sequence, head.digest = entry.sequence, entry.digest
        head.save(update_fields=["sequence", "digest"])
    return entry


def log_read(*, user_id: int, administration: str, kind: str, key: object) -> None:
    """Notes that a user looked at a record of the other administration; never waits for a chain."""
    Read.objects.create(at=clock.now(), user_id=user_id, administration=administration,
                        subject_kind=kind, subject_id=str(key))  # fmt: skip


def seal_reads(limit: int = 5000) -> int:
    """Seals waiting reads into the journal, one entry a batch and administration."""
    sealed = 0
    with atomic():
        waiting = Read.objects.filter(is_sealed=False).order_by("id")
        free = connection().features.has_select_for_update_skip_locked
        rows = list(waiting.select_for_update(skip_locked=free)[:limit])  # each batch is one's own
        for administration in sorted({row.administration for row in rows}):
            batch = [row for row in rows if row.administration == administration]
            record("reads.sealed", kind="read_log", key=batch[-1].pk,
                   by=system(administration), first=batch[0].pk, count=len(batch),
                   reads=[[row.at.isoformat(), row.user_id, row.subject_kind, row.subject_id]
                          for row in batch])  # fmt: skip
            Read.objects.filter(pk__in=[row.pk for row in batch]).update(is_sealed=True)
            sealed += len(batch)
    return sealed


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the verifier found: how many links, and the first broken one with its reason."""

    chain: str
    links: int
    broken_at: int | None = None
    reason: str = ""


def anchor() -> list[Anchor]:
    """Writes the heads that moved since the last time outside the database: to the folder of
    anchors and to the log, where whoever can rewrite the whole database does not reach.
    """
    last = anchors.newest()
    moved = [
        Anchor(clock.now().isoformat(timespec="seconds"), head.chain, head.sequence, head.digest)
        for head in ChainHead.objects.filter(sequence__gt=0).order_by("chain")
        if last.get(head.chain, (0, "")) != (head.sequence, head.digest)
    ]
    for row in moved:
        log.info("journal %s anchored at link %s: %s", row.chain, row.links, row.digest)
    anchors.append(moved)
    return moved


def verify(chain: str, anchored: Iterable[Anchor] = ()) -> Verdict:
    """Recomputes every digest of a chain, compares the last link with the head, and every link
    that was anchored with its anchor.
    """
    known: dict[int, set[str]] = {}
    for row in anchored:
        if row.chain == chain:
            known.setdefault(row.links, set()).add(row.digest)
    head = ChainHead.objects.filter(chain=chain).first()
    entries = Entry.objects.of_chain(chain)
    if head:  # what is added while we look is for the next time
        entries = entries.filter(sequence__lte=head.sequence)
    previous, count = "", 0
    for entry in entries.iterator(chunk_size=2000):
        count += 1
        if entry.sequence != count:
            return Verdict(chain, count, count, "a link is missing")
        if entry.previous != previous or entry.digest != digest(entry):
            return Verdict(chain, count, entry.sequence, "a link was changed")
        previous = entry.digest
        if known.pop(count, {previous}) != {previous}:
            return Verdict(chain, count, count, "the chain was written anew since it was anchored")
    if (head.sequence, head.digest) != (count, previous) if head else count:
        return Verdict(chain, count, count + 1, "links were cut off at the end")
    if _is_beyond_its_head(chain):
        return Verdict(chain, count, count + 1, "a link stands behind the last one")
    if known:
        return Verdict(chain, count, count + 1, f"{max(known)} links were anchored")
    return Verdict(chain, count)


def _is_beyond_its_head(chain: str) -> bool:
    """Whether some link is none that the house added: the head moves with every one."""
    last = Entry.objects.filter(chain=chain).aggregate(last=Max("sequence"))["last"] or 0
    head = ChainHead.objects.filter(chain=chain).first()
    return bool(last > (head.sequence if head else 0))
