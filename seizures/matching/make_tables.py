"""Rebuilds `data/scripts.npz` from OpenCC, pypinyin and the homoglyph tables: `python -m
seizures.matching.make_tables`.

Run by a developer when one of the sources changes; the product only reads the result. Needs the
packages OpenCC and pypinyin. The order of the folding steps is what this file is about: confusable
letters are replaced while their case still shows what they look like (a Greek capital Nu looks like
N, its lower case like v), and only then are letters lowered.
"""

import csv
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np

from seizures.matching.arrays import Bytes, Words
from seizures.matching.scripts import (
    DIGIT,
    DROPPED,
    EXPANDED,
    HAN,
    HANGUL,
    JOINER,
    KANA,
    LETTER,
    MAPPED,
    SEPARATOR,
)

DATA = Path(__file__).parent / "data"
BY_HAND = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "þ": "th",
    "ð": "d",
    "ħ": "h",
}
SKELETON = str.maketrans("l1!|03@45$7892", "iiiioeaasstbgz")
ALSO_LIKE = dict(zip("внкпяиьмтγηικτωεμσχ", "bhknrnbmtynikt" + "weuox", strict=True))
JOINERS = "!|@$"


def confusables() -> dict[str, str]:
    """Look-alike letter -> the ASCII letter it imitates, by case; letters before digits."""
    found: dict[str, str] = {}
    with (DATA / "homoglyphs" / "ascii_confusables.tsv").open(encoding="utf-8") as rows:
        next(rows)
        for ascii_text, lookalike, *_ in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            imitates = len(lookalike) == 1 and len(ascii_text) == 1 and ascii_text.isalnum()
            if not imitates or lookalike.isascii() or script_of(lookalike) in (HAN, HANGUL, KANA):
                continue
            if lookalike not in found or (found[lookalike].isdigit() and ascii_text.isalpha()):
                found[lookalike] = ascii_text
    with (DATA / "homoglyphs" / "dnstwist_tables.tsv").open(encoding="utf-8") as rows:
        for table, ascii_text, lookalike in csv.reader(
            rows, delimiter="\t", quoting=csv.QUOTE_NONE
        ):
            if table == "latin_to_cyrillic" and len(lookalike) == 1:
                found.setdefault(lookalike, ascii_text)
    return ALSO_LIKE | found


def radicals() -> dict[str, str]:
    """Radicals and compatibility signs -> the unified ideograph they look like."""
    found = {}
    with (DATA / "homoglyphs" / "cjk_hangul_confusables.tsv").open(encoding="utf-8") as rows:
        next(rows)
        for a, b, *_ in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(a) == len(b) == 1 and "\u4e00" <= a <= "\u9fff" and "\u2e80" <= b <= "\u2fdf":
                found[b] = a
    return found


def script_of(char: str) -> int:
    """The class of one folded character, as the tokeniser needs it."""
    point = ord(char)
    if (
        0x4E00 <= point <= 0x9FFF
        or 0x3400 <= point <= 0x4DBF
        or 0x20000 <= point <= 0x2FFFF
        or point == 0x3007
    ):
        return HAN
    if 0xAC00 <= point <= 0xD7A3 or 0x1100 <= point <= 0x11FF:
        return HANGUL
    if 0x3041 <= point <= 0x30FE and point != 0x30FB:
        return KANA
    if char in JOINERS:
        return JOINER
    category = unicodedata.category(char)
    if category in ("Nd", "Nl", "No"):
        return DIGIT
    return LETTER if category[0] == "L" or category == "Mc" else SEPARATOR


def bare(char: str) -> str:
    """A letter without its marks; Hangul and kana keep theirs."""
    if len(char) == 1 and script_of(char) in (HANGUL, KANA):
        return char
    letters = unicodedata.normalize("NFD", char)
    return "".join(c for c in letters if unicodedata.category(c) not in ("Mn", "Me"))


class Folding:
    """The steps of the fold for one code point, in their order."""

    def __init__(self) -> None:
        import opencc

        self.confusables = confusables()
        self.radicals = radicals()
        self.from_japanese = opencc.OpenCC("jp2t")
        self.to_simplified = opencc.OpenCC("t2s")

    def __call__(self, char: str, *, imitations: bool) -> str:
        out: list[str] = []
        for c in unicodedata.normalize("NFKC", char):
            c = self.radicals.get(c, c)
            if imitations:
                c = self.confusables.get(c, c)
            for low in c.lower():
                out.extend(self.simplified(b) for b in bare(BY_HAND.get(low, low)))
        return "".join(out)

    def simplified(self, char: str) -> str:
        if script_of(char) != HAN:
            return char
        once = self.to_simplified.convert(self.from_japanese.convert(char))
        return once if len(once) == 1 else char


def fold_tables() -> dict[str, Words | Bytes]:
    """Look-up tables over code points: plain fold, look-alike fold, expansions and classes."""
    folding = Folding()
    plain = np.zeros(MAPPED, dtype=np.uint32)
    looks = np.zeros(MAPPED, dtype=np.uint32)
    pool_plain: list[int] = []
    pool_looks: list[int] = []
    starts: list[int] = []
    lengths: list[int] = []
    for point in range(MAPPED):
        char = chr(point)
        category = unicodedata.category(char)
        if category in ("Cn", "Cs", "Co", "Cc") or category[0] == "Z":
            plain[point] = looks[point] = 0x20
            continue
        seen, meant = folding(char, imitations=False), folding(char, imitations=True)
        if category in ("Mn", "Me", "Cf") or not seen:
            plain[point] = looks[point] = DROPPED
        elif len(seen) == 1:
            plain[point], looks[point] = ord(seen), ord(meant.translate(SKELETON))
        else:
            plain[point] = looks[point] = EXPANDED + len(starts)
            starts.append(len(pool_plain))
            lengths.append(len(seen))
            pool_plain += map(ord, seen)
            pool_looks += map(ord, meant.translate(SKELETON) if len(meant) == len(seen) else seen)
    classes = np.array(
        [script_of(chr(p)) if not 0xD800 <= p < 0xE000 else 0 for p in range(MAPPED)],
        dtype=np.uint8,
    )
    return {
        "plain": plain,
        "looks": looks,
        "pool_plain": np.array(pool_plain, dtype=np.uint32),
        "pool_looks": np.array(pool_looks, dtype=np.uint32),
        "starts": np.array(starts, dtype=np.uint32),
        "lengths": np.array(lengths, dtype=np.uint8),
        "classes": classes,
    }


def pinyin_table() -> dict[str, Words | Bytes]:
    """Han character -> its commonest reading without tones, as a number into a list."""
    from pypinyin import lazy_pinyin

    syllables: dict[str, int] = {"": 0}
    numbers = np.zeros(0xA000 - 0x4E00, dtype=np.uint32)
    for point in range(0x4E00, 0xA000):
        reading = lazy_pinyin(chr(point), errors="ignore")
        name = reading[0].replace("ü", "v") if reading else ""
        numbers[point - 0x4E00] = syllables.setdefault(name, len(syllables))
    text = "\n".join(syllables).encode("ascii", "ignore")
    return {"pinyin": numbers, "syllables": np.frombuffer(text, dtype=np.uint8)}


if __name__ == "__main__":
    tables: dict[str, Any] = {**fold_tables(), **pinyin_table()}
    np.savez_compressed(DATA / "scripts.npz", **tables)
