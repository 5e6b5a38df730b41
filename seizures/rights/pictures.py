"""Looks a photo up among the recorded pictures: marks, drawings, genuine and fake goods.

What is indexed and when is decided in `actions.picturing`; this only reads.
"""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image

from seizures.core.database import alias, sandbox
from seizures.core.errors import FileRefused
from seizures.files import kinds, store
from seizures.files.choices import Purpose
from seizures.files.pictures import LARGE, upright
from seizures.matching import pictures as prints
from seizures.matching.keypoints import likeness, points_of, shared, views_of
from seizures.rights.models import PictureIndex, RightPicture

PURPOSES = (Purpose.MARK, Purpose.GENUINE, Purpose.FAKE)
NEAREST = 60
"""Pictures nearest by their prints that are fetched; the reader may see some of them."""
LOOKED_AT = 20
"""Of these, how many are compared point by point."""
LEAST = 0.5
CLOSE, VERY_CLOSE = 0.65, 0.85
"""Likeness from which a picture is shown, and called alike and nearly the same."""
WORDS = {
    "same": _("Nearly the same"),
    "alike": _("Alike"),
    "part": _("Alike in part"),
}

_opened: dict[str, tuple[str, prints.Prints]] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """A recorded picture that resembles the photo; `score` from 0 to 1."""

    picture: RightPicture
    score: float

    @property
    def grade(self) -> str:
        """One of the keys of `WORDS`."""
        return "same" if self.score >= VERY_CLOSE else "alike" if self.score >= CLOSE else "part"


def folder() -> Path:
    """Where the picture indexes of the database at hand lie."""
    return Path(settings.MATCH_INDEX_DIR) / (sandbox() or "house") / "pictures"


def newest() -> PictureIndex | None:
    """The row of the index in use."""
    return PictureIndex.objects.exclude(path="").order_by("-id").first()


def current() -> prints.Prints:
    """The opened index, opened again when a newer one has been put in place; empty before the
    first.
    """
    key = f"{alias()}:{folder()}"
    for _attempt in range(3):
        row = newest()
        if row is None:
            break
        known = _opened.get(key)
        if known and known[0] == row.version:
            return known[1]
        try:
            _opened[key] = (row.version, prints.read(folder() / row.path))
        except (OSError, ValueError):  # replaced by a newer one while it was being opened
            continue
        return _opened[key][1]
    return prints.laid_out([])


def opened(content: bytes) -> Image.Image:
    """A picture from bytes of any origin; raises `FileRefused` with what to do instead."""
    if not content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF")):
        raise FileRefused(_("Send a picture here (JPEG, PNG or WebP)."), field="photo")
    kinds.picture_kind(content)
    picture = Image.open(io.BytesIO(content))
    picture.draft("RGB", (640, 640))
    try:
        if picture.width * picture.height > LARGE:
            return upright(picture, (2048, 2048))
        picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise kinds.damaged_picture() from error
    return picture


def alike(photo: Image.Image, user: Any, *, most: int = 8) -> list[Found]:
    """Recorded pictures that resemble the photo, one a right, the most alike first."""
    near = dict(current().nearest(prints.questions_of(photo), NEAREST))
    if not near:
        return []
    rows = (
        RightPicture.objects.visible_to(user)
        .filter(pk__in=list(near))
        .select_related("attachment__file", "right__holder")
    )
    ranked = sorted(rows, key=lambda row: near[row.pk])[:LOOKED_AT]
    views = views_of(photo)
    found = [Found(row, _score(row, near[row.pk], views)) for row in ranked]
    found.sort(key=lambda hit: (-hit.score, hit.picture.pk))
    best: dict[int, Found] = {}
    for hit in found:
        if hit.score >= LEAST:
            best.setdefault(hit.picture.right_id, hit)
    return list(best.values())[:most]


def _score(row: RightPicture, apart: float, views: list[Any]) -> float:
    try:
        with Image.open(path_of(row.attachment.file)) as picture:
            return likeness(apart, shared(views, points_of(picture)))
    except OSError:
        return likeness(apart, 0.0)


def path_of(stored: Any) -> Path:
    """The small re-encoded copy of a stored picture, from which prints and points are read."""
    return store.full(stored.thumbnail_path or stored.shown_path or stored.path)
