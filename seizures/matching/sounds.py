"""Consonant codes by which an unrecorded transliteration still meets its mark.

Hangul, pinyin and Latin spellings are brought to a short string over K T P S C L M N H; vowels are
dropped, since they differ most between languages. A shared code only makes a candidate: how near
the romanised spellings are decides afterwards (`compare.likeness`), and its weight is low.
"""

import re

from seizures.matching.romanise import is_hangul, syllables_of

KOREAN, CHINESE = "k", "c"

_SPELLINGS = [
    (re.compile(pattern), text)
    for pattern, text in (
        (r"sch|sh", "s"), (r"tch|ch", "C"), (r"ph", "p"), (r"th", "t"), (r"ck|qu|q", "k"), (r"x", "ks"),
        (r"gh|wh", "w"), (r"c(?=[eiy])", "s"), (r"c", "k"), (r"[jz]", "C"), (r"ng(?![aeiouylr])", "n"),
    )
]  # fmt: skip
_CLASSES = str.maketrans(
    {**dict.fromkeys("dt", "T"), **dict.fromkeys("bpfv", "P"), **dict.fromkeys("gk", "K"), "s": "S",
     **dict.fromkeys("rl", "L"), "m": "M", "n": "N", "h": "H", **dict.fromkeys("aeiouy", "-")}
)  # fmt: skip
_LEADS = "KKNTTLMPPSS-CCCKTPH"
_TAILS = ("", "K", "K", "K", "N", "N", "N", "T", "L", "K", "M", "L", "L", "L", "P", "L", "M", "P", "P", "T",
          "T", "N", "T", "T", "K", "T", "P", "T")  # fmt: skip
_INITIALS = {
    "b": "P", "p": "P", "f": "P", "w": "P", "d": "T", "t": "T", "g": "K", "k": "K", "h": "H", "j": "K", "q": "C",
    "x": "S", "zh": "C", "ch": "C", "z": "C", "c": "C", "sh": "S", "s": "S", "r": "L", "l": "L", "m": "M", "n": "N",
}  # fmt: skip
_DOUBLED = re.compile(r"([A-Z])\1+")
_INNER_H = re.compile(r"(?<=.)H")


def _closed(code: str) -> str:
    """Merge doubled consonants, drop vowels and an h that does not begin the word."""
    return _INNER_H.sub("", _DOUBLED.sub(r"\1", code).replace("-", ""))


def latin_codes(word: str, language: str) -> list[str]:
    """Codes of a lower-case Latin spelling as Koreans or Chinese would hear it; several where usage differs."""
    text = word
    for pattern, replacement in _SPELLINGS:
        text = pattern.sub(replacement, text)
    text = text.replace("w", "p" if language == CHINESE else "-")
    silent = re.sub(r"r(?![aeiouy])", "", text)
    spoken = re.sub(r"r$", "", text)
    texts = [silent, spoken, text]
    if text.startswith("C") and word.startswith("ch"):
        texts.append("s" + silent[1:])
    return list(dict.fromkeys(_closed(t.translate(_CLASSES)) for t in texts))


_HEARD = [
    (re.compile(pattern), text)
    for pattern, text in (
        (r"eu(?![aeiou])", ""), (r"eo", "o"), (r"ae|ai(?=.)", "e"), (r"oo", "u"), (r"ph", "p"), (r"sch|sh|x", "s"),
        (r"ch|zh|j|q|z", "c"), (r"ck|c(?![eiy])", "k"), (r"c(?=[eiy])", "s"), (r"ng", "n"), (r"e$|r$|er$", ""),
    )
]  # fmt: skip
_EARS = str.maketrans("rbfvdgwy", "lppptkui")


def heard(latin: str) -> str:
    """A spelling as a foreign ear takes it down, for measuring how near two spellings sound."""
    text = latin
    for pattern, replacement in _HEARD:
        text = pattern.sub(replacement, text)
    return re.sub(r"(.)\1+", r"\1", text.translate(_EARS))


def hangul_codes(word: str) -> list[str]:
    """Code of a Korean spelling."""
    parts = []
    for char in filter(is_hangul, word):
        number = ord(char) - 0xAC00
        parts.append(_LEADS[number // 588] + "-" + _TAILS[number % 28])
    return [_closed("".join(parts))]


def han_codes(word: str) -> list[str]:
    """Codes of a Chinese spelling: j stands for g or j of the foreign name, x for s or h."""
    parts = []
    for syllable in syllables_of(word):
        if syllable == "er":
            parts.append("L")
            continue
        initial = syllable[:2] if syllable[:2] in _INITIALS else syllable[:1]
        parts.append(_INITIALS.get(initial, "") + "-" + ("N" if syllable.endswith(("n", "ng")) else ""))
    code = _closed("".join(parts))
    codes = [code]
    syllables = syllables_of(word)
    if syllables and syllables[0].startswith("x"):
        codes.append("H" + code[1:])
    if any(s.startswith("j") for s in syllables):
        codes.append(_closed("".join("C" + p[1:] if s.startswith("j") else p for s, p in zip(syllables, parts, strict=True))))
    return list(dict.fromkeys(codes))
