"""Whoever writes into the journal beside the house is found out; nobody is kept out of it by a
long name."""

import threading
from typing import Any

import pytest
from django.db import connection, connections

from seizures.core.actor import Actor, system
from seizures.core.database import atomic
from seizures.journal import actions
from seizures.journal import chain as chains
from seizures.journal.actions import log_read, record, seal_reads, verify
from seizures.journal.models import ChainHead, Entry, Read

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> list[Entry]:
    """Five links of the Korean chain."""
    return [
        record("case.opened", kind="case", key=n, by=system("kr"), value=str(n)) for n in range(5)
    ]


def test_an_untouched_chain_is_whole(chain: list[Entry]) -> None:
    verdict = verify("kr")
    assert (verdict.links, verdict.broken_at) == (5, None)


@pytest.mark.parametrize("change", [
    {"data": {"value": "9"}}, {"verb": "case.closed"}, {"actor_name": "Somebody else"},
    {"subject_id": "77"}, {"basis": "Customs Act 235"}, {"digest": "0" * 64}, {"previous": ""},
])  # fmt: skip
def test_a_changed_link_is_found(chain: list[Entry], change: dict[str, Any]) -> None:
    Entry.objects.filter(pk=chain[2].pk).update(**change)
    assert verify("kr").broken_at == 3


def test_a_link_taken_out_is_found(chain: list[Entry]) -> None:
    chain[1].delete()
    assert verify("kr").broken_at == 2


def test_links_cut_off_at_the_end_are_found_with_and_without_their_head(
    chain: list[Entry],
) -> None:
    Entry.objects.filter(sequence__gt=3).delete()
    assert verify("kr").broken_at == 4
    ChainHead.objects.filter(chain="kr").delete()
    assert verify("kr").broken_at == 4


@pytest.mark.postgres
def test_a_house_at_work_is_not_taken_for_a_broken_one(
    chain: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[int] = []

    def digest(entry: Entry) -> str:
        if not said:  # somebody does something while the first link is being looked at
            said.append(1)
            record("case.opened", kind="case", key=9, by=system("kr"))
        return str(chains.digest(entry))

    monkeypatch.setattr(actions, "digest", digest)
    assert verify("kr").broken_at is None and said
    assert verify("kr").links == len(chain) + 1


def test_a_link_put_behind_the_head_is_found(chain: list[Entry]) -> None:
    last = Entry.objects.get(chain="kr", sequence=5)
    last.pk, last.sequence, last.previous = None, 6, last.digest
    last.digest = chains.digest(last)
    last.save(force_insert=True)
    assert verify("kr").broken_at == 6


@pytest.mark.postgres
def test_the_longest_name_a_form_takes_is_journalled() -> None:
    by = Actor("user", "1", "kr", "김" * 301, "officer")
    entry = record("organisation.created", kind="organisation", key=1, by=by, reference="R" * 200)
    entry.refresh_from_db()
    assert entry.actor_name == "김" * 150 and len(entry.subject_reference) == 80
    assert verify("kr").broken_at is None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_seal_at_once_seal_each_read_once() -> None:
    for key in range(20):
        log_read(user_id=1, administration="kr", kind="consignment", key=key)
    done: list[int] = []

    def seal() -> None:
        try:
            done.append(seal_reads())
        finally:
            connections.close_all()

    with atomic():
        first = seal_reads(limit=8)
        other = threading.Thread(target=seal)
        other.start()
        if connection.vendor == "postgresql":
            other.join(0.5)
    other.join(60)
    told = [read for entry in Entry.objects.filter(verb="reads.sealed")
            for read in entry.data["reads"]]  # fmt: skip
    assert first + sum(done) == len(told) == len({tuple(map(str, read)) for read in told}) == 20
    assert not Read.objects.filter(is_sealed=False).exists() and verify("kr").broken_at is None
