"""Invented rights and helpers for the matcher's tests."""

from seizures.matching.facts import GoodsFacts, Hit, RightFacts
from seizures.matching.index import MatchIndex
from seizures.matching.screen import screen

RIGHTS = (
    RightFacts(
        "R1", "trademark", "ZORVANE", (("ko", "조르반"), ("zh", "卓梵恩")), (18, 25), "ZORVANE INC",
        ("ZORVANE INC", "HANBIT SHOES"),
    ),
    RightFacts("R2", "trademark", "HARBOR LARK", (), (25,), "LARK HOLDINGS"),
    RightFacts("R3", "trademark", "丰莱云", (), (3,), "FENGLAI COSMETICS"),
    RightFacts("R4", "trademark", "마룬돌", (), (3,), "MARUNDOL CO"),
    RightFacts("R5", "trademark", "ORANGE", (), (9, 38), "ORANGE TELECOM SA"),
    RightFacts("R6", "trademark", "GAP", (), (25,), "GAP STORES"),
    RightFacts("R7", "trademark", "LARK", (), (25,), "SMALL LARK LTD"),
    RightFacts(
        "P1", "patent", "Heat exchanger", holder="KORTHERM",
        terms=("microchannel", "brazed fin", "fan"), models=("KTX-5500",), hs=("841950",),
    ),
)  # fmt: skip


def index_of(*rights: RightFacts) -> MatchIndex:
    """An index in memory of these rights, or of the usual ones."""
    return MatchIndex.of(rights or RIGHTS)


def line(description: str, hs: str = "640411", **parties: str) -> GoodsFacts:
    """One goods line."""
    return GoodsFacts("L1", description, hs, **parties)


def hits(
    goods: GoodsFacts, index: MatchIndex | None = None, *, candidates: bool = False
) -> list[Hit]:
    """What one line brings."""
    return screen(index or index_of(), [goods], candidates=candidates)


def raised(goods: GoodsFacts, index: MatchIndex | None = None) -> list[str]:
    """The rights a line is alerted for, best first."""
    return [hit.right for hit in hits(goods, index) if hit.raised]
