"""Spellings of a mark in the other scripts, to be confirmed by a person."""

import pytest

from seizures.rights.suggestions import suggest_aliases


@pytest.mark.parametrize(
    ("mark", "language", "text"),
    [
        ("SAMSO", "ko", "삼소"),
        ("VELANTIS", "ko", "벨란티스"),
        ("VELANTIS", "zh", "维兰蒂斯"),
        ("Dormunda", "zh", "多尔穆恩达"),
        ("BMW", "ko", "비엠더블유"),
        ("나이키", "en", "Naiki"),
        ("耐克", "en", "Naike"),
        ("Philip Cotton", "ko", "필립코톤"),
    ],
)
def test_a_mark_is_written_by_its_sound(mark: str, language: str, text: str) -> None:
    assert (language, text) in suggest_aliases(mark)


@pytest.mark.parametrize("mark", ["", "  ", "123", "®™", "a" * 80])
def test_where_nothing_sensible_is_known_nothing_is_suggested(mark: str) -> None:
    assert suggest_aliases(mark) == []


def test_every_latin_spelling_can_be_written() -> None:
    for first in "abcdefghijklmnopqrstuvwxyz":
        for second in "abcdefghijklmnopqrstuvwxyz":
            for third in "aenrstw":
                told = suggest_aliases(first + second + third + "o")
                assert {language for language, _text in told} == {"ko", "zh"}
