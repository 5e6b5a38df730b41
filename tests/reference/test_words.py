"""The glossary: complete, each word once, in the wording in force."""

from pathlib import Path

import pytest

from seizures.accounts.choices import Role
from seizures.law.goods import GOODS_CODES
from seizures.rights.choices import RecordationStatus, RightKind
from seizures.screening.choices import DispositionStatus

PAGE = Path(__file__).parents[2] / "docs" / "words.md"
OUTDATED = ("보호신고", "지식재산권 권리자등", "송치의뢰", "특허청", "기획재정부", "짝퉁")


def entries() -> list[list[str]]:
    words = PAGE.read_text(encoding="utf-8").split("## Who", 1)[1]
    tables = [line for line in words.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in tables]
    return [row for row in cells if row[0] != "English" and set(row[0]) != {"-"}]


def has(text: str, first: str, last: str) -> bool:
    return any(first <= sign <= last for sign in text)


def test_every_idea_has_its_word_in_three_languages() -> None:
    rows = entries()
    assert len(rows) >= 250
    for row in rows:
        assert len(row) == 5 and all(row), row
        english, korean, chinese = row[:3]
        assert has(korean, "가", "힣"), row
        assert has(chinese, "一", "鿿") and not has(chinese, "가", "힣"), row
        assert not has(english, "가", "힣") and not has(english, "一", "鿿"), row


def test_an_english_word_stands_once() -> None:
    english = [row[0] for row in entries()]
    assert {word for word in english if english.count(word) > 1} == set()


def test_no_outdated_korean_word_is_used() -> None:
    for row in entries():
        assert not any(word in row[1] for word in OUTDATED), row


@pytest.mark.parametrize("choices", [Role, RightKind, RecordationStatus, DispositionStatus])
def test_every_role_kind_and_status_is_a_word_of_the_house(choices: type) -> None:
    english = {row[0] for row in entries()}
    missing = [str(label) for label in choices.labels if str(label) not in english]  # type: ignore[attr-defined]
    assert missing == []


def test_a_goods_code_is_called_alike_in_the_ledger_and_in_the_glossary() -> None:
    glossary = {row[0]: row[1:3] for row in entries()}
    for code, row in GOODS_CODES.items():
        assert glossary[row.titles["en"]] == [row.titles["ko"], row.titles["zh-hans"]], code
