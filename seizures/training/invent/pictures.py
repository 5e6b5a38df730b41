"""Draws the demo's pictures: geometric marks, products, certificates, parcels. No real logo."""

import io
from math import cos, pi, sin
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).resolve().parents[2] / "letters" / "fonts"
COLOURS = ((20, 60, 120), (140, 30, 45), (25, 105, 80), (90, 50, 130), (175, 95, 20), (40, 40, 46))
SIZE = (480, 360)


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / "NotoSansCJKkr-Bold.otf"), size)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _sheet(
    ground: tuple[int, int, int] = (250, 250, 247),
) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", SIZE, ground)
    return picture, ImageDraw.Draw(picture)


def _seed(mark: str) -> Random:
    """The same mark is always drawn with the same sign."""
    return Random(sum(ord(sign) * (place + 1) for place, sign in enumerate(mark)))


def _sign(draw: ImageDraw.ImageDraw, mark: str, at: tuple[float, float], radius: float,
          *, twist: float = 0.0) -> None:  # fmt: skip
    """The mark's geometric sign: rotated polygons in its colour; `twist` is a copier's mistake."""
    own = _seed(mark)
    colour, corners, rings = own.choice(COLOURS), own.randint(3, 7), own.randint(1, 3)
    for ring in range(rings):
        size = radius * (1 - ring * 0.3)
        turn = own.random() * pi + twist
        points = [(at[0] + size * cos(turn + 2 * pi * corner / corners),
                   at[1] + size * sin(turn + 2 * pi * corner / corners))
                  for corner in range(corners)]  # fmt: skip
        draw.polygon(points, fill=colour if ring % 2 == 0 else (250, 250, 247))


def logo(mark: str, rng: Random) -> bytes:
    """The mark with its sign."""
    picture, draw = _sheet((255, 255, 255))
    _sign(draw, mark, (240, 130), 80)
    draw.text((240, 280), mark, font=_font(46), fill=(25, 25, 28), anchor="mm")
    return _png(picture)


def product(mark: str, rng: Random, *, is_genuine: bool) -> bytes:
    """A bag with the mark on it; the copy is twisted, paler and badly stitched."""
    picture, draw = _sheet()
    body = (196, 154, 108) if is_genuine else (214, 180, 140)
    draw.rounded_rectangle((110, 120, 370, 320), 18, fill=body, outline=(90, 62, 36), width=4)
    draw.arc((170, 40, 310, 200), 180, 360, fill=(90, 62, 36), width=9)
    for step in range(9):
        drift = 0 if is_genuine else rng.randint(-5, 5)
        draw.line((124 + step * 28, 136 + drift, 140 + step * 28, 136 - drift), fill=(90, 62, 36))
    _sign(draw, mark, (240, 205), 44, twist=0.0 if is_genuine else 0.45)
    text = mark if is_genuine or len(mark) < 5 else mark[:2] + mark[2].upper() + mark[3:]
    draw.text((240, 285), text, font=_font(26), fill=(60, 40, 24), anchor="mm")
    return _png(picture)


def found(mark: str, rng: Random) -> bytes:
    """The copy as an officer photographs it: laid askew on the bench, close to the camera."""
    bag = Image.open(io.BytesIO(product(mark, rng, is_genuine=False))).crop((90, 30, 390, 340))
    askew = bag.convert("RGBA").rotate(rng.uniform(-9, 9), Image.Resampling.BICUBIC, expand=True)
    picture, _draw = _sheet((236, 236, 232))
    picture.paste(askew, ((SIZE[0] - askew.width) // 2, (SIZE[1] - askew.height) // 2), askew)
    return _png(picture)


def certificate(mark: str, rng: Random) -> bytes:
    """An invented registration certificate, marked as a specimen."""
    picture, draw = _sheet((255, 253, 240))
    draw.rectangle((14, 14, 466, 346), outline=(120, 100, 50), width=3)
    draw.text((240, 50), "CERTIFICATE OF REGISTRATION", font=_font(22), fill=(70, 58, 30),
              anchor="mm")  # fmt: skip
    _sign(draw, mark, (240, 150), 52)
    draw.text((240, 240), mark, font=_font(34), fill=(30, 30, 30), anchor="mm")
    draw.text((240, 310), "SPECIMEN - invented for the demo", font=_font(16), fill=(150, 60, 60),
              anchor="mm")  # fmt: skip
    return _png(picture)


def parcel(mark: str, rng: Random) -> bytes:
    """An opened parcel on the bench with goods that bear the mark."""
    picture, draw = _sheet((118, 124, 130))
    draw.polygon([(80, 150), (240, 90), (410, 150), (410, 300), (240, 345), (80, 300)],
                 fill=(186, 148, 98), outline=(110, 82, 48))  # fmt: skip
    draw.polygon([(80, 150), (240, 210), (410, 150), (240, 90)], fill=(92, 70, 42))
    for _piece in range(rng.randint(4, 8)):
        x, y = rng.randint(160, 310), rng.randint(120, 180)
        draw.ellipse((x - 28, y - 16, x + 28, y + 16), fill=rng.choice(COLOURS),
                     outline=(20, 20, 20))  # fmt: skip
    _sign(draw, mark, (240, 150), 26, twist=0.4)
    draw.rectangle((262, 236, 392, 284), fill=(245, 245, 240))
    draw.text((327, 260), mark[:12], font=_font(17), fill=(20, 20, 20), anchor="mm")
    return _png(picture)
