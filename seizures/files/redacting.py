"""Blacks out parts of a picture, or keeps only some pages of a PDF; pure work on bytes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from seizures.core.errors import FileRefused, Refused
from seizures.files.pictures import upright

LARGEST = (3000, 3000)
HIDDEN_IN_PAGES = ("/Annots", "/Metadata", "/PieceInfo", "/Thumb", "/AA", "/B", "/StructParents")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle to black out, in fractions (0 to 1) of the upright picture's width and height."""

    left: float
    top: float
    width: float
    height: float

    @property
    def is_sound(self) -> bool:
        """Lies on the picture and covers something."""
        inside = 0 <= self.left < 1 and 0 <= self.top < 1
        return inside and 0 < self.width <= 1 and 0 < self.height <= 1


def black_out(content: bytes, boxes: Sequence[Box]) -> bytes:
    """The picture as JPEG with the boxes painted black; nothing hidden in the original is left."""
    if not boxes or not all(box.is_sound for box in boxes):
        raise Refused(_("Mark at least one part of the picture."), field="marks")
    with Image.open(io.BytesIO(content)) as original:
        seen = upright(original, LARGEST).convert("RGB")
    pen = ImageDraw.Draw(seen)
    width, height = seen.size
    for box in boxes:
        pen.rectangle(
            (int(box.left * width), int(box.top * height),
             min(width, round((box.left + box.width) * width)),
             min(height, round((box.top + box.height) * height))),
            fill="black",
        )  # fmt: skip
    plain = Image.frombytes("RGB", seen.size, seen.tobytes())
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=90)
    return out.getvalue()


def page_count(content: bytes) -> int:
    """How many pages a PDF has; 0 for one that cannot be read."""
    try:
        return len(PdfReader(io.BytesIO(content)).pages)
    except Exception:  # a document from outside breaks its reader in any way there is
        return 0


def keep_pages(content: bytes, pages: Sequence[int]) -> bytes:
    """A new PDF of these pages (counted from 1) without notes, metadata or attached files."""
    try:
        reader = PdfReader(io.BytesIO(content))
        known = len(reader.pages)
        wanted = sorted(set(pages))
        if not wanted or wanted[0] < 1 or wanted[-1] > known:
            raise Refused(_("Name pages from 1 to %(last)s."), field="pages", last=known)
        writer = PdfWriter()
        for number in wanted:
            page = reader.pages[number - 1]
            for name in HIDDEN_IN_PAGES:
                if NameObject(name) in page:
                    del page[NameObject(name)]
            writer.add_page(page)
        writer.metadata = None
        out = io.BytesIO()
        writer.write(out)
    except Refused:
        raise
    except Exception as error:  # as above
        raise FileRefused(_("This PDF cannot be taken apart. Save it again without a "
                            "password.")) from error  # fmt: skip
    return out.getvalue()
