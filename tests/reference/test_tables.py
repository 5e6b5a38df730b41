"""The text tables themselves: complete in three languages, no doubles, in the right place."""

import csv

import pytest

from seizures.reference.actions.tables import DATA, LOADERS
from seizures.reference.choices import OfficeKind

LANGUAGES = ("en", "ko", "zh-hans")
KEYS = {
    "countries": ("alpha2",),
    "currencies": ("code",),
    "administrations": ("code",),
    "ports": ("locode",),
    "offices": ("code",),
    "hs": ("code",),
    "nice": ("number",),
    "exchange_rates": ("administration", "currency", "on"),
}
SOUTH, NORTH, WEST, EAST = 21.0, 46.0, 109.0, 130.5


def rows(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def has(text: str, first: str, last: str) -> bool:
    return any(first <= sign <= last for sign in text)


def test_every_table_is_loaded_and_has_a_key() -> None:
    assert set(KEYS) == set(LOADERS) == {path.stem for path in DATA.glob("*.tsv")}


@pytest.mark.parametrize("table", sorted(set(KEYS) - {"exchange_rates"}))
def test_every_row_has_a_name_in_three_languages(table: str) -> None:
    for row in rows(table):
        for prefix in ("", "short_", "city_"):
            for language in LANGUAGES:
                if f"{prefix}{language}" in row:
                    assert row[f"{prefix}{language}"].strip(), row


@pytest.mark.parametrize("table", ["ports", "offices", "hs", "nice"])
def test_own_names_are_written_in_their_own_script(table: str) -> None:
    for row in rows(table):
        assert has(row["ko"], "가", "힣") or row["code"] in {"854442"}, row
        assert has(row["zh-hans"], "一", "鿿"), row
        assert not has(row["en"], "一", "鿿") and not has(row["en"], "가", "힣"), row
        assert not has(row["zh-hans"], "가", "힣"), row


@pytest.mark.parametrize("table", sorted(KEYS))
def test_no_row_stands_twice(table: str) -> None:
    keys = [tuple(row[key] for key in KEYS[table]) for row in rows(table)]
    assert len(keys) == len(set(keys))


def test_ports_of_the_corridor_lie_inside_its_box() -> None:
    corridor = [row for row in rows("ports") if row["country"] in {"KR", "CN", "HK", "MO"}]
    assert len(corridor) >= 60
    for row in corridor:
        assert SOUTH < float(row["latitude"]) < NORTH, row
        assert WEST < float(row["longitude"]) < EAST, row


@pytest.mark.parametrize(
    ("locode", "latitude", "longitude"),
    [
        ("CNYSA", 30.6, 122.1),
        ("CNYTN", 22.6, 114.3),
        ("CNTAO", 36.1, 120.4),
        ("KRPTK", 37.0, 126.8),
    ],
)
def test_positions_known_to_be_wrong_in_some_lists_are_right_here(
    locode: str, latitude: float, longitude: float
) -> None:
    port = next(row for row in rows("ports") if row["locode"] == locode)
    assert abs(float(port["latitude"]) - latitude) < 0.15
    assert abs(float(port["longitude"]) - longitude) < 0.15


def test_only_a_code_of_a_published_table_is_called_official() -> None:
    for row in rows("offices"):
        assert row["kind"] in OfficeKind.values
        length = {"kr": 3, "cn": 4}[row["administration"]]
        looks_official = row["code"].isdigit() and len(row["code"]) == length
        assert (row["official_code"] == "yes") == looks_official, row


def test_offices_stand_under_an_office_of_their_own_administration() -> None:
    home = {row["code"]: row["administration"] for row in rows("offices")}
    heads = [row["administration"] for row in rows("offices") if not row["parent"]]
    assert sorted(heads) == ["cn", "kr"]
    for row in rows("offices"):
        assert home[row["parent"] or row["code"]] == row["administration"]


def test_every_corridor_port_of_both_countries_has_an_office() -> None:
    served = {port for row in rows("offices") for port in row["ports"].split(";") if port}
    ports = {row["locode"] for row in rows("ports")}
    assert served <= ports
    assert {row["locode"] for row in rows("ports") if row["country"] in {"KR", "CN"}} <= served


def test_hs_has_all_chapters_and_every_code_has_its_parent() -> None:
    codes = {row["code"] for row in rows("hs")}
    assert {f"{number:02}" for number in range(1, 98)} <= codes
    assert all(code[:-2] in codes for code in codes if len(code) > 2)
    assert len([code for code in codes if len(code) == 4]) >= 350


def test_nice_has_exactly_the_classes_1_to_45() -> None:
    assert [int(row["number"]) for row in rows("nice")] == list(range(1, 46))


def test_invented_rates_say_so_and_come_once_a_week_in_2026() -> None:
    assert {row["source"] for row in rows("exchange_rates")} == {"demo"}
    dollars = [
        row for row in rows("exchange_rates")
        if (row["administration"], row["currency"]) == ("kr", "USD")
    ]  # fmt: skip
    assert len([row for row in dollars if row["on"].startswith("2026")]) == 52
    assert all(1200 < float(row["rate"]) < 1600 for row in dollars)
