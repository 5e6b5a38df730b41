"""The matching engine alone: an invented register, invented lines, no database."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from seizures.matching.files import screen_files
from tests.benchmarks.scratch import marks

GOODS = (
    ("COTTON T-SHIRTS", "610910"), ("SPORTS SHOES", "640411"), ("LEATHER HANDBAGS", "420221"),
    ("WRIST WATCHES", "910211"), ("PLASTIC TOYS", "950300"), ("운동화", "640411"),
    ("여성용 가방", "420222"), ("运动鞋", "640411"), ("塑料玩具", "950300"),
    ("LED LAMPS", "940510"),
)  # fmt: skip
CLASSES = ((25,), (18, 25), (14,), (28,), (9,), (11,))
PLANTED = 25
"""Every so many lines, one bears a mark of the register."""


def register_rows(count: int) -> Iterator[dict[str, Any]]:
    """Rights as an exported register writes them."""
    rng = Random(11)
    for number, mark in enumerate(marks(count)):
        yield {"id": f"B{number}", "kind": "trademark", "mark": mark, "holder": f"{mark} Co., Ltd.",
               "nice": list(rng.choice(CLASSES)), "jurisdiction": "kr"}  # fmt: skip


def goods_rows(count: int, known: list[str]) -> Iterator[dict[str, str]]:
    """Goods lines; one in 25 bears a mark, plain, spaced or with a letter wrong."""
    rng = Random(13)
    for number in range(count):
        text, hs = rng.choice(GOODS)
        text = f"{text} NO {rng.randint(10, 99999)} {rng.randint(2, 900)} PCS"
        if number % PLANTED == 0:
            mark = rng.choice(known)
            written = rng.choice((mark, " ".join(mark), mark[:2] + mark[3:]))
            text = f"{written} {text}"
        yield {"id": str(number), "description": text, "hs": hs, "mode": "express",
               "origin": "CNTAO", "destination": "KRINC",
               "shipper": f"QINGDAO TRADE {number % 700} CO LTD",
               "consignee": f"HANBIT {number % 900}"}  # fmt: skip


def run(rows: int, rights: int) -> Iterator[dict[str, Any]]:
    """Screens `rows` lines against registers of a tenth and of all of `rights` marks."""
    for size in (max(rights // 10, 1), rights):
        with tempfile.TemporaryDirectory(prefix="benchmark-") as place:
            register, lines = Path(place) / "register.jsonl", Path(place) / "lines.jsonl"
            known = [row["mark"] for row in register_rows(size)]
            _write(register, register_rows(size))
            _write(lines, goods_rows(rows, known))
            done = screen_files(register, lines, Path(place) / "alerts.jsonl", repeat=3)
            yield {"rights": size, **done.summary()}


def _write(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
