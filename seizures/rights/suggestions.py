"""Suggests how a mark is written in the other scripts of the corridor; a person confirms or not.

Latin names are cut into syllables and written by sound in Hangul and in the characters usual for
foreign names; Hangul and Chinese names are romanised. A guess is a guess: nothing is recorded
before the holder or the examiner says so.
"""

import re
from collections.abc import Iterator

from seizures.matching.romanise import (
    han_spellings,
    hangul_spellings,
    is_han,
    is_hangul,
    letters_in_hangul,
)

KOREAN, CHINESE, LATIN = "ko", "zh", "en"
LONGEST = 24
_WORD = re.compile(r"[a-z]+")
_RESPELLED = (
    ("sch", "sh"), ("tch", "ch"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "kw"), ("q", "k"),
    ("x", "ks"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ea", "i"), ("ie", "i"), ("y", "i"),
)  # fmt: skip
_SOUND = re.compile(
    r"(sh|ch|[bcdfghjklmnprstvwz]?)([aeiou])|(ng(?![aeiou])|sh|ch|[bcdfghjklmnprstvwz])"
)

_LEADS = {"": 11, "b": 7, "p": 17, "m": 6, "f": 17, "v": 7, "d": 3, "t": 16, "n": 2, "l": 5,
          "r": 5, "g": 0, "k": 15, "c": 15, "h": 18, "j": 12, "z": 12, "s": 9, "w": 11, "sh": 9,
          "ch": 14}  # fmt: skip
_VOWELS = {"a": 0, "e": 5, "i": 20, "o": 8, "u": 13}
_GLIDES = {"a": 9, "e": 15, "i": 16, "o": 14, "u": 13}
_TAILS = {"n": 4, "m": 16, "l": 8, "ng": 21, "p": 17, "b": 17, "t": 19, "k": 1, "c": 1, "g": 1}
_SILENT = {"r"}

_ROWS = {
    "": "阿艾伊奥乌", "b": "巴贝比博布", "p": "帕佩皮波普", "m": "玛梅米莫穆", "f": "法菲菲佛福",
    "v": "瓦维维沃武", "d": "达德迪多杜", "t": "塔特蒂托图", "n": "纳内尼诺努", "l": "拉莱利洛卢",
    "r": "拉雷里罗鲁", "g": "加格吉戈古", "k": "卡凯基科库", "c": "卡塞西科库", "h": "哈赫希霍胡",
    "j": "贾杰吉乔朱", "z": "扎泽齐佐祖", "s": "萨塞西索苏", "w": "瓦韦维沃伍", "sh": "莎舍希肖舒",
    "ch": "查切奇乔楚",
}  # fmt: skip
_NASAL = {
    "": "安恩因翁", "b": "班本宾邦", "p": "潘彭平庞", "m": "曼门明蒙", "f": "范芬芬丰",
    "v": "万文文翁", "d": "丹登丁东", "t": "坦腾廷通", "n": "南能宁农", "l": "兰伦林隆",
    "r": "兰伦林隆", "g": "甘根金贡", "k": "坎肯金孔", "c": "坎森辛孔", "h": "汉亨欣洪",
    "j": "詹珍金钟", "z": "赞曾津宗", "s": "桑森辛松", "w": "万文温翁", "sh": "尚申欣雄",
    "ch": "昌琛钦冲",
}  # fmt: skip
_ALONE = {"b": "布", "p": "普", "m": "姆", "f": "夫", "v": "夫", "d": "德", "t": "特", "n": "恩",
          "l": "尔", "r": "尔", "g": "格", "k": "克", "c": "克", "h": "赫", "j": "吉", "z": "兹",
          "s": "斯", "w": "夫", "sh": "什", "ch": "奇", "ng": "恩"}  # fmt: skip


def suggest_aliases(mark: str) -> list[tuple[str, str]]:
    """(language, text) pairs a mark may be declared under; empty where none is known."""
    name = mark.strip()
    found: list[tuple[str, str]] = []
    if any(is_hangul(char) for char in name):
        found += [(LATIN, text.replace(" ", "").capitalize()) for text in hangul_spellings(name)]
    if any(is_han(char) for char in name):
        found += [(LATIN, text.replace(" ", "").capitalize()) for text in han_spellings(name)]
    words = _WORD.findall(name.lower())
    if words and sum(map(len, words)) <= LONGEST and not found:
        found += _of_latin(words, is_acronym=name.isupper() and len(name) <= 3)
    return [pair for pair in dict.fromkeys(found) if pair[1] and pair[1] != name]


def _of_latin(words: list[str], *, is_acronym: bool) -> Iterator[tuple[str, str]]:
    joined = "".join(words)
    if is_acronym:
        yield KOREAN, letters_in_hangul(joined)
    parts = [_syllables(word) for word in words]
    yield KOREAN, "".join(_hangul(part) for part in parts)
    yield CHINESE, "".join(_han(part) for part in parts)


def _syllables(word: str) -> list[tuple[str, str]]:
    """(consonant, vowel) pairs; a consonant that stands alone has no vowel."""
    for written, spoken in _RESPELLED:
        word = word.replace(written, spoken)
    word = re.sub(r"([bcdfghjklmnprstvwz])\1", r"\1", word)
    word = re.sub(r"c(?=[ei])", "s", word)
    return [(found[1] or found[3] or "", found[2] or "") for found in _SOUND.finditer(word)]


def _hangul(sounds: list[tuple[str, str]]) -> str:
    written: list[tuple[int, int, int]] = []
    for place, (consonant, vowel) in enumerate(sounds):
        last = place == len(sounds) - 1
        if vowel:
            vowels = _GLIDES if consonant == "w" else _VOWELS
            if consonant == "l" and written and not written[-1][2]:
                written[-1] = (*written[-1][:2], _TAILS["l"])
            written.append((_LEADS[consonant], vowels[vowel], 0))
        elif consonant in _SILENT and written:
            continue
        elif written and not written[-1][2] and (consonant in ("n", "m", "l", "ng") or (
            last and consonant in _TAILS)):  # fmt: skip
            written[-1] = (*written[-1][:2], _TAILS[consonant])
        else:
            vowel_sound = 20 if consonant in ("sh", "ch", "j") else 18
            written.append((_LEADS.get(consonant, 11), vowel_sound, 0))
    return "".join(chr(0xAC00 + lead * 588 + vowel * 28 + tail) for lead, vowel, tail in written)


def _han(sounds: list[tuple[str, str]]) -> str:
    written: list[str] = []
    skip = False
    for place, (consonant, vowel) in enumerate(sounds):
        if skip:
            skip = False
            continue
        after = sounds[place + 1] if place + 1 < len(sounds) else ("", "")
        if vowel and vowel != "u" and after in (("n", ""), ("ng", "")):
            written.append(_NASAL[consonant]["aeio".index(vowel)])
            skip = True
        elif vowel:
            written.append(_ROWS[consonant]["aeiou".index(vowel)])
        else:
            written.append(_ALONE[consonant])
    return "".join(written)
