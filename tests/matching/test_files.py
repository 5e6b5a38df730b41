"""screen_file: the engine over files, as scripts outside rely on it."""

import gzip
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from seizures.matching import recipes
from seizures.matching.files import FileRefused, screen_files

RIGHTS = [
    {"id": "A", "kind": "trademark", "mark": "ZORVANE", "aliases": {"ko": ["조르반"]}, "nice": [25],
     "holder": "ZORVANE INC", "authorised": ["ZORVANE INC"], "jurisdiction": "KR"},
    {"id": "B", "mark": "HARBOR LARK"},
]  # fmt: skip
LINES = [
    {
        "id": "1",
        "description": "BRAND ZORVANE SHOES",
        "hs": "640411",
        "shipper": "X",
        "consignee": "Y",
    },
    {"id": "2", "description": "조르반 운동화", "hs": "640411", "shipper": "ZORVANE CO LTD"},
    {"id": "3", "description": "PORCELAIN TABLEWARE", "hs": "691110"},
]
KEYS = [
    "lines", "alerts", "index_seconds", "index_bytes", "screen_cpu_seconds",
    "lines_per_cpu_second", "peak_rss_mb", "recipe",
]  # fmt: skip


def written(path: Path, rows: list[Any]) -> Path:
    text = "".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows)
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "wt", encoding="utf-8") as out:
        out.write(text)
    return path


def read(path: Path) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as rows:
        return [json.loads(row) for row in rows]


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz"])
def test_raised_alerts_are_written_with_their_reasons(tmp_path: Path, ending: str) -> None:
    register = written(tmp_path / f"r{ending}", RIGHTS)
    lines = written(tmp_path / f"l{ending}", LINES)
    done = screen_files(register, lines, tmp_path / f"out{ending}", repeat=2)
    rows = read(tmp_path / f"out{ending}")
    assert [(row["line"], row["right"], row["raised"]) for row in rows] == [("1", "A", True)]
    assert set(rows[0]) == {"line", "right", "score", "raised", "tier", "reasons"}
    assert set(rows[0]["reasons"][0]) == {"code", "value", "weight", "text"}
    assert (done.lines, done.alerts, done.recipe) == (3, 1, recipes.CURRENT)
    assert list(done.summary()) == KEYS


def test_candidates_include_what_an_authorised_party_explains(tmp_path: Path) -> None:
    register, lines = written(tmp_path / "r.jsonl", RIGHTS), written(tmp_path / "l.jsonl", LINES)
    screen_files(register, lines, tmp_path / "out.jsonl", candidates=True)
    licensed = [row for row in read(tmp_path / "out.jsonl") if row["line"] == "2"]
    assert [(row["score"], row["raised"]) for row in licensed] == [(0.0, False)]
    assert licensed[0]["reasons"][0]["code"] == "authorised_party"


def test_rows_that_cannot_be_read_are_refused_with_their_place(tmp_path: Path) -> None:
    register = written(tmp_path / "r.jsonl", [*RIGHTS, "{broken\n", {"mark": "NO ID"}])
    lines = written(tmp_path / "l.jsonl", [*LINES, "[1]\n", {"description": "no id"}])
    done = screen_files(register, lines, tmp_path / "out.jsonl")
    assert [row.split(":")[0] for row in done.refused] == [
        "r.jsonl row 3", "r.jsonl row 4", "l.jsonl row 4", "l.jsonl row 5",
    ]  # fmt: skip
    assert done.lines == 3


def test_a_missing_or_binary_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    lines = written(tmp_path / "l.jsonl", LINES)
    with pytest.raises(FileRefused, match="cannot be read"):
        screen_files(tmp_path / "none.jsonl", lines, tmp_path / "out.jsonl")
    (tmp_path / "bad.jsonl.gz").write_bytes(b"\x00\xff not gzip")
    with pytest.raises(FileRefused, match="cannot be read"):
        screen_files(tmp_path / "bad.jsonl.gz", lines, tmp_path / "out.jsonl")
    assert not list(tmp_path.glob(".*"))


def run(
    tmp_path: Path, *extra: str, register: list[Any] = RIGHTS
) -> tuple[int, dict[str, Any], str]:
    paths = written(tmp_path / "r.jsonl", register), written(tmp_path / "l.jsonl", LINES)
    out, err, status = StringIO(), StringIO(), 0
    words = [
        "--register",
        str(paths[0]),
        "--lines",
        str(paths[1]),
        "--alerts",
        str(tmp_path / "o.jsonl"),
    ]
    try:
        call_command("screen_file", *words, *extra, stdout=out, stderr=err)
    except SystemExit as left:
        status = int(str(left.code))
    printed = out.getvalue().strip()
    return status, json.loads(printed.splitlines()[-1]) if printed else {}, err.getvalue()


def test_the_command_prints_its_figures_last(tmp_path: Path) -> None:
    status, figures, _ = run(tmp_path, "--candidates", "--repeat", "2")
    assert status == 0
    assert list(figures) == KEYS
    assert figures["lines"] == 3


def test_the_command_tells_refused_rows_by_its_exit_status(tmp_path: Path) -> None:
    status, figures, said = run(tmp_path, register=[*RIGHTS, {"mark": "NO ID"}])
    assert (status, figures["lines"]) == (3, 3)
    assert "row 3" in said


def test_an_unknown_recipe_is_wrong_usage(tmp_path: Path) -> None:
    status, _, said = run(tmp_path, "--recipe", "guesswork")
    assert status == 2
    assert recipes.CURRENT in said
