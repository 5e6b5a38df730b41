"""Small photos for the letters that show some, by the hash under which the samples name them."""

import hashlib
import io

from PIL import Image, ImageDraw

STAGES = ("before", "loading", "destruction", "residue")


def _photo(number: int) -> bytes:
    picture = Image.new("RGB", (320, 240), (90 + 30 * number, 120, 160 - 20 * number))
    drawn = ImageDraw.Draw(picture)
    for step in range(0, 320, 32):
        drawn.line((step, 0, 320 - step, 240), fill=(240, 240, 200), width=3)
    drawn.ellipse((100, 60, 220, 180), fill=(200, 60 + 40 * number, 60))
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()


BY_STAGE = {stage: _photo(number) for number, stage in enumerate(STAGES)}
NAMES = {stage: hashlib.sha256(content).hexdigest() for stage, content in BY_STAGE.items()}
PICTURES = {NAMES[stage]: content for stage, content in BY_STAGE.items()}
