"""Invented registers and goods lines to measure the matcher by, the same for the same seed.

Three registers (all marks with aliases, none, marks in several scripts), planted lines of every way
of writing a name, lines that must not be raised, and ordinary goods lines in three languages. The
names share no syllable table with the demo, the goods texts beside this file were written for it.
"""

import csv
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from seizures.matching.facts import GoodsFacts, RightFacts
from seizures.matching.romanise import by_letter, syllables_of
from seizures.training.invent import goods as invented

SHARED = Path(os.environ.get("CUSTOMS_IP_SHARED", Path(__file__).parents[2].parent / "shared"))
TEXTS = Path(__file__).parent / "texts"
GOODS = tuple(
    (int(nice), hs, en, ko, zh)
    for nice, hs, en, ko, zh in csv.reader(
        (TEXTS / "goods.tsv").open(encoding="utf-8"), delimiter="\t"
    )
)
"""Nice class, HS and the goods in English, Korean and Chinese."""
MEANT = {
    "LADDER": ("730890", "STEEL LADDER"), "PEBBLE": ("251710", "PEBBLE STONES"),
    "ANCHOR": ("731600", "SHIP ANCHOR"), "BLOSSOM": ("060310", "FRESH BLOSSOM"),
    "WALNUT": ("080231", "WALNUT IN SHELL"), "TUNNEL": ("843143", "TUNNEL BORING PARTS"),
    "FEATHER": ("050510", "GOOSE FEATHER"), "MARBLE": ("251512", "MARBLE BLOCKS"),
    "BASKET": ("460212", "RATTAN BASKET"), "COPPER": ("740811", "COPPER WIRE"),
}  # fmt: skip
"""Dictionary words that are also marks, of class 25, in their ordinary meaning."""
APART = ("FALCON", "TARGET", "WARRIOR", "PENGUIN", "CHAMPION", "STORM", "EAGLE", "ORBIT")
"""Dictionary words that describe no goods, marks of class 25."""
PICTURED = ("{t} PRINT {n}", "{n} WITH {t} PATTERN", "{t} DESIGN {n}", "{t} SHAPED PATCH FOR {n}")
"""How goods show what such a word means."""
FORMS = (
    ("{n} BRAND {t}", '"{t}" {n}', "{t} {n}", "{n} ({t})"),
    ("브랜드 {t} {n}", "{n}({t})", "{t} {n}", "[{t}] {n}"),
    ("品牌:{t} {n}", "{t}牌{n}", "{n}（{t}）", "{t} {n}"),
)
LANGUAGE = {"ko_rec": 1, "ko_unrec": 1, "zh_rec": 2, "zh_trad": 2, "zh_unrec": 2}
HANGERS_ON = ("100 PCS", "24 CTNS", "PO 88231", "MADE IN CHINA", "N/M", "BLACK", "")
LOOKALIKES = {"o": "0", "a": "а", "e": "е", "i": "1", "s": "5", "n": "ո", "c": "с"}
TRADITIONAL = str.maketrans("罗尔贝凡诺费贾纳齐娃乌韦亚", "羅爾貝凡諾費賈納齊娃烏韋亞")


@dataclass(frozen=True, slots=True)
class Coined:
    """One invented name in three scripts."""

    latin: str
    hangul: str
    han: str


@dataclass(frozen=True, slots=True)
class Planted:
    """A goods line with the right it should be raised for; None where nothing may be raised."""

    goods: GoodsFacts
    right: str | None


def coined(count: int, seed: int) -> list[Coined]:
    """Different invented names of two or three syllables, none within another."""
    random, found = Random(seed), dict[str, Coined]()
    rows = (TEXTS / "syllables.txt").read_text(encoding="utf-8").splitlines()
    table = [row.split() for row in rows]
    while len(found) < count:
        parts = random.sample(table, random.choice((2, 3, 3)))
        latin, hangul, han = ("".join(part[n] for part in parts) for n in range(3))
        if len(latin) >= 6:
            found.setdefault(latin, Coined(latin.upper(), hangul, han))
    return list(found.values())


def register(aliases: str, *, count: int = 1_500, seed: int = 11) -> list[RightFacts]:
    """`all` marks with aliases, `none`, or marks in `mixed` scripts, a third of each; and words."""
    random, rights = Random(seed), []
    for number, name in enumerate(coined(count, seed)):
        mark = name.latin
        told: tuple[tuple[str, str], ...] = (("ko", name.hangul), ("zh", name.han))
        if aliases == "none":
            told = ()
        if aliases == "mixed" and number % 3:
            mark, told = (name.hangul, name.han)[number % 3 - 1], ()
        nice = (random.choice(GOODS)[0],)
        holder = f"{name.latin} HOLDINGS"
        rights.append(
            RightFacts(
                f"R{number}",
                "trademark",
                mark,
                told,
                nice,
                holder,
                (holder, f"{name.latin} TRADING"),
            )
        )
    return rights + [
        RightFacts(f"W{n}", "trademark", word, (), (25,), f"{word} INC")
        for n, word in enumerate((*MEANT, *APART))
    ]


def planted(
    kind: str, rights: list[RightFacts], *, count: int = 300, seed: int = 5
) -> list[Planted]:
    """Lines of a kind; each names a mark that can be written so."""
    random = Random(f"{kind}{seed}")
    made = coined(1_500, 11)
    names = {text: name for name in made for text in (name.latin, name.hangul, name.han)}
    fitting = [right for right in rights if _fits(kind, right)]
    lines = []
    for number in range(count if fitting else 0):
        right = random.choice(fitting)
        name = names.get(right.mark, Coined(right.mark, "", ""))
        lines.append(_line(random, kind, f"{kind}-{number}", right, name))
    return lines


def _fits(kind: str, right: RightFacts) -> bool:
    if kind in ("apart_in_class", "pictured"):
        return right.mark in APART
    if kind in ("common_in_class", "generic"):
        return right.mark in MEANT
    if right.id[0] == "W":
        return False
    wanted = {"ko_rec": "ko", "zh_rec": "zh", "zh_trad": "zh"}.get(kind)
    if wanted or kind in ("ko2latin", "zh2pinyin"):
        script = "ko" if kind in ("ko_rec", "ko2latin") else "zh"
        own = not right.mark.isascii() and (right.mark[0] >= "가") == (script == "ko")
        return own or (bool(wanted) and any(code == script for code, _ in right.aliases))
    return right.mark.isascii() and (not right.aliases or kind not in ("ko_unrec", "zh_unrec"))


def _line(random: Random, kind: str, number: str, right: RightFacts, name: Coined) -> Planted:
    _nice, hs, *nouns = random.choice([row for row in GOODS if row[0] in right.nice])
    shipper = f"SHIPPER {random.randrange(400)} CO LTD"
    if kind == "generic":
        hs, meant = MEANT[right.mark]
        goods = GoodsFacts(number, f"{meant} {random.choice(HANGERS_ON)}", hs, shipper)
        return Planted(goods, None)
    text = written(random, kind, right, name)
    noun = nouns[LANGUAGE.get(kind, 0)]
    forms: tuple[str, ...] = FORMS[LANGUAGE.get(kind, 0)]
    if kind == "concat":
        text, forms = text + noun.split()[-1], ("{t}",)
    if kind == "common_in_class":
        forms = ("{n} BRAND {t}", "{n}, BRAND: {t}", '{n} "{t}"')
    if kind == "apart_in_class":
        forms = ("{t} {n}", "{n} {t}", "{n}, {t}", "{t} MENS {n}")
    if kind == "pictured":
        forms = PICTURED
    if kind == "accessory":
        forms = ("{n} COMPATIBLE WITH {t}", "{n} FOR {t}", "{t} STYLE {n}")
    if kind == "licensed":
        shipper = right.authorised[-1]
    told = f"{random.choice(forms).format(t=text, n=noun)} {random.choice(HANGERS_ON)}"
    harmless = kind in ("licensed", "accessory", "unreg_coined", "pictured", "neighbour")
    return Planted(GoodsFacts(number, told, hs, shipper), None if harmless else right.id)


def written(random: Random, kind: str, right: RightFacts, name: Coined) -> str:
    """The name as lines of this kind write it."""
    text = name.latin
    makers: dict[str, Callable[[], str]] = {
        "typo1": lambda: _typo(random, text, 1),
        "typo2": lambda: _typo(random, text, 2),
        "swapped": lambda: _swapped(text, random.randrange(1, len(text) - 2)),
        "inserted": lambda: _inserted(text, random.randrange(1, len(text)), random.choice(SIGNS)),
        "dropped": lambda: _dropped(text, random.randrange(1, len(text) - 1)),
        "neighbour": lambda: _neighbour(random, text),
        "double": lambda: _doubled(text, random.randrange(1, len(text) - 1)),
        "spaced": lambda: " ".join(text),
        "homoglyph": lambda: "".join(LOOKALIKES.get(sign, sign) for sign in text.lower()),
        "ko_rec": lambda: name.hangul,
        "ko_unrec": lambda: name.hangul,
        "zh_rec": lambda: name.han,
        "zh_unrec": lambda: name.han,
        "zh_trad": lambda: name.han.translate(TRADITIONAL),
        "ko2latin": lambda: by_letter(name.hangul).upper(),
        "zh2pinyin": lambda: "".join(syllables_of(name.han)).upper(),
        "unreg_coined": lambda: random.choice(_far()),
    }
    return makers.get(kind, lambda: right.mark if right.id[0] == "W" else text)()


def _doubled(text: str, at: int) -> str:
    return text[: at + 1] + text[at:]


def _typo(random: Random, text: str, edits: int) -> str:
    signs = list(text)
    for at in random.sample(range(1, len(text)), edits):
        signs[at] = random.choice([c for c in "ABDEGIKLMNOPRSTUV" if c != signs[at]])
    return "".join(signs)


SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _swapped(text: str, at: int) -> str:
    while text[at] == text[at + 1]:
        at = (at + 1) % (len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _inserted(text: str, at: int, sign: str) -> str:
    return text[:at] + sign + text[at:]


def _dropped(text: str, at: int) -> str:
    return text[:at] + text[at + 1 :]


def _neighbour(random: Random, text: str) -> str:
    """A stranger's name that begins like a mark and ends in a syllable of its own."""
    return text[: len(text) // 2 + 1] + random.choice(("BERG", "WICK", "TUNA", "FOLD", "SHAM"))


def _far() -> list[str]:
    """Names nobody recorded, of other syllables than the recorded ones."""
    starts, ends = (
        ("QUOBE", "SHAVU", "WHYPI", "THEGO", "CHUBA", "GWEPO"),
        ("DUFY", "BIJU", "HOWAY", "PUGEO", "KIFAU"),
    )
    return [first + last for first in starts for last in ends]


def ordinary(language: str, *, count: int = 1_500, seed: int = 3) -> list[GoodsFacts]:
    """Goods that name nobody: this file's texts and the demo's goods, with their trimmings."""
    random = Random(seed)
    texts = (TEXTS / f"ordinary.{language}.txt").read_text(encoding="utf-8").splitlines()
    lines = []
    for number in range(count):
        product = random.choice(invented.products())
        text = f"{random.choice(texts)} {random.choice(HANGERS_ON)}"
        if number % 2:
            text = invented.wording(random, product, language)
        code = product.hs if number % 2 else random.choice(GOODS)[1]
        lines.append(
            GoodsFacts(f"{language}-{number}", text, code, f"SHIPPER {random.randrange(400)}")
        )
    return lines


def reference(name: str) -> Iterator[GoodsFacts]:
    """Goods wordings of a published table beside the project; nothing where it is absent."""
    file, text, code = {
        "kipo-ko": ("kipo-goods-ko-en/goods_ko_en.tsv", "goods_ko", ""),
        "kipo-en": ("kipo-goods-ko-en/goods_ko_en.tsv", "goods_en", ""),
        "hsk-ko": ("hs-korea-hsk-table/hsk_ko_en.tsv", "ko", "code"),
        "hsk-en": ("hs-korea-hsk-table/hsk_ko_en.tsv", "en", "code"),
        "hs-en": ("hs-nomenclature-en/harmonized-system.csv", "description", "hscode"),
    }[name]
    path = SHARED / "data" / "reference" / file
    if path.exists():
        with path.open(encoding="utf-8") as rows:
            table = csv.DictReader(rows, delimiter="\t" if path.suffix == ".tsv" else ",")
            for number, row in enumerate(table):
                yield GoodsFacts(
                    f"{name}-{number}", row[text], row.get(code, ""), f"SHIPPER {number % 400}"
                )
