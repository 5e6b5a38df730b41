"""Reads what is published of inventions and designs: technical terms and the run of the wording.

A term is a word in Latin letters, or two neighbouring characters in Hangul, Han and kana, which
needs no dictionary. A shingle is four words or characters in a row. Terms say what a document is
about; shingles say whether two were written from one another.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from seizures.matching.arrays import Bools, Hashes, Ints, Words, offsets_of, owners, ramps
from seizures.matching.fold import fold
from seizures.matching.hashing import Hasher, finished
from seizures.matching.tokens import WORD, Tokens, tokenise

DATA = Path(__file__).parent / "data"
COMPARED = 6_000
"""Characters of abstract and claims that are read; what follows is not compared."""
SHINGLE = 4
LEAST_SHINGLES = 8
"""Shorter texts are not compared by their wording: few words are alike by chance."""
PHRASE = 3
SIGNATURE = 64
"""Numbers of a signature: likeness of wording is estimated to within 0.06 (standard error)."""
NOTHING = np.uint32(0xFFFFFFFF)
"""Every number of the signature of a document without wording."""
_PLURAL = np.uint32(ord("s"))
_PARTICLES = np.array([ord(sign) for sign in "은는이가을를의와과도로에"], dtype=np.uint32)
_GRAMMAR = np.array(
    [ord(sign) for sign in "的和或与及其所述括而且以于为由是在该等被将"], dtype=np.uint32
)
_CLASS = re.compile(r"[^0-9A-Z/-]+")
_IPC = re.compile(r"([A-H]\d\d[A-Z])(?:(\d{1,4})(?:/(\d{2,6}))?)?")
_LOCARNO = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Document:
    """An invention or design as far as it is published; `text` holds abstract and claims, `terms`
    the technical words of its product card, `classes` its IPC or Locarno classes.
    """

    id: int
    title: str
    text: str = ""
    terms: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    priority_on: dt.date | None = None
    filed_on: dt.date | None = None
    published_on: dt.date | None = None

    @property
    def day(self) -> dt.date | None:
        """The day from which it counts: of priority, or else of filing."""
        return self.priority_on or self.filed_on

    @property
    def named(self) -> str:
        """Title and terms, one a line."""
        return "\n".join((self.title, *self.terms))

    @property
    def worded(self) -> str:
        """As much of abstract and claims as is compared, without the Chinese indefinite article."""
        return self.text[:COMPARED].replace("一种", " ")


@dataclass(frozen=True, slots=True)
class Units:
    """The terms of a batch of texts: hash, text of the batch, and where each stands in it."""

    hashes: Words
    of_text: Ints
    first: Ints
    last: Ints


@dataclass(frozen=True, slots=True)
class Sketches:
    """Documents as numbers: their distinct terms and classes, the signature of their wording."""

    ids: Ints
    offsets: Ints
    terms: Words
    signatures: Words

    def __len__(self) -> int:
        return len(self.ids)

    def terms_of(self, place: int) -> Words:
        """The terms of one document, rising."""
        return self.terms[self.offsets[place] : self.offsets[place + 1]]

    def without(self, ids: Iterable[int]) -> "Sketches":
        """The others, in the same order."""
        kept = np.flatnonzero(~np.isin(self.ids, np.fromiter(ids, dtype=np.int64)))
        sizes = np.diff(self.offsets)[kept]
        at = np.repeat(self.offsets[kept], sizes) + ramps(sizes)
        return Sketches(self.ids[kept], offsets_of(sizes), self.terms[at], self.signatures[kept])


def sketched(documents: Sequence[Document]) -> Sketches:
    """Reads a batch of documents, a few thousand at most."""
    count = len(documents)
    texts = [row.named for row in documents] + [row.worded for row in documents]
    tokens = tokenise(fold(texts))
    hasher = Hasher(tokens.chars.looks)
    found = terms_of(tokens, hasher)
    classes = [(at, number) for at, row in enumerate(documents) for number in _numbers(row)]
    of = np.concatenate((found.of_text % max(1, count), _column(at for at, _ in classes)))
    terms = np.concatenate((found.hashes, _column(n for _, n in classes).astype(np.uint32)))
    keys = np.unique((of.astype(np.uint64) << np.uint64(32)) | terms.astype(np.uint64))
    sizes = np.bincount((keys >> np.uint64(32)).astype(np.int64), minlength=count)
    return Sketches(
        _column(row.id for row in documents), offsets_of(sizes.astype(np.int64)),
        (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32),
        _signatures(*shingles(tokens, hasher, count), count),
    )  # fmt: skip


def joined(parts: Sequence[Sketches]) -> Sketches:
    """Several batches as one."""
    if not parts:
        return sketched([])
    sizes = np.concatenate([np.diff(part.offsets) for part in parts])
    return Sketches(
        np.concatenate([part.ids for part in parts]), offsets_of(sizes),
        np.concatenate([part.terms for part in parts]),
        np.concatenate([part.signatures for part in parts]),
    )  # fmt: skip


def terms_of(tokens: Tokens, hasher: Hasher) -> Units:
    """Words of three characters and more, without the s of the plural, and pairs of neighbours of
    other scripts, unless they are everyday words of such documents.
    """
    length, is_word = tokens.lengths, tokens.script == WORD
    words = np.flatnonzero(is_word & (length >= 3) & ~tokens.digits)
    ends = tokens.ends[words]
    ends = ends - ((tokens.chars.looks[ends - 1] == _PLURAL) & (length[words] >= 5))
    begin = _pairs(tokens)
    starts = np.concatenate((tokens.starts[words], begin))
    stops = np.concatenate((ends, begin + 2))
    hashes = (hasher.windows(starts, stops) >> np.uint64(32)).astype(np.uint32)
    kept = np.flatnonzero(~np.isin(hashes, everyday()))
    starts, stops = starts[kept], stops[kept]
    chars = tokens.chars
    return Units(
        hashes[kept], chars.text[starts].astype(np.int64), chars.first[starts],
        chars.last[stops - 1] + 1,
    )  # fmt: skip


def _pairs(tokens: Tokens) -> Ints:
    """Where pairs of neighbours begin, without a Korean noun's particle and Chinese grammar."""
    looks, length = tokens.chars.looks, tokens.lengths
    others = np.flatnonzero((tokens.script != WORD) & (length >= 2))
    has_particle = np.isin(looks[tokens.ends[others] - 1], _PARTICLES) & (length[others] >= 3)
    pairs = length[others] - 1 - has_particle
    begin = np.repeat(tokens.starts[others], pairs) + ramps(pairs)
    grammar = np.isin(looks, _GRAMMAR)
    kept: Ints = begin[~(grammar[begin] | grammar[begin + 1])]
    return kept


def shingles(tokens: Tokens, hasher: Hasher, after: int) -> tuple[Hashes, Ints]:
    """Four words or characters in a row of every text from `after` on, and which text it is."""
    is_word = tokens.script == WORD
    counts = np.where(is_word, 1, tokens.lengths)
    of = owners(counts)
    starts = tokens.starts[of] + ramps(counts)
    ends = np.where(is_word[of], tokens.ends[of], starts + 1)
    text = tokens.of_text[of]
    units = hasher.windows(starts, ends)
    if len(units) < SHINGLE:
        return units[:0], text[:0]
    size = len(units) - SHINGLE + 1
    whole = np.zeros(size, dtype=np.uint64)
    for step in range(SHINGLE):
        whole = whole * np.uint64(0x9E3779B97F4A7C15) + units[step : step + size]
    kept = (text[:size] == text[SHINGLE - 1 :]) & (text[:size] >= after)
    return finished(whole[kept]), text[:size][kept] - after


def _signatures(shingle: Hashes, of: Ints, count: int) -> Words:
    """The least of each of many scramblings of a document's shingles (MinHash)."""
    found = np.full((count, SIGNATURE), NOTHING, dtype=np.uint32)
    sizes = np.bincount(of, minlength=count)
    told = np.flatnonzero(sizes >= LEAST_SHINGLES)
    if len(told) == 0:
        return found
    kept = shingle[(sizes >= LEAST_SHINGLES)[of]]
    begins = offsets_of(sizes[told].astype(np.int64))[:-1]
    for column in range(SIGNATURE):
        odd = np.uint64((2 * column + 1) * 0xD6E8FEB86659FD93 % (1 << 64) | 1)
        found[told, column] = np.minimum.reduceat((kept * odd) >> np.uint64(32), begins)
    return found


def class_forms(code: str) -> tuple[str, ...]:
    """A class and those above it, the narrowest first: H01M10/0525, H01M10, H01M; or 02-04, 02."""
    bare = _CLASS.sub("", code.upper())
    if ipc := _IPC.fullmatch(bare):
        section, group, below = ipc.groups()
        forms = [section, *([f"{section}{int(group)}"] if group else [])]
        if below:
            forms.append(f"{forms[-1]}/{below}")
        return tuple(reversed(forms))
    if locarno := _LOCARNO.fullmatch(bare):
        main, sub = locarno.groups()
        forms = [f"{int(main):02d}", *([f"{int(main):02d}-{int(sub):02d}"] if sub else [])]
        return tuple(reversed(forms))
    return ()


def class_written(form: str) -> str:
    """A class as offices write it: H01M 10/0525."""
    return re.sub(r"^([A-H]\d\d[A-Z])(?=\d)", r"\1 ", form)


def _numbers(document: Document) -> set[int]:
    """The classes of a document as terms that no word is."""
    forms = {form for code in document.classes for form in class_forms(code)}
    if not forms:
        return set()
    codes = np.array([hash_of(f"class {form}") for form in sorted(forms)], dtype=np.uint64)
    return set((finished(codes) >> np.uint64(32)).tolist())


def hash_of(text: str) -> int:
    """A number for a short ASCII text, the same on every machine."""
    number = 0xCBF29CE484222325
    for byte in text.encode():
        number = (number ^ byte) * 0x100000001B3 % (1 << 64)
    return number


@lru_cache(maxsize=1)
def everyday() -> Words:
    """Words that documents of every kind hold (device, comprising, 상기, 所述), as terms."""
    lines = (DATA / "documents.txt").read_text(encoding="utf-8").splitlines()
    texts = [" ".join(line for line in lines if not line.startswith("#"))]
    tokens = tokenise(fold(texts))
    hasher = Hasher(tokens.chars.looks)
    ends, is_word = tokens.ends, tokens.script == WORD
    plural = (tokens.chars.looks[ends - 1] == _PLURAL) & (tokens.lengths >= 5) & is_word
    hashes = hasher.windows(tokens.starts, ends - plural) >> np.uint64(32)
    return np.unique(hashes.astype(np.uint32))


def _column(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def told_apart(
    units: Units, number: int, wanted: Bools, text: str, beside: str
) -> list[tuple[int, int]]:
    """Where wanted terms stand in one text; pairs that overlap are one run, and so are words next
    to each other that are so in the other text too, at most three.
    """
    at = np.flatnonzero(wanted & (units.of_text == number))
    at = at[np.lexsort((units.last[at], units.first[at]))]
    spans: list[tuple[int, int]] = []
    words = 1
    for begin, end in zip(units.first[at].tolist(), units.last[at].tolist(), strict=True):
        start, stop = spans[-1] if spans else (0, -9)
        is_next = text[stop:begin] == " " and words < PHRASE
        is_phrase = is_next and text[start:end].casefold() in beside
        if begin < stop or is_phrase:
            spans[-1] = (start, max(end, stop))
            words += is_phrase
        else:
            spans.append((begin, end))
            words = 1
    return spans
