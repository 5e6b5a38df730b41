"""The tokenizer: against an independent one, over chunk borders, with any separators."""

import logging
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydifact.parser import Parser

from seizures.formats import textlines
from seizures.formats.edifact import ServiceString, Splitter, Tokenizer
from seizures.formats.lines import FormatRefused
from tests.formats.samples import INTERCHANGE, put

TEXT = st.text(alphabet="ABab1 .,?:+'*운동鞋", max_size=12)
ELEMENT = st.lists(TEXT, min_size=1, max_size=4)
SEGMENT = st.tuples(
    st.sampled_from(["FTX", "NAD", "LOC", "GID"]), st.lists(ELEMENT, min_size=1, max_size=5)
)
SETTINGS = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def _released(text: str) -> str:
    return "".join(f"?{sign}" if sign in "?:+'" else sign for sign in text)


def _written(segments: list[tuple[str, list[list[str]]]], between: str) -> str:
    return "".join(
        "+".join([tag, *(":".join(map(_released, element)) for element in elements)])
        + "'"
        + between
        for tag, elements in segments
    )


def _trimmed(components: list[str]) -> list[str]:
    kept = list(components)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _ours(path: Path) -> list[tuple[str, list[list[str]]]]:
    return [
        (segment.tag, [_trimmed(element) for element in segment.elements[1:]])
        for segment in Tokenizer(path)
        if segment.tag != "UNB"
    ]


def _theirs(text: str) -> list[tuple[str, list[list[str]]]]:
    logging.disable(logging.WARNING)
    found = []
    for segment in Parser().parse(text):
        if segment.tag in ("UNA", "UNB"):
            continue
        elements = [
            _trimmed([element] if isinstance(element, str) else list(element))
            for element in segment.elements
        ]
        found.append((segment.tag, elements))
    return found


@SETTINGS
@given(segments=st.lists(SEGMENT, min_size=1, max_size=6), between=st.sampled_from(["", "\n"]))
@pytest.mark.filterwarnings("ignore")
def test_the_tokenizer_agrees_with_an_independent_one(
    tmp_path: Path, segments: list[tuple[str, list[list[str]]]], between: str
) -> None:
    text = "UNA:+.? 'UNB+UNOY:3+A+B+260305:1200+1'" + _written(segments, between)
    ours = _ours(put(tmp_path, text))
    assert ours == [
        (tag, [_trimmed(element) for element in elements]) for tag, elements in segments
    ]
    assert ours == _theirs(text)


@SETTINGS
@given(segments=st.lists(SEGMENT, max_size=6), size=st.integers(1, 40))
def test_where_a_file_is_cut_into_chunks_makes_no_difference(
    tmp_path: Path, segments: list[tuple[str, list[list[str]]]], size: int
) -> None:
    path = put(tmp_path, "UNB+UNOY:3+A+B+260305:1200+1'\r\n" + _written(segments, "\r\n"))
    whole = _ours(path)
    before = textlines.CHUNK
    textlines.CHUNK = max(size, 32)
    try:
        assert _ours(path) == whole
    finally:
        textlines.CHUNK = before


def test_other_separators_are_taken_from_una(tmp_path: Path) -> None:
    text = "UNA|~.\\ ^UNB~UNOA|1~A~B~260305|1200~1^FTX~AAA~~~5+ 3' \\~ x\\^y|second^"
    segments = list(Tokenizer(put(tmp_path, text)))
    assert segments[1].elements == [["FTX"], ["AAA"], [""], [""], ["5+ 3' ~ x^y", "second"]]


def test_separators_that_are_not_different_are_refused(tmp_path: Path) -> None:
    for signs in ("::.? '", "ABCDEF", ":+.?  "):
        with pytest.raises(FormatRefused) as refused:
            list(Tokenizer(put(tmp_path, f"UNA{signs}UNB+UNOA:1+A+B+1+1'")))
        assert refused.value.code == "bad_service_string"


def test_elements_repeat_only_from_syntax_version_4_on(tmp_path: Path) -> None:
    for version, elements, repeats in (
        ("4", [["FTX"], ["AAA"], ["a", "b"]], {2: [["c", "d"], ["e*f"]]}),
        ("3", [["FTX"], ["AAA"], ["a", "b*c", "d*e*f"]], {}),
    ):
        text = f"UNB+UNOY:{version}+A+B+1+1'FTX+AAA+a:b*c:d*e?*f'"
        segment = list(Tokenizer(put(tmp_path, text)))[1]
        assert (segment.elements, segment.repeats) == (elements, repeats)


def test_lines_of_fixed_width_are_joined_again(tmp_path: Path) -> None:
    wrapped = "\r\n".join(
        INTERCHANGE.replace("\n", "")[start : start + 80] for start in range(0, 2000, 80)
    )
    assert _ours(put(tmp_path, wrapped)) == _ours(put(tmp_path, INTERCHANGE))


def test_a_released_release_sign_does_not_release_the_terminator(tmp_path: Path) -> None:
    text = "UNB+UNOY:3+A+B+1+1'FTX+AAA+what??'FTX+AAA+it?'s???''"
    texts = [segment.get(2) for segment in Tokenizer(put(tmp_path, text))][1:]
    assert texts == ["what?", "it's?'"]


@pytest.mark.parametrize(
    ("identifier", "encoding", "text"),
    [
        ("UNOA", "ascii", "SHOES"),
        ("UNOA", "gb18030", "运动鞋 耐克 皮革手提包 有限公司"),
        ("UNOA", "cp949", "나이키 운동화 가방 주식회사"),
        ("UNOB", "utf-8", "나이키 운동화"),
        ("UNOC", "latin-1", "CHAUSSURES D?'ÉTÉ"),
        ("UNOC", "utf-8", "나이키 운동화"),
        ("UNOD", "iso8859-2", "ŁÓDŹ"),
        ("UNOE", "iso8859-5", "ОБУВЬ"),
        ("UNOF", "iso8859-7", "ΠΑΠΟΥΤΣΙΑ"),
        ("UNOK", "iso8859-9", "AYAKKABIŞ"),
        ("UNOL", "iso8859-15", "€UR"),
        ("UNOX", "iso2022_kr", "나이키 운동화"),
        ("UNOW", "utf-8", "运动鞋"),
        ("UNOY", "utf-8", "운동화 鞋"),
        ("UNOY", "utf-16", "운동화 鞋"),
        ("KECA", "cp949", "나이키 운동화 가방 주식회사"),
    ],
)
def test_character_sets_are_read_as_they_are_sent(
    tmp_path: Path, identifier: str, encoding: str, text: str
) -> None:
    content = f"UNB+{identifier}:3+A+B+260305:1200+1'FTX+AAA+++{text}'"
    segment = list(Tokenizer(put(tmp_path, content.encode(encoding))))[1]
    assert segment.get(4) == text.replace("?", "")


def test_a_splitter_without_releases_and_with_them_answers_alike() -> None:
    split = Splitter(ServiceString(repetition="*"))
    plain = "NAD+CZ+++NAME:MORE++CITY"
    assert (
        split(plain)
        == split._slowly(plain)
        == [["NAD"], ["CZ"], [""], [""], ["NAME", "MORE"], [""], ["CITY"]]
    )


def test_a_file_without_any_terminator_does_not_fill_the_memory(tmp_path: Path) -> None:
    tokens = Tokenizer(put(tmp_path, "UNB+UNOA:1+A+B+1+1'FTX+" + "x" * 5_000_000))
    assert [segment.tag for segment in tokens] == ["UNB"]
    assert not tokens.ended and len(tokens.rest) < 300_000
