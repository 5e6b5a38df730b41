"""Camera data is kept aside; what is shown and what is redacted carries nothing hidden."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader, PdfWriter

from seizures.core.actor import system
from seizures.core.errors import FileRefused, Refused
from seizures.files import store
from seizures.files.actions import store_upload
from seizures.files.redacting import Box, black_out, keep_pages, page_count

pytestmark = pytest.mark.django_db


def photo(size: tuple[int, int] = (400, 200), rotated: bool = False) -> bytes:
    """A photo of two colours with camera data, a place and a comment."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (size[0] // 2, 0, size[0], size[1]))
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "Camera Works", "2026:11:20 10:00:00"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (37.0, 27.0, 0.0)
    if rotated:
        exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"taken by Kim", quality=95)
    return out.getvalue()


def test_camera_data_is_data_and_never_in_what_is_shown(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    content = photo()
    row = store_upload(SimpleUploadedFile("p.jpg", content), by=system())
    assert row.camera_data["Make"] == "Camera Works" and "GPSLatitude" in row.camera_data
    assert store.full(row.path).read_bytes() == content
    for path in (row.shown_path, row.thumbnail_path):
        shown = store.full(path).read_bytes()
        with Image.open(io.BytesIO(shown)) as image:
            assert not image.getexif() and "comment" not in image.info
        assert b"Camera Works" not in shown and b"taken by Kim" not in shown


def test_marked_parts_are_black_and_the_rest_stays() -> None:
    made = black_out(photo(), [Box(0.5, 0.0, 0.5, 1.0)])
    with Image.open(io.BytesIO(made)) as image:
        assert max(image.getpixel((300, 100))) < 16  # type: ignore[arg-type]
        assert min(image.getpixel((100, 100))) > 240  # type: ignore[arg-type]
        assert not image.getexif() and "comment" not in image.info


def test_marks_lie_on_the_picture_as_it_is_seen() -> None:
    made = black_out(photo(rotated=True), [Box(0.0, 0.5, 1.0, 0.5)])
    with Image.open(io.BytesIO(made)) as image:
        assert image.size == (200, 400)
        assert max(image.getpixel((100, 300))) < 16  # type: ignore[arg-type]


@pytest.mark.parametrize("boxes", [[], [Box(0.2, 0.2, 0, 0.1)], [Box(-0.1, 0, 0.2, 0.2)]])
def test_a_picture_without_a_sound_mark_is_no_redaction(boxes: list[Box]) -> None:
    with pytest.raises(Refused, match="Mark at least one part"):
        black_out(photo(), boxes)


def document(pages: int) -> bytes:
    writer = PdfWriter()
    for number in range(pages):
        writer.add_blank_page(100 + number, 100)
    writer.add_metadata({"/Author": "Secret Consignee"})
    writer.add_attachment("hidden.txt", b"secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_only_the_chosen_pages_go_and_no_metadata_or_attachment() -> None:
    made = keep_pages(document(4), [4, 2, 2])
    reader = PdfReader(io.BytesIO(made))
    assert [int(page.mediabox.width) for page in reader.pages] == [101, 103]
    assert not reader.attachments and b"Secret Consignee" not in made
    assert page_count(made) == 2 and page_count(b"no pdf") == 0


@pytest.mark.parametrize("pages", [[], [0], [5]])
def test_pages_that_are_not_there_are_refused(pages: list[int]) -> None:
    with pytest.raises(Refused, match="from 1 to 4"):
        keep_pages(document(4), pages)


def test_a_locked_document_says_what_to_do() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(FileRefused, match="without a password"):
        keep_pages(out.getvalue(), [1])
