"""The normaliser says the same of what it has already normalised, and its work stays in bounds."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seizures.matching.candidates import pieces_of
from seizures.matching.fold import fold
from seizures.matching.pools import spelled
from seizures.matching.reading import read
from seizures.matching.tokens import tokenise

QUICK = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
MOST_PIECES = 40
"""Pieces to look up for each character of a text, at most."""


def words(text: str) -> list[str]:
    tokens = tokenise(fold([text]))
    return spelled(tokens.chars.looks, tokens.starts, tokens.ends)


@QUICK
@given(st.text(st.sampled_from("abkmnorstvwxyzABKNΝνАа ./-牌品耐鞋銀조르반가éüßﬁ"), max_size=40))
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = words(text)
    assert words(" ".join(once)) == once


@QUICK
@given(st.text(st.characters(), max_size=200))
def test_the_pieces_of_a_text_grow_with_its_length_alone(text: str) -> None:
    pieces = pieces_of(read([text]), wide=True)
    assert len(pieces.exact) + len(pieces.fuzzy) <= MOST_PIECES * (len(text) + 1) * 4
