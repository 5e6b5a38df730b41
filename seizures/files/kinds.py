"""Which files the house takes, told by their bytes and never by their name."""

import io
import zipfile

from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from seizures.core.errors import FileRefused

PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
MAX_PIXELS = 60_000_000
MAX_DOCUMENT_PARTS = 2000


def kind_of(content: bytes) -> str:
    """The media type of evidence or a document; raises `FileRefused` for anything else."""
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return "application/pdf"
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF")):
        return picture_kind(content)
    if content.startswith(b"PK\x03\x04"):
        return _document_kind(content)
    raise FileRefused(
        _(
            "This kind of file is not taken. Send a picture (JPEG, PNG, WebP), a PDF, or an XLSX "
            "or DOCX document."
        )  # fmt: skip
    )


def picture_kind(content: bytes) -> str:
    """The media type of a picture that opens and has a sane size."""
    try:
        with Image.open(io.BytesIO(content), formats=tuple(PICTURES)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Image.DecompressionBombError
            picture.verify()
            return PICTURES[str(picture.format)]
    except Image.DecompressionBombError as error:  # Pillow's own, from 179 megapixels, or ours
        raise FileRefused(
            _("This picture is too large. Send it with at most 60 megapixels.")
        ) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise damaged_picture() from error


def damaged_picture() -> FileRefused:
    """What is said of a picture that cannot be read to its end."""
    return FileRefused(_("This picture is damaged. Take or save it again and send it once more."))


def _document_kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = set(parts.namelist())
            if len(names) > MAX_DOCUMENT_PARTS:
                raise zipfile.BadZipFile
    except (zipfile.BadZipFile, ValueError) as error:
        raise FileRefused(_("This document is damaged. Save it again and send it once "
                            "more.")) from error  # fmt: skip
    office = "application/vnd.openxmlformats-officedocument."
    if "xl/workbook.xml" in names:
        return office + "spreadsheetml.sheet"
    if "word/document.xml" in names:
        return office + "wordprocessingml.document"
    raise FileRefused(_("Archives are not taken. Send the files one by one."))
