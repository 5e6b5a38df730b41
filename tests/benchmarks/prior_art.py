"""Earlier patents: an invented register shelved, then questions put to it."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from seizures.matching import library
from seizures.matching.documents import Document
from seizures.matching.prior_art import judged
from tests.benchmarks.scratch import SYLLABLES, Stopwatch, peak_mb

FIELDS, OWN_WORDS, COMMON_WORDS = 600, 60, 4000
ASKED, JUDGED = 40, 24
HAN, HANGUL = 0x4E00, 0xAC00


def run(rows: int, rights: int) -> Iterator[dict[str, Any]]:
    """For so many patents in three languages: shelving, files, one question, one judgement."""
    rng = Random(7)
    with Stopwatch() as shelving:
        made = library.of_documents(patents(rng, rights))
    yield {"step": "shelve patents", **shelving.told(rights, "patents"), "peak_mb": peak_mb()}
    with tempfile.TemporaryDirectory() as place:
        directory = Path(place) / "library"
        library.write(made, directory)
        size = sum(path.stat().st_size for path in directory.iterdir())
        opened = library.read(directory)
        yield {"step": "files of the library", "mb": round(size / 1e6, 1)}
        yield from _asked(opened, rights)


def _asked(opened: library.Library, rights: int) -> Iterator[dict[str, Any]]:
    """Every question is a patent of the register with a third of its words exchanged."""
    wanted = {number * (rights // ASKED): number for number in range(ASKED)}
    originals = [row for row in patents(Random(7), rights) if row.id in wanted]
    rng = Random(8)
    questions = [_reworded(rng, row) for row in originals]
    opened.nearest(questions[0], JUDGED)
    first, longest = 0, 0.0
    with Stopwatch() as whole:
        for question, original in zip(questions, originals, strict=True):
            with Stopwatch() as this:
                first += opened.nearest(question, JUDGED)[:1] == [original.id]
            longest = max(longest, this.seconds)
    yield {"step": "one question", "patents": rights, "found_first": f"{first}/{ASKED}",
           "ms": round(whole.seconds * 1000 / ASKED, 1),
           "cpu_ms": round(whole.cpu_seconds * 1000 / ASKED, 1),
           "longest_ms": round(longest * 1000, 1)}  # fmt: skip
    with Stopwatch() as judging:
        for question in questions:
            judged(question, originals[:JUDGED], opened)
    yield {"step": f"judge {JUDGED} of them", "ms": round(judging.seconds * 1000 / ASKED, 1),
           "cpu_ms": round(judging.cpu_seconds * 1000 / ASKED, 1)}  # fmt: skip


def patents(rng: Random, count: int) -> Iterator[Document]:
    """Patents of 600 technical fields in English, Korean and Chinese, 60 to 160 words of claims."""
    words = [_word(rng, number % 3) for number in range(3 * (FIELDS * OWN_WORDS + COMMON_WORDS))]
    for number in range(count):
        script, field = number % 3, rng.randrange(FIELDS)
        own, common = words[script + 3 * COMMON_WORDS :: 3], words[script : 3 * COMMON_WORDS : 3]
        begin = field * OWN_WORDS
        said = [own[begin + min(int(rng.expovariate(0.08)), OWN_WORDS - 1)] if rng.random() < 0.5
                else common[min(int(rng.expovariate(0.01)), COMMON_WORDS - 1)]
                for _ in range(rng.randint(60, 160))]  # fmt: skip
        gap = "" if script == 2 else " "
        yield Document(
            number, gap.join(said[:4]), gap.join(said), tuple(said[4:7]),
            (f"{'ABCDEFGH'[field % 8]}{field % 90 + 10}{'BCDFGHKL'[field % 7]} {field}/02",),
            filed_on=dt.date(2005, 1, 1) + dt.timedelta(days=number % 7000),
        )  # fmt: skip


def _word(rng: Random, script: int) -> str:
    if script == 0:
        return "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4)))
    base, size = ((HANGUL, 2000), (HAN, 3000))[script - 1]
    return "".join(chr(base + rng.randrange(size)) for _ in range(rng.randint(2, 3)))


def _reworded(rng: Random, row: Document) -> Document:
    gap = " " if " " in row.text else ""
    parts = (
        row.text.split(" ") if gap else [row.text[n : n + 8] for n in range(0, len(row.text), 8)]
    )
    kept = [part for part in parts if rng.random() > 1 / 3]
    return Document(-1, "", gap.join(kept), row.terms, row.classes, filed_on=dt.date(2026, 1, 1))
