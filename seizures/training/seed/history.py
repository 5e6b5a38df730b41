"""The demo's past: two months of small manifests, inspections and what became of them."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from io import BytesIO
from random import Random

from seizures.accounts.models import User
from seizures.cargo.models import Consignment
from seizures.cases import actions as cases
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.core.actor import of_user, system
from seizures.core.errors import Refused
from seizures.inspections import actions as inspections
from seizures.inspections.choices import Verdict
from seizures.inspections.models import Inspection
from seizures.law.errors import LawError
from seizures.reference.models import Office
from seizures.rights.models import Right
from seizures.screening import actions as screening
from seizures.screening.choices import UNDECIDED
from seizures.screening.models import Alert, Disposition, ExplorationDraw
from seizures.training.invent import pictures, planting
from seizures.training.invent.manifests import Route, Shipper
from seizures.training.invent.marks import Mark
from seizures.training.invent.planting import Plant
from seizures.training.seed.cargo import read_here, say
from seizures.training.seed.moments import days_ago
from seizures.training.seed.queue import let_go
from seizures.training.seed.steps import play
from seizures.training.seed.stories import Story, stories

LINES = 42
CAPACITY = 3
"""Inspections a shift of the past could do: fewer than there were alerts, so that a line lay."""
ROUTES = {
    ("kr", "sea"): ("kr-officer", "CNWEI", "KRINC", "csv", "ko", "utf-8-sig"),
    ("kr", "express"): ("kr-officer-airport", "CNYNT", "KRICN", "xlsx", "ko", "utf-8"),
    ("cn", "sea"): ("cn-officer", "CNTAO", "KRINC", "cuscar", "en", "utf-8"),
    ("cn", "express"): ("cn-officer-weihai", "CNWEI", "KRINC", "csv", "zh-hans", "gb18030"),
}  # fmt: skip
FOUND = "found"
"""In the name of the photo that shows the goods close by."""
STORAGE = {"kr": "인천세관 지정장치장 3동", "cn": "黄岛海关监管仓库2号库"}


def _draw(manifest: int, administration: str) -> None:
    """Draws the line of the day's shift and offers what lies beyond it at random."""
    senior = of_user(User.objects.get(username=f"{administration}-senior"))
    places = Disposition.objects.filter(
        alert__consignment__manifest_id=manifest, administration=administration
    ).exclude(office=None)  # fmt: skip
    for office in Office.objects.filter(pk__in=places.values("office")):
        screening.set_capacity(administration, office=office, inspections=CAPACITY, by=senior)
    screening.explore(by=system())


class Upload:
    """A drawn photo handed over as a face would."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name: str | None = name
        self.size: int | None = len(content)
        self._content = BytesIO(content)

    def chunks(self) -> list[bytes]:
        """The whole picture at once."""
        return [self._content.getvalue()]


class Past:
    """Tells the stories one manifest after the other, the oldest first."""

    def __init__(self, shipper: Shipper, owned: dict[str, list[tuple[Right, Mark]]]) -> None:
        self.shipper, self.owned = shipper, owned
        self.rng, self.turns = Random(77), defaultdict[str, int](int)
        self.cases: list[SeizureCase] = []
        self.waiting: dict[tuple[int, str, str], list[Story]] = defaultdict(list)
        for story in stories():
            self.waiting[story.manifest].append(story)

    def tell(self, *, until: int = 0) -> int:
        """Every story at least so many days old, as far as its law allows; how many cases stand."""
        for days, administration, mode in sorted(self.waiting, reverse=True):
            if days >= until:
                told = self.waiting.pop((days, administration, mode))
                self._day(days, administration, mode, told)
        return len(self.cases)

    def _day(self, days: int, administration: str, mode: str, told: list[Story]) -> None:
        chosen = [self._next_right(story.owner) for story in told]
        plants = [self._plant(mark) for _right, mark in chosen] + self._others()
        user, origin, destination, form, language, encoding = ROUTES[administration, mode]
        route = Route(
            f"{origin.lower()}-{destination.lower()}-{mode}-{days:02d}", administration, user,
            mode, origin, destination, form, LINES, ((language, 0.7), ("en", 0.3)), encoding,
            language, carrier="Donghae Lines" if mode == "sea" else "", conveyance="Sae Bada",
        )  # fmt: skip
        with days_ago(days, hour=8):
            today = clock.today(administration)
            manifest = read_here(self.shipper.manifest(route, plants, today))
        officer = User.objects.select_related("office").get(username=user)
        alerts = [self._alert(manifest.pk, right, mark, officer, days) for right, mark in chosen]
        with days_ago(days, hour=9, minute=10):
            _draw(manifest.pk, administration)
        for story, alert in zip(told, alerts, strict=True):
            self._story(story, alert, officer)
        with days_ago(days, hour=15):
            self._look_at_random(officer)
        with days_ago(days, hour=16):
            self._rest(manifest.pk, officer)

    def _next_right(self, owner: str) -> tuple[Right, Mark]:
        rights = self.owned[owner]
        self.turns[owner] += 1
        return rights[self.turns[owner] % len(rights)]

    def _plant(self, mark: Mark) -> Plant:
        return planting.infringement(self.rng, "verbatim", mark, "en")

    def _others(self) -> list[Plant]:
        """A few more alerts for the day: some turn out harmless."""
        marks = self.shipper.register.trademarks
        kinds = ("verbatim", "joined", "accessory", "verbatim")
        found = []
        for kind in kinds:
            mark = next(m for m in self.rng.sample(marks, 60) if planting.fits(kind, m))
            maker = planting.accessory if kind == "accessory" else None
            found.append(maker(self.rng, mark, "en") if maker else planting.infringement(
                self.rng, kind, mark, "en"))  # fmt: skip
        return found

    def _alert(self, manifest: int, right: Right, mark: Mark, officer: User, days: int) -> Alert:
        house = next(row.document for row in reversed(self.shipper.truth)
                     if row.right == mark.key)  # fmt: skip
        consignment = Consignment.objects.get(manifest_id=manifest, reference=house)
        known = Alert.objects.filter(consignment=consignment, right=right).first()
        if known:
            return known
        with days_ago(days, hour=9):
            return screening.raise_by_hand(consignment, right, by=of_user(officer),
                                           reason=right.mark)  # fmt: skip

    def _story(self, story: Story, alert: Alert, officer: User) -> None:
        try:
            with days_ago(story.days, hour=9, minute=20):
                inspection = self.inspect(alert, officer)
                case = cases.open_case(
                    inspection, track=story.track, by=of_user(officer), urgent=story.urgent,
                    declaration_number=f"{clock.today(story.administration):%y%m}-{alert.pk:06d}",
                    storage_place=STORAGE[story.administration],
                )  # fmt: skip
            self.cases.append(case)
            play(case, story, officer)
        except (Refused, LawError) as refusal:
            say(f"  a story of {story.days} days ago stops early: {refusal}")

    def inspect(self, alert: Alert, officer: User, verdict: str = Verdict.SUSPECTED) -> Inspection:
        """Orders, starts, photographs, finds and finishes."""
        by = of_user(officer)
        place = STORAGE[officer.administration_id or "kr"]
        row = inspections.open_inspection(alert=alert, by=by, office=officer.office,
                                          officer=officer, place=place)  # fmt: skip
        inspections.start(row, by=by)
        for item in row.checklist.all()[:4]:
            inspections.tick(item, done=True, by=by)
        picture = pictures.parcel(alert.right.mark, self.rng)
        inspections.add_photo(row, Upload(f"{row.number}.png", picture), by=by)
        if verdict == Verdict.SUSPECTED:
            close = pictures.found(alert.right.mark, Random(alert.pk))
            inspections.add_photo(row, Upload(f"{row.number}-{FOUND}.png", close), by=by)
        line = alert.consignment.lines.order_by("position").first()
        quantity = line.quantity if line and line.quantity else Decimal(10)
        suspected = verdict == Verdict.SUSPECTED
        inspections.record_finding(
            row, verdict=verdict, by=by, line=line, right=alert.right,
            quantity=quantity if suspected else 0, unit=line.unit if line else "PCE",
        )  # fmt: skip
        return inspections.finish(row, by=by)

    def _look_at_random(self, officer: User) -> None:
        """What the shifts of the day were offered at random is opened: nothing wrong, mostly."""
        rows = ExplorationDraw.objects.filter(
            administration=officer.administration_id, outcome=""
        ).select_related("disposition__alert__right", "consignment")  # fmt: skip
        for draw in rows.order_by("id"):
            own = draw.disposition
            if own is None:
                self._open(draw.consignment, officer)
            elif own.status in UNDECIDED:
                self.inspect(own.alert, officer, Verdict.GENUINE)

    def _open(self, consignment: Consignment, officer: User) -> None:
        """Goods nobody suspected: opened, and nothing found."""
        by = of_user(officer)
        row = inspections.open_inspection(
            consignment=consignment, by=by, office=officer.office, officer=officer,
            place=STORAGE[officer.administration_id or "kr"],
        )  # fmt: skip
        inspections.start(row, by=by)
        inspections.record_finding(row, verdict=Verdict.NOTHING, by=by)
        inspections.finish(row, by=by)

    def _rest(self, manifest: int, officer: User) -> None:
        """The other alerts of the day: dismissed, found genuine, or referred to the other side."""
        rows = Disposition.objects.filter(
            alert__consignment__manifest_id=manifest, administration=officer.administration_id,
            status="open",
        ).select_related("alert__right", "alert__consignment")  # fmt: skip
        for number, row in enumerate(rows.order_by("score", "id")):
            if number % 3 == 0:
                let_go(row, "accessory", officer)
            elif number % 3 == 1:
                self.inspect(row.alert, officer, Verdict.GENUINE)
            elif officer.administration_id == "cn":
                screening.refer(row, note="请重点查验。", by=of_user(officer))
        self._look_across(manifest, officer)

    def _look_across(self, manifest: int, officer: User) -> None:
        """The other administration closes what the first one dealt with long ago."""
        other = "cn" if officer.administration_id == "kr" else "kr"
        colleague = User.objects.get(username=f"{other}-officer")
        rows = Disposition.objects.filter(
            alert__consignment__manifest_id=manifest, administration=other, status="open"
        ).order_by("id")
        for number, row in enumerate(rows):
            if number % 4 and row.created_at < clock.now() + dt.timedelta(days=1):
                let_go(row, "duplicate", colleague)
