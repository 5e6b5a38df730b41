"""Recorded pictures are read by a task and found again in a photo."""

import io
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageOps

from seizures.core.actions import lease_job
from seizures.core.actor import system
from seizures.core.errors import FileRefused
from seizures.core.models import Job
from seizures.files.actions import attach, store_bytes
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.rights import actions, pictures
from seizures.rights.models import PictureIndex, Right, RightPicture
from seizures.rights.tasks import sweep_pictures
from seizures.training.invent import pictures as drawn
from tests.builders import person, recorded_right

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
MARKS = ("ZORVANE", "HALDUKEN", "MIRELOOP", "TASKAVEL")


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Any) -> None:
    settings.MATCH_INDEX_DIR = tmp_path / "index"
    settings.MEDIA_ROOT = tmp_path / "media"


def hang(right: Right, content: bytes, purpose: str = Purpose.MARK) -> Attachment:
    """A picture on a right."""
    stored = store_bytes(content, media_type="image/png", by=system())
    return attach(
        stored, kind="right", key=right.pk, purpose=purpose, name="a.png", by=system()
    )  # fmt: skip


def marked(mark: str) -> Right:
    """A recorded right with a picture of its mark and one of its goods."""
    right = recorded_right(mark)
    hang(right, drawn.logo(mark, Random(1)))
    hang(right, drawn.product(mark, Random(1), is_genuine=True), Purpose.GENUINE)
    return right


def logo(mark: str) -> Image.Image:
    return Image.open(io.BytesIO(drawn.logo(mark, Random(1)))).convert("RGB")


def found(photo: Image.Image, user: Any = None) -> list[tuple[str, str]]:
    """(mark, grade) of what a photo brings."""
    hits = pictures.alike(photo, user or person("officer", "kr"))
    return [(hit.picture.right.mark, hit.grade) for hit in hits]


def _noisy(picture: Image.Image) -> Image.Image:
    values = np.asarray(picture, dtype=np.float64)
    noise = np.random.default_rng(5).normal(0, 9, values.shape)
    return Image.fromarray((values + noise).clip(0, 255).astype(np.uint8))


def _on_a_bench(picture: Image.Image) -> Image.Image:
    bench = Image.new("RGB", (900, 700), (118, 124, 130))
    bench.paste(picture.resize((360, 270)), (300, 250))
    return _noisy(bench)


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "as it is": lambda p: p,
    "turned by a right angle": lambda p: p.rotate(90, expand=True),
    "upside down": lambda p: p.rotate(180),
    "mirrored": ImageOps.mirror,
    "inverted": ImageOps.invert,
    "darker": lambda p: ImageEnhance.Brightness(p).enhance(0.55),
    "cropped": lambda p: p.crop((50, 25, 430, 330)),
    "turned by 33 degrees": lambda p: p.rotate(33, expand=True, fillcolor="white"),
    "turned and inverted": lambda p: ImageOps.invert(p.rotate(20, expand=True, fillcolor="white")),
    "small": lambda p: p.resize((150, 112)),
    "noisy": _noisy,
    "in a photo of a bench": _on_a_bench,
}


def test_a_changed_picture_of_a_mark_is_found_first() -> None:
    for mark in MARKS:
        marked(mark)
    assert sweep_pictures() is True
    reader = person("officer", "kr")
    first = {
        change: found(made(logo("TASKAVEL")), reader)[:1] or [("nothing", "")]
        for change, made in CHANGES.items()
    }
    assert len(first) == len(CHANGES) == 12
    wrong = {change: hits for change, hits in first.items()
             if hits[0][0] != "TASKAVEL" or hits[0][1] not in ("same", "alike")}  # fmt: skip
    assert not wrong


def test_a_photo_of_the_goods_finds_the_picture_of_the_product_card() -> None:
    for mark in MARKS:
        marked(mark)
    sweep_pictures()
    goods = Image.open(io.BytesIO(drawn.product("MIRELOOP", Random(1), is_genuine=True)))
    (first, *_) = pictures.alike(goods.rotate(180), person("officer", "cn"))
    assert first.picture.right.mark == "MIRELOOP"
    assert first.picture.attachment.purpose == Purpose.GENUINE


def test_an_unrelated_picture_is_like_nothing() -> None:
    for mark in MARKS:
        marked(mark)
    sweep_pictures()
    rng = np.random.default_rng(2)
    waves = np.add.outer(np.sin(np.arange(480) / 19.0), np.cos(np.arange(640) / 31.0))
    for scene in (rng.integers(0, 255, (480, 640)), 60 + 40 * waves, np.full((300, 400), 128)):
        assert found(Image.fromarray(scene.astype(np.uint8))) == []


def test_before_the_first_picture_nothing_is_found_and_nothing_breaks() -> None:
    assert found(logo("ZORVANE")) == []
    assert sweep_pictures() is True
    assert PictureIndex.objects.count() == 0


@pytest.mark.postgres
def test_only_new_pictures_are_read_and_a_second_sweep_changes_nothing() -> None:
    marked("ZORVANE")
    sweep_pictures()
    first = dict(RightPicture.objects.values_list("attachment", "updated_at"))
    assert len(first) == 2
    sweep_pictures()
    assert PictureIndex.objects.count() == 1
    marked("HALDUKEN")
    sweep_pictures()
    second = dict(RightPicture.objects.values_list("attachment", "updated_at"))
    assert len(second) == 4
    assert {key: second[key] for key in first} == first
    assert found(logo("HALDUKEN"))[0][0] == "HALDUKEN"


@pytest.mark.postgres
def test_a_removed_picture_is_found_no_more() -> None:
    right = marked("ZORVANE")
    sweep_pictures()
    Attachment.objects.filter(subject_kind="right", subject_id=right.pk).delete()
    assert found(logo("ZORVANE")) == []
    sweep_pictures()
    assert found(logo("ZORVANE")) == []


def test_certificates_are_no_pictures_of_the_right() -> None:
    hang(recorded_right("ZORVANE"), drawn.certificate("ZORVANE", Random(1)), Purpose.CERTIFICATE)
    sweep_pictures()
    assert RightPicture.objects.count() == 0


def test_a_lost_file_is_passed_over(settings: Any) -> None:
    lost = hang(recorded_right("ZORVANE"), drawn.logo("ZORVANE", Random(1)))
    pictures.path_of(lost.file).unlink()
    assert sweep_pictures() is True
    assert bytes(RightPicture.objects.get().prints) == b""
    assert found(logo("ZORVANE")) == []


@pytest.mark.postgres
def test_a_lost_index_is_built_again() -> None:
    marked("ZORVANE")
    sweep_pictures()
    (pictures.folder() / PictureIndex.objects.get().path / "manifest.json").unlink()
    pictures._opened.clear()
    assert found(logo("ZORVANE")) == []
    sweep_pictures()
    assert found(logo("ZORVANE"))[0][0] == "ZORVANE"


@pytest.mark.postgres
def test_two_workers_do_not_read_at_once() -> None:
    marked("ZORVANE")
    sweep_pictures()
    marked("HALDUKEN")
    job = Job.objects.get(kind="rights.pictures")
    assert lease_job(job.pk, token="other", seconds=60) is not None
    assert actions.index_pictures(by=system()) is False
    assert RightPicture.objects.count() == 2


@pytest.mark.postgres
def test_a_right_the_reader_may_not_see_is_not_shown() -> None:
    right = marked("ZORVANE")
    sweep_pictures()
    assert found(logo("ZORVANE"), person("officer", "cn"))
    right.recordations.filter(administration="cn").delete()
    right.recordations.update(status="submitted")
    assert found(logo("ZORVANE"), person("officer", "cn")) == []
    assert found(logo("ZORVANE"), person("officer", "kr"))


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90 program", b"<svg onload='x()'/>", b"GIF89a" + b"0" * 90,
     b"\x89PNG\r\n\x1a\n" + b"0" * 50,
     b"\xff\xd8\xff\xe0" + b"0" * 99, b"RIFF\x00\x00\x00\x00WEBPVP8 ", b"%PDF-1.7 %%EOF"],
)  # fmt: skip
def test_enemy_files_are_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(FileRefused, match=r"\w+"):
        pictures.opened(content)
