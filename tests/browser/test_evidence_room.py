"""An officer enters a photo, blacks out a part, hands the item over, takes a bundle away."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seizures.cases import verify_bundle
from seizures.cases.actions import bundling, storing
from seizures.cases.models import EvidenceItem
from seizures.core.actor import of_user, system
from seizures.files import store
from tests.browser.screen import Screen
from tests.builders import person
from tests.cases.rooms import opened, photo

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300),
]  # fmt: skip


def picture(screen: Screen, name: str, folder: Path) -> None:
    """Keeps what the page looks like at both widths, beside the test's files."""
    for width in (1440, 390):
        screen.page.set_viewport_size({"width": width, "height": 900})
        screen.page.screenshot(path=str(folder / f"{name}-{width}.png"), full_page=True)
        screen.look()
    screen.page.set_viewport_size({"width": 1440, "height": 900})


def test_a_photo_goes_from_the_yard_to_a_verified_bundle(
    sit_down: Callable[..., Screen], tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    case, officer = opened()
    giver, receiver = person("officer", "kr"), person("officer", "kr")
    shelf = storing.enter_place(administration="kr", code="a-1", name="Store A", by=officer)
    storing.carry_goods(case.goods.get(), to=shelf, by=officer)
    desk = sit_down(giver, "en")
    desk.open(f"/cases/{case.pk}/evidence/")
    content = photo(7).read()
    (tmp_path / "label.jpg").write_bytes(content)
    desk.find("#files_files").set_input_files(str(tmp_path / "label.jpg"))
    desk.find("#files_title").fill("Label of the carton")
    desk.find("form[action$='/evidence/files/'] button").click()
    desk.look()
    item = EvidenceItem.objects.get()
    assert item.attachment is not None
    picture(desk, "list", tmp_path)

    desk.open(f"/cases/{case.pk}/files/{item.attachment.pk}/versions/")
    canvas = desk.find(".redact canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    mouse = desk.page.mouse
    mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.25)
    mouse.down()
    mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.5, steps=4)
    mouse.up()
    left, top, width, height = (float(part) for part in
                                desk.find("#id_marks").input_value().split(","))  # fmt: skip
    assert abs(left - 25) < 1 and abs(top - 25) < 1 and abs(width - 50) < 1 and abs(height - 25) < 1
    desk.find("#id_reason").fill("Name of the consignee")
    desk.page.get_by_role("button", name="Make the version").click()
    desk.look()
    copy = case.redacted_copies.get()
    assert copy.copy.file.sha256 != item.sha256
    picture(desk, "versions", tmp_path)

    desk.open(f"/evidence/{item.pk}/")
    desk.find("#custody summary").click()
    desk.find("#offer_to").select_option(str(receiver.pk))
    desk.find("#offer_place").fill("Laboratory")
    desk.find("#offer_condition").fill("Sealed box, unharmed")
    desk.find("#custody form button").click()
    desk.look()
    picture(desk, "item", tmp_path)
    other = sit_down(receiver, "en", width=390)
    other.open(f"/evidence/{item.pk}/")
    other.page.get_by_role("button", name="I have received it").click()
    other.look()
    item.refresh_from_db()
    assert item.keeper == of_user(receiver).name

    desk.open(f"/cases/{case.pk}/bundles/")
    desk.page.get_by_role("button", name="Pack a bundle").click()
    desk.page.wait_for_load_state()
    assert bundling.pack_bundle(case.bundles.get().pk, by=system())
    link = desk.page.get_by_role("link", name="Download")
    link.wait_for()  # the page asked by itself and found it finished
    picture(desk, "bundle", tmp_path)
    with desk.page.expect_download() as coming:
        link.click()
    coming.value.save_as(tmp_path / "bundle.zip")
    seal = case.bundles.get().seal
    verifier = [sys.executable, "-I", verify_bundle.__file__]
    told = subprocess.run([*verifier, str(tmp_path / "bundle.zip"), "--seal", seal],
                          capture_output=True, text=True)  # fmt: skip
    assert told.returncode == 0 and "UNTAMPERED" in told.stdout, told.stdout
    assert store.full(item.attachment.file.path).read_bytes() == content

    goods = case.goods.get()
    for name, path in (("store", "/store/"), ("goods", f"/store/goods/{goods.pk}/"),
                       ("places", "/store/places/"), ("labels", f"/cases/{case.pk}/labels/"),
                       ("disposal", f"/cases/{case.pk}/disposals/new/destroy/"),
                       ("case", f"/cases/{case.pk}/")):  # fmt: skip
        desk.open(path)
        picture(desk, name, tmp_path)
