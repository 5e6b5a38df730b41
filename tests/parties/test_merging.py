"""Spellings become one party and two again, in any order, for one administration alone."""

import itertools

import pytest

from seizures.cargo import actions
from seizures.core.errors import NotAllowed, Refused
from seizures.journal.models import Entry
from seizures.parties.actions import remember
from seizures.parties.groups import group_of
from seizures.parties.models import MergeEvent, Party, Spelling
from tests.builders import actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
NAMES = ("LANHAI GARMENT", "LAN HAI GARMENTS", "青岛蓝海服装", "란하이 의류")


def parties(count: int = 4) -> list[Party]:
    """So many spellings."""
    keys = remember(NAMES[:count])
    return [Party.objects.get(pk=keys[name]) for name in NAMES[:count]]


def merged(one: Party, *others: Party, by=None) -> list[MergeEvent]:  # type: ignore[no-untyped-def]
    """Bonds by a Korean officer."""
    return actions.merge_parties(one, list(others), administration="kr", reason="same number",
                                 by=by or actor("officer", "kr"))  # fmt: skip


def groups() -> set[frozenset[int]]:
    """The parties as Korea sees them."""
    return {frozenset(group_of("kr", row.pk)[1]) for row in Party.objects.all()}


def test_merged_spellings_are_one_party_listed_under_the_first() -> None:
    a, b, c, _d = parties()
    merged(a, b, c)
    assert group_of("kr", c.pk) == (a.pk, sorted([a.pk, b.pk, c.pk]))
    listed = Party.objects.all().listed("kr").values_list("pk", flat=True)
    assert set(listed) == {a.pk, _d.pk}
    entries = Entry.objects.filter(verb="party.merged", chain="kr")
    assert [entry.data["other"] for entry in entries.order_by("id")] == [b.name, c.name]


def test_the_other_administration_sees_them_apart() -> None:
    a, b = parties(2)
    merged(a, b)
    assert group_of("cn", a.pk) == (a.pk, [a.pk])
    assert Party.objects.all().listed("cn").count() == 2


def test_merging_again_makes_no_second_bond() -> None:
    a, b, c = parties(3)
    (first,) = merged(a, b)
    assert merged(a, b) == [first] and merged(b, a) == [first]
    merged(b, c)
    merged(a, c)  # connected already
    assert MergeEvent.objects.count() == 2


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_bonds_are_undone_in_any_order(order: tuple[int, ...]) -> None:
    a, b, c, d = parties()
    bonds = [*merged(a, b), *merged(c, d), *merged(a, c)]
    pairs = [(a, b), (c, d), (a, c)]
    officer = actor("officer", "kr")
    left = set(range(3))
    for place in order:
        actions.undo_merge(bonds[place], by=officer)
        left.discard(place)
        expected = {row.pk: {row.pk} for row in (a, b, c, d)}
        for bond in left:
            one, other = pairs[bond]
            both = expected[one.pk] | expected[other.pk]
            for key in both:
                expected[key] = both
        assert groups() == {frozenset(keys) for keys in expected.values()}
    assert not Spelling.objects.exists()
    assert Entry.objects.filter(verb="party.unmerged").count() == 3


def test_undoing_twice_changes_nothing_and_it_can_be_merged_again() -> None:
    a, b = parties(2)
    officer = actor("officer", "kr")
    (bond,) = merged(a, b, by=officer)
    first = actions.undo_merge(bond, reason="two firms", by=officer)
    again = actions.undo_merge(bond, by=actor("officer", "kr"))
    assert again.undone_at == first.undone_at and again.undone_reason == "two firms"
    (new,) = merged(a, b)
    assert new.pk != bond.pk and group_of("kr", b.pk)[0] == a.pk


@pytest.mark.parametrize(("role", "place"), [("analyst", "kr"), ("officer", "cn"), ("holder", "")])
def test_only_officers_of_the_administration_merge_and_undo(role: str, place: str) -> None:
    a, b = parties(2)
    other = actor(role, place)
    with pytest.raises(NotAllowed):
        merged(a, b, by=other)
    (bond,) = merged(a, b)
    with pytest.raises(NotAllowed):
        actions.undo_merge(bond, by=other)


def test_a_merge_needs_a_reason_and_another_spelling() -> None:
    a, b = parties(2)
    officer = actor("officer", "kr")
    with pytest.raises(Refused, match="Write why"):
        actions.merge_parties(a, [b], administration="kr", reason=" ", by=officer)
    with pytest.raises(Refused, match="another spelling"):
        actions.merge_parties(a, [a], administration="kr", reason="x", by=officer)
    assert not MergeEvent.objects.exists()


def test_a_party_has_at_most_a_hundred_spellings() -> None:
    keys = remember([f"FIRM {n:03d}" for n in range(101)])
    first, *others = Party.objects.filter(pk__in=keys.values()).order_by("key")
    merged(first, *others[:99])
    with pytest.raises(Refused, match="at most 100"):
        merged(first, others[99])
