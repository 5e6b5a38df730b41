"""The demo's manifests: routes of the corridor, their lines, and files in three formats."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random

from pypinyin import lazy_pinyin
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from seizures.formats.lines import ManifestHeader, ManifestLine
from seizures.formats.write import write_csv, write_cuscar, write_xlsx
from seizures.training.invent import goods, names, planting
from seizures.training.invent.marks import Mark, Register
from seizures.training.invent.planting import Plant, Truth
from seizures.training.invent.traders import Traders, person, traders

PARCELS = ("express", "post")


@dataclass(frozen=True, slots=True)
class Route:
    """One manifest of the demo: who receives it, how it travels, in which shape it is filed.

    `days` is when it was filed, counted from today (negative: in the past); `texts` the languages
    of its goods texts by weight.
    """

    name: str
    administration: str
    user: str
    mode: str
    origin: str
    destination: str
    form: str
    lines: int
    texts: tuple[tuple[str, float], ...]
    encoding: str = "utf-8"
    language: str = "en"
    days: int = 0
    carrier: str = ""
    conveyance: str = ""
    spoiled: int = 0
    share: float = 0.0

    @property
    def suffix(self) -> str:
        """The file name's ending."""
        return {"csv": "csv", "xlsx": "xlsx", "cuscar": "edi"}[self.form]


EN, KO, ZH = ("en", 1.0), ("ko", 1.0), ("zh-hans", 1.0)
TODAY = (
    Route("qingdao-incheon-sea", "cn", "cn-officer", "sea", "CNTAO", "KRINC", "cuscar", 2600,
          (("en", 0.8), ("zh-hans", 0.2)), carrier="Donghae Lines", conveyance="Sae Bada",
          share=0.14),
    Route("weihai-incheon-sea", "kr", "kr-officer", "sea", "CNWEI", "KRINC", "csv", 2200,
          (("ko", 0.6), ("en", 0.4)), "cp949", "ko", carrier="Weidong Ferry Demo", spoiled=5,
          share=0.10),
    Route("weihai-incheon-express", "cn", "cn-officer-weihai", "express", "CNWEI", "KRINC", "xlsx",
          2600, (("zh-hans", 0.6), ("en", 0.4)), language="zh-hans", spoiled=3, share=0.15),
    Route("yantai-incheon-express", "cn", "cn-officer-yantai", "express", "CNYNT", "KRICN", "csv",
          2400, (("zh-hans", 0.7), ("ko", 0.1), ("en", 0.2)), "gb18030", "zh-hans", spoiled=4,
          share=0.12),
    Route("guangzhou-incheon-express", "kr", "kr-officer-airport", "express", "CNCAN", "KRICN",
          "xlsx", 2200, (("ko", 0.7), ("en", 0.3)), language="ko", spoiled=2, share=0.12),
    Route("yantai-pyeongtaek-express", "kr", "kr-officer-pyeongtaek", "express", "CNYNT", "KRPTK",
          "csv", 1800, (("ko", 0.8), ("en", 0.2)), "utf-8-sig", "ko", spoiled=4, share=0.10),
    Route("shanghai-incheon-post", "kr", "kr-officer-airport", "post", "CNSHA", "KRICN", "csv",
          900, (("en", 0.6), ("ko", 0.2), ("zh-hans", 0.2)), spoiled=2, share=0.05),
    Route("shanghai-busan-sea", "cn", "cn-officer-shanghai", "sea", "CNSHA", "KRPUS", "cuscar",
          1800, (("en", 0.9), ("zh-hans", 0.1)), carrier="Donghae Lines", conveyance="Byeol Haru",
          share=0.07),
    Route("ningbo-busan-sea", "kr", "kr-officer-busan", "sea", "CNNGB", "KRPUS", "cuscar", 1600,
          (EN,), carrier="Hwanghae Shipping", conveyance="Nuri Star", share=0.06),
    Route("incheon-qingdao-sea", "cn", "cn-officer", "sea", "KRINC", "CNTAO", "csv", 700,
          (("zh-hans", 0.6), ("en", 0.4)), "gb18030", "zh-hans", spoiled=2, share=0.03),
    Route("incheon-shanghai-air", "kr", "kr-officer-airport", "air", "KRICN", "CNPVG", "xlsx", 500,
          (("en", 0.7), ("ko", 0.3)), language="en", spoiled=1, share=0.02),
    Route("hongkong-incheon-air", "kr", "kr-officer-airport", "air", "HKHKG", "KRICN", "csv", 700,
          (EN,), spoiled=2, share=0.04),
)  # fmt: skip
"""What is filed today; `share` is each one's part of what is planted."""


@dataclass(frozen=True, slots=True)
class Invented:
    """A manifest ready to be written: its route, header and lines."""

    route: Route
    header: ManifestHeader
    lines: tuple[ManifestLine, ...]


class Shipper:
    """Makes the manifests of a demo one after the other from one stream of chance."""

    def __init__(self, register: Register, seed: int = 2026) -> None:
        self.rng = Random(seed)
        self.register = register
        taken = {mark.mark.casefold() for mark in register.rights}
        self.traders: Traders = traders(self.rng, 260, taken)
        self.unknown = _far_names(self.rng, sorted(taken), 160)
        self.known = {mark.key: mark for mark in register.rights}
        self.truth: list[Truth] = []
        self.serial = 100_000

    def manifest(self, route: Route, plants: Sequence[Plant], today: dt.date) -> Invented:
        """The lines of a route with the plants strewn in, and what is true about them noted."""
        filed = today + dt.timedelta(days=route.days)
        quick = route.mode in ("air", "express")
        departure = filed + dt.timedelta(days=0 if quick else 1)
        arrival = departure + dt.timedelta(days=1 if quick else 2)
        header = ManifestHeader(
            format=route.form, message_ref=f"{route.name[:3].upper()}{filed:%y%m%d}",
            carrier=route.carrier, conveyance=route.conveyance, voyage=f"{filed:%m%d}E",
            mode=route.mode, origin=route.origin, destination=route.destination,
            departure_on=departure, arrival_on=arrival,
        )  # fmt: skip
        places = set(self.rng.sample(range(route.lines), min(len(plants), route.lines)))
        waiting, lines = list(plants), []
        groups = self._documents(route)
        for number in range(route.lines):
            document = next(groups)
            if number in places:
                line = self._planted(route, header, document, waiting.pop())
            else:
                line = self._ordinary(route, header, document)
            lines.append(replace(line, position=number + 1))
        return Invented(route, header, tuple(_spoil(self.rng, route, lines)))

    def _documents(self, route: Route) -> Iterator[tuple[str, str, str, str, str]]:
        """Master, house, container, shipper and consignee; sea bills carry several lines."""
        master, left = "", 0
        while True:
            if left <= 0:
                self.serial += 1
                left = self.rng.choice((60, 80, 120))
                master = f"{route.origin[2:]}{route.destination[2:]}{self.serial:07d}"
                owner = self.rng.choice(("DMOU", "SBDU", "HHSU"))
                box = f"{owner}{self.rng.randint(0, 999999):06d}"
            self.serial += 1
            house = f"{route.origin[2:5]}{self.serial:08d}"
            shipper, consignee = self._parties(route)
            box_here = _with_check_digit(box) if route.mode == "sea" else ""
            several = (1, 1, 2, 3, 4) if route.mode in ("sea", "air") else (1, 1, 1, 1, 1, 2)
            for _line in range(self.rng.choice(several)):
                left -= 1
                yield master, house, box_here, shipper, consignee

    def _parties(self, route: Route) -> tuple[str, str]:
        sender, receiver = route.origin[:2], route.destination[:2]
        local = 0.5 if route.language != "en" else 0.05
        shipper = self.traders.firm(self.rng, sender, local=local)
        if route.mode in PARCELS and self.rng.random() < 0.8:
            return shipper, person(self.rng, receiver)
        return shipper, self.traders.firm(self.rng, receiver, local=local)

    def _ordinary(self, route: Route, header: ManifestHeader, document: tuple[str, ...]
                  ) -> ManifestLine:  # fmt: skip
        product = goods.pick(self.rng, goods.FREIGHT)
        language = self._language(route)
        text = goods.wording(self.rng, product, language)
        roll = self.rng.random()
        if roll < 0.05:
            text = planting.sentence(self.rng, self.rng.choice(self.unknown), "verbatim", product,
                                     language)  # fmt: skip
        elif roll < 0.10:
            text = f"{text} {self.rng.choice(('NO BRAND', 'OEM', '无牌', '무상표'))}"
        return self._line(route, header, document, text, product.hs, product)

    def _planted(self, route: Route, header: ManifestHeader, document: tuple[str, ...],
                 plant: Plant) -> ManifestLine:  # fmt: skip
        master, _house, box, shipper, consignee = document
        self.serial += 1
        house = f"{route.origin[2:5]}{self.serial:08d}"
        self.truth.append(Truth(f"{route.name}.{route.suffix}", house, plant.right, plant.mark,
                                plant.kind, plant.infringes))  # fmt: skip
        own = (master, house, box, plant.shipper or shipper, consignee)
        return self._line(route, header, own, plant.description, plant.hs, plant.product,
                          cheap=plant.infringes)  # fmt: skip

    def _line(
        self,
        route: Route,
        header: ManifestHeader,
        document: tuple[str, ...],
        text: str,
        hs: str,
        product: goods.Product | None,
        *,
        cheap: bool = False,
    ) -> ManifestLine:
        master, house, box, shipper, consignee = document
        low, high, kg = (product.low, product.high, product.kg) if product else (1.0, 8.0, 0.4)
        count = self._count(route)
        price = self.rng.uniform(low, low + (high - low) * (0.25 if cheap else 1.0))
        cents = Decimal(f"{price * count:.2f}")
        yuan = route.administration == "cn" and self.rng.random() < 0.4
        return ManifestLine(
            position=0, transport_document=master, house_document=house, container=box,
            seal=f"S{house[-6:]}" if box else "", mode=route.mode, origin=route.origin,
            destination=route.destination, departure_on=header.departure_on,
            arrival_on=header.arrival_on, shipper=shipper, consignee=consignee,
            description=text, hs=hs, quantity=Decimal(count),
            unit=product.unit if product else "PCE",
            packages=max(1, count // (1 if route.mode in PARCELS else 24)),
            gross_kg=Decimal(f"{max(0.1, kg * count * self.rng.uniform(1.0, 1.2)):.1f}"),
            value=(cents * Decimal("7.1")).quantize(Decimal("0.01")) if yuan else cents,
            currency="CNY" if yuan else "USD",
        )  # fmt: skip

    def _count(self, route: Route) -> int:
        if route.mode in PARCELS:
            return self.rng.choices((1, 2, 3, 5, 10, 30), (60, 18, 8, 6, 5, 3))[0]
        return self.rng.choice((24, 48, 60, 100, 120, 200, 240, 300, 480, 600, 1200))

    def _language(self, route: Route) -> str:
        languages, weights = zip(*route.texts, strict=True)
        return self.rng.choices(languages, weights)[0]

    def plants(self, kinds: dict[str, int], routes: Sequence[Route]) -> dict[str, list[Plant]]:
        """Plants of every kind spread over the routes by their shares; each mark is used once."""
        marks, used = list(self.register.rights), set()
        self.rng.shuffle(marks)
        spread: dict[str, list[Plant]] = {route.name: [] for route in routes}
        weights = [route.share for route in routes]
        for kind, count in kinds.items():
            for _number in range(count):
                route = self.rng.choices(routes, weights)[0]
                mark = self._mark(marks, used, kind, route)
                spread[route.name].append(self._plant(kind, mark, self._language(route)))
        return spread

    def _mark(self, marks: list[Mark], used: set[str], kind: str, route: Route) -> Mark:
        if kind == "generic":
            return self.rng.choice([mark for mark in marks if mark.word])
        fitting = (mark for mark in marks
                   if mark.key not in used and planting.fits(kind, mark)
                   and _holds(route.encoding, planting.written(Random(1), kind, mark)))  # fmt: skip
        mark = next(fitting)
        used.add(mark.key)
        return mark

    def _plant(self, kind: str, mark: Mark, language: str) -> Plant:
        makers: dict[str, Callable[[Random, Mark, str], Plant]] = {
            "licensed": planting.licensed, "generic": planting.generic,
            "accessory": planting.accessory, "product_card": planting.product_card,
        }  # fmt: skip
        if kind in makers:
            return makers[kind](self.rng, mark, language)
        return planting.infringement(self.rng, kind, mark, language)


def _far_names(rng: Random, taken: Sequence[str], count: int) -> list[str]:
    """Names of brands that nobody recorded, none of them close to a recorded one."""
    found: list[str] = []
    while len(found) < count:
        name = names.latin_name(rng, (3, 4)).latin
        near = process.extractOne(
            name.casefold(), taken, scorer=Levenshtein.distance, score_cutoff=3
        )
        if near is None:
            found.append(name.upper())
    return found


def _holds(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _with_check_digit(box: str) -> str:
    worth = (number for number in range(10, 39) if number % 11)
    values = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", worth, strict=False))
    total = sum((values[sign] if sign in values else int(sign)) * 2**place
                for place, sign in enumerate(box))  # fmt: skip
    return f"{box}{total % 11 % 10}"


def _spoil(rng: Random, route: Route, lines: list[ManifestLine]) -> list[ManifestLine]:
    """A few rows are written as people write them when they are in a hurry: not readable."""
    for number, at in enumerate(rng.sample(range(5, len(lines)), route.spoiled)):
        line = lines[at]
        wrong = ({"hs": f"{line.hs[:2]}O{line.hs[3:]}"}, {"mode": "boat?"}, {"origin": "QQ???"},
                 {"description": ""})[number % 4]  # fmt: skip
        lines[at] = replace(line, **wrong)
    return lines


def write(manifest: Invented, folder: Path) -> Path:
    """The manifest as a file of its form; characters an encoding lacks are written plainly."""
    route, path = manifest.route, folder / f"{manifest.route.name}.{manifest.route.suffix}"
    if route.form == "cuscar":
        write_cuscar(manifest.header, manifest.lines, path)
    elif route.form == "xlsx":
        write_xlsx(manifest.lines, path, route.language)
    else:
        lines = [_plain(line, route.encoding) for line in manifest.lines]
        write_csv(lines, path, route.encoding, route.language)
    return path


def _plain(line: ManifestLine, encoding: str) -> ManifestLine:
    if encoding.startswith("utf") or encoding == "gb18030":
        return line
    texts = {}
    for name in ("description", "shipper", "consignee"):
        text = getattr(line, name)
        texts[name] = text if _holds(encoding, text) else " ".join(lazy_pinyin(text)).upper()
    return replace(line, **texts)
