"""How else a mark may be written: first suggestions in Korean, Chinese and Latin letters.

A person confirms, mends or drops each; nothing here is taken without that. Languages are "ko",
"zh" and "en" (for Latin letters).
"""

import re
from functools import cache

from seizures.matching import romanise

LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS = {"ㄴ": 4, "ㄹ": 8, "ㅁ": 16, "ㅇ": 21}
SOUNDS = dict(
    zip("bcdfghjklmnpqrstvzCSwy", "ㅂㅋㄷㅍㄱㅎㅈㅋㄹㅁㄴㅍㅋㄹㅅㅌㅂㅈㅊㅅㅇㅇ", strict=True)
)
GLIDES = {"w": {"a": "ㅘ", "e": "ㅞ", "i": "ㅟ", "o": "ㅝ", "u": "ㅜ"},
          "y": {"a": "ㅑ", "e": "ㅖ", "i": "ㅣ", "o": "ㅛ", "u": "ㅠ"},
          "S": {"a": "ㅑ", "e": "ㅖ", "i": "ㅣ", "o": "ㅛ", "u": "ㅠ"}}  # fmt: skip
PLAIN = {"a": "ㅏ", "e": "ㅔ", "i": "ㅣ", "o": "ㅗ", "u": "ㅜ"}
#: Chinese characters usual in names, by first sound and vowel (a e i o u).
HAN = """
- 阿 埃 伊 奥 乌
b 巴 贝 比 博 布
p 帕 佩 皮 波 普
d 达 德 迪 多 杜
t 塔 特 蒂 托 图
g 加 格 吉 戈 古
k 卡 克 基 科 库
f 法 费 菲 福 富
v 瓦 韦 维 沃 武
w 瓦 韦 威 沃 伍
h 哈 赫 希 霍 胡
z 扎 泽 齐 佐 祖
s 萨 塞 西 索 苏
S 沙 谢 希 肖 舒
j 贾 杰 吉 乔 朱
C 查 切 奇 乔 丘
m 马 梅 米 莫 穆
n 纳 内 尼 诺 努
l 拉 莱 利 洛 卢
r 拉 雷 里 罗 鲁
y 亚 耶 伊 约 尤
"""
HAN_ENDS = {"n": "恩", "N": "恩", "m": "姆", "l": "尔", "r": "尔", "s": "斯", "t": "特", "k": "克",
            "d": "德", "b": "布", "p": "普", "g": "格", "f": "夫", "v": "夫", "z": "兹",
            "S": "什", "C": "奇", "j": "吉"}  # fmt: skip
FOLDS = (("sch", "S"), ("sh", "S"), ("tch", "C"), ("ch", "C"), ("ph", "f"), ("th", "s"),
         ("ck", "k"), ("qu", "kw"), ("ng", "N"), ("x", "ks"), ("ee", "i"), ("oo", "u"),
         ("ou", "u"), ("ea", "i"), ("q", "k"))  # fmt: skip
LONGEST = 60


def suggest_aliases(mark: str) -> list[tuple[str, str]]:
    """(language, text) of likely spellings in the scripts the mark is not written in."""
    text = " ".join(mark.split())[:LONGEST]
    if any(romanise.is_hangul(sign) for sign in text):
        return _tidy(text, _of_hangul(text))
    if any(romanise.is_han(sign) for sign in text):
        return _tidy(text, _of_han(text))
    return _tidy(text, _of_latin(text))


def _tidy(mark: str, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    seen, kept = {mark.casefold()}, []
    for language, text in found:
        if len(text) > 1 and text.casefold() not in seen:
            seen.add(text.casefold())
            kept.append((language, text))
    return kept


def _of_hangul(text: str) -> list[tuple[str, str]]:
    latin = [spelling.upper() for spelling in romanise.hangul_spellings(text)]
    chosen = latin[-1:] + latin[:1]
    han = in_han(chosen[0]) if chosen else ""
    return [*(("en", spelling) for spelling in chosen), ("zh", han)]


def _of_han(text: str) -> list[tuple[str, str]]:
    spelled = romanise.han_spellings(text)[0] if text else ""
    joined = spelled.replace(" ", "")
    return [("en", joined.upper()), ("ko", "".join(in_hangul(part) for part in spelled.split()))]


def _of_latin(text: str) -> list[tuple[str, str]]:
    words = re.findall(r"[a-z]+", text.lower())
    if not words:
        return []
    hangul = " ".join(_word_in_hangul(word) for word in words)
    han = "".join(in_han(word) for word in words)
    return [("ko", hangul), ("ko", hangul.replace(" ", "")), ("zh", han)]


def _word_in_hangul(word: str) -> str:
    is_acronym = len(word) <= 4 and not set(word) & set("aeiouy")
    return romanise.letters_in_hangul(word) if is_acronym else in_hangul(word)


def _sounds(word: str) -> list[tuple[str, str, str]]:
    """(first sound, vowel, closing sounds) of each syllable; a vowel may be missing."""
    text = word.lower()
    if len(text) > 4 and re.search(r"[^aeiou]e$", text):
        text = text[:-1]
    for old, new in FOLDS:
        text = text.replace(old, new)
    text = re.sub(r"c(?=[ei])", "s", text)
    text = re.sub(r"([b-df-hj-np-tvwxzSC])\1", r"\1", text)
    text = re.sub(r"y(?![aeiou])", "i", text)
    parts = re.findall(r"([bcdfghjklmnpqrstvwyzSC]?)([aeiou])((?:N|[nlm](?![aeiou]))?)|(\w)", text)
    return [(lone, "", "") if lone else (lead, vowel, end) for lead, vowel, end, lone in parts]


def in_hangul(word: str) -> str:
    """A word in Latin letters as a Korean would spell its sound."""
    signs: list[str] = []
    for lead, vowel, end in _sounds(word):
        if not vowel:
            lone = {"N": "ㅇ"}.get(lead, SOUNDS.get(lead, ""))
            if lone:
                signs.append(_syllable(lone, "ㅣ" if lead in "SCj" else "ㅡ", 0))
            continue
        drawn = GLIDES.get(lead, PLAIN)[vowel]
        coda = CODAS[{"n": "ㄴ", "l": "ㄹ", "m": "ㅁ", "N": "ㅇ"}[end]] if end else 0
        signs.append(_syllable(SOUNDS.get(lead, "ㅇ"), drawn, coda))
    return "".join(signs)


def _syllable(lead: str, vowel: str, coda: int) -> str:
    return chr(0xAC00 + LEADS.index(lead) * 588 + VOWELS.index(vowel) * 28 + coda)


@cache
def _han_table() -> dict[str, dict[str, str]]:
    rows = [row.split() for row in HAN.strip().splitlines()]
    return {row[0].replace("-", ""): dict(zip("aeiou", row[1:], strict=True)) for row in rows}


def in_han(word: str) -> str:
    """A word in Latin letters in the characters Chinese papers use for foreign names."""
    table, signs = _han_table(), []
    for lead, vowel, end in _sounds(word):
        if not vowel:
            signs.append(HAN_ENDS.get(lead.replace("c", "k").replace("q", "k"), ""))
            continue
        known = table.get({"c": "k", "q": "k"}.get(lead, lead), table[""])
        signs.append(known[vowel] + (HAN_ENDS[end] if end else ""))
    return "".join(signs)
