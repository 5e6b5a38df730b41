"""Builds the match index from rights and opens it for screening.

An index is one immutable directory for the whole register, small delta directories for rights that
changed since, and a set of rights that are inactive at the moment (lapsed, withdrawn): the first
two
are memory-mapped and shared by all workers, the third is a side list that costs nothing to change.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from seizures.matching import recipes, segment
from seizures.matching.arrays import Bools, Hashes, Ints, joined_codes, offsets_of
from seizures.matching.concordance import class_mask
from seizures.matching.facts import RightFacts
from seizures.matching.hashing import PREFIX, Hasher
from seizures.matching.hashtable import build_table
from seizures.matching.names import (
    MISSPELT,
    TEXTLESS,
    NameKeys,
    NameTable,
    edits_allowed,
    name_table,
)
from seizures.matching.parties import party_keys
from seizures.matching.pools import spelled, text_pool
from seizures.matching.scripts import HAN, HANGUL
from seizures.matching.segment import IndexManifest, RightTable, Segment, Spoken
from seizures.matching.sounds import (
    CHINESE,
    IN_HAN,
    IN_HANGUL,
    KOREAN,
    SHORTEST,
    Codes,
    as_heard,
    han_codes,
    hangul_codes,
    latin_codes,
)
from seizures.matching.tokens import WORD

INITIAL = "i"
"""In front of the initials of several words, among the codes of sounds."""


def build(rights: Iterable[RightFacts], directory: Path, *, version: str) -> IndexManifest:
    """Build the index of these rights and put it in place atomically, over an existing one."""
    return segment.write(
        assemble(list(rights)), directory, version=version, data_version=recipes.data_version
    )


def assemble(rights: Sequence[RightFacts]) -> Segment:
    """The arrays of an index, in memory."""
    names, keys = name_table(rights)
    numbers = np.arange(len(names), dtype=np.int64)
    exact = build_table(
        np.concatenate((keys.whole, keys.heads)), np.concatenate((numbers, keys.heads_of))
    )
    parts = np.concatenate((keys.firsts, keys.lasts + np.uint64(1)))
    sounds = _sounds(names, keys)
    return Segment(
        _right_table(rights),
        names,
        exact,
        build_table(*_deletions(names)),
        build_table(*sounds),
        build_table(parts, np.zeros(len(parts), dtype=np.int64)),
        _spoken(names, sounds[1]),
    )


def _right_table(rights: Sequence[RightFacts]) -> RightTable:
    nice = np.fromiter((class_mask(r.nice) for r in rights), dtype=np.uint64, count=len(rights))
    textless = np.fromiter((r.kind in TEXTLESS for r in rights), dtype=np.uint8, count=len(rights))
    return RightTable(
        text_pool([r.id for r in rights]),
        text_pool([r.mark for r in rights]),
        text_pool([segment.joined(sorted(party_keys((*r.authorised, r.holder)))) for r in rights]),
        text_pool([segment.joined(r.hs) for r in rights]),
        nice,
        textless,
    )


def _deletions(names: NameTable) -> tuple[Hashes, Ints]:
    """Hashes of the beginning of every fuzzy name with up to two characters left out."""
    hasher = Hasher(names.looks)
    lengths = names.lengths
    allowed = edits_allowed(lengths, names.script)
    allowed[names.source > MISSPELT] = 0
    sizes = np.minimum(lengths, PREFIX)
    hashes, payloads = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int64)]
    for size in np.unique(sizes[allowed > 0]).tolist():
        for most in (1, 2):
            chosen = np.flatnonzero((sizes == size) & (allowed == most))
            if len(chosen):
                rows = hasher.deletions(names.offsets[chosen], size, most)
                hashes.append(rows.reshape(-1))
                payloads.append(np.tile(chosen, len(rows)))
    return np.concatenate(hashes), np.concatenate(payloads)


def _sounds(names: NameTable, keys: NameKeys) -> tuple[Hashes, Ints]:
    """Hashes of the sound codes of all names, under the sign of the lines they are meant for;
    and of initials.
    """
    hashes, payloads = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int64)]
    kinds: tuple[tuple[int, int, int, Callable[[list[str]], Codes], str], ...] = (
        (WORD, 3, 16, partial(latin_codes, language=KOREAN), KOREAN),
        (WORD, 3, 16, partial(latin_codes, language=CHINESE), CHINESE),
        (HANGUL, 2, 9, hangul_codes, IN_HANGUL),
        (HAN, 2, 9, han_codes, IN_HAN),
    )
    for script, least, most, coded, sign in kinds:
        fits = (names.lengths >= least) & (names.lengths <= most) & (names.source <= MISSPELT)
        chosen = np.flatnonzero((names.script == script) & fits)
        words = spelled(names.plain, names.offsets[chosen], names.offsets[chosen + 1])
        if script == WORD:
            told = [at for at, word in enumerate(words) if word.isascii() and word.isalpha()]
            chosen, words = chosen[told], [words[at] for at in told]
        if words:
            codes, owner = coded(words)
            long = [at for at, code in enumerate(codes) if len(code) >= SHORTEST]
            hashes.append(code_hashes([sign + codes[at] for at in long]))
            payloads.append(chosen[owner[long]])
    hashes.append(code_hashes([INITIAL + text for text in keys.initials]))
    payloads.append(keys.initials_of)
    return np.concatenate(hashes), np.concatenate(payloads)


def _spoken(names: NameTable, met: Ints) -> Spoken:
    """How the names that are met by their sound sound."""
    told = np.unique(met)
    texts = spelled(names.plain, names.offsets[told], names.offsets[told + 1])
    codes, offsets = joined_codes(as_heard(texts, names.script[told]))
    lengths = np.zeros(len(names), dtype=np.int64)
    lengths[told] = np.diff(offsets)
    return Spoken(codes, offsets_of(lengths))


def code_hashes(codes: list[str]) -> Hashes:
    """One hash per string."""
    points, offsets = joined_codes(codes)
    return Hasher(points).windows(offsets[:-1], offsets[1:])


@dataclass(frozen=True, slots=True)
class MatchIndex:
    """An opened index: mapped segments (the register, then its deltas) and who is inactive."""

    segments: tuple[Segment, ...]
    manifests: tuple[IndexManifest, ...]
    active: tuple[Bools, ...]

    @classmethod
    def open(cls, directory: Path, *, delta: Sequence[Path] = ()) -> "MatchIndex":
        """Map the register's index and its deltas; a right found in a later delta hides its older
        self.
        """
        places = (directory, *delta)
        segments = tuple(segment.read(place) for place in places)
        manifests = tuple(segment.read_manifest(place) for place in places)
        active = [np.ones(len(s.rights.ids), dtype=bool) for s in segments]
        index = cls(segments, manifests, tuple(active))
        for later in range(1, len(segments)):
            newer = frozenset(segments[later].rights.ids.all())
            for earlier in range(later):
                _switch_off(segments[earlier], active[earlier], newer)
        return index

    @classmethod
    def of(cls, rights: Sequence[RightFacts], *, version: str = "memory") -> "MatchIndex":
        """An index that lives in memory only: for a few new rights streamed over many lines."""
        made = assemble(rights)
        told = IndexManifest(
            segment.FORMAT, version, recipes.data_version, len(rights), len(made.names), 0, {}
        )
        return cls((made,), (told,), (np.ones(len(rights), dtype=bool),))

    def with_inactive(self, ids: Collection[str]) -> "MatchIndex":
        """The same index in which these rights never match."""
        wanted = frozenset(ids)
        active = tuple(mask.copy() for mask in self.active)
        for number, part in enumerate(self.segments):
            _switch_off(part, active[number], wanted)
        return MatchIndex(self.segments, self.manifests, active)

    @property
    def version(self) -> str:
        """Versions of all segments, joined by +."""
        return "+".join(manifest.version for manifest in self.manifests)

    @property
    def size(self) -> int:
        """How many rights can match."""
        return int(sum(int(mask.sum()) for mask in self.active))

    @property
    def bytes(self) -> int:
        """Size of all files."""
        return sum(manifest.bytes for manifest in self.manifests)


def _switch_off(part: Segment, active: Bools, ids: frozenset[str]) -> None:
    if not ids:
        return
    for number, name in enumerate(part.rights.ids.all()):
        if name in ids:
            active[number] = False
