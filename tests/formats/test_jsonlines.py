"""JSON lines: one object a line, headings in any language, what is wrong costs only its line."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.formats.samples import gaps, headers, items, lines, problems


def _lines(*rows: object) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_objects_are_read_with_any_heading(tmp_path: Path) -> None:
    text = _lines(
        {"description": "shoes", "quantity": 12, "value": 1200.5, "hs": 6403999000, "notify": None},
        {"품명": "운동화", "수량": "300켤레", "remark": "x", "extra": {"platform": "shop"}},
    )
    found = items(tmp_path, text)
    first, second = lines(found)
    assert headers(found)[0].format == "jsonl"
    assert (first.quantity, first.value, first.hs) == (
        Decimal(12),
        Decimal("1200.5"),
        "6403999000",
    )
    assert (second.quantity, second.unit) == (Decimal(300), "PRS")
    assert second.extra == {"remark": "x", "platform": "shop"}
    assert (first.position, second.position) == (1, 2)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ('{"description": "bags",', "bad_json"),
        ("[1, 2]", "bad_json"),
        ('"text"', "bad_json"),
        ("[" * 100_000, "bad_json"),
        ('{"description": ["a", "b"]}', "not_text"),
        ('{"description": "bags", "quantity": NaN}', "unreadable_number"),
        ('{"description": "bags", "quantity": 1e400}', "unreadable_number"),
        ('{"quantity": 5}', "missing_description"),
    ],
)
def test_a_line_that_is_wrong_costs_only_itself(tmp_path: Path, row: str, code: str) -> None:
    good = '{"description": "shoes"}\n'
    found = items(tmp_path, good + row + "\n" + good)
    assert [problem.code for problem in problems(found)] == [code]
    assert len(lines(found)) == 2


def test_broken_halves_of_characters_are_removed(tmp_path: Path) -> None:
    (line,) = lines(items(tmp_path, '{"description": "sh\\ud800oes\\u0000", "x": "\\udfff"}\n'))
    assert line.description == "shoes"
    line.description.encode()
    json.dumps(line.extra, ensure_ascii=False).encode()


def test_a_file_cut_off_in_its_last_line_says_so(tmp_path: Path) -> None:
    found = items(tmp_path, '{"description": "shoes"}\n{"descri')
    assert len(lines(found)) == 1
    assert [gap.code for gap in gaps(found)] == ["truncated"]
