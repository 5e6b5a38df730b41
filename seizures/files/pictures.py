"""Pictures re-encoded for showing, so that nothing hidden in the original reaches a browser."""

import io
from contextlib import nullcontext
from threading import Lock
from typing import Any

from PIL import ExifTags, Image, ImageOps

from seizures.files.kinds import damaged_picture

SHOWN, THUMBNAIL = (1600, 1600), (320, 320)
SCALED_AS_IT_IS = {"L", "LA", "RGB", "RGBA", "CMYK", "YCbCr"}
TURNED = range(5, 9)
"""Orientations in which a camera wrote height for width."""
LARGE, STRIP = 20_000_000, 64
"""Pixels from which pictures wait for each other; rows of the small picture made at a time."""
_ONE_AT_A_TIME = Lock()
UNREAD = {"MakerNote", "ExifOffset", "GPSInfo", "UserComment", "PrintImageMatching"}


def reencode(content: bytes) -> tuple[bytes, bytes, int, int, dict[str, Any]]:
    """(shown JPEG, thumbnail JPEG, width, height, camera data) of a picture.

    Raises `FileRefused` for one that breaks off or cannot be decoded.
    """
    try:
        with Image.open(io.BytesIO(content)) as original:
            camera = _camera(original)
            width, height = original.size
            if original.getexif().get(ExifTags.Base.Orientation) in TURNED:
                width, height = height, width
            plain = _on_white(upright(original, SHOWN))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise damaged_picture() from error
    return _jpeg(plain, SHOWN), _jpeg(plain, THUMBNAIL), width, height, camera


def upright(original: Image.Image, box: tuple[int, int]) -> Image.Image:
    """The picture as it is seen, shrunk to fit a square: sixty megapixels fit into a few kilobytes
    of a file, so one large picture is opened at a time and only its own pixels once."""
    original.draft(None, (2 * box[0], 2 * box[1]))
    with _ONE_AT_A_TIME if original.width * original.height > LARGE else nullcontext():
        small = _reduced(original, max(1, max(original.size) // max(box)))
    small.thumbnail(box)
    return ImageOps.exif_transpose(small)


def _reduced(original: Image.Image, by: int) -> Image.Image:
    """Every square of `by` pixels made one, strip by strip."""
    mode = original.mode
    if mode not in SCALED_AS_IT_IS:
        mode = "RGBA" if "A" in original.getbands() else "RGB"
    width, height = original.size
    small = Image.new(mode, (-(-width // by), -(-height // by)))
    for top in range(0, height, by * STRIP):
        strip = original.crop((0, top, width, min(height, top + by * STRIP))).convert(mode)
        small.paste(strip.reduce(by), (0, top // by))
    small.info = dict(original.info)  # which way up it was taken
    return small


def _on_white(picture: Image.Image) -> Image.Image:
    if "A" not in picture.getbands():
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    ground = Image.new("RGB", clear.size, "white")
    ground.paste(clear, mask=clear.getchannel("A"))
    return ground


def _jpeg(picture: Image.Image, box: tuple[int, int]) -> bytes:
    small = picture.copy()
    small.thumbnail(box)
    small.info.clear()  # a comment or a profile would be written along
    out = io.BytesIO()
    small.save(out, "JPEG", quality=85)
    return out.getvalue()


def _camera(picture: Image.Image) -> dict[str, Any]:
    """What the camera wrote into the picture, as text: kept aside, never shown with it."""
    found = picture.getexif()
    kept = {ExifTags.TAGS.get(tag, str(tag)): value for tag, value in found.items()}
    for block, names in ((ExifTags.IFD.Exif, ExifTags.TAGS), (ExifTags.IFD.GPSInfo,
                                                              ExifTags.GPSTAGS)):  # fmt: skip
        inner = found.get_ifd(block)
        kept.update({names.get(tag, str(tag)): value for tag, value in inner.items()})
    return {name: _printable(value) for name, value in sorted(kept.items())
            if name not in UNREAD and not isinstance(value, bytes | dict)}  # fmt: skip


def _printable(value: Any) -> str:
    """Without the zero bytes that fill up the fields of many cameras."""
    return "".join(sign for sign in str(value) if sign.isprintable())[:100]
