"""The picture look-up: who may, what it shows, what it refuses, what it costs."""

import io
from random import Random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from seizures.core.actor import of_user, system
from seizures.files.actions import attach, store_bytes
from seizures.files.choices import Purpose
from seizures.files.models import Attachment, StoredFile
from seizures.inspections import actions
from seizures.rights.models import Right
from seizures.rights.tasks import sweep_pictures
from seizures.training.invent import pictures as drawn
from tests.builders import consignment, person, recorded_right
from tests.web.visiting import LANGUAGES, statuses, visitor, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
PAGE = "/lookup/"


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Any) -> None:
    settings.MATCH_INDEX_DIR = tmp_path / "index"
    settings.MEDIA_ROOT = tmp_path / "media"


def hang(right: Right, content: bytes, purpose: str) -> None:
    stored = store_bytes(content, media_type="image/png", by=system())
    attach(stored, kind="right", key=right.pk, purpose=purpose, name="a.png", by=system())


def marked(mark: str) -> Right:
    """A recorded right with its picture, a genuine piece and a fake, read by the task."""
    right = recorded_right(mark)
    rng = Random(1)
    hang(right, drawn.logo(mark, rng), Purpose.MARK)
    hang(right, drawn.product(mark, rng, is_genuine=True), Purpose.GENUINE)
    hang(right, drawn.product(mark, rng, is_genuine=False), Purpose.FAKE)
    sweep_pictures()
    return right


def photo_of(mark: str, *, angle: int = 90) -> SimpleUploadedFile:
    picture = Image.open(io.BytesIO(drawn.logo(mark, Random(1)))).convert("RGB")
    out = io.BytesIO()
    picture.rotate(angle, expand=True).save(out, "JPEG")
    return SimpleUploadedFile("photo.jpg", out.getvalue(), "image/jpeg")


def test_officials_of_both_administrations_may_and_nobody_else() -> None:
    visitors = [visitor_of("officer", "kr"), visitor_of("analyst", "cn"),
                visitor_of("examiner", "kr"),
                visitor_of("holder"), visitor_of("pledgee")]  # fmt: skip
    assert statuses(PAGE, *visitors) == [200, 200, 200, 403, 403]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_photo_brings_the_right_with_holder_classes_and_product_card(language: str) -> None:
    right = marked("ZORVANE")
    Right.objects.filter(pk=right.pk).update(identification="- Oval rivet\n- Double seam")
    answer = visitor_of("officer", "kr", language).post(PAGE, {"photo": photo_of("ZORVANE")})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert reverse("right-detail", args=[right.pk]) in page
    assert right.holder.name in page
    assert "Oval rivet" in page
    assert "data:image/jpeg;base64," in page
    hit = answer.context["hits"][0]
    assert (hit["right"], hit["tone"]) == (right, "danger")
    assert [len(hit["genuine"]), len(hit["fake"])] == [1, 1]


def test_the_photo_is_not_kept() -> None:
    marked("ZORVANE")
    before = StoredFile.objects.count(), Attachment.objects.count()
    visitor_of("officer", "kr").post(PAGE, {"photo": photo_of("ZORVANE")})
    assert (StoredFile.objects.count(), Attachment.objects.count()) == before


def test_where_nothing_is_alike_the_page_says_so_and_what_to_do() -> None:
    marked("ZORVANE")
    out = io.BytesIO()
    Image.effect_noise((400, 300), 90).convert("RGB").save(out, "PNG")
    upload = SimpleUploadedFile("a.png", out.getvalue(), "image/png")
    answer = visitor_of("officer", "kr").post(PAGE, {"photo": upload})
    assert answer.status_code == 200
    assert "Nothing alike is recorded" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ\x90\x00 program", "Send a picture here"), (b"<svg/>", "Send a picture here"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 60, "damaged"), (b"\xff\xd8\xff\xe0" + b"0" * 60, "damaged"),
        (b"", "empty"),
    ],
)  # fmt: skip
def test_an_enemy_file_is_refused_with_its_reason_at_the_field(content: bytes, said: str) -> None:
    upload = SimpleUploadedFile("photo.jpg", content, "image/jpeg")
    answer = visitor_of("officer", "kr").post(PAGE, {"photo": upload})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_file_larger_than_evidence_may_be_and_no_file_are_refused(settings: Any) -> None:
    settings.MAX_EVIDENCE_BYTES = 1000
    client = visitor_of("officer", "kr")
    assert client.post(PAGE, {"photo": photo_of("ZORVANE")}).status_code == 422
    assert client.post(PAGE, {}).status_code == 422


def test_a_photo_of_an_inspection_is_looked_up_by_those_who_see_it() -> None:
    marked("ZORVANE")
    officer = person("officer", "kr")
    row = actions.open_inspection(consignment=consignment(), by=of_user(officer), place="Yard 4")
    kept = actions.add_photo(
        row, photo_of("ZORVANE", angle=180), note="Seal", client_key="k", by=of_user(officer)
    )
    key = Attachment.objects.get(subject_kind="inspection", subject_id=row.pk).pk
    assert kept is not None
    address = f"{PAGE}?photo={key}"
    answer = visitor(officer).get(address)
    page = answer.content.decode()
    assert answer.context["hits"][0]["right"].mark == "ZORVANE"
    assert reverse("inspection-detail", args=[row.pk]) in page
    assert address in visitor(officer).get(
        reverse("inspection-detail", args=[row.pk])
    ).content.decode()  # fmt: skip
    assert visitor_of("officer", "cn").get(address).status_code == 404
    assert visitor(officer).get(f"{PAGE}?photo=999999").status_code == 404
    assert visitor(officer).get(f"{PAGE}?photo=x").status_code == 404


def test_a_picture_of_a_right_is_no_photo_to_look_up() -> None:
    right = marked("ZORVANE")
    key = Attachment.objects.filter(subject_kind="right", subject_id=right.pk)[0].pk
    assert visitor_of("officer", "kr").get(f"{PAGE}?photo={key}").status_code == 404


def test_more_hits_ask_the_database_no_more_often() -> None:
    marked("ZORVANE")
    client = visitor_of("officer", "kr")
    with CaptureQueriesContext(connection) as one:
        client.post(PAGE, {"photo": photo_of("ZORVANE")})
    for mark in ("ZORVANES", "ZORVANEX", "ZORVANIA"):
        hang(recorded_right(mark), drawn.logo("ZORVANE", Random(1)), Purpose.MARK)
    sweep_pictures()
    with CaptureQueriesContext(connection) as several:
        answer = client.post(PAGE, {"photo": photo_of("ZORVANE")})
    assert len(answer.context["hits"]) == 4
    assert len(several) <= len(one) + 1
