"""The invented world: the same for the same seed, honest in its base rate, nobody's property."""

import csv
import datetime as dt
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from seizures.formats.lines import ManifestLine, RowProblem
from seizures.formats.reader import read
from seizures.training.invent import goods, marks, planting
from seizures.training.invent.manifests import TODAY, Route, Shipper, write

DAY = dt.date(2026, 11, 22)


def folded(text: str) -> str:
    """A name without case, blanks and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def test_the_same_seed_invents_the_same_register() -> None:
    assert marks.register(5) == marks.register(5)
    assert marks.register(5) != marks.register(6)


def test_the_register_has_the_size_of_the_demo() -> None:
    register = marks.register()
    assert len(register.trademarks) == 2000
    assert len(register.rights) == 2060
    assert len(register.holders) == 150
    spelled = {folded(mark.mark) for mark in register.trademarks}
    assert len(spelled) == 2000
    assert sum(bool(mark.alias("ko")) for mark in register.trademarks) > 600
    assert sum(bool(mark.alias("zh")) for mark in register.trademarks) > 500


def test_no_invented_mark_or_firm_is_a_known_brand(shared: Path) -> None:
    table = shared / "data/product/brands-nsi-multilingual/brands_goods_shops_all_languages.tsv"
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    columns = ("display", "brand", "en", "ko", "zh", "zh_hans", "zh_hant", "wd_label")
    known = {folded(row[name]) for row in rows for name in columns if row[name]}
    register = marks.register()
    texts = [mark.mark for mark in register.trademarks]
    texts += [text for mark in register.rights for _language, text in mark.aliases]
    texts += [firm.name.split()[0] for firm in register.holders]
    assert not {text for text in texts if folded(text) in known}


@pytest.fixture(scope="module")
def shipped() -> tuple[Shipper, dict[str, list[planting.Plant]]]:
    """A shipper with its plants spread over today's routes."""
    shipper = Shipper(marks.register())
    return shipper, shipper.plants({**planting.INFRINGING, **planting.HARMLESS}, TODAY)


def test_what_is_planted_is_rare_and_of_every_kind(
    shipped: tuple[Shipper, dict[str, list[planting.Plant]]],
) -> None:
    _shipper, plants = shipped
    kinds = Counter(plant.kind for planted in plants.values() for plant in planted)
    assert kinds == {**planting.INFRINGING, **planting.HARMLESS}
    lines = sum(route.lines for route in TODAY)
    assert lines == 20_000
    assert sum(planting.INFRINGING.values()) / lines < 0.01


@pytest.mark.parametrize("route", TODAY, ids=lambda route: route.name)
def test_every_manifest_is_read_back_but_for_its_spoiled_rows(
    route: Route, shipped: tuple[Shipper, dict[str, list[planting.Plant]]], tmp_path: Path
) -> None:
    shipper, plants = shipped
    small = shipper.manifest(route, plants[route.name], DAY)
    path = write(small, tmp_path)
    items = list(read(path, name=path.name))
    lines = [item for item in items if isinstance(item, ManifestLine)]
    refused = [item for item in items if isinstance(item, RowProblem)]
    assert (len(lines), len(refused)) == (route.lines - route.spoiled, route.spoiled)
    spelled = {line.description for line in lines}
    expected = [plant.description for plant in plants[route.name]]
    assert sum(text in spelled for text in expected) >= len(expected) - route.spoiled


def test_the_three_formats_are_all_there() -> None:
    assert {route.form for route in TODAY} == {"csv", "xlsx", "cuscar"}
    assert "gb18030" in {route.encoding for route in TODAY}
    assert {route.mode for route in TODAY} == {"sea", "express", "post", "air"}
    assert {route.administration for route in TODAY} == {"kr", "cn"}


def test_goods_are_worded_in_three_languages() -> None:
    for product in goods.products():
        assert set(product.words) == set(goods.LANGUAGES)
        assert len({len(texts) for texts in product.words.values()}) == 1, product.hs
