"""A photo is looked up in a browser, with pictures read by a worker of its own process."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from PIL import Image, ImageEnhance, ImageOps

from seizures.core.actor import system
from seizures.files.actions import attach, store_bytes
from seizures.files.choices import Purpose
from seizures.rights.models import PictureIndex
from seizures.training.invent import pictures as drawn
from tests.browser.screen import Screen
from tests.builders import person, recorded_right
from tests.servers import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MARKS = ("ZORVANE", "HALDUKEN", "MIRELOOP", "TASKAVEL")
CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "turned": lambda p: p.rotate(90, expand=True),
    "cropped": lambda p: p.crop((50, 25, 430, 330)),
    "dark": lambda p: ImageEnhance.Brightness(p).enhance(0.55),
    "inverted": ImageOps.invert,
}


@pytest.fixture
def worker(settings: Any, tmp_path: Path) -> Callable[[], None]:
    """`worker()` runs the task in a process of its own, as a worker does, on the same rows."""
    settings.MATCH_INDEX_DIR, settings.MEDIA_ROOT = tmp_path / "index", tmp_path / "media"
    name = connection.settings_dict["NAME"]
    task = (
        "import django; from django.conf import settings; django.setup();"
        f"settings.DATABASES['default']['NAME'] = {str(name)!r};"
        f"settings.MATCH_INDEX_DIR = __import__('pathlib').Path({str(tmp_path / 'index')!r});"
        f"settings.MEDIA_ROOT = {str(tmp_path / 'media')!r};"
        "from seizures.rights.tasks import sweep_pictures; assert sweep_pictures()"
    )
    module = os.environ.get("DJANGO_SETTINGS_MODULE", django_settings.SETTINGS_MODULE)
    place = {**os.environ, "DJANGO_SETTINGS_MODULE": module, "PYTHONPATH": str(ROOT)}

    def run() -> None:
        subprocess.run([sys.executable, "-c", task], env=place, cwd=ROOT, check=True, timeout=120)

    return run


def _saved(picture: Image.Image, path: Path) -> str:
    picture.convert("RGB").save(path, "JPEG")
    return str(path)


def test_a_changed_logo_is_found_first_and_a_strange_picture_is_like_nothing(
    sit_down: Callable[..., Screen], worker: Callable[[], None], tmp_path: Path
) -> None:
    for mark in MARKS:
        right = recorded_right(mark)
        for purpose, content in (
            (Purpose.MARK, drawn.logo(mark, Random(1))),
            (Purpose.GENUINE, drawn.product(mark, Random(1), is_genuine=True)),
        ):
            stored = store_bytes(content, media_type="image/png", by=system())
            attach(stored, kind="right", key=right.pk, purpose=purpose, name="a.png", by=system())
    worker()
    assert PictureIndex.objects.get().pictures == 2 * len(MARKS)
    desk = sit_down(person("officer", "kr"), "en")
    desk.open("/lookup/")
    logo = Image.open(io.BytesIO(drawn.logo("TASKAVEL", Random(1)))).convert("RGB")
    for name, change in CHANGES.items():
        _look_up(desk, _saved(change(logo), tmp_path / f"{name}.jpg"))
        assert desk.find(".lookup-hit h2").first.inner_text() == "TASKAVEL", name
    _look_up(desk, _saved(Image.effect_noise((400, 300), 90), tmp_path / "noise.jpg"))
    assert "Nothing alike is recorded" in desk.text()
    enemy = tmp_path / "enemy.jpg"
    enemy.write_bytes(b"MZ\x90\x00 program")
    _look_up(desk, str(enemy))
    assert "Send a picture here" in desk.text()
    phone = sit_down(person("officer", "cn"), "zh-hans", width=390)
    phone.open("/lookup/")
    assert phone.find("input[type=file]").get_attribute("capture") == "environment"
    _look_up(phone, str(tmp_path / "turned.jpg"))
    assert phone.find(".lookup-hit h2").first.inner_text() == "TASKAVEL"


def _look_up(screen: Screen, path: str) -> None:
    screen.find("input[type=file]").set_input_files(path)
    with screen.page.expect_navigation(timeout=60_000):
        screen.find(".lookup-photo form button").click()
    screen.look()
