"""The picture look-up: an invented register scanned, then the nearest compared closely."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from PIL import Image

from seizures.matching import pictures
from seizures.matching.keypoints import likeness, points_of, shared, views_of
from seizures.training.invent import pictures as drawn
from seizures.training.invent.names import latin_name
from tests.benchmarks.scratch import Stopwatch, peak_mb

DRAWN, ASKED, LOOKED_AT = 200, 20, 20
RECORDED = 3
"""Prints of a recorded picture, as most drawings have."""


def run(rows: int, rights: int) -> Iterator[dict[str, Any]]:
    """For a register of so many pictures: reading, writing, one scan, one whole look-up."""
    rng = Random(11)
    names = [latin_name(rng).latin.upper() for _ in range(DRAWN)]
    logos: list[Image.Image] = [Image.open(io.BytesIO(drawn.logo(name, rng))) for name in names]
    with Stopwatch() as reading:
        known: list[tuple[int, Any]] = [
            (number, pictures.prints_of(logo)) for number, logo in enumerate(logos)
        ]
    yield {"step": "read pictures", "pictures": DRAWN, **reading.told(DRAWN, "pictures")}
    prints = pictures.laid_out([*known, *_others(rights - DRAWN)])
    with tempfile.TemporaryDirectory() as place:
        with Stopwatch() as writing:
            pictures.write(prints, Path(place) / "index")
        yield {"step": "write the index", "pictures": rights, **writing.told(rights, "pictures")}
        prints = pictures.read(Path(place) / "index")
        yield from _asked(prints, logos)


def _others(count: int) -> Iterator[tuple[int, Any]]:
    """Prints of pictures nobody draws: noise with the weight on low frequencies."""
    rng = np.random.default_rng(3)
    falling = 1.0 / (1.0 + np.add.outer(np.arange(pictures.LOW), np.arange(pictures.LOW)))
    for start in range(0, max(0, count), 5000):
        size = min(5000, count - start)
        made = rng.normal(size=(size * RECORDED, pictures.LOW, pictures.LOW)) * falling
        rows = pictures.packed(made.astype(np.float32))
        for at in range(size):
            yield DRAWN + start + at, rows[at * RECORDED : (at + 1) * RECORDED]


def _asked(prints: pictures.Prints, logos: list[Image.Image]) -> Iterator[dict[str, Any]]:
    questions = [pictures.questions_of(logo.rotate(90)) for logo in logos[:ASKED]]
    with Stopwatch() as one:
        for _ in range(50):
            np.bitwise_count(prints.words[0] ^ questions[0][0][0, 0])
    yield {"step": "one print against all", "prints": len(prints),
           "ms": round(one.seconds * 1000 / 50, 3),
           "cpu_ms": round(one.cpu_seconds * 1000 / 50, 3)}  # fmt: skip
    for step, tiers in (("scan, photo of the whole mark", 1), ("scan, windows of it", 2)):
        with Stopwatch() as scan:
            for asked in questions:
                prints.nearest(asked[tiers - 1 : tiers], 60)
        yield {"step": step, "questions": len(questions[0][tiers - 1]),
               "ms": round(scan.seconds * 1000 / ASKED, 1),
               "cpu_ms": round(scan.cpu_seconds * 1000 / ASKED, 1)}  # fmt: skip
    first, longest = 0, 0.0
    with Stopwatch() as whole:
        for number, logo in enumerate(logos[:ASKED]):
            with Stopwatch() as this:
                first += _looked_up(prints, logos, _taken(logo, number)) == number
            longest = max(longest, this.seconds)
    yield {"step": "look up a photo", "ms": round(whole.seconds * 1000 / ASKED, 1),
           "cpu_ms": round(whole.cpu_seconds * 1000 / ASKED, 1),
           "longest_ms": round(longest * 1000, 1), "found_first": f"{first}/{ASKED}",
           "peak_mb": peak_mb()}  # fmt: skip


def _taken(logo: Image.Image, number: int) -> Image.Image:
    """A photo of a logo: turned, or every second time small on a bench."""
    if number % 2:
        return logo.rotate(90, expand=True)
    bench = Image.new("RGB", (900, 700), (118, 124, 130))
    bench.paste(logo.resize((360, 270)), (300, 250))
    return bench


def _looked_up(prints: pictures.Prints, logos: list[Image.Image], photo: Image.Image) -> int:
    near = prints.nearest(pictures.questions_of(photo), 60)[:LOOKED_AT]
    views = views_of(photo)
    scored = [
        (likeness(apart, shared(views, points_of(logos[number % DRAWN]))), -number)
        for number, apart in near
    ]
    return -max(scored, default=(0.0, 1))[1]
