"""Screens files of JSON lines against a register, with no database: benchmarks, trials, other
systems.
"""

import gzip
import json
import os
import resource
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from seizures.matching import recipes
from seizures.matching.facts import GoodsFacts, Hit, RightFacts
from seizures.matching.index import MatchIndex, build
from seizures.matching.screen import screen
from seizures.matching.texts import reason_text

AT_ONCE = 50_000
"""Lines decoded and held in memory at a time."""


class FileRefused(Exception):
    """A file that cannot be read at all; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Screened:
    """What a run did: the last line the command prints, and the rows that were refused."""

    lines: int
    alerts: int
    index_seconds: float
    index_bytes: int
    screen_cpu_seconds: float
    lines_per_cpu_second: float
    peak_rss_mb: float
    recipe: str
    refused: tuple[str, ...] = field(default=(), compare=False)

    def summary(self) -> dict[str, Any]:
        """The machine-readable last line."""
        told = asdict(self)
        del told["refused"]
        return told


def screen_files(
    register: Path,
    lines: Path,
    alerts: Path,
    *,
    candidates: bool = False,
    recipe: str = recipes.CURRENT,
    repeat: int = 1,
    work: Path | None = None,
) -> Screened:
    """Build an index of `register`, screen `lines` against it and write hits to `alerts`.

    All three are JSON lines, gzipped where the name ends in .gz. Times are user and system CPU
    seconds of all threads and children: `index_seconds` for building, `screen_cpu_seconds` from
    decoded lines to hits with reasons in memory (the median of `repeat` runs). Raises
    `FileRefused`.
    """
    recipes.get(recipe)
    refused: list[str] = []
    rights = list(_rights(register, refused))
    with tempfile.TemporaryDirectory(dir=work, prefix="match-index-") as place:
        before = _cpu()
        build(rights, Path(place) / "index", version="file")
        index_seconds = _cpu() - before
        index = MatchIndex.open(Path(place) / "index")
        del rights
        screen(index, [GoodsFacts("warm", "warm up")], recipe=recipe)
        spent, count, written = _run(index, lines, alerts, candidates, recipe, repeat, refused)
        size = index.bytes
    return Screened(
        lines=count,
        alerts=written,
        index_seconds=round(index_seconds, 3),
        index_bytes=size,
        screen_cpu_seconds=round(spent, 4),
        lines_per_cpu_second=round(count / spent, 1) if spent else 0.0,
        peak_rss_mb=round(_peak_mb(), 1),
        recipe=recipe,
        refused=tuple(refused),
    )


def _run(
    index: MatchIndex,
    lines: Path,
    alerts: Path,
    candidates: bool,
    recipe: str,
    repeat: int,
    refused: list[str],
) -> tuple[float, int, int]:
    """CPU seconds, lines and hits of screening one file, part by part."""
    spent, count, written = 0.0, 0, 0
    goods = _goods(lines, refused)
    aside = alerts.with_name(f".{alerts.name}.{os.getpid()}.part")
    try:
        with _opened(aside, "wt", alerts.suffix) as out:
            while part := list(islice(goods, AT_ONCE)):
                hits, seconds = _timed(index, part, candidates, recipe, max(1, repeat))
                spent, count, written = spent + seconds, count + len(part), written + len(hits)
                out.writelines(
                    json.dumps(row, ensure_ascii=False) + "\n" for row in map(_row, hits)
                )
                print(f"{count} lines screened, {written} hits", file=sys.stderr)
        os.replace(aside, alerts)
    except OSError as error:
        raise FileRefused(f"{error.filename or alerts}: {error.strerror or error}") from error
    finally:
        aside.unlink(missing_ok=True)
    return spent, count, written


def _timed(
    index: MatchIndex, part: Sequence[GoodsFacts], candidates: bool, recipe: str, repeat: int
) -> tuple[list[Hit], float]:
    hits: list[Hit] = []
    times = []
    for _ in range(repeat):
        before = _cpu()
        hits = screen(index, part, recipe=recipe, candidates=candidates)
        times.append(_cpu() - before)
    return hits, statistics.median(times)


def _row(hit: Hit) -> dict[str, Any]:
    reasons = [
        {"code": r.code, "value": r.value, "weight": r.weight, "text": reason_text(r)}
        for r in hit.reasons
    ]
    return {
        "line": hit.line,
        "right": hit.right,
        "score": round(hit.score, 6),
        "raised": hit.raised,
        "tier": hit.tier,
        "reasons": reasons,
    }


def right_of(row: dict[str, Any]) -> RightFacts:
    """One row of a register file; raises `ValueError` with the reason where it is no right."""
    if not row.get("id") or not (row.get("mark") or row.get("terms") or row.get("models")):
        raise ValueError("a right needs an id and a mark")
    aliases = row.get("aliases") or {}
    return RightFacts(
        id=str(row["id"]),
        kind=str(row.get("kind") or "trademark"),
        mark=str(row.get("mark") or ""),
        aliases=tuple((str(lang), str(text)) for lang, texts in aliases.items() for text in texts),
        nice=tuple(int(n) for n in row.get("nice") or ()),
        holder=str(row.get("holder") or ""),
        authorised=tuple(str(name) for name in row.get("authorised") or ()),
        jurisdiction=str(row.get("jurisdiction") or ""),
        terms=tuple(str(t) for t in row.get("terms") or ()),
        models=tuple(str(t) for t in row.get("models") or ()),
        hs=tuple(str(t) for t in row.get("hs") or ()),
    )


def goods_of(row: dict[str, Any]) -> GoodsFacts:
    """One row of a goods file; raises `ValueError` with the reason where it is no goods line."""
    if row.get("id") in (None, ""):
        raise ValueError("a goods line needs an id")
    names = ("description", "hs", "shipper", "consignee", "notify", "origin", "destination", "mode")
    told: dict[str, Any] = {name: str(row.get(name) or "") for name in names}
    return GoodsFacts(id=str(row["id"]), **told)


def _rights(path: Path, refused: list[str]) -> Iterator[RightFacts]:
    for number, row in _rows(path, refused):
        try:
            yield right_of(row)
        except (ValueError, TypeError, AttributeError) as error:
            refused.append(f"{path.name} row {number}: {error}")


def _goods(path: Path, refused: list[str]) -> Iterator[GoodsFacts]:
    for number, row in _rows(path, refused):
        try:
            yield goods_of(row)
        except (ValueError, TypeError, AttributeError) as error:
            refused.append(f"{path.name} row {number}: {error}")


def _rows(path: Path, refused: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with _opened(path, "rt", path.suffix) as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                except ValueError as error:
                    refused.append(f"{path.name} row {number}: no JSON ({error})")
                    continue
                if isinstance(row, dict):
                    yield number, row
                else:
                    refused.append(f"{path.name} row {number}: not an object")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise FileRefused(
            f"{path} cannot be read: {error}; give JSON lines, .jsonl or .jsonl.gz"
        ) from error


def _opened(path: Path, mode: str, suffix: str) -> IO[str]:
    if suffix == ".gz":
        return cast(IO[str], gzip.open(path, mode, encoding="utf-8"))
    return cast(IO[str], path.open(mode, encoding="utf-8"))


def _cpu() -> float:
    """User and system seconds of this process, all its threads and its finished children."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20) if sys.platform == "darwin" else peak / 1024
