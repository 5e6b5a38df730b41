"""What the stories of cargo share: a ship's manifest, officers at their ports, a case opened."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from seizures.accounts.models import User
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.core.actor import system
from seizures.formats.lines import ManifestHeader, ManifestLine
from seizures.formats.write import write_cuscar
from seizures.reference.models import Office
from seizures.rights import actions as rights
from seizures.rights.models import Holder, Right
from tests.browser.screen import Screen
from tests.builders import holder, person, picture, recorded_right
from tests.servers import Worker, wait_until

MARK = "NURIBOM"
SHIPPER, CONSIGNEE = "QINGDAO LANHAI GARMENT CO LTD", "HANBIT TRADE CO LTD"
FAKE = f"{MARK} BRAND SPORTS SHOES"
ORDINARY = [("COTTON T-SHIRTS", "610910"), ("PLASTIC HANGERS", "392690"),
            ("STEEL SCREWS M8", "731815")]  # fmt: skip
PAIRS = 1200


def officer_at(code: str, role: str = "officer", **fields: Any) -> User:
    """Somebody of the office with this code."""
    office = Office.objects.get(code=code)
    user = person(role, office.administration_id, **fields)
    user.office = office
    user.save(update_fields=["office"])
    return user


def mark_of_both_countries(*, is_small: bool = False) -> tuple[Right, Holder]:
    """A mark recorded with both administrations, in the match index."""
    owner = holder(is_small=is_small)
    right = recorded_right(MARK, owner=owner)
    rights.build_index(by=system())
    return right, owner


def ship(path: Path, *, ordinary: int = 40, description: str = FAKE) -> Path:
    """A CUSCAR file: one consignment of suspected shoes among ordinary goods."""
    today = clock.today("cn")
    header = ManifestHeader(
        format="cuscar", message_ref="QD2026", carrier="WEIDONG FERRY", mode="sea",
        conveyance="NEW GOLDEN BRIDGE V", voyage="2611E", origin="CNTAO", destination="KRINC",
        departure_on=today, arrival_on=today + dt.timedelta(days=1),
    )  # fmt: skip

    def line(number: int, text: str, hs: str, **fields: Any) -> ManifestLine:
        bill = f"WDQD{number:06d}"
        usual = {"shipper": f"QINGDAO TRADE {number % 300}", "consignee": f"BUYER {number % 200}",
                 "quantity": Decimal(30), "unit": "PCE"}  # fmt: skip
        return ManifestLine(
            position=number, transport_document=bill, house_document=bill, mode="sea",
            origin="CNTAO", destination="KRINC", departure_on=header.departure_on,
            arrival_on=header.arrival_on, description=text, hs=hs, **{**usual, **fields},
        )  # fmt: skip

    lines = [line(n, f"{ORDINARY[n % 3][0]} NO {n}", ORDINARY[n % 3][1]) for n in range(ordinary)]
    lines.insert(ordinary // 2, line(
        900_001, description, "640411", shipper=SHIPPER, consignee=CONSIGNEE,
        container="CSQU3054383", quantity=Decimal(PAIRS), unit="PR", packages=60,
        gross_kg=Decimal("900.5"), value=Decimal("120000.00"), currency="CNY",
    ))  # fmt: skip
    write_cuscar(header, lines, path)
    return path


def upload(desk: Screen, file: Path, worker: Worker) -> None:
    """Uploads a manifest, watches its progress on the page, and waits until it is screened."""
    desk.open("/manifests/")
    desk.press('a[href="/manifests/upload/"]')
    form = desk.find("main form[enctype]")
    desk.fill(form, file=file)
    with desk.page.expect_response("**/progress/"), desk.page.expect_navigation():
        form.locator("button").first.click()
    loaded = desk.page.evaluate("performance.timeOrigin")
    done = desk.find("#progress[data-announce]")
    wait_until(lambda: done.count() == 1, f"screening; {worker.process.said()[-1500:]}", 90)
    assert desk.page.evaluate("performance.timeOrigin") == loaded, "progress came to the open page"
    desk.look()


def inspect_and_find(desk: Screen, folder: Path) -> None:
    """At an ordered inspection: starts, ticks, takes a photo, records what was found, finishes."""
    here = desk.page.url.rstrip("/")
    desk.send("/start/")
    ticks = desk.find('form[action*="/checklist/"]')
    assert ticks.count() >= 3
    desk.press(ticks.first.locator("button"))
    assert desk.find('.check-button[aria-pressed="true"]').count() == 1
    photo = folder / "label.png"
    photo.write_bytes(picture("maroon").read())
    desk.send("/photos/", photo=photo, note="LABEL INSIDE THE TONGUE")
    assert desk.find("#photos img").count() == 1
    desk.send("/findings/", verdict="suspected", quantity=PAIRS)
    assert desk.page.url.startswith(here)
    desk.send("/finish/")
    assert desk.page.url.endswith("/case/")


def open_case(desk: Screen, track: str, place: str) -> SeizureCase:
    """Opens the case that the finished inspection leads to."""
    form = desk.find("main form[method=post]").first
    desk.fill(form, track=track, storage_place=place)
    desk.press(form.locator("button").first)
    case = SeizureCase.objects.get(pk=desk.key())
    assert desk.page.url.endswith(f"/cases/{case.pk}/") and case.track == track
    return case


def screens_between(way: list[str], first: str, last: str) -> list[str]:
    """The pages seen from one to another, both counted."""
    return way[way.index(first) : way.index(last) + 1]
