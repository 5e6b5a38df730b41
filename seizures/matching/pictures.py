"""Which recorded pictures does a photo resemble, whichever way up, cropped, brighter or inverted?

A print is 256 bits: the signs of the lowest frequencies of a picture's brightness. Turning by a
right angle, mirroring and inverting only permute and flip them, so the eight positions of a photo
cost one transform, and an inverted one is as far from the complement. Recorded pictures keep one
print or two (all of it, and what stands out from its ground); a photo is asked by many: whole,
trimmed, in steps of five degrees, and by windows of it. The register is scanned word by word.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from seizures.matching.arrays import Hashes, Ints
from seizures.matching.in_place import in_place_of, save, save_manifest

Box = tuple[float, float, float, float]
Grey = npt.NDArray[np.float32]
SIDE, LOW = 64, 16
"""A picture is read at SIDE by SIDE pixels, and LOW by LOW frequencies of it are kept."""
WORDS = LOW * LOW // 64
BITS = LOW * LOW - 1
FAR = 0.5
"""Share of differing bits between pictures that have nothing to do with each other."""
NEAR = 0.36
"""Pictures that differ in a larger share of the bits are not looked at more closely."""
PRINT_BYTES = WORDS * 8
FORMAT = 1
"""Prints of another format are made anew."""
SURE = 0.12
"""A picture this near needs no window of the photo to be found."""
_COARSE = 20
"""Bits of the first word that may differ before the others are looked at."""
_UNPROMISING = np.uint8(63 - 2 * _COARSE - 2)
BLOCK = 32_768
"""Prints that are asked all questions before the next ones are fetched from memory."""
STANDS_OUT = 26.0
ANGLES = tuple(range(5, 90, 5))
WINDOWS = ((0.8, 3), (0.62, 4), (0.46, 5), (0.32, 6))
"""Sizes of the windows of a photo, as shares of its sides, and how many fit in a row."""


def _cosines() -> Grey:
    place = (np.arange(SIDE) + 0.5) * np.pi / SIDE
    return np.cos(np.outer(np.arange(LOW), place)).astype(np.float32)


_COSINES = _cosines()


def _by_frequency() -> Ints:
    """The frequencies from low to high, so that the first word tells most."""
    u, v = np.divmod(np.arange(LOW * LOW), LOW)
    return np.asarray(np.lexsort((np.abs(u - v), u + v)))


_ORDER = _by_frequency()


def prints_of(picture: Image.Image) -> Hashes:
    """The prints a recorded picture is found by: a row for all of it, trimmed, and each of its
    larger blocks.
    """
    grey = upright(picture)
    boxes = [_whole(grey)]
    trimmed = content_box(grey)
    if trimmed is not None:
        boxes += [trimmed, *_blocks(grey, trimmed)]
    return packed(_read(grey, boxes))


def questions_of(picture: Image.Image) -> tuple[Hashes, Hashes]:
    """The prints a photo is asked by, a row for each part and position: first all of it and
    trimmed at every angle, then windows of it.
    """
    grey = upright(picture)
    trimmed = content_box(grey)
    parts = [_read(grey, [_whole(grey), *([trimmed] if trimmed else [])])]
    core = grey.crop(trimmed) if trimmed else grey
    ground = _ground(np.asarray(core, dtype=np.float32))
    for angle in ANGLES:
        turned = core.rotate(angle, Image.Resampling.BILINEAR, expand=True, fillcolor=ground)
        parts.append(_read(turned, [content_box(turned) or _whole(turned)]))
    windows = _read(grey, list(_windows(grey.size)))
    return packed(_positions(np.concatenate(parts))), packed(_positions(windows))


def _whole(grey: Image.Image) -> Box:
    return 0.0, 0.0, float(grey.width), float(grey.height)


def upright(picture: Image.Image) -> Image.Image:
    """A picture in grey, at most 320 pixels on its longer side; what is transparent is white."""
    small = picture
    if "A" in small.getbands() or "transparency" in small.info:
        small = small.convert("RGBA")
        white = Image.new("RGBA", small.size, "white")
        small = Image.alpha_composite(white, small)
    grey = small.convert("L")
    grey.thumbnail((320, 320))
    return grey


def content_box(grey: Image.Image) -> Box | None:
    """Where what stands out from the ground lies; None where it fills the picture or is nothing."""
    values = np.asarray(grey, dtype=np.float32)
    out = np.abs(values - _ground(values)) > STANDS_OUT
    rows, columns = np.flatnonzero(out.any(axis=1)), np.flatnonzero(out.any(axis=0))
    if len(rows) < 8 or len(columns) < 8:
        return None
    left, right = int(columns[0]), int(columns[-1]) + 1
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    if (right - left) * (bottom - top) > 0.9 * values.size:
        return None
    return float(left), float(top), float(right), float(bottom)


def _blocks(grey: Image.Image, box: Box) -> list[Box]:
    """The blocks of a drawing that empty rows, or else empty columns, part: at most three, each
    a tenth of it or more.
    """
    left, top, right, bottom = (round(edge) for edge in box)
    values = np.asarray(grey, dtype=np.float32)
    out = np.abs(values - _ground(values))[top:bottom, left:right] > STANDS_OUT
    for axis in (1, 0):
        runs = [run for run in _runs(np.asarray(out.any(axis=axis))) if run[1] - run[0] >= 12]
        if len(runs) < 2:
            continue
        found = []
        for start, end in runs:
            part = out[start:end] if axis else out[:, start:end]
            other = np.flatnonzero(part.any(axis=1 - axis))
            first, last = int(other[0]), int(other[-1]) + 1
            spans = (first, start, last, end) if axis else (start, first, end, last)
            found.append((left + spans[0], top + spans[1], left + spans[2], top + spans[3]))
        found.sort(key=lambda block: (block[0] - block[2]) * (block[3] - block[1]))
        least = (right - left) * (bottom - top) / 10
        big = [b for b in found if (b[2] - b[0]) * (b[3] - b[1]) >= least]
        return [(float(a), float(b), float(c), float(d)) for a, b, c, d in big[:3]]
    return []


def _runs(told: "npt.NDArray[np.bool_]") -> list[tuple[int, int]]:
    """Where rows with something on them begin and end."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], told, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _ground(values: Grey) -> int:
    """The brightness of the edge."""
    edge = np.concatenate((values[0], values[-1], values[:, 0], values[:, -1]))
    return int(np.median(edge))


def _windows(size: tuple[int, int]) -> Iterable[Box]:
    for share, count in WINDOWS:
        width, height = size[0] * share, size[1] * share
        for row in range(count):
            for column in range(count):
                left = (size[0] - width) * column / (count - 1)
                top = (size[1] - height) * row / (count - 1)
                yield left, top, left + width, top + height


def _read(grey: Image.Image, boxes: Sequence[Box]) -> Grey:
    """The low frequencies of each part."""
    parts = [grey.resize((SIDE, SIDE), Image.Resampling.BILINEAR, box=box) for box in boxes]
    values = np.stack([np.asarray(part, dtype=np.float32) for part in parts])
    return np.asarray(_COSINES @ values @ _COSINES.T)


def _positions(frequencies: Grey) -> Grey:
    """Each part in its eight positions: as it is, mirrored, upside down, on its sides."""
    odd = np.where(np.arange(LOW) % 2, -1.0, 1.0).astype(np.float32)
    across, down = frequencies * odd, frequencies * odd[:, None]
    four = np.concatenate((frequencies, across, down, across * odd[:, None]))
    return np.concatenate((four, four.transpose(0, 2, 1)))


def packed(frequencies: Grey) -> Hashes:
    """The signs of the frequencies as rows of 64-bit words; the mean brightness says nothing."""
    signs = frequencies.reshape(len(frequencies), -1)[:, _ORDER] > 0
    signs[:, 0] = False
    return np.ascontiguousarray(np.packbits(signs, axis=1)).view(np.uint64)


@dataclass(frozen=True, slots=True)
class Prints:
    """All recorded prints, word by word, and the number of the picture each belongs to."""

    words: Hashes
    picture: Ints

    def __len__(self) -> int:
        return len(self.picture)

    def nearest(self, questions: Sequence[Hashes], most: int) -> list[tuple[int, float]]:
        """Pictures nearest to any of the questions: (number, share of bits that differ), nearest
        first. Later questions are asked only while nothing is very near.
        """
        best = np.full(len(self), BITS, dtype=np.int16)
        for asked in questions:
            for start in range(0, len(self), BLOCK):
                stop = min(start + BLOCK, len(self))
                self._asked(asked, start, stop, best[start:stop])
            if len(self) and int(best.min()) <= SURE * BITS:
                break
        near = np.flatnonzero(best <= NEAR * BITS)
        near = near[np.argsort(best[near], kind="stable")]
        found: dict[int, float] = {}
        for at in near.tolist():
            found.setdefault(int(self.picture[at]), float(best[at]) / BITS)
            if len(found) >= most:
                break
        return list(found.items())

    def _asked(
        self, questions: Hashes, start: int, stop: int, best: "npt.NDArray[np.int16]"
    ) -> None:
        """Lowers `best` to the bits in which each print of a block differs from any question."""
        words = self.words[:, start:stop]
        differ, coarse = np.empty(stop - start, np.uint64), np.empty(stop - start, np.uint8)
        for question in questions:
            np.bitwise_xor(words[0], question[0], out=differ)
            np.bitwise_count(differ, out=coarse)
            coarse -= np.uint8(_COARSE + 1)  # what is near, or near to the inverse, wraps or is big
            told = np.flatnonzero(coarse > _UNPROMISING)
            if len(told) == 0:
                continue
            apart = np.zeros(len(told), dtype=np.int16)
            for word in range(WORDS):
                apart += np.bitwise_count(words[word][told] ^ question[word])
            best[told] = np.minimum(best[told], np.minimum(apart, BITS - apart))


def laid_out(prints: Sequence[tuple[int, Hashes]]) -> Prints:
    """Prints of pictures by their numbers, laid out for scanning."""
    if not prints:
        return Prints(np.zeros((WORDS, 0), dtype=np.uint64), np.zeros(0, dtype=np.int64))
    words = np.concatenate([rows for _, rows in prints])
    owners = np.concatenate([np.full(len(rows), number) for number, rows in prints])
    return Prints(np.ascontiguousarray(words.T), owners.astype(np.int64))


def to_bytes(prints: Hashes) -> bytes:
    """A picture's prints as they are stored."""
    return prints.tobytes()


def from_bytes(stored: bytes) -> Hashes:
    """The prints of a picture, a row each."""
    return np.frombuffer(stored, dtype=np.uint64).reshape(-1, WORDS)


def write(prints: Prints, directory: Path) -> None:
    """Puts an index of prints in place: written aside, flushed, renamed; never changed after."""
    with in_place_of(directory) as aside:
        save(prints.words, aside / "words.npy")
        save(prints.picture, aside / "picture.npy")
        save_manifest({"format": FORMAT, "prints": len(prints)}, aside)


def read(directory: Path) -> Prints:
    """Maps an index of prints; raises OSError or ValueError where it cannot be used."""
    told = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
    words = np.load(directory / "words.npy", mmap_mode="r", allow_pickle=False)
    picture = np.load(directory / "picture.npy", mmap_mode="r", allow_pickle=False)
    if told["format"] != FORMAT or words.shape != (WORDS, told["prints"]):
        raise ValueError(f"{directory} is no index of prints of format {FORMAT}")
    return Prints(np.asarray(words), np.asarray(picture))
