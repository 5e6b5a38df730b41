"""Marks that are written in another script than they are recorded in, by nobody's recorded alias.

Invented marks and rule-based transliterators of their own: a spelling is read into phonemes and
written down again by the published habits of each script (Korean loan-word orthography with its
choices, the Chinese transcription table of foreign names, romanisations in common use). The engine
works the other way round, over consonant codes and distances, and shares no table with this file.
`measure` reports how many of them are candidates and how many are raised, with 95 % intervals, and
how many lines that name strangers in the same manner are raised.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from seizures.matching.facts import GoodsFacts, RightFacts
from seizures.matching.index import MatchIndex
from seizures.matching.screen import screen
from tests.benchmarks.scratch import marks
from tests.benchmarks.sets import GOODS

Phonemes = list[tuple[str, str, str]]
"""Syllables as onset, vowel and coda."""

ONSETS = "b d f g h k l m n p r s t v z br kl dr fl gr pl pr sk sp st tr ch sh".split()  # noqa: SIM905
VOWELS = "a e i o u ai i o a e".split()  # noqa: SIM905
CODAS = ["", "", "", "", "n", "n", "r", "l", "s", "m", "t", "k", "x"]
KINDS = ("ko_for_latin", "zh_for_latin", "latin_for_ko", "latin_for_zh", "zh_for_ko", "ko_for_zh")
"""What is written, for a mark that is recorded in what."""

LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
TO_LEAD = dict(zip("bdfghklmnprstvzjCS", "ㅂㄷㅍㄱㅎㅋㄹㅁㄴㅍㄹㅅㅌㅂㅈㅈㅊㅅ", strict=True))
TO_MEDIAL = {"a": "ㅏ", "e": "ㅔ", "i": "ㅣ", "o": "ㅗ", "u": "ㅜ", "ai": "ㅏ"}
TO_FINAL = {"n": "ㄴ", "m": "ㅁ", "l": "ㄹ", "t": "ㅅ", "k": "ㄱ", "p": "ㅂ"}
OF_LEAD = dict(zip(LEADS, "k k n t t l m p p s s . C C C k t p h".split(), strict=True))  # noqa: SIM905

HAN = {
    "b": "巴 贝 比 博 布", "p": "帕 佩 皮 波 普", "d": "达 德 迪 多 杜", "t": "塔 特 蒂 托 图",
    "g": "加 格 吉 戈 古", "k": "卡 克 基 科 库", "f": "法 费 菲 福 富", "v": "瓦 韦 维 沃 武",
    "s": "萨 塞 西 索 苏", "z": "扎 泽 齐 佐 祖", "h": "哈 赫 希 霍 胡", "m": "马 梅 米 莫 穆",
    "n": "纳 内 尼 诺 努", "l": "拉 莱 利 洛 卢", "r": "拉 雷 里 罗 鲁", "C": "查 切 奇 乔 丘",
    "S": "沙 谢 希 肖 舒", ".": "阿 埃 伊 奥 乌", "j": "贾 杰 吉 乔 朱",
}  # fmt: skip
HAN_N = {
    "b": "班 本 宾 邦 本", "p": "潘 彭 平 庞 彭", "d": "丹 登 丁 东 敦", "t": "坦 滕 廷 通 通",
    "g": "甘 根 金 冈 贡", "k": "坎 肯 金 康 昆", "f": "凡 芬 芬 丰 丰", "v": "万 文 文 翁 文",
    "s": "桑 森 辛 松 孙", "z": "赞 曾 津 宗 尊", "h": "汉 亨 欣 洪 洪", "m": "曼 门 明 蒙 蒙",
    "n": "南 嫩 宁 农 农", "l": "兰 伦 林 隆 伦", "r": "兰 伦 林 龙 伦", "C": "昌 琴 钦 琼 春",
    "S": "尚 申 欣 雄 顺", ".": "安 恩 因 翁 文", "j": "詹 真 金 琼 俊",
}  # fmt: skip
HAN_CODA = {"s": "斯", "t": "特", "k": "克", "l": "尔", "r": "尔", "m": "姆", "x": "克斯",
            "p": "普", "d": "德", "b": "布", "f": "夫", "g": "格", "v": "夫"}  # fmt: skip

FORMS = {
    "latin": (("{n} BRAND {t}", '"{t}" {n}', "{n}, BRAND: {t}", "{n} ({t})"), ("{t} {n}",)),
    "ko": (("브랜드 {t} {n}", "{n}({t})", "[{t}] {n}", "{n} 상표 {t}"), ("{t} {n}",)),
    "zh": (("品牌:{t} {n}", "{t}牌{n}", "{n}（{t}）", "“{t}”{n}"), ("{t} {n}",)),
}
"""Lines that announce a name, and lines that do not."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A goods line that writes a mark in another script; `right` is None for a stranger's name."""

    goods: GoodsFacts
    right: str | None
    announced: bool


def name(random: Random) -> Phonemes:
    """An invented name of two to four syllables."""
    count = random.choice((2, 3, 3, 3, 4))
    made = []
    for number in range(count):
        onset = random.choice(ONSETS) if number or random.random() < 0.85 else ""
        made.append((onset, random.choice(VOWELS), random.choice(CODAS)))
    return made


def in_latin(phonemes: Phonemes, random: Random) -> str:
    """As a firm would spell it: c or k, ph or f, doubled letters, a mute e."""
    text = ""
    for onset, vowel, coda in phonemes:
        lead = {"k": random.choice("kc"), "kl": "cl", "f": random.choice(("f", "f", "ph"))}
        spelt = {"ai": random.choice(("ai", "ay", "i"))}.get(vowel, vowel)
        if vowel == "i":
            spelt = random.choice(("i", "i", "ee", "y"))
        lead_text = lead.get(onset, onset)
        if lead_text == "c" and spelt[0] in "eiy":
            lead_text = "k"
        text += lead_text + spelt + coda
    if text[-1] in "nlmtk" and random.random() < 0.3:
        text += "e" if random.random() < 0.5 else text[-1]
    return text.upper()


def syllable(lead: str, medial: str, final: str = " ") -> str:
    """One Hangul syllable of its jamo."""
    number = (LEADS.index(lead) * 21 + MEDIALS.index(medial)) * 28 + FINALS.index(final)
    return chr(0xAC00 + number)


def in_hangul(phonemes: Phonemes, random: Random) -> str:
    """By the Korean loan-word orthography, with the choices that people make in it."""
    text = ""
    for onset, vowel, coda in phonemes:
        lead, inner = _onset(onset)
        for sound in inner:
            text += syllable(TO_LEAD[sound], "ㅡ")
        medial = TO_MEDIAL[vowel]
        if vowel == "u":
            medial = random.choice("ㅜㅜㅓ")
        if vowel == "a":
            medial = random.choice("ㅏㅏㅏㅐ")
        if lead == "S":
            medial = {"ㅏ": "ㅑ", "ㅓ": "ㅕ", "ㅗ": "ㅛ", "ㅜ": "ㅠ", "ㅔ": "ㅖ"}.get(
                medial, medial
            )
        jamo = TO_LEAD[lead] if lead else "ㅇ"
        if lead == "l" and text and text[-1] >= "가" and (ord(text[-1]) - 0xAC00) % 28 == 0:
            text = text[:-1] + chr(ord(text[-1]) + FINALS.index("ㄹ"))
        end = ("", "ㅇ", "ㅣ") if vowel == "ai" else ("", "", "")
        final = TO_FINAL.get(coda, " ")
        if coda in "tk" and coda and random.random() < 0.4:
            final = " "
        if end[1]:
            text += syllable(jamo, medial) + syllable("ㅇ", "ㅣ", final)
        else:
            text += syllable(jamo, medial, final)
        if coda == "x":
            text = text[:-1] + chr(ord(text[-1]) + FINALS.index("ㄱ")) + "스"
        elif coda == "s":
            text += "스"
        elif coda == "r" and random.random() < 0.6:
            text += "르"
        elif coda in "tk" and coda and final == " ":
            text += syllable(TO_LEAD[coda], "ㅡ")
    return text


def _onset(onset: str) -> tuple[str, str]:
    """The consonant before the vowel, and those in front of it that get a syllable."""
    if onset in ("ch", "sh"):
        return onset[0].upper(), ""
    return onset[-1:], onset[:-1]


def in_han(phonemes: Phonemes, random: Random) -> str:
    """By the Chinese transcription of foreign names."""
    text = ""
    for onset, vowel, coda in phonemes:
        lead, inner = _onset(onset)
        for sound in inner:
            text += HAN_CODA[sound]
        row = "aeiou".index(vowel[0])
        table = HAN_N if coda == "n" else HAN
        text += table[lead or "."].split()[row]
        if vowel == "ai" and coda != "n":
            text += "伊"
        if coda and coda != "n" and not (coda == "r" and random.random() < 0.5):
            text += HAN_CODA[coda]
    return text


def korean_name(random: Random) -> tuple[str, Phonemes]:
    """An invented Korean mark, and how it sounds."""
    text, sounds = "", Phonemes()
    for _ in range(random.choice((3, 3, 4))):
        lead = random.choice("ㄱㄴㄷㄹㅁㅂㅅㅈㅊㅋㅌㅍㅎㅇ")
        medial, final = random.choice("ㅏㅏㅓㅗㅜㅣㅔㅐ"), random.choice("      ㄴㅁㄹ")
        text += syllable(lead, medial, final)
        vowel = {"ㅏ": "a", "ㅓ": "o", "ㅗ": "o", "ㅜ": "u", "ㅣ": "i", "ㅔ": "e", "ㅐ": "e"}[
            medial
        ]
        coda = {"ㄴ": "n", "ㅁ": "m", "ㄹ": "l"}.get(final, "")
        told = {"ㅇ": "", "ㅈ": "j", "ㅊ": "ch"}.get(lead, "gndlmbskptpfh"[0])
        plain = dict(zip("ㄱㄴㄷㄹㅁㅂㅅㅋㅌㅍㅎ", "gndrmbsktph", strict=True))
        sounds.append((plain.get(lead, told), vowel, coda))
    return text, sounds


def romanised(sounds: Phonemes, random: Random) -> str:
    """As Korean and Chinese firms write their own names in Latin letters."""
    text = ""
    for onset, vowel, coda in sounds:
        lead = {
            "g": random.choice("gk"), "d": random.choice("dt"), "b": random.choice("bp"),
            "j": random.choice(("j", "j", "ch")), "r": random.choice("rl"), "": "",
        }.get(onset, onset)  # fmt: skip
        spelt = {"u": random.choice(("u", "oo")), "i": random.choice(("i", "ee", "i")),
                 "o": random.choice(("o", "eo", "o")), "e": random.choice(("e", "ae"))}  # fmt: skip
        text += lead + spelt.get(vowel, vowel) + coda
    return text.upper()


def _plain(phonemes: Phonemes, random: Random) -> Phonemes:
    """The same name with simple syllables only, as a mark coined in Han would have them."""
    return [
        (
            onset if onset in ("ch", "sh") else onset[-1:],
            vowel[0],
            coda if coda in ("n", "l", "s") else "",
        )
        for onset, vowel, coda in phonemes
    ]


def pair(kind: str, random: Random) -> tuple[str, str]:
    """A mark as it is recorded, and as the line writes it."""
    if kind.endswith("_ko"):
        mark, sounds = korean_name(random)
        sounds = [("j" if onset == "j" else onset, vowel, coda) for onset, vowel, coda in sounds]
        return mark, romanised(sounds, random) if kind[:2] == "la" else _han_of(sounds, random)
    phonemes = name(random)
    if kind.endswith("_zh"):
        phonemes = _plain(phonemes, random)
        mark = in_han(phonemes, random)
        return mark, (in_latin if kind[:2] == "la" else in_hangul)(phonemes, random)
    return in_latin(phonemes, random), (in_hangul if kind[:2] == "ko" else in_han)(phonemes, random)


def _han_of(sounds: Phonemes, random: Random) -> str:
    told = {"j": "j", "ch": "ch"}
    return in_han([(told.get(o, o), v, c) for o, v, c in sounds], random)


def foreign(
    kind: str, *, count: int = 300, seed: int = 29
) -> tuple[list[RightFacts], list[Foreign]]:
    """Rights of one kind and a line for each; then as many lines that name strangers so."""
    random = Random(f"{kind}{seed}")
    script = kind.split("_")[0]
    column = {"latin": 2, "ko": 3, "zh": 4}[script]
    rights: list[RightFacts] = []
    lines: list[Foreign] = []
    for number in range(2 * count):
        mark, written = pair(kind, random)
        row = random.choice(GOODS)
        announced = number % 3 != 2
        form = random.choice(FORMS[script][0 if announced else 1])
        text = form.format(t=written, n=row[column])
        goods = GoodsFacts(f"{kind}-{number}", text, row[1], f"SHIPPER {number % 400} CO LTD")
        right = f"{kind}:{number}" if number < count else None
        if right:
            rights.append(RightFacts(right, "trademark", mark, (), (int(row[0]),), f"H{number}"))
        lines.append(Foreign(goods, right, announced))
    return rights, lines


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3)


def register(count: int, others: int) -> list[RightFacts]:
    """The marks of all kinds among `others` that no line means."""
    random = Random(31)
    rights = [right for kind in KINDS for right in foreign(kind, count=count)[0]]
    made: dict[str, Callable[[Phonemes, Random], str]] = {"ko": in_hangul, "zh": in_han}
    for number, mark in enumerate(marks(others)):
        if number % 10 < 2:
            mark = made["ko" if number % 2 else "zh"](name(random), random)
        nice = (int(random.choice(GOODS)[0]),)
        rights.append(RightFacts(f"O{number}", "trademark", mark, (), nice, f"O{number}"))
    return rights


def run(rows: int, rights: int) -> Iterator[dict[str, Any]]:
    """Candidates and alerts of `rows` lines a kind (300 at least) among `rights` marks."""
    count = max(300, min(rows, 3_000))
    index = MatchIndex.of(register(count, rights))
    for kind in KINDS:
        yield {"kind": kind, **measure(index, kind, count)}


def measure(index: MatchIndex, kind: str, count: int, **options: Any) -> dict[str, Any]:
    """Shares of one kind with their 95 % intervals."""
    _, lines = foreign(kind, count=count)
    goods = [line.goods for line in lines]
    meant = {line.goods.id: line for line in lines}
    shares: dict[str, tuple[int, int]] = {}
    own = [line for line in lines if line.right]
    candidates = {
        hit.line for hit in screen(index, goods, candidates=True, **options)
        if hit.right == meant[hit.line].right
    }  # fmt: skip
    raised = screen(index, goods, **options)
    right = {hit.line for hit in raised if hit.right == meant[hit.line].right}
    wrong = {hit.line for hit in raised if not meant[hit.line].right}
    announced = {line.goods.id for line in own if line.announced}
    shares["candidates"] = len(candidates), len(own)
    shares["raised, announced"] = len(right & announced), len(announced)
    shares["raised, bare"] = len(right - announced), len(own) - len(announced)
    shares["strangers raised"] = len(wrong), len(lines) - len(own)
    told: dict[str, Any] = {"lines": len(own)}
    for what, (hits, of) in shares.items():
        low, high = wilson(hits, of)
        told[what] = f"{hits / max(of, 1):.3f} [{low:.3f}, {high:.3f}]"
    return told
