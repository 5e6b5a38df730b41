"""What outcomes taught: how common a word is in lines without alerts, and how scores are
calibrated.

Each lesson is a named data version: a file that is written once and never changed. Hits store its
name, so that an old alert is judged by the lesson of its day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import ClassVar, Protocol

import numpy as np

from seizures.matching.arrays import Floats, Hashes, Ints
from seizures.matching.concordance import headings
from seizures.matching.hashing import finished
from seizures.matching.reading import Reading, read

FORMAT = 1
LEAST_SHIPPERS = 4
"""As many different shippers make a word known; fewer say nothing."""
AT_ONCE = 5_000
_CHAPTER = np.uint64(0xD6E8FEB86659FD93)
_SHIPPER = np.uint64(0x2545F4914F6CDD1D)
_GROUPS = np.uint64(200)
"""Keys up to here are no words: they count the shippers of everything and of each chapter."""
_NO_HASHES: Hashes = np.zeros(0, dtype=np.uint64)


class Described(Protocol):
    """What is learned from: a description, its commodity code and who ships it."""

    @property
    def description(self) -> str: ...
    @property
    def hs(self) -> str: ...
    @property
    def shipper(self) -> str: ...


class LearnedRefused(Exception):
    """The file is no data version that can be read, or would overwrite one."""


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """One named data version: `keys` (sorted) are hashes of words and of words within a chapter,
    `shares` the share of shippers that use them, `calibration` (slope, intercept) of the log-odds.
    """

    name: str
    keys: Hashes
    shares: Floats
    calibration: tuple[float, float] = (1.0, 0.0)
    lines: int = 0

    NONE: ClassVar["Learned"]

    def __len__(self) -> int:
        return len(self.keys)

    def share(self, hashes: Hashes) -> Floats:
        """The share of shippers that use each word; 0 for words nothing was learned of."""
        if not len(self.keys):
            return np.zeros(len(hashes), dtype=np.float64)
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        return np.where(self.keys[at] == hashes, self.shares[at], 0.0)

    def calibrated(self, calibration: tuple[float, float], name: str) -> "Learned":
        """The same words under a new name with another calibration."""
        return Learned(name, self.keys, self.shares, calibration, self.lines)

    def save(self, path: Path) -> None:
        """Write a new file; an existing one is never changed (`LearnedRefused`)."""
        try:
            with path.open("xb") as out:
                np.savez_compressed(
                    out, format=np.array(FORMAT), name=np.array(self.name), keys=self.keys,
                    shares=self.shares, calibration=np.array(self.calibration),
                    lines=np.array(self.lines),
                )  # fmt: skip
        except FileExistsError:
            raise LearnedRefused(f"{path} exists; give the new data version its own name") from None

    @classmethod
    def load(cls, path: Path) -> "Learned":
        """Read a file written by `save`; raises `LearnedRefused`."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                if int(stored["format"]) != FORMAT:
                    raise LearnedRefused(f"{path} has another format; learn it again")
                slope, intercept = map(float, stored["calibration"])
                return cls(
                    str(stored["name"]), stored["keys"], stored["shares"], (slope, intercept),
                    int(stored["lines"]),
                )  # fmt: skip
        except (OSError, ValueError, KeyError) as error:
            raise LearnedRefused(f"{path} holds no learned data version: {error}") from error


Learned.NONE = Learned("", _NO_HASHES, np.zeros(0, dtype=np.float64))


def in_chapter(hashes: Hashes, chapters: Ints) -> Hashes:
    """Keys of words within the HS chapter they stand under."""
    return finished(hashes ^ ((chapters.astype(np.uint64) + np.uint64(1)) * _CHAPTER))


def chapters_of(lines: Sequence[Described]) -> Ints:
    """The HS chapter of each line; 0 where there is none."""
    heading = headings([line.hs for line in lines])
    return np.where(heading >= 0, heading // 100, 0)


def learn_commonness(lines: Iterable[Described], *, name: str) -> Learned:
    """Which words many shippers use in lines without alerts, anywhere and within each chapter.

    Deterministic for the same lines in any order. Leave out lines with an alert and lines of
    authorised parties, since what stands there may well be a mark.
    """
    pairs = _Pairs()
    rest, seen = iter(lines), 0
    while batch := list(islice(rest, AT_ONCE)):
        seen += len(batch)
        pairs.add(batch)
    keys, shares = pairs.counted()
    return Learned(name, keys, shares, lines=seen)


class _Pairs:
    """Distinct pairs of a word and a shipper, gathered batch by batch."""

    def __init__(self) -> None:
        self.words: list[Hashes] = [_NO_HASHES]
        self.groups: list[Hashes] = [_NO_HASHES]
        self.shippers: list[Hashes] = [_NO_HASHES]
        self.pending = 0

    def add(self, batch: Sequence[Described]) -> None:
        """Add the words of some lines."""
        reading = read([line.description for line in batch])
        shipper = _hashed([line.shipper for line in batch])
        chapter = chapters_of(batch)
        line, hashes = pieces(reading)
        everywhere = np.zeros(len(line), dtype=np.int64)
        self._put(hashes, everywhere, shipper[line])
        self._put(in_chapter(hashes, chapter[line]), chapter[line] + 1, shipper[line])
        all_lines = np.arange(len(batch))
        self._put(np.zeros(len(batch), np.uint64), 0 * all_lines, shipper)
        self._put(chapter.astype(np.uint64) + np.uint64(1), chapter + 1, shipper)
        if self.pending > 4_000_000:
            self._fold()

    def _put(self, words: Hashes, groups: Ints, shippers: Hashes) -> None:
        self.words.append(words)
        self.groups.append(groups.astype(np.uint64))
        self.shippers.append(shippers)
        self.pending += len(words)

    def _fold(self) -> None:
        words, groups, shippers = map(np.concatenate, (self.words, self.groups, self.shippers))
        order = np.lexsort((shippers, groups, words))
        words, groups, shippers = words[order], groups[order], shippers[order]
        fresh = np.ones(len(words), dtype=bool)
        fresh[1:] = (words[1:] != words[:-1]) | (shippers[1:] != shippers[:-1])
        self.words, self.groups = [words[fresh]], [groups[fresh]]
        self.shippers, self.pending = [shippers[fresh]], 0

    def counted(self) -> tuple[Hashes, Floats]:
        """Words that enough shippers use, and their share among the shippers of their group."""
        self._fold()
        keys, first, count = np.unique(self.words[0], return_index=True, return_counts=True)
        group = self.groups[0][first]
        groups = keys <= _GROUPS
        totals = dict(zip(keys[groups].tolist(), count[groups].tolist(), strict=True))
        told = ~groups & (count >= LEAST_SHIPPERS)
        among = np.array([totals.get(int(g), 1) for g in group[told].tolist()], dtype=np.float64)
        return keys[told], count[told] / np.maximum(among, 1.0)


def pieces(reading: Reading) -> tuple[Ints, Hashes]:
    """Words of a batch that something can be learned of: tokens, and parts of Han and Hangul runs;
    the line and hash of each.
    """
    tokens = reading.tokens
    chosen = np.flatnonzero(~tokens.digits & (tokens.lengths >= 2) & (tokens.lengths <= 24))
    of_text = tokens.chars.text
    han = np.flatnonzero(reading.han.ends - reading.han.starts >= 2)
    affix = np.flatnonzero(reading.affixes.ends - reading.affixes.starts >= 2)
    line = np.concatenate(
        (tokens.of_text[chosen], of_text[reading.han.starts[han]],
         of_text[reading.affixes.starts[affix]])
    )  # fmt: skip
    hashes = np.concatenate(
        (reading.hashes[chosen], reading.han_hashes[han], reading.affix_hashes[affix])
    )
    return line, hashes


def _hashed(names: Sequence[str]) -> Hashes:
    """A hash for every shipper's name, the same in every process."""
    tokens = [name.encode("utf-8", "replace") for name in names]
    sums = np.fromiter((_sum(data) for data in tokens), np.uint64, len(tokens))
    return finished(sums * _SHIPPER)


def _sum(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")


def fit_calibration(scores: Sequence[float], outcomes: Sequence[bool]) -> tuple[float, float]:
    """(slope, intercept) that turn a score's log-odds into the odds that outcomes show.

    Monotone (the slope is positive) and deterministic; with few outcomes it stays near (1, 0), the
    calibration that changes nothing. Ridge-penalised logistic regression by Newton's method.
    """
    if len(scores) != len(outcomes):
        raise ValueError("as many outcomes as scores are needed")
    chance = np.clip(np.asarray(scores, dtype=np.float64), 1e-6, 1.0 - 1e-6)
    odds = np.log(chance / (1.0 - chance))
    hit = np.asarray(outcomes, dtype=np.float64)
    point, prior, ridge = np.array([1.0, 0.0]), np.array([1.0, 0.0]), np.diag([8.0, 2.0])
    design = np.stack((odds, np.ones(len(odds))), axis=1) if len(odds) else np.zeros((0, 2))
    for _ in range(100):
        expected = 1.0 / (1.0 + np.exp(-(design @ point)))
        slope = design.T @ (expected - hit) + ridge @ (point - prior)
        curve = (design * (expected * (1.0 - expected))[:, None]).T @ design + ridge
        step = np.linalg.solve(curve, slope)
        point = point - np.clip(step, -1.0, 1.0)
        point[0] = max(point[0], 0.05)
        if float(np.abs(step).max()) < 1e-9:
            break
    return round(float(point[0]), 6), round(float(point[1]), 6)
