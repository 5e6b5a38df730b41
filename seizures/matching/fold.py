"""Folds a whole batch of texts at once: one array of characters in which imitations look alike.

Order matters. Compatibility forms, case-sensitive look-alikes, lower case, marks, traditional to
simplified and the skeleton (l, 1, ! and | are i; 0 is o; ...) are one look-up per character, since
each step acts on single characters (see `make_tables`). What acts on several characters follows
here: conjoining jamo become syllables, `rn` becomes m and `vv` becomes w.
"""

from dataclasses import dataclass

import numpy as np

from seizures.matching.arrays import Bytes, Ints, Words, joined_codes, owners, ramps
from seizures.matching.scripts import (
    DROPPED,
    EXPANDED,
    HANGUL,
    JOINER,
    LETTER,
    MAPPED,
    SEPARATOR,
    Scripts,
    scripts,
)

LONGEST = 200_000
"""Code points of one text that are looked at; what lies beyond is not screened."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A batch as parallel arrays, one element per folded character.

    `looks` is the skeleton, `plain` the same text with only case, marks and script variants folded
    (their difference is evidence of imitation); `first` and `last` are the code points of the
    original text that became this character; `text` says which text of the batch it belongs to.
    """

    looks: Words
    plain: Words
    kinds: Bytes
    first: Ints
    last: Ints
    text: Ints
    count: int

    def keep(self, which: Ints) -> "Folded":
        """The same batch with only the characters at these places."""
        return Folded(
            self.looks.take(which),
            self.plain.take(which),
            self.kinds.take(which),
            self.first.take(which),
            self.last.take(which),
            self.text.take(which),
            self.count,
        )


def fold(texts: list[str]) -> Folded:
    """Fold all texts of a batch; offsets `first` and `last` count from the start of each text."""
    codes, offsets = joined_codes([text[:LONGEST] for text in texts])
    lengths = np.diff(offsets)
    text, place = owners(lengths), ramps(lengths)
    tables = scripts()
    entry = codes.astype(np.int64)
    entry[entry >= MAPPED] = 0x20
    plain, looks = tables.plain.take(entry), tables.looks.take(entry)
    if len(plain) and int(plain.max()) >= EXPANDED:
        plain, looks, place, text = _expanded(tables, plain, looks, place, text)
    kinds = tables.classes.take(plain)
    folded = Folded(looks, plain, kinds, place, place, text, len(texts))
    folded = _syllables(folded)
    return _merged_pairs(_joined(folded))


def _expanded(
    tables: Scripts, plain: Words, looks: Words, place: Ints, text: Ints
) -> tuple[Words, Words, Ints, Ints]:
    """Drop what folds to nothing and put in what folds to several characters."""
    entry = (plain & np.uint32(0x0FFFFFFF)).astype(np.int64)
    special = plain >= EXPANDED
    several = special & (plain < DROPPED)
    counts = np.ones(len(plain), dtype=np.int64)
    counts[special & ~several] = 0
    counts[several] = tables.lengths[entry[several]]
    source, step = owners(counts), ramps(counts)
    from_pool = several[source]
    pool = tables.starts[entry[source[from_pool]]].astype(np.int64) + step[from_pool]
    new_plain, new_looks = plain[source], looks[source]
    new_plain[from_pool] = tables.pool_plain[pool]
    new_looks[from_pool] = tables.pool_looks[pool]
    return new_plain, new_looks, place[source], text[source]


def _syllables(batch: Folded) -> Folded:
    """Compose conjoining jamo (Korean typed on some systems, or taken apart on purpose)."""
    plain = batch.plain
    jamo = (plain >= 0x1100) & (plain <= 0x11FF)
    if not jamo.any():
        return batch
    ahead, after = _shifted(plain, 1), _shifted(plain, 2)
    same = _shifted(batch.text, 1) == batch.text
    same_after = _shifted(batch.text, 2) == batch.text
    leads = (plain >= 0x1100) & (plain <= 0x1112) & (ahead >= 0x1161) & (ahead <= 0x1175) & same
    closed = leads & (after > 0x11A7) & (after <= 0x11C2) & same_after
    made = 0xAC00 + ((plain.astype(np.int64) - 0x1100) * 21 + ahead.astype(np.int64) - 0x1161) * 28
    made += np.where(closed, after.astype(np.int64) - 0x11A7, 0)
    new_plain = np.where(leads, made, plain).astype(np.uint32)
    width = np.where(closed, 2, np.where(leads, 1, 0))
    last = batch.last[np.minimum(np.arange(len(plain)) + width, len(plain) - 1)]
    kinds = np.where(leads, HANGUL, batch.kinds).astype(np.uint8)
    looks = np.where(jamo, new_plain, batch.looks).astype(np.uint32)
    gone = np.zeros(len(plain), dtype=bool)
    gone[1:] |= leads[:-1]
    gone[2:] |= closed[:-2]
    return Folded(looks, new_plain, kinds, batch.first, last, batch.text, batch.count).keep(
        np.flatnonzero(~gone)
    )


def _joined(batch: Folded) -> Folded:
    """Decide which of ! | @ $ stand for a letter: those that touch one."""
    kinds = batch.kinds
    signs = kinds == JOINER
    if not signs.any():
        return batch
    kinds = kinds.copy()
    for _ in range(2):
        letter = kinds == LETTER
        before = np.zeros(len(kinds), dtype=bool)
        behind = np.zeros(len(kinds), dtype=bool)
        before[1:] = letter[:-1] & (batch.text[1:] == batch.text[:-1])
        behind[:-1] = letter[1:] & (batch.text[1:] == batch.text[:-1])
        shout = batch.plain == ord("!")
        kinds[signs & np.where(shout, behind, before | behind)] = LETTER
    kinds[kinds == JOINER] = SEPARATOR
    return Folded(batch.looks, batch.plain, kinds, batch.first, batch.last, batch.text, batch.count)


def _merged_pairs(batch: Folded) -> Folded:
    """`rn` reads as m and `vv` as w."""
    looks = batch.looks
    if len(looks) < 2:
        return batch
    rn = (looks[:-1] == ord("r")) & (looks[1:] == ord("n"))
    vv = (looks[:-1] == ord("v")) & (looks[1:] == ord("v"))
    at = np.flatnonzero(rn | vv)
    at = at[(batch.text[at + 1] == batch.text[at]) & (batch.kinds[at + 1] == LETTER)]
    if len(at) == 0:
        return batch
    if vv.any():  # of three v only the first two are a w
        alone = np.ones(len(at), dtype=bool)
        alone[1:] = (at[1:] != at[:-1] + 1) | ~vv[at[1:]] | ~vv[at[:-1]]
        at = at[alone]
    looks, last = looks.copy(), batch.last.copy()
    looks[at] = np.where(rn[at], ord("m"), ord("w"))
    last[at] = batch.last[at + 1]
    gone = np.zeros(len(looks), dtype=bool)
    gone[at + 1] = True
    return Folded(looks, batch.plain, batch.kinds, batch.first, last, batch.text, batch.count).keep(
        np.flatnonzero(~gone)
    )


def _shifted(values: "np.ndarray[tuple[int], np.dtype[np.int64]] | Words", by: int) -> Ints:
    """Every element's neighbour `by` places on; -1 beyond the end."""
    moved = np.full(len(values), -1, dtype=np.int64)
    moved[: max(0, len(values) - by)] = values[by:]
    return moved
