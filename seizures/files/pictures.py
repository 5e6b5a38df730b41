"""Pictures re-encoded for showing, so that nothing hidden in the original reaches a browser."""

import io
from typing import Any

from PIL import ExifTags, Image, ImageOps

from seizures.files.kinds import damaged_picture

SHOWN, THUMBNAIL = (1600, 1600), (320, 320)
SCALED_AS_IT_IS = {"L", "LA", "RGB", "RGBA", "CMYK", "YCbCr"}
TURNED = range(5, 9)
"""Orientations in which a camera wrote height for width."""
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
    """The picture as it is seen, shrunk to fit a square before anything is copied: sixty
    megapixels fit into a few kilobytes of a file."""
    small = original
    if original.mode not in SCALED_AS_IT_IS:
        small = original.convert("RGBA" if "A" in original.getbands() else "RGB")
    small.thumbnail(box)
    return ImageOps.exif_transpose(small)


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
