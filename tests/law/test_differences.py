"""Two editions side by side: the real files against a made-up amendment."""

import tomllib
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from seizures.law import procedures
from seizures.law.differences import Difference, differences
from seizures.law.procedures import loader
from tests.law.amendment import TRACK, amended


def _raw() -> dict[str, Any]:
    path = loader.FOLDER / TRACK / f"{procedures.editions(TRACK)[0]}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _found(raw: dict[str, Any]) -> tuple[Difference, ...]:
    return differences(procedures.load(TRACK, date(2026, 5, 1)), loader.parse(raw, "amended"))


def test_an_edition_does_not_differ_from_itself() -> None:
    assert _found(_raw()) == ()


def test_a_changed_number_is_found_field_by_field() -> None:
    raw = _raw()
    row = next(row for row in raw["deadline"] if row["code"] == "holder_request")
    row["days"], row["basis"] = 10, "Notif. 14(2) as amended"
    (found,) = _found(raw)
    assert (found.part, found.code, found.kind) == ("deadline", "holder_request", "changed")
    assert [(change.field, change.before, change.after) for change in found.changes] == [
        ("days", 7, 10),
        ("basis", "Notif. 14(2)", "Notif. 14(2) as amended"),
    ]


def test_rows_that_come_and_go_are_found() -> None:
    raw = _raw()
    copy = deepcopy(next(row for row in raw["step"] if row["code"] == "take_samples"))
    copy["code"] = "take_photographs"
    raw["step"] = [row for row in raw["step"] if row["code"] != "refuse_return"] + [copy]
    assert {(row.code, row.kind) for row in _found(raw)} == {
        ("take_photographs", "added"),
        ("refuse_return", "removed"),
    }


def test_a_changed_security_and_head_are_found() -> None:
    raw = _raw()
    raw["security"]["sme_rate"] = "0.30"
    raw["procedure"]["basis"] += "; Notif. 44"
    found = {(row.part, change.field) for row in _found(raw) for change in row.changes}
    assert found == {("security", "sme_rate"), ("procedure", "basis")}


def test_a_new_dated_file_is_a_new_edition_and_the_old_one_stays(tmp_path: Path) -> None:
    with amended(tmp_path, ("urgent_days = 5", "urgent_days = 4")):
        assert procedures.editions(TRACK) == (date(2026, 4, 14), date(2027, 1, 1))
        before = procedures.load(TRACK, date(2026, 12, 31))
        after = procedures.load(TRACK, date(2027, 1, 1))
        assert before.deadline("holder_request").urgent_days == 5
        assert after.deadline("holder_request").urgent_days == 4
        assert {row.code for row in differences(before, after)} == {"holder_request", "owner_reply"}
    assert procedures.editions(TRACK) == (date(2026, 4, 14),)
