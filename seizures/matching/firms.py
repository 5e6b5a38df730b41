"""A firm's name taken apart: what tells it from others, where it sits, what it does.

广州市百丽皮具有限公司, GUANGZHOU BAILI LEATHER CO., LTD. and 百丽皮具 all have the core 百丽 or
`baili`; city and trade become the same labels in every script, so that they can be compared.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from seizures.matching.romanise import han_spellings, hangul_spellings, is_han, is_hangul
from seizures.matching.scripts import MAPPED, scripts

WORDS = Path(__file__).parent / "data" / "firms.txt"
LONGEST = 160
"""Characters of a name that are looked at."""
_PIECE = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]+|[\uac00-\ud7a3]+|[^\W_]+")
_ABBREVIATED = re.compile(r"(?<=\b\w)\.(?=\w\b)|['’`]")
_ADMINISTRATIVE = "省市区县镇"
_DISTRICT = ("区", "县", "镇")


@dataclass(frozen=True, slots=True)
class Label:
    """What a word of `firms.txt` says: its kind (form, city, country, trade, weak, common)."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Firm:
    """A name taken apart; `sounds` are Latin spellings of its core, `weight` how telling it is."""

    core: tuple[str, ...]
    joined: str
    script: str
    cities: frozenset[str]
    countries: frozenset[str]
    trades: frozenset[str]
    weak: frozenset[str]
    is_firm: bool
    is_common: bool
    sounds: tuple[str, ...]

    @property
    def weight(self) -> float:
        """How many Latin letters the core is worth."""
        return len(self.joined) * {"han": 2.5, "hangul": 2.0}.get(self.script, 1.0)

    @property
    def told(self) -> frozenset[str]:
        """City and trade: what two spellings of one firm share."""
        return self.cities | self.trades


@lru_cache(maxsize=1)
def _labels() -> tuple[dict[str, Label], frozenset[str], dict[str, str], int]:
    """(labels by word, cores that many firms share, misspellings of long words, longest word)."""
    labels: dict[str, Label] = {}
    common: set[str] = set()
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        head, bar, words = line.partition("|")
        if not bar or line.startswith("#"):
            continue
        kind, name = head.split()
        if kind == "common":
            common.update(words.split())
            continue
        for word in words.split():
            labels.setdefault(word, Label(kind, name))
    shorter = {
        word[:at] + word[at + 1 :]: word
        for word in labels
        if word.isascii() and len(word) >= 7
        for at in range(1, len(word))
    }
    longest = max(len(word) for word in labels if not word.isascii())
    return labels, frozenset(common), shorter, longest


@lru_cache(maxsize=1)
def _simplified() -> dict[int, int]:
    """Traditional to simplified, for `str.translate`."""
    plain = scripts().plain
    return {c: int(plain[c]) for c in range(0x3400, 0xA000) if plain[c] != c and plain[c] < MAPPED}


def plain_name(name: str) -> str:
    """A name without case, width, accents, dots and traditional characters."""
    if name.isascii():
        text = name[:LONGEST].lower()
    else:
        text = unicodedata.normalize("NFKC", name[:LONGEST]).lower().translate(_simplified())
        if not text.isascii():
            text = text.replace("㈜", "주식회사").replace("(주)", " ").replace("(유)", " ")
            text = _without_accents(text)
    return _ABBREVIATED.sub("", text) if "." in text or "'" in text or "’" in text else text


def _without_accents(text: str) -> str:
    taken = unicodedata.normalize("NFD", text)
    kept = "".join(c for c in taken if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", kept)


@lru_cache(maxsize=100_000)
def firm(name: str) -> Firm:
    """A name taken apart; the core is empty where nothing tells the firm from others."""
    text = plain_name(name)
    core: list[str] = []
    found: list[Label] = []
    for piece in _PIECE.findall(text):
        if piece.isascii():
            _latin(piece, core, found)
        elif is_han(piece[0]):
            _run(piece, core, found, is_chinese=True)
        elif is_hangul(piece[0]):
            _run(piece, core, found, is_chinese=False)
        else:
            core.append(piece)
    return _made(core, found, had_form="주)" in name or "㈜" in name)


def _latin(word: str, core: list[str], found: list[Label]) -> None:
    labels, _, shorter, _ = _labels()
    label = labels.get(word)
    if label is None and len(word) >= 6:
        label = _misspelt(word, labels, shorter)
        if label is None:
            for size in range(5, len(word) - 3):
                tail = labels.get(word[-size:])
                if tail is not None and tail.kind != "city" and size >= 5:
                    core.append(word[:-size])
                    found.append(tail)
                    return
    if label is None:
        core.append(word)
    else:
        found.append(label)


def _misspelt(word: str, labels: dict[str, Label], shorter: dict[str, str]) -> Label | None:
    """The label of a long word written with one letter too few, too many, changed or swapped."""
    near = shorter.get(word)
    if near is not None:
        return labels[near]
    for at in range(1, len(word)):
        less = word[:at] + word[at + 1 :]
        if len(less) >= 7 and less in labels:
            return labels[less]
        near = shorter.get(less)
        if near is not None and len(near) == len(word):
            return labels[near]
    return None


def _run(run: str, core: list[str], found: list[Label], *, is_chinese: bool) -> None:
    """A run of Han or Hangul: places in front, forms and trades behind, the core between."""
    labels, _, _, longest = _labels()
    start, end = 0, len(run)
    moved = True
    while moved and start < end:
        moved = False
        for size in range(min(longest, end - start), 1, -1):
            label = labels.get(run[start : start + size])
            if label is not None and (label.kind in ("city", "country", "form")):
                if label.kind != "form" and start + size == end and not core and not found:
                    break
                found.append(label)
                start += size
                if is_chinese and run[start : start + 1] and run[start] in _ADMINISTRATIVE:
                    start += 1
                if is_chinese and label.kind == "city" and run[start + 2 : start + 3] in _DISTRICT:
                    start += 3
                moved = True
                break
    while end > start:
        size = _ending(run, start, end, labels, longest)
        if not size:
            break
        found.append(labels[run[end - size : end]])
        end -= size
    if start < end:
        core.append(run[start:end])


def _ending(run: str, start: int, end: int, labels: dict[str, Label], longest: int) -> int:
    """How long the known word at the end is; 0 where there is none or it would leave one sign."""
    for size in range(min(longest, end - start), 0, -1):
        label = labels.get(run[end - size : end])
        if label is None:
            continue
        left = end - start - size
        if size == 1 and left < 2:
            continue
        if left == 1 and label.kind != "form":
            continue
        return size
    return 0


def _made(core: list[str], found: list[Label], *, had_form: bool) -> Firm:
    common = _labels()[1]
    by_kind: dict[str, set[str]] = {}
    for label in found:
        by_kind.setdefault(label.kind, set()).add(label.name)
    joined = "".join(core)
    script = _script(joined)
    return Firm(
        tuple(core), joined, script,
        frozenset(by_kind.get("city", ())), frozenset(by_kind.get("country", ())),
        frozenset(by_kind.get("trade", ())), frozenset(by_kind.get("weak", ())),
        bool(found) or had_form, bool(core) and all(word in common for word in core),
        _sounds(core, script),
    )  # fmt: skip


def _script(joined: str) -> str:
    if joined.isascii():
        return "latin"
    if all(map(is_han, joined)):
        return "han"
    return "hangul" if all(map(is_hangul, joined)) else "mixed"


def _sounds(core: list[str], script: str) -> tuple[str, ...]:
    """Latin spellings of a core, for comparison across scripts."""
    joined = "".join(core)
    if not joined or script == "mixed":
        return ()
    if script == "latin":
        return (joined,) if joined.isalpha() else ()
    if script == "han":
        return tuple(dict.fromkeys(said.replace(" ", "") for said in han_spellings(joined)))
    return tuple(dict.fromkeys(chain(hangul_spellings(joined))))


_COARSE = (
    ("eo", "u"), ("eu", "u"), ("yeo", "yu"), ("woo", "u"), ("wu", "u"), ("oo", "u"), ("ou", "u"),
    ("ee", "i"), ("yi", "i"), ("oh", "o"), ("ah", "a"), ("ae", "e"), ("ai", "e"), ("oe", "e"),
    ("ui", "i"), ("zh", "j"), ("ch", "j"), ("sh", "s"), ("ts", "j"), ("tz", "j"), ("q", "j"),
    ("x", "s"), ("z", "j"), ("c", "k"), ("r", "l"), ("g", "k"), ("d", "t"), ("b", "p"), ("f", "p"),
    ("v", "p"), ("th", "t"), ("kh", "k"), ("ph", "p"),
)  # fmt: skip


@lru_cache(maxsize=100_000)
def heard(latin: str) -> str:
    """How a Latin spelling sounds, roughly: romanisations of one Korean name fall together."""
    text = latin
    for written, sound in _COARSE:
        if written in text:
            text = text.replace(written, sound)
    return "".join(c for at, c in enumerate(text) if not at or c != text[at - 1])
