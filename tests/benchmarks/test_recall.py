"""What the matcher raises of invented lines, and that it leaves ordinary goods alone."""

from functools import cache

import pytest

from seizures.matching.facts import GoodsFacts
from seizures.matching.index import MatchIndex
from seizures.matching.screen import screen
from tests.benchmarks.sets import ordinary, planted, reference, register

pytestmark = pytest.mark.alone

REGISTERS = ("all", "none", "mixed")
LEAST = {
    "verbatim": 0.98, "typo1": 0.88, "typo2": 0.58, "double": 0.97, "spaced": 0.95,
    "homoglyph": 0.95, "concat": 0.86, "ko_rec": 0.98, "zh_rec": 0.98, "zh_trad": 0.97,
    "ko2latin": 0.97, "zh2pinyin": 0.97, "common_in_class": 0.92,
    "swapped": 0.95, "inserted": 0.95, "dropped": 0.90, "apart_in_class": 0.60,
}  # fmt: skip
"""Share of planted lines that must be raised for their right."""
MOST = {
    "licensed": 0.01, "accessory": 0.02, "unreg_coined": 0.01, "generic": 0.04,
    "pictured": 0.01, "neighbour": 0.04,
}  # fmt: skip
"""Share of harmless lines that may be raised."""
UNRECORDED = {"ko_unrec": 0.60, "zh_unrec": 0.35}
"""Share of unrecorded transliterations that must at least be candidates."""
ORDINARY = 0.003


@cache
def index(aliases: str) -> MatchIndex:
    return MatchIndex.of(register(aliases))


def share(aliases: str, kind: str, *, candidates: bool = False) -> float:
    lines = planted(kind, register(aliases))
    if not lines:
        pytest.skip(f"no mark of this register can be written as {kind}")
    assert len(lines) >= 300
    wanted = {line.goods.id: line.right for line in lines}
    hits = screen(index(aliases), [line.goods for line in lines], candidates=candidates)
    return len({hit.line for hit in hits if wanted[hit.line] in (hit.right, None)}) / len(lines)


def raised(aliases: str, lines: list[GoodsFacts]) -> float:
    return len({hit.line for hit in screen(index(aliases), lines)}) / len(lines)


@pytest.mark.parametrize("aliases", REGISTERS)
@pytest.mark.parametrize("kind", LEAST)
def test_planted_names_are_raised(aliases: str, kind: str) -> None:
    assert share(aliases, kind) >= LEAST[kind]


@pytest.mark.parametrize("aliases", REGISTERS)
@pytest.mark.parametrize("kind", MOST)
def test_harmless_lines_are_hardly_ever_raised(aliases: str, kind: str) -> None:
    assert share(aliases, kind) <= MOST[kind]


@pytest.mark.parametrize("kind", UNRECORDED)
def test_unrecorded_transliterations_are_candidates(kind: str) -> None:
    assert share("none", kind, candidates=True) >= UNRECORDED[kind]


@pytest.mark.parametrize("aliases", REGISTERS)
@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_ordinary_goods_are_not_raised(aliases: str, language: str) -> None:
    assert raised(aliases, ordinary(language)) <= ORDINARY


@pytest.mark.parametrize("aliases", REGISTERS)
@pytest.mark.parametrize("table", ["kipo-ko", "kipo-en", "hsk-ko", "hsk-en", "hs-en"])
def test_published_goods_wordings_are_not_raised(aliases: str, table: str) -> None:
    lines = list(reference(table))[::6]
    if not lines:
        pytest.skip(f"the table {table} is not beside the project")
    assert raised(aliases, lines) <= ORDINARY
