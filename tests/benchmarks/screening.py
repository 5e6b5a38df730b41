"""The engine at full size beside the tools people would otherwise use, in one run and one table.

Invented register and lines (`engine`): registers of `rights` marks and of five times as many, the
worst case of six novel words a line, one line at a time, a delta of 1,000, and on the same lines
Aho-Corasick (exact names only), RapidFuzz on windows and pg_trgm. CPU seconds; compare as ratios.
"""

import os
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import Any

import ahocorasick_rs
import numpy as np
import psycopg2
from rapidfuzz import fuzz, process

from seizures.matching.context import Context, KnownParty, PeopleIndex, Price
from seizures.matching.facts import GoodsFacts, RightFacts
from seizures.matching.files import goods_of, right_of
from seizures.matching.index import MatchIndex, build
from seizures.matching.screen import screen
from tests.benchmarks.engine import goods_rows, register_rows
from tests.servers import PostgresCluster, postgres_folder

REPEAT = 5
FUZZY_LINES, TRIGRAM_LINES, SINGLE_LINES = 2_000, 200, 300
FUZZY_AT_ONCE = 20
WIDEST = 3


def run(rows: int, rights: int) -> Iterator[dict[str, Any]]:
    """All measures of one run, then their table in Markdown on standard error."""
    told = []
    for row in _measures(rows, rights):
        told.append(row)
        yield row
    print(markdown(told), file=sys.stderr)


def _measures(rows: int, rights: int) -> Iterator[dict[str, Any]]:
    facts = [right_of(row) for row in register_rows(5 * rights)]
    few = facts[:rights]
    lines = [goods_of(row) for row in goods_rows(rows, [right.mark for right in few])]
    with tempfile.TemporaryDirectory(prefix="benchmark-") as place:
        base = _seconds(lambda: build(few, Path(place) / "few", version="1"))
        index = MatchIndex.open(Path(place) / "few")
        yield _told("index built", rights, base, "CPU s")
        yield _told("index size", rights, index.bytes / 1e6, "MB")
        before = _private_mb()
        speed = _speed(lambda: screen(index, lines), len(lines))
        yield _told("all lines, explained", rights, speed, "lines/CPU s")
        yield _told("private memory of one process more by", rights, _private_mb() - before, "MB")
        known = context(few, lines)
        speed_known = _speed(lambda: screen(index, lines, context=known), len(lines))
        yield _told("all lines, with parties and prices", rights, speed_known, "lines/CPU s")
        worst = novel(2_000)
        yield _told("six novel words a line", rights,
                    _speed(lambda: screen(index, worst), len(worst)), "lines/CPU s")  # fmt: skip
        yield from _single(index, lines, rights)
        yield _delta(Path(place))
        exact = _exact(few, lines)
        yield _told(
            "Aho-Corasick, exact names and aliases, whole words", rights, exact, "lines/CPU s"
        )
        yield _told("engine to Aho-Corasick", rights, speed / exact, "ratio")
        yield _told("RapidFuzz on windows", rights, _fuzzy(few, lines), "lines/CPU s")
        yield from _trigrams(few, lines)
        many = _seconds(lambda: build(facts, Path(place) / "many", version="1"))
        large = MatchIndex.open(Path(place) / "many")
        yield _told("index built", len(facts), many, "CPU s")
        yield _told("index size", len(facts), large.bytes / 1e6, "MB")
        yield _told("all lines, explained", len(facts),
                    _speed(lambda: screen(large, lines), len(lines)), "lines/CPU s")  # fmt: skip


def _told(what: str, rights: int, value: float, unit: str) -> dict[str, Any]:
    return {"measure": what, "marks": rights, "value": float(f"{value:.4g}"), "unit": unit}


def _seconds(work: Callable[[], object]) -> float:
    before = process_time()
    work()
    return process_time() - before


def _speed(work: Callable[[], object], count: int) -> float:
    work()
    return count / median(_seconds(work) for _ in range(REPEAT))


def _private_mb() -> float:
    """Memory of this process that is shared with no other, where the system tells."""
    told = Path("/proc/self/smaps_rollup")
    if not told.exists():
        return 0.0
    rows = [line.split() for line in told.read_text().splitlines()]
    return sum(int(row[1]) for row in rows if row[0].startswith("Private_")) / 1024


def context(rights: Sequence[RightFacts], lines: Sequence[GoodsFacts]) -> Context:
    """Some shippers known as infringers or clean, and a genuine price for every tenth mark."""
    shippers = sorted({line.shipper for line in lines})
    parties = [
        KnownParty(f"P{n}", (name,), ("infringer", "clean", "watched")[n % 3], infringing=n % 4)
        for n, name in enumerate(shippers[::5])
    ]
    prices = {right.id: Price(right.id, 50.0, "USD") for right in rights[::10]}
    return Context(PeopleIndex.of(parties), prices, {"USD": 1.0})


def novel(count: int) -> list[GoodsFacts]:
    """Lines of six words nobody has ever written."""
    random = Random(3)
    letters = "bcdfglmnprstvzaeiou"
    words = ["".join(random.choices(letters, k=8)) for _ in range(6 * count)]
    return [GoodsFacts(str(n), " ".join(words[6 * n : 6 * n + 6])) for n in range(count)]


def _single(
    index: MatchIndex, lines: Sequence[GoodsFacts], rights: int
) -> Iterator[dict[str, Any]]:
    times = [_seconds(lambda line=line: screen(index, [line])) for line in lines[:SINGLE_LINES]]
    for share in (50, 99):
        value = float(np.percentile(times, share)) * 1_000
        yield _told(f"one line alone, p{share}", rights, value, "CPU ms")


def _delta(place: Path) -> dict[str, Any]:
    changed = [right_of(row) for row in register_rows(1_000)]
    spent = _seconds(lambda: build(changed, place / "delta", version="2"))
    return _told("delta built", len(changed), spent, "CPU s")


def _exact(rights: Sequence[RightFacts], lines: Sequence[GoodsFacts]) -> float:
    """Exact matching of the same job: every mark and alias in one automaton, lines folded as its
    names are (compatibility forms, lower case, no marks), whole words only, the rights of each line
    by their ids.
    """
    owners: dict[str, list[str]] = {}
    for right in rights:
        for name in (right.mark, *(text for _language, text in right.aliases)):
            if folded := _folded(name):
                owners.setdefault(folded, []).append(right.id)
    automaton = ahocorasick_rs.AhoCorasick(list(owners))
    ids = list(owners.values())

    def work() -> None:
        met: dict[str, list[str]] = {}
        for line in lines:
            text, found = _folded(line.description), dict[str, None]()
            for name, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
                before, after = text[start - 1 : start], text[end : end + 1]
                if not before.isalnum() and not after.isalnum():
                    found.update(dict.fromkeys(ids[name]))
            met[line.id] = list(found)

    return _speed(work, len(lines))


def _folded(text: str) -> str:
    """A text as an exact matcher must read it, so that É meets é, e and their wide forms."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).lower())
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", kept)


def _fuzzy(rights: Sequence[RightFacts], lines: Sequence[GoodsFacts]) -> float:
    """A few lines at a time, since every window is held against every name."""
    names, few = [right.mark.lower() for right in rights], lines[:FUZZY_LINES]

    def work() -> None:
        for start in range(0, len(few), FUZZY_AT_ONCE):
            part = few[start : start + FUZZY_AT_ONCE]
            windows = [window for line in part for window in _windows(line.description.lower())]
            process.cdist(
                windows, names, scorer=fuzz.ratio, score_cutoff=80, dtype=np.uint8, workers=1
            )

    return len(few) / _seconds(work)


def _windows(text: str) -> list[str]:
    words = text.split()
    return [
        " ".join(words[at : at + width])
        for width in range(1, WIDEST + 1)
        for at in range(len(words) - width + 1)
    ]


def _trigrams(
    rights: Sequence[RightFacts], lines: Sequence[GoodsFacts]
) -> Iterator[dict[str, Any]]:
    """Wall-clock of the server, which works in processes of its own."""
    binaries = postgres_folder()
    if binaries is None:
        print("pg_trgm is left out: no PostgreSQL can be started here", file=sys.stderr)
        return
    cluster = PostgresCluster(binaries)
    try:
        cluster.start()
        with psycopg2.connect(cluster.url) as connection, connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION pg_trgm")
            cursor.execute("CREATE TABLE marks (name text)")
            names = [right.mark.lower() for right in rights]
            cursor.execute("INSERT INTO marks SELECT unnest(%s)", (names,))
            cursor.execute("CREATE INDEX ON marks USING gin (name gin_trgm_ops)")
            cursor.execute("ANALYZE marks")
            cursor.execute("SET pg_trgm.similarity_threshold = 0.6")
            started = os.times().elapsed
            for line in lines[:TRIGRAM_LINES]:
                for window in _windows(line.description.lower()):
                    cursor.execute("SELECT name FROM marks WHERE name %% %s", (window,))
                    cursor.fetchall()
            spent = os.times().elapsed - started
        yield _told("pg_trgm on windows", len(rights), TRIGRAM_LINES / spent, "lines/s")
    except psycopg2.Error as error:
        print(f"pg_trgm is left out: {error}", file=sys.stderr)
    finally:
        cluster.stop()


def markdown(rows: Sequence[dict[str, Any]]) -> str:
    """The measures as a table for docs/performance.md."""
    lines = ["| Measure | Marks | Value | Unit |", "|---|---|---|---|"]
    for row in rows:
        value = row["value"]
        shown = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
        lines.append(f"| {row['measure']} | {row['marks']:,} | {shown} | {row['unit']} |")
    return "\n".join(lines)
