"""The invented register: holders, marks with their other spellings, patents and designs."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from seizures.training.invent import goods, names

DATA = Path(__file__).parent / "data"
FORMS = {
    "KR": ("{} Co., Ltd.", "{} Inc.", "{} Corporation"),
    "CN": ("{} Apparel Co., Ltd.", "{} Trading Co., Ltd.", "{} Technology Co., Ltd."),
    "JP": ("{} K.K.",), "US": ("{} Inc.", "{} LLC"), "IT": ("{} S.r.l.", "{} S.p.A."),
    "FR": ("{} SAS",), "DE": ("{} GmbH",), "VN": ("{} Joint Stock Company",),
}  # fmt: skip
LOCAL = {
    "KR": ("주식회사 {}", "{} 주식회사"),
    "CN": ("{}服饰有限公司", "{}贸易有限公司", "{}科技有限公司"),
}
CITIES = {
    "KR": (("Seoul", "서울특별시 성동구"), ("Busan", "부산광역시 해운대구"),
           ("Incheon", "인천광역시 연수구"),
           ("Daegu", "대구광역시 북구"), ("Seongnam", "경기도 성남시 분당구")),
    "CN": (("Qingdao", "青岛市市南区"), ("Shanghai", "上海市徐汇区"), ("Guangzhou", "广州市天河区"),
           ("Hangzhou", "杭州市滨江区"), ("Shenzhen", "深圳市南山区")),
    "JP": (("Osaka", "大阪市北区"),), "US": (("Portland", ""),), "IT": (("Bologna", ""),),
    "FR": (("Nantes", ""),), "DE": (("Bremen", ""),), "VN": (("Da Nang", ""),),
}  # fmt: skip
COUNTRIES = ("KR",) * 68 + ("CN",) * 56 + ("JP",) * 6 + ("US",) * 6 + ("IT",) * 5 + ("FR",) * 4 + (
    "DE",) * 3 + ("VN",) * 2  # fmt: skip
CLASSES = ((18, 25), (25,), (18,), (25, 28), (3,), (9,), (14,), (11,), (28,), (12,), (9, 11),
           (3, 5), (14, 9), (7,), (16, 28), (25, 18, 14), (21,))  # fmt: skip
WEIGHTS = (22, 18, 12, 9, 8, 8, 5, 5, 5, 4, 3, 3, 2, 2, 3, 6, 2)
IDENTIFICATION = (
    "Stitching: nine stitches a centimetre, straight seams\nInner label woven, not printed, with a "
    "batch number\nMetal parts engraved with the mark, no sharp edges\nHologram on the hang tag "
    "changes from blue to green\nCare label in three languages with the importer's name"
)


@dataclass(frozen=True, slots=True)
class HolderName:
    """An invented firm that owns rights: names, country, address, and whether it is small."""

    name: str
    local_name: str
    country: str
    address: str
    is_small: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """An invented right as a register row: known by `key`, with everything matching asks."""

    key: str
    kind: str
    mark: str
    holder: HolderName
    nice: tuple[int, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    authorised: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    hs: tuple[str, ...] = ()
    filed: int = 0
    word: bool = field(default=False)

    def alias(self, language: str) -> str:
        """The recorded spelling in a language, or an empty text."""
        return next((text for code, text in self.aliases if code == language), "")


@cache
def avoided() -> frozenset[str]:
    """Coined words that turned out to be somebody's name already; they are not used."""
    text = (DATA / "avoided.txt").read_text(encoding="utf-8")
    return frozenset(line.strip().casefold() for line in text.splitlines() if line.strip())


def coin(rng: Random, script: str, taken: set[str]) -> names.Coined:
    """A name of the wanted script that is neither taken nor avoided; takes it."""
    maker = {"latin": names.latin_name, "hangul": names.korean_name, "han": names.chinese_name}
    while True:
        found = maker[script](rng)
        forms = {text.casefold() for text in (found.latin, found.hangul, found.han) if text}
        if not forms & taken and not forms & avoided():
            taken |= forms
            return found


def holders(rng: Random, count: int, taken: set[str]) -> list[HolderName]:
    """Firms of both countries and a few others; two of three are small."""
    made = []
    for number in range(count):
        country = COUNTRIES[number % len(COUNTRIES)]
        coined = coin(rng, "latin", taken)
        city, district = rng.choice(CITIES[country])
        local = {"KR": coined.hangul, "CN": coined.han}.get(country, "")
        made.append(HolderName(
            rng.choice(FORMS[country]).format(coined.latin),
            rng.choice(LOCAL[country]).format(local) if local else "",
            country,
            f"{rng.randint(1, 320)} {district}" if district else f"{rng.randint(1, 320)}, {city}",
            rng.random() < 0.67,
        ))  # fmt: skip
    return made


def marks(rng: Random, owners: list[HolderName], count: int, taken: set[str]) -> list[Mark]:
    """Trademarks: mostly coined in Latin, some in Korean or Chinese, a few dictionary words."""
    made = [
        Mark(f"word-{number:03d}", "trademark", word.mark, owners[number * 7 % len(owners)],
             nice=(word.nice,), authorised=(owners[number * 7 % len(owners)].name,),
             filed=rng.randint(600, 4200), word=True)
        for number, word in enumerate(goods.words())
    ]  # fmt: skip
    for number in range(count - len(made)):
        script = rng.choices(("latin", "hangul", "han"), (72, 15, 13))[0]
        coined, owner = coin(rng, script, taken), owners[_owner(rng, len(owners))]
        text = {"latin": coined.latin, "hangul": coined.hangul, "han": coined.han}[script]
        if script == "latin" and rng.random() < 0.5:
            text = text.upper()
        made.append(Mark(
            f"mark-{number:04d}", "trademark", text, owner,
            nice=tuple(sorted(rng.choices(CLASSES, WEIGHTS)[0])),
            aliases=tuple(_aliases(rng, script, coined)),
            authorised=(owner.name, *_traders(rng, coined.latin)), filed=rng.randint(300, 4200),
        ))  # fmt: skip
    return made


def _owner(rng: Random, count: int) -> int:
    """Few firms own many marks, most own a handful."""
    return min(int(rng.expovariate(1 / (count / 3))), count - 1)


def _aliases(rng: Random, script: str, coined: names.Coined) -> list[tuple[str, str]]:
    if script != "latin":
        return [("en", coined.latin)]
    chosen = []
    if rng.random() < 0.55:
        chosen.append(("ko", coined.hangul))
    if rng.random() < 0.5:
        chosen.append(("zh", coined.han))
    return chosen


def _traders(rng: Random, latin: str) -> list[str]:
    """Firms that trade under the mark with its owner's leave."""
    found = []
    if rng.random() < 0.45:
        found.append(f"{latin} Korea Co., Ltd.")
    if rng.random() < 0.35:
        city = rng.choice(CITIES["CN"])[0]
        found.append(f"{city} {latin} Licensed Products Co., Ltd.")
    return found


@cache
def inventions() -> tuple[tuple[str, str, str, tuple[str, ...], tuple[str, ...]], ...]:
    """Protected products: kind, title, HS, technical terms, model prefixes."""
    rows = (DATA / "inventions.tsv").read_text(encoding="utf-8").splitlines()
    parts = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return tuple((kind, title, hs, tuple(terms.split(";")), tuple(models.split(";")))
                 for kind, title, hs, terms, models in parts)  # fmt: skip


def patents(rng: Random, owners: list[HolderName], count: int) -> list[Mark]:
    """Patents and designs with the product cards their holders gave."""
    made = []
    cards = inventions()
    for number in range(count):
        kind, title, hs, terms, models = cards[number % len(cards)]
        turn = number // len(cards)
        made.append(Mark(
            f"{kind}-{number:03d}", kind, f"{title}{f' ({turn + 1})' if turn else ''}",
            owners[rng.randrange(len(owners))], terms=terms[turn:] + terms[:turn],
            models=tuple(f"{model}{number + 10}" for model in models),
            hs=tuple(hs.split(",")), filed=rng.randint(300, 4200),
        ))  # fmt: skip
    return made


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that is protected in the demo."""

    holders: tuple[HolderName, ...]
    rights: tuple[Mark, ...]

    @property
    def trademarks(self) -> tuple[Mark, ...]:
        """The marks without the patents and designs."""
        return tuple(mark for mark in self.rights if mark.kind == "trademark")


def register(seed: int = 2026, *, marks_wanted: int = 2000, holders_wanted: int = 150,
             inventions_wanted: int = 60) -> Register:  # fmt: skip
    """The demo's register; the same for the same seed."""
    rng, taken = Random(seed), {word.mark.casefold() for word in goods.words()}
    owners = holders(rng, holders_wanted, taken)
    rights = marks(rng, owners, marks_wanted, taken)
    return Register(tuple(owners), (*rights, *patents(rng, owners, inventions_wanted)))
