"""Whatever is written on a manifest, the matcher answers quickly and does not fall over."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from seizures.matching.facts import GoodsFacts, RightFacts
from seizures.matching.fold import LONGEST, fold
from seizures.matching.index import MatchIndex
from seizures.matching.screen import screen
from seizures.matching.tokens import tokenise
from tests.matching.making import RIGHTS, index_of

INDEX = index_of()
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
ANY_TEXT = st.text(st.characters(), max_size=60)
SCRIPTS = st.text(
    st.sampled_from(
        "abzNΝνАа01!|@$.-'\" \n牌品耐克鞋銀行조르반운동화ㄴㅏᄂ\u1161\u0301\u200bガﬁ㈜ßİ𝐍"
    ),
    max_size=40,
)


@QUICK
@given(st.lists(ANY_TEXT | SCRIPTS, max_size=8))
def test_any_description_can_be_screened(texts: list[str]) -> None:
    lines = [GoodsFacts(str(i), text, text[:6], text, text, text) for i, text in enumerate(texts)]
    for hit in screen(INDEX, lines, candidates=True):
        text = texts[int(hit.line)]
        assert 0.0 <= hit.score <= 1.0
        assert hit.span is not None
        assert 0 <= hit.span[0] < hit.span[1] <= len(text)


@QUICK
@given(st.lists(ANY_TEXT | SCRIPTS, max_size=8))
def test_folding_keeps_texts_apart_and_places_in_order(texts: list[str]) -> None:
    tokens = tokenise(fold(texts))
    chars = tokens.chars
    assert (chars.text[1:] >= chars.text[:-1]).all()
    assert (chars.first <= chars.last).all()
    assert all(last < len(texts[text]) for text, last in zip(chars.text, chars.last, strict=True))
    assert (chars.text[tokens.starts] == chars.text[tokens.ends - 1]).all()


@QUICK
@given(st.lists(SCRIPTS, min_size=1, max_size=5))
def test_lines_of_one_batch_do_not_influence_each_other(texts: list[str]) -> None:
    lines = [GoodsFacts(str(i), text, "640411") for i, text in enumerate(texts)]
    together = screen(INDEX, lines, candidates=True)
    alone = [hit for line in lines for hit in screen(INDEX, [line], candidates=True)]
    assert sorted(map(repr, together)) == sorted(map(repr, alone))


@QUICK
@given(
    st.text(st.characters(categories=("L", "Nd", "Zs", "P")), min_size=1, max_size=30)
    | st.text(st.sampled_from("ABRNVW019!| &.'-牌银行나이키"), min_size=1, max_size=20)
)
def test_a_mark_written_as_it_is_recorded_is_always_a_candidate(mark: str) -> None:
    if len(tokenise(fold([mark]))) == 0:
        return  # nothing but signs: there is no name to find
    index = MatchIndex.of([RightFacts("X", "trademark", mark), *RIGHTS])
    for text in (mark, f"100 PCS {mark} SHOES", f"SHOES ( {mark} )", f"品牌: {mark} 运动鞋"):
        found = {hit.right for hit in screen(index, [GoodsFacts("1", text)], candidates=True)}
        assert "X" in found, text


@pytest.mark.parametrize("mark", ["Q", "茅", "곰", "7", "ß", "Ⅳ", "é"])
def test_a_mark_of_one_character_is_a_candidate_where_it_stands_alone(mark: str) -> None:
    index = MatchIndex.of([RightFacts("X", "trademark", mark)])
    assert screen(index, [GoodsFacts("1", f"SHOES {mark} 40")], candidates=True)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "!!!", "...---...", "｜｜｜", "\u0301", "\ud800", "\U0010ffff", "1 2 3"]
)
def test_lines_that_say_nothing_bring_nothing(text: str) -> None:
    assert screen(INDEX, [GoodsFacts("1", text)], candidates=True) == []


@pytest.mark.parametrize(
    "unit",
    [
        "ZORVANE SHOES ",
        "A B C D ",
        "卓梵恩运动鞋",
        "조르반운동화 ",
        "rn",
        "vvv",
        "!@|$",
        "x",
        "中",
        "e\u0301\u0302",
        "qwertz ",
        "ᄀ",
    ],
)  # fmt: skip
@pytest.mark.timeout(60)
def test_a_line_of_a_hundred_thousand_characters_is_no_slow_path(unit: str) -> None:
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    screen(INDEX, [GoodsFacts("1", text)])


def test_what_lies_beyond_the_longest_text_is_not_read() -> None:
    assert len(fold(["x" * (LONGEST + 10)]).looks) == LONGEST


def test_no_lines_are_no_hits() -> None:
    assert screen(INDEX, []) == []


PLAIN_LETTERS = "acdghkpu"
"""Letters that no rule of imitation or spelling touches."""


@st.composite
def misspelt(draw: st.DrawFn) -> tuple[str, str]:
    """A name of 7 to 20 letters, and the same with up to two letters put in, left out, changed or
    swapped, anywhere.
    """
    name = draw(st.text(PLAIN_LETTERS, min_size=7, max_size=20))
    written = name
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, len(written) - 1))
        letter = draw(st.sampled_from(PLAIN_LETTERS))
        written = draw(
            st.sampled_from(
                (
                    written[:at] + letter + written[at:],
                    written[:at] + letter + written[at + 1 :],
                    written[:at] + written[at + 1 :],
                    written[:at] + written[at : at + 2][::-1] + written[at + 2 :],
                )
            )
        )
    return name, written


@QUICK
@given(misspelt())
def test_a_long_name_is_met_with_two_edits_wherever_they_stand(pair: tuple[str, str]) -> None:
    name, written = pair
    assert OSA.distance(name, written) <= 2
    index = MatchIndex.of([RightFacts("R", "trademark", name.upper(), (), (25,))])
    found = screen(index, [GoodsFacts("L", written.upper(), "640411")], candidates=True)
    assert [hit.right for hit in found] == ["R"]
