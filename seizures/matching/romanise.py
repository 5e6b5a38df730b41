"""How names sound in Latin letters: Hangul by its jamo, Han by pinyin, acronyms by the Korean names
of letters.
"""

from seizures.matching.scripts import scripts

_LEADS = (
    "g",
    "kk",
    "n",
    "d",
    "tt",
    "r",
    "m",
    "b",
    "pp",
    "s",
    "ss",
    "",
    "j",
    "jj",
    "ch",
    "k",
    "t",
    "p",
    "h",
)
_VOWELS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo",
    "we", "wi", "yu",
    "eu", "ui", "i",
)  # fmt: skip
_TAILS_BY_LETTER = (
    "", "g", "kk", "gs", "n", "nj", "nh", "d", "l", "lg", "lm", "lb", "ls", "lt", "lp", "lh", "m",
    "b", "bs", "s",
    "ss", "ng", "j", "ch", "k", "t", "p", "h",
)  # fmt: skip
_TAILS_BY_SOUND = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p",
    "t",
    "t", "ng", "t", "t", "k", "t", "p", "t",
)  # fmt: skip
_LIAISON = {
    1: "g",
    7: "d",
    8: "r",
    17: "b",
    19: "s",
    22: "j",
    24: "k",
    25: "t",
    26: "p",
    4: "n",
    16: "m",
}

_READ_OUT = """
    에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유
    엑스 와이 지
"""
_LETTER_NAMES = dict(zip("abcdefghijklmnopqrstuvwxyz", _READ_OUT.split(), strict=True))
_OTHER_READINGS = {
    "行": "hang", "长": "zhang", "乐": "yue", "重": "chong", "都": "dou", "石": "dan",
    "大": "dai", "和": "huo", "车": "ju", "朝": "chao", "角": "jue", "红": "gong",
    "尔": "er", "单": "shan", "曾": "ceng", "盛": "cheng",
}  # fmt: skip


def _jamo(char: str) -> tuple[int, int, int]:
    number = ord(char) - 0xAC00
    return number // 588, number % 588 // 28, number % 28


def is_hangul(char: str) -> bool:
    """Whether a character is a composed Korean syllable."""
    return "가" <= char <= "힣"


def is_han(char: str) -> bool:
    """Whether a character is a common Chinese character."""
    return "\u4e00" <= char <= "\u9fff"


def by_letter(hangul: str, liquid: str = "l") -> str:
    """Every jamo written as one letter, whatever it sounds like where it stands; ㄹ as `liquid`."""
    parts = []
    for char in filter(is_hangul, hangul):
        lead, vowel, tail = _jamo(char)
        first = liquid if lead == 5 else _LEADS[lead]
        parts.append(first + _VOWELS[vowel] + _TAILS_BY_LETTER[tail])
    return "".join(parts)


def by_sound(hangul: str) -> str:
    """As road signs write it (Revised Romanisation with liaison)."""
    syllables = [_jamo(char) for char in hangul if is_hangul(char)]
    parts = []
    for number, (lead, vowel, tail) in enumerate(syllables):
        before = syllables[number - 1][2] if number else 0
        follows = syllables[number + 1][0] if number + 1 < len(syllables) else -1
        first = "l" if lead == 5 and before == 8 else _LEADS[lead]
        ends = _LIAISON.get(tail, _TAILS_BY_SOUND[tail]) if follows == 11 else _TAILS_BY_SOUND[tail]
        parts.append(first + _VOWELS[vowel] + ends)
    return "".join(parts)


def hangul_spellings(hangul: str) -> list[str]:
    """The Latin spellings a Korean name is likely to be declared under, most literal first."""
    return list(dict.fromkeys((by_letter(hangul), by_letter(hangul, "r"), by_sound(hangul))))


def syllables_of(han: str) -> list[str]:
    """The commonest reading of every Chinese character, without tones."""
    tables = scripts()
    return [tables.syllables[tables.pinyin[ord(c) - 0x4E00]] for c in han if is_han(c)]


def han_spellings(han: str) -> list[str]:
    """Pinyin of a simplified Chinese name, by syllable; with the second reading where one is
    common.
    """
    usual = " ".join(syllables_of(han))
    other = " ".join(_OTHER_READINGS.get(c) or "".join(syllables_of(c)) for c in han if is_han(c))
    return list(dict.fromkeys((usual, other)))


def letters_in_hangul(latin: str) -> str:
    """An acronym as Koreans read it out: BMW is 비엠더블유."""
    return "".join(_LETTER_NAMES.get(c, "") for c in latin.lower())
