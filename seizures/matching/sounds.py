"""Consonant codes by which an unrecorded transliteration still meets its mark, in any direction.

Hangul, pinyin and Latin spellings are brought to a short string over K T P S C L M N H; vowels are
dropped, since they differ most between languages. A shared code only makes a candidate: how near
the two spellings sound (`heard`) and how alike their syllables run (`shapes`) decides afterwards,
at low weight. Everything here works on many words at once, as one text with a word on each line.
"""

import re
from functools import lru_cache

import numpy as np

from seizures.matching.arrays import Bytes, Ints, joined_codes
from seizures.matching.scripts import HAN, HANGUL, scripts

KOREAN, CHINESE = "k", "c"
"""A Latin name as Koreans, and as Chinese, would hear it."""
IN_HANGUL, IN_HAN = "h", "z"
"""A name that is itself in Hangul, or in Han."""
SHORTEST = 2
"""Codes of fewer consonants say nothing."""

_SPELLINGS = (
    ("sch", "s"), ("sh", "s"), ("tch", "C"), ("ch", "C"), ("ph", "p"), ("th", "t"), ("ck", "k"),
    ("qu", "k"), ("q", "k"), ("x", "ks"), ("gh", "w"), ("wh", "w"), ("ce", "se"), ("ci", "si"),
    ("cy", "sy"), ("c", "k"), ("j", "C"), ("z", "C"),
)  # fmt: skip
_NASAL = re.compile(r"ng(?![aeiouylr])")
_SILENT_R = re.compile(r"r(?![aeiouy])")
_CLASSES = str.maketrans(
    {**dict.fromkeys("dt", "T"), **dict.fromkeys("bpfv", "P"), **dict.fromkeys("gk", "K"), "s": "S",
     **dict.fromkeys("rl", "L"), "m": "M", "n": "N", "h": "H", **dict.fromkeys("aeiouy", "-")}
)  # fmt: skip
_LEADS = "KKNTTLMPPSS-CCCKTPH"
_TAILS = (
    "", "K", "K", "K", "N", "N", "N", "T", "L", "K", "M", "L", "L", "L", "P", "L", "M", "P", "P",
    "T", "T", "N", "T", "T", "K", "T", "P", "T",
)  # fmt: skip
_INITIALS = {
    "b": "P", "p": "P", "f": "P", "w": "P", "d": "T", "t": "T", "g": "K", "k": "K", "h": "H",
    "j": "K", "q": "C", "x": "S", "zh": "C", "ch": "C", "z": "C", "c": "C", "sh": "S", "s": "S",
    "r": "L", "l": "L", "m": "M", "n": "N",
}  # fmt: skip
_VOWELS = str.maketrans("eiou", "aaaa")

Codes = tuple[list[str], Ints]
"""Codes, and which word each belongs to."""


def _lines(words: list[str]) -> str:
    return "\n" + "\n".join(words) + "\n"


def _closed(text: str) -> list[str]:
    """Merge doubled consonants, drop vowels and an h that does not begin the word."""
    codes = _single(text, "KTPSCLMNH").replace("-", "")
    codes = codes.replace("\nH", "\n\x01").replace("H", "").replace("\x01", "H")
    return codes[1:-1].split("\n")


def _single(text: str, signs: str) -> str:
    """Write each of these signs once where it stands several times in a row."""
    for sign in signs:
        while sign + sign in text:
            text = text.replace(sign + sign, sign)
    return text


def latin_codes(words: list[str], language: str) -> Codes:
    """Codes of lower-case Latin spellings as Koreans or Chinese would hear them."""
    text = _respelt(words)
    variants = [text]
    if "r" in text:
        variants += [_SILENT_R.sub("", text), text.replace("r\n", "\n")]
    told = [_heard_in(language, variant) for variant in variants]
    french = [at for at, word in enumerate(words) if word.startswith("ch")]
    if french:
        text = _respelt([words[at] for at in french], "s").replace("r\n", "\n")
        told.append(list(told[0]))
        for at, code in zip(french, _heard_in(language, text), strict=True):
            told[-1][at] = code
    return _different(told)


def _respelt(words: list[str], ch: str = "C") -> str:
    """Every word on a line, one sign for each sound; `ch` is what they begin with instead of ch."""
    text = _lines(words).replace("\nch", "\n\x01")
    for spelling, sound in _SPELLINGS:
        text = text.replace(spelling, sound)
    return text.replace("\x01", ch)


def _heard_in(language: str, text: str) -> list[str]:
    w = "p" if language == CHINESE else "-"
    return _closed(_NASAL.sub("n", text).replace("w", w).translate(_CLASSES))


def _different(variants: list[list[str]]) -> Codes:
    """The usual code of every word, and each other one once."""
    usual = variants[0]
    codes, owners = list(usual), [np.arange(len(usual), dtype=np.int64)]
    for number, variant in enumerate(variants[1:], start=1):
        told = zip(variant, *variants[:number], strict=True)
        new = [at for at, (code, *known) in enumerate(told) if code not in known]
        codes += [variant[at] for at in new]
        owners.append(np.asarray(new, dtype=np.int64))
    return codes, np.concatenate(owners)


@lru_cache(maxsize=1)
def _hangul_table() -> dict[int, str]:
    return {
        0xAC00 + number: _LEADS[number // 588] + "-" + _TAILS[number % 28]
        for number in range(11_172)
    }


@lru_cache(maxsize=1)
def _han_tables() -> tuple[dict[int, str], dict[int, str], frozenset[str], frozenset[str]]:
    """Code and syllable of every Han character, and those that begin with x and with j."""
    tables = scripts()
    syllables = {0x4E00 + at: tables.syllables[n] for at, n in enumerate(tables.pinyin.tolist())}
    x = frozenset(chr(point) for point, name in syllables.items() if name.startswith("x"))
    j = frozenset(chr(point) for point, name in syllables.items() if name.startswith("j"))
    return {point: _han_sound(name) for point, name in syllables.items()}, syllables, x, j


def _han_sound(syllable: str) -> str:
    if syllable == "er":
        return "L"
    initial = syllable[:2] if syllable[:2] in _INITIALS else syllable[:1]
    return _INITIALS.get(initial, "") + "-" + ("N" if syllable.endswith(("n", "ng")) else "")


def hangul_codes(words: list[str]) -> Codes:
    """The code of Korean spellings: one each."""
    return _closed(_lines(words).translate(_hangul_table())), np.arange(len(words), dtype=np.int64)


def han_codes(words: list[str]) -> Codes:
    """Codes of Chinese spellings: j stands for g or j of the foreign name, x for s or h."""
    table, _syllables, x, j = _han_tables()
    usual = _closed(_lines(words).translate(table))
    variants = [usual]
    if any(word[:1] in x for word in words):
        variants.append(
            ["H" + code[1:] if word[:1] in x else code
             for word, code in zip(words, usual, strict=True)]
        )  # fmt: skip
    if any(not j.isdisjoint(word) for word in words):
        soft = {**table, **{ord(sign): "C" + table[ord(sign)][1:] for sign in j}}
        variants.append(_closed(_lines(words).translate(soft)))
    return _different(variants)


def shortened(codes: list[str], owners: Ints, least: int) -> Codes:
    """Codes with one consonant left out, the first kept, where at least `least` remain."""
    made = {
        (code[:at] + code[at + 1 :], owner)
        for code, owner in zip(codes, owners.tolist(), strict=True)
        if len(code) > least
        for at in range(1, len(code))
    }
    told = sorted(made)
    return [code for code, _ in told], np.asarray([owner for _, owner in told], dtype=np.int64)


_HEARD = (
    ("eu", ""), ("eo", "o"), ("ae", "e"), ("ai", "e"), ("oo", "u"), ("ph", "p"), ("sch", "s"),
    ("sh", "s"), ("x", "s"), ("ch", "C"), ("zh", "C"), ("ck", "k"), ("ce", "se"), ("ci", "si"),
    ("c", "k"), ("C", "c"), ("ng", "n"),
)  # fmt: skip
_EARS = str.maketrans("rbfvdgwyjqz", "lppptkuiccc")
_LIAISON = dict(zip((1, 7, 8, 17, 19, 22, 24, 25, 26, 4, 16), "gdrbsjktpnm", strict=True))
_ROMAN_LEADS = tuple("g kk n d tt r m b pp s ss . j jj ch k t p h".split())  # noqa: SIM905
_ROMAN_VOWELS = tuple(
    "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()  # noqa: SIM905
)
_ROMAN_TAILS = ("", *"k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split())  # noqa: SIM905


@lru_cache(maxsize=1)
def _roman_table() -> dict[int, str]:
    """Every Hangul syllable in Latin letters; its final consonant as a private sign."""
    return {
        0xAC00 + number: _ROMAN_LEADS[number // 588]
        + _ROMAN_VOWELS[number % 588 // 28]
        + (chr(0xE000 + number % 28) if number % 28 else "")
        for number in range(11_172)
    }


def spoken_hangul(words: list[str]) -> list[str]:
    """Korean words in Latin letters as they are spoken, finals carried over to a vowel."""
    text = _lines(words).translate(_roman_table()).replace("\ue008r", "ll")
    for tail, letter in _LIAISON.items():
        text = text.replace(chr(0xE000 + tail) + ".", letter)
    finals = {0xE000 + tail: sound for tail, sound in enumerate(_ROMAN_TAILS) if tail}
    return text.translate({**finals, ord("."): ""})[1:-1].split("\n")


def spoken_han(words: list[str]) -> list[str]:
    """Chinese words in pinyin, without tones."""
    return _lines(words).translate(_han_tables()[1])[1:-1].split("\n")


def heard(words: list[str]) -> list[str]:
    """Latin spellings as a foreign ear takes them down, to measure how near two of them sound."""
    text = _lines(words)
    for spelling, sound in _HEARD:
        text = text.replace(spelling, sound)
    text = text.replace("r\n", "\n").replace("e\n", "\n").translate(_EARS)
    return _unrepeated(text)[1:-1].split("\n")


def _unrepeated(text: str) -> str:
    """Every character once where it stands several times in a row, but line ends."""
    codes = joined_codes([text])[0]
    kept = np.ones(len(codes), dtype=bool)
    kept[1:] = (codes[1:] != codes[:-1]) | (codes[1:] == ord("\n"))
    return str(codes[kept].tobytes(), "utf-32-le", "replace")


def as_heard(texts: list[str], script: Bytes) -> list[str]:
    """How each text, of the script told, sounds to a foreign ear."""
    out = list(texts)
    for kind, speak in ((HANGUL, spoken_hangul), (HAN, spoken_han)):
        chosen = np.flatnonzero(script == kind).tolist()
        if chosen:
            for at, spoken in zip(chosen, speak([texts[i] for i in chosen]), strict=True):
                out[at] = spoken
    return heard(out)


def shapes(sounds: list[str]) -> list[str]:
    """What was `heard` with every run of vowels as one sign: how consonants and syllables run."""
    return _single(_lines(sounds).translate(_VOWELS), "a")[1:-1].split("\n")
