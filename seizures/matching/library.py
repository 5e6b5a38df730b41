"""Many documents laid out for one question: which are about the same, in a few milliseconds.

Every term leads to the documents that have it; a term weighs the more the fewer those are. The
files are written once, mapped into memory, and never changed.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from seizures.matching.arrays import Floats, Ints, Words, offsets_of, owners, ramps
from seizures.matching.documents import (
    NOTHING,
    SIGNATURE,
    Document,
    Sketches,
    joined,
    sketched,
)
from seizures.matching.in_place import in_place_of, save, save_manifest

FORMAT = 1
BLOCK = 500
LEAST_DOCUMENTS = 1_000
"""Terms are weighed as if there were so many documents at least: few tell nothing of rarity."""
TOO_COMMON = 2_000
"""A term in more documents than this, and in more than a twentieth of all, finds nothing."""
LOOKED_AT = 400
_NAMES = ("ids", "offsets", "terms", "signatures", "vocabulary", "begins", "postings", "norms")


@dataclass(frozen=True, slots=True)
class Library:
    """Sketches of documents, and for every term (`vocabulary`, rising) the places of those that
    have it; `norms` is the length of each document's vector of weights.
    """

    sketches: Sketches
    vocabulary: Words
    begins: Ints
    postings: "npt.NDArray[np.int32]"
    norms: Floats

    def __len__(self) -> int:
        return len(self.sketches)

    def weights(self, terms: Words) -> Floats:
        """How rare each term is, from 0 (everywhere) to 1 (nowhere else)."""
        return weighed(self._having(terms)[1], len(self))

    def _having(self, terms: Words) -> tuple[Ints, Ints]:
        """Where the documents of each term begin, and how many they are."""
        if len(self.vocabulary) == 0:
            return np.zeros(len(terms), dtype=np.int64), np.zeros(len(terms), dtype=np.int64)
        at = np.minimum(np.searchsorted(self.vocabulary, terms), len(self.vocabulary) - 1)
        counts = np.where(self.vocabulary[at] == terms, self.begins[at + 1] - self.begins[at], 0)
        return self.begins[at], counts.astype(np.int64)

    def nearest(self, question: Document, most: int) -> list[int]:
        """Documents nearest by their terms, classes and wording, the nearest first."""
        asked = sketched([question])
        terms = asked.terms_of(0)
        begins, counts = self._having(terms)
        weights = weighed(counts, len(self))
        kept = np.flatnonzero((counts > 0) & (counts <= max(TOO_COMMON, len(self) // 20)))
        if len(kept) == 0:
            return []
        sizes = counts[kept]
        at = np.repeat(begins[kept], sizes) + ramps(sizes)
        points = np.bincount(self.postings[at], np.repeat(weights[kept] ** 2, sizes), len(self))
        length = float(np.sqrt((weights**2).sum()))
        cosine = points / np.maximum(self.norms * length, 1e-9)
        near = np.flatnonzero(cosine)
        near = near[np.argsort(-cosine[near], kind="stable")[:LOOKED_AT]]
        same = self.sketches.signatures[near] == asked.signatures[0]
        wording = same.mean(axis=1) * (asked.signatures[0, 0] != NOTHING)
        score = 1 - (1 - wording) * (1 - np.minimum(1.0, cosine[near]))
        order = np.lexsort((self.sketches.ids[near], -score))[:most]
        return [int(number) for number in self.sketches.ids[near[order]]]


def weighed(having: Ints, documents: int) -> Floats:
    """Weights of terms from how many documents have each."""
    whole = max(documents, LEAST_DOCUMENTS)
    return np.asarray(np.log1p(whole / np.maximum(having, 1)) / np.log1p(whole))


def laid_out(sketches: Sketches) -> Library:
    """Puts sketches into the order questions need."""
    order = np.argsort(sketches.terms, kind="stable")
    place = owners(np.diff(sketches.offsets))
    vocabulary, counts = np.unique(sketches.terms, return_counts=True)
    squares = weighed(counts.astype(np.int64), len(sketches)) ** 2
    of_term = np.searchsorted(vocabulary, sketches.terms)
    norms = np.sqrt(np.bincount(place, squares[of_term], len(sketches)))
    return Library(
        sketches, vocabulary, offsets_of(counts.astype(np.int64)),
        place[order].astype(np.int32), norms,
    )  # fmt: skip


def of_documents(documents: Iterable[Document], *, known: Sequence[Sketches] = ()) -> Library:
    """A library of these documents, read block by block, beside sketches made before."""
    rows, parts = iter(documents), list(known)
    while block := list(islice(rows, BLOCK)):
        parts.append(sketched(block))
    return laid_out(joined(parts))


def write(library: Library, directory: Path) -> None:
    """Puts a library in place: written aside, flushed, renamed; never changed after."""
    sketches = library.sketches
    arrays: tuple[npt.NDArray[Any], ...] = (
        sketches.ids, sketches.offsets, sketches.terms, sketches.signatures,
        library.vocabulary, library.begins, library.postings, library.norms,
    )  # fmt: skip
    with in_place_of(directory) as aside:
        for name, array in zip(_NAMES, arrays, strict=True):
            save(array, aside / f"{name}.npy")
        save_manifest({"format": FORMAT, "documents": len(library)}, aside)


def read(directory: Path) -> Library:
    """Maps a library; raises OSError or ValueError where it cannot be used."""
    told = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
    ids, offsets, terms, signatures, vocabulary, begins, postings, norms = (
        np.load(directory / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in _NAMES
    )
    if told["format"] != FORMAT or signatures.shape != (told["documents"], SIGNATURE):
        raise ValueError(f"{directory} is no library of format {FORMAT}")
    sketches = Sketches(np.asarray(ids), np.asarray(offsets), np.asarray(terms),
                        np.asarray(signatures))  # fmt: skip
    return Library(sketches, np.asarray(vocabulary), np.asarray(begins), np.asarray(postings),
                   np.asarray(norms))  # fmt: skip
