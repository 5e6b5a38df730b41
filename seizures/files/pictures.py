"""Pictures re-encoded for showing, so that nothing hidden in the original reaches a browser."""

import io
from typing import Any

from PIL import ExifTags, Image, ImageOps

SHOWN, THUMBNAIL = (1600, 1600), (320, 320)
UNREAD = {"MakerNote", "ExifOffset", "GPSInfo", "UserComment", "PrintImageMatching"}


def reencode(content: bytes) -> tuple[bytes, bytes, int, int, dict[str, Any]]:
    """(shown JPEG, thumbnail JPEG, width, height, camera data) of a picture."""
    with Image.open(io.BytesIO(content)) as original:
        camera = _camera(original)
        upright = ImageOps.exif_transpose(original)
        width, height = upright.size
        plain = upright.convert("RGBA") if "A" in upright.getbands() else upright.convert("RGB")
        if plain.mode == "RGBA":
            ground = Image.new("RGB", plain.size, "white")
            ground.paste(plain, mask=plain.getchannel("A"))
            plain = ground
        return _jpeg(plain, SHOWN), _jpeg(plain, THUMBNAIL), width, height, camera


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
    return {name: str(value)[:100] for name, value in sorted(kept.items())
            if name not in UNREAD and not isinstance(value, bytes | dict)}  # fmt: skip
