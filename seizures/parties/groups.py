"""Which spellings are one party: by what officers merged, as one administration sees it."""

from collections.abc import Iterable

from seizures.parties.models import MergeEvent, Spelling


def connected(administration: str, start: Iterable[int]) -> set[int]:
    """The spellings that bonds in force connect with these, worked out bond by bond."""
    seen = set(start)
    edge = set(seen)
    while edge:
        rows = MergeEvent.objects.in_force(administration).touching(edge)
        found = {key for pair in rows.values_list("one", "other") for key in pair}
        edge = found - seen
        seen |= edge
    return seen


def group_of(administration: str, party: int) -> tuple[int, list[int]]:
    """The spelling a party is listed under, and all its spellings, from what was worked out."""
    own = Spelling.objects.of(administration)
    head = own.filter(party=party).values_list("head", flat=True).first()
    if head is None:
        return party, [party]
    return head, sorted(own.filter(head=head).values_list("party", flat=True))
