"""`receive_manifest` answers one JSON line and the right exit status."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from seizures.cargo.models import GoodsLine, Manifest
from seizures.core import actions as jobs
from seizures.screening import engine
from tests.making import recorded, row, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
FAKE = 'BRAND "VELANTIS" SPORTS SHOES'


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MATCH_INDEX_DIR = tmp_path / "index"


def run(path: Path, *options: str) -> tuple[int, dict[str, Any], str]:
    """(exit status, the last line, what was said beside it)"""
    out, beside, status = StringIO(), StringIO(), 0
    try:
        call_command("receive_manifest", str(path), "--administration", "kr", *options,
                     stdout=out, stderr=beside)  # fmt: skip
    except SystemExit as end:
        status = int(end.code or 0)
    return status, json.loads(out.getvalue().splitlines()[-1]), beside.getvalue()


def write(tmp_path: Path, content: bytes, name: str = "m.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_a_file_is_received_read_screened_and_counted(tmp_path: Path) -> None:
    recorded()
    path = write(tmp_path, table(row("H1", FAKE), row("H2", "PLASTIC CUPS", hs="392410")))
    status, told, beside = run(path, "--wait")
    assert status == 0 and "No worker answers" in beside
    number = Manifest.objects.get().number
    assert told.pop("seconds") >= 0
    assert told == {"manifest": number, "duplicate": False, "status": "read", "lines": 2,
                    "refused_rows": 0, "alerts": 1}  # fmt: skip


def test_without_wait_it_answers_at_once_and_leaves_the_work(tmp_path: Path) -> None:
    status, told, _beside = run(write(tmp_path, table(row("H1", FAKE))))
    assert (status, told["status"], told["lines"]) == (0, "waiting", 0)


def test_the_same_bytes_are_a_duplicate_and_done(tmp_path: Path) -> None:
    path = write(tmp_path, table(row("H1", "CUPS"), row("H2", "BAGS", quantity="many")))
    status, first, _beside = run(path, "--wait")
    assert (status, first["refused_rows"]) == (3, 1)
    status, again, _beside = run(path, "--wait")
    assert (status, again["duplicate"], again["manifest"]) == (0, True, first["manifest"])
    assert GoodsLine.objects.count() == 1


def test_a_truncated_interchange_is_incomplete_named_and_not_screened(tmp_path: Path) -> None:
    recorded()
    text = (
        "UNB+UNOA:2+CARRIER+KCS+261120:0900+REF1'UNH+1+CUSCAR:D:95B:UN'BGM+785+MAN1+9'"
        "LOC+9+CNTAO'LOC+11+KRINC'CNI+1+HB001'GID+1+10:CT'FTX+AAA+++BRAND VELANTIS SHOES'"
        "CNI+2+HB00"
    )
    status, told, beside = run(write(tmp_path, text.encode(), "m.edi"), "--wait")
    assert status == 3
    assert (told["status"], told["lines"], told["alerts"]) == ("incomplete", 1, 0)
    assert told["last_good"] and told["problem"] and told["problem"] in beside


def test_what_is_no_manifest_is_refused_with_a_sentence(tmp_path: Path) -> None:
    status, told, beside = run(write(tmp_path, b"\x7fELF" + bytes(300), "m.csv"), "--wait")
    assert (status, told["status"]) == (1, "failed")
    assert told["problem"].endswith(".") and told["problem"] in beside


def test_a_screening_that_is_given_up_is_told(tmp_path: Path, monkeypatch: Any) -> None:
    def dies(*args: Any, **options: Any) -> None:
        raise ValueError("boom")

    monkeypatch.setattr(engine, "screen", dies)
    freed = jobs.free_job
    monkeypatch.setattr(jobs, "free_job", lambda pk, token, wait_seconds: freed(pk, token=token))
    recorded()
    status, told, _beside = run(write(tmp_path, table(row("H1", FAKE))), "--wait")
    assert status == 1 and "3 attempts" in told["problem"]


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as error:
        call_command("receive_manifest", str(tmp_path / "none"), "--administration", "kr")
    assert error.value.returncode == 2
    with pytest.raises(CommandError):
        call_command("receive_manifest", str(tmp_path), "--administration", "jp")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="empty") as error:
        call_command("receive_manifest", str(write(tmp_path, b"")), "--administration", "kr")
    assert error.value.returncode == 1
