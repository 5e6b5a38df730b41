"""What is hidden in the demo's cargo and the truth about it: infringements and look-alikes."""

from dataclasses import asdict, dataclass
from random import Random
from typing import Any

from seizures.training.invent import goods
from seizures.training.invent.goods import Product
from seizures.training.invent.marks import Mark
from seizures.training.invent.names import traditional

INFRINGING = {
    "verbatim": 30, "typo": 16, "doubled": 8, "spaced": 12, "homoglyph": 12, "joined": 10,
    "alias_ko": 15, "alias_zh": 11, "traditional": 6, "product_card": 6,
}  # fmt: skip
HARMLESS = {"licensed": 60, "generic": 70, "accessory": 24}
LOOKALIKES = {"o": "0", "a": "а", "e": "е", "i": "1", "l": "I", "s": "5", "c": "с", "p": "р",
              "n": "ո", "u": "υ"}  # fmt: skip
KEYS = {"a": "s", "b": "v", "d": "f", "e": "r", "f": "d", "g": "h", "i": "o", "k": "l", "l": "k",
        "m": "n", "n": "m", "o": "p", "r": "t", "s": "a", "t": "r", "u": "i", "v": "b"}  # fmt: skip
JOINED = {"bags": "BAG", "shoes": "SHOES", "clothing": "WEAR", "toys": "TOYS", "cosmetics": "CREAM",
          "personal": "WATCH", "electronics": "EARPHONE", "appliances": "DRYER",
          "autoparts": "PARTS"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plant:
    """One planted line: what is written, for which goods, and what is true about it."""

    kind: str
    right: str
    mark: str
    description: str
    hs: str
    product: Product | None
    infringes: bool
    shipper: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true about one planted line of a manifest."""

    manifest: str
    document: str
    right: str
    mark: str
    kind: str
    infringes: bool

    def as_row(self) -> dict[str, Any]:
        """For the truth table beside the demo."""
        return asdict(self)


def written(rng: Random, kind: str, mark: Mark) -> str:
    """The mark as a counterfeiter's papers write it."""
    text = mark.mark
    places = list(range(1, len(text) - 1))
    if kind == "typo":
        open_places = [n for n in places if text[n].lower() in KEYS] or places
        at = rng.choice(open_places)
        swapped = KEYS.get(text[at].lower(), "x")
        return text[:at] + (swapped.upper() if text[at].isupper() else swapped) + text[at + 1 :]
    if kind == "doubled":
        at = rng.choice(places)
        return text[: at + 1] + text[at] + text[at + 1 :]
    if kind == "spaced":
        return " ".join(text.upper())
    if kind == "homoglyph":
        return _lookalike(rng, text)
    if kind in ("alias_ko", "alias_zh"):
        return mark.alias(kind[-2:])
    return traditional(mark.alias("zh")) if kind == "traditional" else text


def _lookalike(rng: Random, text: str) -> str:
    places = [n for n, sign in enumerate(text.lower()) if sign in LOOKALIKES]
    signs = list(text.lower() if text.isupper() else text)
    for at in rng.sample(places, min(len(places), rng.choice((1, 2)))):
        signs[at] = LOOKALIKES[text[at].lower()]
    return "".join(signs)


def sentence(rng: Random, text: str, kind: str, product: Product, language: str) -> str:
    """The declared description of goods that bear a name."""
    noun = goods.wording(rng, product, language)
    if kind == "joined":
        return f"{text.upper()}{JOINED.get(product.group, 'GOODS')} {noun}"
    if language == "ko":
        forms = ("{t} {n}", "{n} ({t})", "{n} {t} 브랜드", "[{t}] {n}")
    elif language == "zh-hans":
        forms = ("{t}牌{n}", "{n} 品牌:{t}", "{t} {n}", "{n}（{t}）")
    else:
        forms = ("{t} {n}", "{n} BRAND {t}", "{n} ({t})", '"{t}" {n}')
    return rng.choice(forms).format(t=text, n=noun)


LANGUAGE_OF = {"alias_ko": "ko", "alias_zh": "zh-hans", "traditional": "zh-hans"}


def infringement(rng: Random, kind: str, mark: Mark, language: str) -> Plant:
    """A line of counterfeit goods of the kind."""
    mix = goods.MIX
    product = goods.pick(rng, mix, nice=mark.nice)
    language = LANGUAGE_OF.get(kind, language)
    text = sentence(rng, written(rng, kind, mark), kind, product, language)
    return Plant(kind, mark.key, mark.mark, text, product.hs, product, True)


def licensed(rng: Random, mark: Mark, language: str) -> Plant:
    """Genuine goods that an authorised firm sends."""
    product = goods.pick(rng, goods.MIX, nice=mark.nice)
    text = sentence(rng, mark.mark, "verbatim", product, language)
    shipper = rng.choice(mark.authorised[1:] or mark.authorised)
    return Plant("licensed", mark.key, mark.mark, text, product.hs, product, False, shipper.upper())


def generic(rng: Random, mark: Mark, language: str) -> Plant:
    """A mark's word in its ordinary meaning, on goods it does not cover."""
    word = next(word for word in goods.words() if word.mark == mark.mark)
    return Plant("generic", mark.key, mark.mark, word.texts[language], word.hs, None, False)


def accessory(rng: Random, mark: Mark, language: str) -> Plant:
    """Goods that only fit, or resemble, the brand's."""
    product = goods.pick(rng, {"electronics": 1.0, "autoparts": 1.0})
    noun = goods.wording(rng, product, language)
    forms = {"en": "{n} COMPATIBLE WITH {t}", "ko": "{t} 호환 {n}", "zh-hans": "{n} 适用于{t}"}
    text = forms[language].format(n=noun, t=mark.mark)
    return Plant("accessory", mark.key, mark.mark, text, product.hs, product, False)


def product_card(rng: Random, mark: Mark, language: str) -> Plant:
    """A copy of a patented or designed product: its model and the words of its card."""
    noun = mark.mark.split(" with ")[0].split(" (")[0].upper()
    words = " ".join(term.upper() for term in mark.terms[:2])
    text = f"{noun} {mark.models[0]} {words}"
    return Plant("product_card", mark.key, mark.mark, text, mark.hs[0], None, True)


def fits(kind: str, mark: Mark) -> bool:
    """Whether this kind of writing is possible for the mark."""
    if kind == "product_card" or mark.kind != "trademark":
        return kind == "product_card" and mark.kind != "trademark"
    if kind in ("alias_ko", "alias_zh", "traditional"):
        alias = mark.alias("ko" if kind == "alias_ko" else "zh")
        return bool(alias) and (kind != "traditional" or traditional(alias) != alias)
    if kind == "licensed":
        return not mark.word
    latin = mark.mark.isascii() and not mark.word
    if kind == "homoglyph":
        return latin and any(sign in LOOKALIKES for sign in mark.mark.lower())
    return latin and len(mark.mark) >= 6
