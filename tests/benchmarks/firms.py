"""Invented firms in three scripts, the ways others write them, and strangers that resemble them."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from seizures.matching.romanise import by_sound, syllables_of

HAN = (
    "百佳丽锐欣腾凯睿晟泽澜霖曜宸沐溪岚朗瑾铭皓茗荻薇舜楚航策拓卓骏琪悦彤妍蔚峻恺珩奕弘韬"
    "钰琳珊蓉菲莹慧静雅"
)
HANGUL = "가람온누리솔빛단비달별하늘보담새론미르다솜나래아라윤슬도이든해찬예그루소겨레두한울"
_PARTS = "zor van tek lum pra dex mil ro ka vey tris nol bex qua fen dor sil mar vex tol gri pol"
LATIN = _PARTS.split(" ")
CITIES = [
    ("广州", "GUANGZHOU"), ("深圳", "SHENZHEN"), ("义乌", "YIWU"), ("青岛", "QINGDAO"),
    ("温州", "WENZHOU"), ("宁波", "NINGBO"), ("东莞", "DONGGUAN"), ("厦门", "XIAMEN"),
]  # fmt: skip
TRADES = [
    ("皮具", "가죽", "LEATHER", "皮革"), ("鞋业", "제화", "SHOES", "制鞋"),
    ("服装", "의류", "GARMENT", "服饰"), ("电子", "전자", "ELECTRONICS", "电子科技"),
    ("玩具", "완구", "TOYS", "玩具"), ("贸易", "무역", "TRADING", "进出口"),
    ("化妆品", "화장품", "COSMETICS", "美容"), ("物流", "물류", "LOGISTICS", "货运"),
    ("五金", "금속", "HARDWARE", "五金制品"), ("纺织", "섬유", "TEXTILE", "面料"),
]  # fmt: skip


@dataclass(frozen=True)
class Invented:
    """A firm as recorded, how others may write it, and firms that are not it."""

    recorded: str
    same: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]


def firms(script: str, count: int, seed: int = 7) -> list[Invented]:
    """So many invented firms of one script, each with its own core."""
    rng, seen, made = Random(seed), set[str](), list[Invented]()
    make = {"han": _chinese, "hangul": _korean, "latin": _latin}[script]
    while len(made) < count:
        core, firm = make(rng)
        if core not in seen:
            seen.add(core)
            made.append(firm)
    return made


def _other(rng: Random, table: Sequence[tuple[str, ...]], own: tuple[str, ...]) -> tuple[str, ...]:
    return rng.choice([row for row in table if row != own])


def _typo(word: str, rng: Random, signs: str) -> str:
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + rng.choice([c for c in signs if c != word[at]]) + word[at + 1 :]
    return word[:at] + rng.choice([c for c in signs if c != word[at]]) + word[at:]


def _chinese(rng: Random) -> tuple[str, Invented]:
    core = "".join(rng.sample(HAN, rng.choice((2, 2, 3))))
    (city, latin), trade = rng.choice(CITIES), rng.choice(TRADES)
    said = "".join(syllables_of(core))
    spaced = " ".join(syllables_of(core))
    recorded = f"{city}市{core}{trade[0]}有限公司"
    same = (
        ("form dropped", f"{city}{core}{trade[0]}"),
        ("city dropped", f"{core}{trade[0]}有限公司"),
        ("city in brackets", f"{core}{trade[0]}（{city}）有限公司"),
        ("all dropped but trade", f"{core}{trade[0]}"),
        ("trade in other words", f"{city}市{core}{trade[3]}有限公司"),
        ("trade dropped", f"{city}{core}有限公司"),
        ("pinyin", f"{latin} {said.upper()} {trade[2]} CO., LTD."),
        ("pinyin spaced", f"{latin.title()} {spaced.title()} {trade[2].title()} Co Ltd"),
        ("pinyin, city dropped", f"{said.upper()} {trade[2]} CO LTD"),
    )
    wrong = _other(rng, CITIES, (city, latin))
    what = _other(rng, TRADES, trade)
    stranger = "".join(rng.sample([c for c in HAN if c not in core], len(core)))
    sounds = "".join(syllables_of(stranger))
    others = (
        ("other city", f"{wrong[0]}市{core}{trade[0]}有限公司"),
        ("other trade", f"{city}市{core}{what[0]}有限公司"),
        ("generic words only", f"{city}市{trade[0]}有限公司"),
        ("other core", f"{city}市{stranger}{trade[0]}有限公司"),
        ("other core, pinyin", f"{latin} {sounds.upper()} {trade[2]} CO LTD"),
        ("one sign of the core", f"{city}市{core[0]}{stranger[0]}{trade[0]}有限公司"),
    )  # fmt: skip
    return core, Invented(recorded, same, others)


def _korean(rng: Random) -> tuple[str, Invented]:
    core = "".join(rng.sample(HANGUL, rng.choice((2, 3, 3, 4))))
    trade = rng.choice(TRADES)
    recorded = f"주식회사 {core}{trade[1]}"
    said = by_sound(core).upper()
    same = (
        ("form behind", f"{core}{trade[1]}(주)"), ("form dropped", f"{core}{trade[1]}"),
        ("form as a sign", f"㈜{core}{trade[1]}"), ("spaced", f"{core} {trade[1]} 주식회사"),
        ("romanised", f"{said} {trade[2]} CO., LTD."),
        ("romanised, Korea", f"{said} {trade[2]} KOREA INC"),
        ("romanised by ear", f"{_by_ear(said)} {trade[2]} CO LTD"),
        ("romanised with a typo in the trade", f"{said} {_typo(trade[2], rng, 'AEIORT')} CO LTD"),
    )  # fmt: skip
    what = _other(rng, TRADES, trade)
    stranger = "".join(rng.sample([c for c in HANGUL if c not in core], len(core)))
    others = (
        ("other trade", f"주식회사 {core}{what[1]}"),
        ("generic words only", f"주식회사 {trade[1]}"),
        ("other core", f"(주){stranger}{trade[1]}"),
        ("other core, romanised", f"{by_sound(stranger).upper()} {trade[2]} CO LTD"),
        ("other trade, romanised", f"{said} {what[2]} CO LTD"),
    )  # fmt: skip
    return core, Invented(recorded, same, others)


def _by_ear(said: str) -> str:
    for old, new in (("EO", "U"), ("G", "K"), ("D", "T"), ("U", "OO")):
        if old in said:
            return said.replace(old, new, 1)
    return said


def _latin(rng: Random) -> tuple[str, Invented]:
    core = "".join(rng.choices(LATIN, k=3))
    second = rng.choice(("NORTE", "HALDEN", "CREST", "BRIAR"))
    trade = rng.choice(TRADES)
    name = core.upper()
    recorded = f"{name} {second} {trade[2]} CO., LTD."
    same = (
        ("form", f"{name} {second} {trade[2]} LIMITED"),
        ("form dropped", f"{name.title()} {second.title()} {trade[2].title()}"),
        ("word order", f"{second} {name} {trade[2]} CO LTD"),
        ("written together", f"{name}{second} {trade[2]} INC"),
        ("typo", f"{_typo(name, rng, 'AEIORT')} {second} {trade[2]} CO LTD"),
        ("typo in the trade", f"{name} {second} {_typo(trade[2], rng, 'AEIORT')} CO LTD"),
        ("trade dropped", f"{name} {second} CO LTD"),
        ("country added", f"{name} {second} {trade[2]} (CHINA) CO., LTD."),
        ("dots", f"{name} {second} {trade[2]} CO.LTD"),
    )
    what = _other(rng, TRADES, trade)
    stranger = "".join(rng.choices([s for s in LATIN if s not in core], k=3)).upper()
    others = (
        ("other trade", f"{name} {second} {what[2]} CO LTD"),
        ("generic words only", f"{trade[2]} CO LTD"),
        ("import export", f"{trade[2]} IMPORT EXPORT CO LTD"),
        ("second word only", f"{second} {trade[2]} CO LTD"),
        ("other first word", f"{stranger} {second} {trade[2]} CO LTD"),
        ("a word more", f"NEW {name} {second} {trade[2]} CO LTD"),
    )
    return core, Invented(recorded, same, others)
