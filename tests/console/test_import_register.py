"""`import_register` takes exported registers over, in blocks, and names what it refuses."""

import gzip
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from seizures.console.management.commands import import_register
from seizures.rights.models import Recordation, Right
from tests.making import register_row

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def run(path: Path, administration: str = "both") -> tuple[int, dict[str, Any]]:
    """(exit status, the last line)"""
    out, status = StringIO(), 0
    try:
        call_command("import_register", str(path), "--administration", administration,
                     stdout=out, stderr=StringIO())  # fmt: skip
    except SystemExit as end:
        status = int(end.code or 0)
    return status, json.loads(out.getvalue().splitlines()[-1])


def lines(count: int) -> list[str]:
    return [json.dumps(register_row(f"MARK{n}", aliases={})) for n in range(count)]


def test_a_packed_register_is_taken_block_by_block(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(import_register, "BLOCK", 7)
    path = tmp_path / "r.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(lines(25)).encode()))
    status, told = run(path)
    assert (status, told["created"], told["updated"], told["refused"]) == (0, 25, 0, 0)
    assert Recordation.objects.filter(is_unverified=True).count() == 50


def test_an_import_that_broke_off_is_run_again(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(import_register, "BLOCK", 10)
    whole, cut = tmp_path / "r.jsonl.gz", tmp_path / "cut.jsonl.gz"
    whole.write_bytes(gzip.compress("\n".join(lines(4000)).encode(), mtime=0))
    cut.write_bytes(whole.read_bytes()[:-2000])
    with pytest.raises(CommandError, match="cannot be read on"):
        run(cut)
    before = Right.objects.count()
    assert 0 < before < 4000
    status, told = run(whole)
    assert (status, told["created"], told["updated"]) == (0, 4000 - before, 0)
    assert Right.objects.count() == 4000


def test_refused_rows_are_written_beside_with_their_reasons(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    bad = json.dumps(register_row("BAD", nice=[77]))
    path.write_text("\n".join([*lines(2), "not json", "", bad, "[1]"]))
    status, told = run(path, "kr")
    assert (status, told["created"], told["refused"]) == (3, 2, 3)
    rows = [json.loads(text) for text in Path(f"{path}.refused.jsonl").read_text().splitlines()]
    assert [row["row"] for row in rows] == [3, 5, 6]
    assert "not JSON" in rows[0]["reason"] and "class" in rows[1]["reason"]
    assert rows[1]["text"] == bad
    assert set(Recordation.objects.values_list("administration", flat=True)) == {"kr"}


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as error:
        run(tmp_path / "none.jsonl")
    assert error.value.returncode == 2
