"""Coins names: Latin, Korean and Chinese words that nobody owns, and how others write them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
HANGUL_STEMS, HANGUL_TAILS, HAN_STEMS, HAN_TAILS = (
    tuple(line.split()) for line in (HERE / "parts.txt").read_text(encoding="utf-8").splitlines()
)
PINYIN = {
    "云": "yun", "澜": "lan", "锦": "jin", "麒": "qi", "瑞": "rui", "曜": "yao", "晟": "sheng",
    "泽": "ze", "岚": "lan", "霖": "lin", "鹤": "he", "屿": "yu", "墨": "mo", "青": "qing",
    "朗": "lang", "沐": "mu", "宸": "chen", "禾": "he", "溪": "xi", "岑": "cen", "棠": "tang",
    "越": "yue", "桐": "tong", "鸢": "yuan", "霁": "ji", "川": "chuan", "鹿": "lu", "垣": "yuan",
    "砚": "yan", "舟": "zhou", "星": "xing", "芜": "wu", "沄": "yun", "竹": "zhu", "芷": "zhi",
    "漾": "yang", "栩": "xu", "棉": "mian", "琅": "lang", "月": "yue", "漫": "man", "榆": "yu",
    "槿": "jin", "砾": "li", "霜": "shuang", "序": "xu", "坊": "fang", "堂": "tang", "客": "ke",
    "里": "li", "派": "pai", "社": "she", "舍": "she", "记": "ji", "印": "yin", "尚": "shang",
    "匠": "jiang", "集": "ji", "语": "yu", "纪": "ji", "图": "tu", "巢": "chao", "间": "jian",
    "径": "jing", "台": "tai",
}  # fmt: skip
TRADITIONAL = str.maketrans(
    "云锦贝马尔鲁丽罗诺莱达兰瓦维纪图库乔罗伦荣蕾艾凯缇恩泽记语里台间鸢砚砾莎苏宾佩奥蒙",
    "雲錦貝馬爾魯麗羅諾萊達蘭瓦維紀圖庫喬羅倫榮蕾艾凱緹恩澤記語裡臺間鳶硯礫莎蘇賓佩奧蒙",
)
ROMAN = {  # the few sounds of the Korean stems and tails, written as the road signs do
    "가": "ga", "람": "ram", "온": "on", "나": "na", "래": "rae", "누": "nu", "리": "ri",
    "다": "da", "단": "dan", "비": "bi", "달": "dal", "빛": "bit", "도": "do", "담": "dam",
    "두": "du", "루": "ru", "라": "ra", "마": "ma", "모": "mo", "물": "mul", "결": "gyeol",
    "미": "mi", "내": "nae", "바": "ba", "별": "byeol", "하": "ha", "보": "bo", "늬": "nui",
    "새": "sae", "론": "ron", "벽": "byeok", "샛": "saet", "소": "so", "솔": "sol", "슬": "seul",
    "기": "gi", "아": "a", "안": "an", "여": "yeo", "울": "ul", "예": "ye", "그": "geu",
    "윤": "yun", "이": "i", "든": "deun", "자": "ja", "올": "ol", "잔": "jan", "찬": "chan",
    "초": "cho", "롱": "rong", "큰": "keun", "타": "ta", "트": "teu", "인": "in", "한": "han",
    "해": "hae", "휘": "hwi", "파": "pa", "난": "nan", "뜰": "tteul", "로": "ro", "움": "um",
    "당": "dang", "을": "eul", "매": "mae", "르": "reu", "벗": "beot", "샘": "saem", "솜": "som",
    "숲": "sup", "터": "teo", "풀": "pul",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coined:
    """One invented name and how it is written in the three scripts; empty where it has no form."""

    latin: str
    hangul: str
    han: str


@cache
def syllables() -> tuple[tuple[str, str, str], ...]:
    """The sounds names are made of, in Latin, Hangul and Han."""
    rows = (HERE / "syllables.txt").read_text(encoding="utf-8").splitlines()
    parts = [row.split() for row in rows if row and not row.startswith("#")]
    return tuple((latin, hangul, han) for latin, hangul, han in parts)


def latin_name(rng: Random, sizes: tuple[int, ...] = (3, 3, 3, 4)) -> Coined:
    """A Latin name of a few syllables with its Korean and Chinese sound."""
    chosen = rng.sample(syllables(), rng.choice(sizes))
    latin, hangul, han = (
        "".join(part[place] for part in chosen) for place in range(3)
    )  # fmt: skip
    return Coined(latin.capitalize(), hangul, han)


def korean_name(rng: Random) -> Coined:
    """A Korean name with its romanised form."""
    hangul = rng.choice(HANGUL_STEMS) + rng.choice(HANGUL_TAILS)
    return Coined("".join(ROMAN[sign] for sign in hangul).capitalize(), hangul, "")


def chinese_name(rng: Random) -> Coined:
    """A Chinese name with its pinyin."""
    han = rng.choice(HAN_STEMS) + rng.choice(HAN_TAILS)
    return Coined("".join(PINYIN[sign] for sign in han).capitalize(), "", han)


def traditional(text: str) -> str:
    """The text in traditional characters, as far as names are made of them."""
    return text.translate(TRADITIONAL)
