"""Consonant codes by which an unrecorded transliteration still meets its mark.

Hangul, pinyin and Latin spellings are brought to a short string over K T P S C L M N H; vowels are
dropped, since they differ most between languages. A shared code only makes a candidate: how near
the two spellings sound (`heard`) decides afterwards, and its weight is low.
"""

import re

from seizures.matching.romanise import is_hangul, syllables_of

KOREAN, CHINESE = "k", "c"
SHORTEST = 2
"""Codes of fewer consonants say nothing."""

_SPELLINGS = (
    ("sch", "s"), ("sh", "s"), ("tch", "C"), ("ch", "C"), ("ph", "p"), ("th", "t"), ("ck", "k"),
    ("qu", "k"),
    ("q", "k"), ("x", "ks"), ("gh", "w"), ("wh", "w"), ("ce", "se"), ("ci", "si"), ("cy", "sy"),
    ("c", "k"),
    ("j", "C"), ("z", "C"),
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
    "T",
    "T", "N", "T", "T", "K", "T", "P", "T",
)  # fmt: skip
_INITIALS = {
    "b": "P", "p": "P", "f": "P", "w": "P", "d": "T", "t": "T", "g": "K", "k": "K", "h": "H",
    "j": "K", "q": "C",
    "x": "S", "zh": "C", "ch": "C", "z": "C", "c": "C", "sh": "S", "s": "S", "r": "L", "l": "L",
    "m": "M", "n": "N",
}  # fmt: skip
_DOUBLED = re.compile(r"([A-Z])\1+")
_REPEATED = re.compile(r"(.)\1+")


def _closed(code: str) -> str:
    """Merge doubled consonants, drop vowels and an h that does not begin the word."""
    code = _DOUBLED.sub(r"\1", code).replace("-", "")
    return code[:1] + code[1:].replace("H", "")


def latin_codes(word: str, language: str) -> list[str]:
    """Codes of a lower-case Latin spelling as Koreans or Chinese would hear it: one or several."""
    text = word
    for spelling, sound in _SPELLINGS:
        text = text.replace(spelling, sound)
    text = _NASAL.sub("n", text).replace("w", "p" if language == CHINESE else "-")
    texts = [text]
    if "r" in text:
        texts += [_SILENT_R.sub("", text), text.removesuffix("r")]
    if word.startswith("ch"):
        texts.append("s" + texts[-1][1:])
    return list(dict.fromkeys([_closed(variant.translate(_CLASSES)) for variant in texts]))


def hangul_codes(word: str) -> list[str]:
    """Code of a Korean spelling."""
    parts = []
    for char in filter(is_hangul, word):
        number = ord(char) - 0xAC00
        parts.append(_LEADS[number // 588] + "-" + _TAILS[number % 28])
    return [_closed("".join(parts))]


def han_codes(word: str) -> list[str]:
    """Codes of a Chinese spelling: j stands for g or j of the foreign name, x for s or h."""
    syllables = syllables_of(word)
    parts = [_han_sound(syllable) for syllable in syllables]
    codes = [_closed("".join(parts))]
    if word and syllables and syllables[0].startswith("x"):
        codes.append("H" + codes[0][1:])
    if any(syllable.startswith("j") for syllable in syllables):
        softer = ["C" + part[1:] if part[:1] == "K" else part for part in parts]
        codes.append(_closed("".join(softer)))
    return list(dict.fromkeys(codes))


def _han_sound(syllable: str) -> str:
    if syllable == "er":
        return "L"
    initial = syllable[:2] if syllable[:2] in _INITIALS else syllable[:1]
    return _INITIALS.get(initial, "") + "-" + ("N" if syllable.endswith(("n", "ng")) else "")


_HEARD = (
    ("eu", ""), ("eo", "o"), ("ae", "e"), ("ai", "e"), ("oo", "u"), ("ph", "p"), ("sch", "s"),
    ("sh", "s"),
    ("x", "s"), ("ch", "C"), ("zh", "C"), ("ck", "k"), ("ce", "se"), ("ci", "si"), ("c", "k"),
    ("C", "c"),
    ("ng", "n"),
)  # fmt: skip
_EARS = str.maketrans("rbfvdgwyjqz", "lppptkuiccc")


def heard(latin: str) -> str:
    """A spelling as a foreign ear takes it down, for measuring how near two spellings sound."""
    text = latin
    for spelling, sound in _HEARD:
        text = text.replace(spelling, sound)
    return _REPEATED.sub(r"\1", text.removesuffix("r").removesuffix("e").translate(_EARS))
