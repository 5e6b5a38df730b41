"""Turns a letter's data into PDF/A-2a bytes: no database, no clock, no network, no system fonts.

The same input gives the same bytes, so the hash of a letter can be recorded. Data reaches the
template as JSON and stays text there. Text the shipped fonts cannot show is refused before
anything is set, because a letter with an empty box in a name must not be served.
"""

import base64
import datetime as dt
import io
import json
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst
from django.utils.translation import gettext_lazy as _
from fontTools.ttLib import TTFont
from PIL import Image, ImageOps

from seizures.core.errors import Refused
from seizures.letters import contents

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "letters"
PHOTO_SIDE = 720
"""Longest side, in points of the screen, of a photo in a letter."""
STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]


class UnknownLetter(Refused):
    """There is no such letter, or not in this language."""

    code = "unknown_letter"


class ContentMissing(Refused):
    """The letter cannot be issued while these fields are empty."""

    code = "content_missing"

    def __init__(self, key: str, paths: tuple[str, ...]) -> None:
        self.paths = paths
        super().__init__(
            _("The letter %(key)s cannot be issued: these fields are empty: %(fields)s. "
              "Fill them and issue it again."),
            key=key, fields=", ".join(paths),
        )  # fmt: skip


class MissingGlyph(Refused):
    """Characters the letter fonts do not have, such as rare Han beyond the basic plane."""

    code = "missing_glyph"

    def __init__(self, chars: str) -> None:
        self.chars = chars
        super().__init__(
            _("The letter fonts have no sign for: %(signs)s. Write these characters in another "
              "way, for example with the common form or in Latin letters."),
            signs=", ".join(f"{c} (U+{ord(c):04X})" for c in chars),
        )  # fmt: skip


def render(key: str, language: str, data: Mapping[str, Any], *, issued_on: dt.date,
           pictures: Mapping[str, bytes] | None = None) -> bytes:  # fmt: skip
    """The letter as PDF/A-2a and PDF/UA-1 bytes; `pictures` by the hash the data names.

    Raises `UnknownLetter`, `ContentMissing` or `MissingGlyph`, all `Refused`.
    """
    compiler, inputs = _prepared(key, language, data, issued_on, pictures)
    pdf = compiler.compile(
        format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=_midnight(issued_on),
    )  # fmt: skip
    if not isinstance(pdf, bytes):
        raise TypeError("the letter did not become one PDF")
    return pdf


def draft(key: str, language: str, data: Mapping[str, Any], *, issued_on: dt.date,
          pictures: Mapping[str, bytes] | None = None) -> bytes:  # fmt: skip
    """The letter as it would be issued, marked as a draft on every page, without a number.

    Raises what `render` raises.
    """
    return render(key, language, {**data, "number": "", "draft": True, "verify_url": ""},
                  issued_on=issued_on, pictures=pictures)  # fmt: skip


def pages(key: str, language: str, data: Mapping[str, Any], *, issued_on: dt.date,
          pictures: Mapping[str, bytes] | None = None, ppi: int = 110) -> list[bytes]:  # fmt: skip
    """The pages of a letter as PNG pictures, to be read on the screen beside another language.

    Raises what `render` raises.
    """
    compiler, inputs = _prepared(key, language, data, issued_on, pictures)
    found = compiler.compile(format="png", ppi=ppi, sys_inputs=inputs)
    if found is None:
        return []
    return [found] if isinstance(found, bytes) else list(found)


def pictures_named(data: Mapping[str, Any]) -> set[str]:
    """The hashes of the pictures this data shows."""
    return {str(row["sha256"]) for row in data.get("pictures") or () if row.get("sha256")}


def _prepared(key: str, language: str, data: Mapping[str, Any], issued_on: dt.date,
              pictures: Mapping[str, bytes] | None
              ) -> tuple[typst.Compiler, dict[str, str]]:  # fmt: skip
    template = template_of(key, language)
    if paths := contents.missing(key, data):
        raise ContentMissing(key, paths)
    tidy = tidied(data)
    if chars := uncovered(tidy):
        raise MissingGlyph(chars)
    compiler = typst.Compiler(
        template, root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True,
        package_path=FONTS / "none", package_cache_path=FONTS / "none",
    )  # fmt: skip
    return compiler, _inputs(key, language, tidy, issued_on, pictures or {})


def template_of(key: str, language: str) -> Path:
    """The template file of a letter in a language; only keys of the contract have one."""
    known = contents.ALL.get(key)
    if known is None or language not in known.languages:
        raise UnknownLetter(
            _("There is no letter %(key)s in the language %(language)s."),
            key=key, language=language,
        )  # fmt: skip
    return TEMPLATES / f"{key}.{language}.typ"


def tidied(value: Any) -> Any:
    """The same data with composed characters, decimals and days as text, and without invisible
    or control characters; those of direction could make a letter read otherwise than it is."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value).replace("\t", " ")
        return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _UNSEEN)
    if isinstance(value, Mapping):
        return {str(name): tidied(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [tidied(part) for part in value]
    if value is None or isinstance(value, bool | int):
        return value
    return tidied(str(value))


def uncovered(data: Any) -> str:
    """The distinct characters in the data, in order, that no shipped font has."""
    have = _coverage()
    found = dict.fromkeys(c for text in _texts(data) for c in text if c not in "\n")
    return "".join(c for c in found if ord(c) not in have)


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _inputs(key: str, language: str, data: Mapping[str, Any], issued_on: dt.date,
            pictures: Mapping[str, bytes]) -> dict[str, str]:  # fmt: skip
    url = str(data.get("verify_url") or "")
    shown = {name: _framed(pictures[name]) for name in pictures_named(data) if name in pictures}
    return {
        "data": json.dumps(data, ensure_ascii=False, sort_keys=True),
        "administration": contents.ALL[key].administration,
        "language": language,
        "issued_on": issued_on.isoformat(),
        "code": _code_picture(url) if url else "",
        "pictures": json.dumps(shown, sort_keys=True),
    }


def _framed(content: bytes) -> str:
    """A photo as a vector picture that carries it: text, the only thing a template can be given.

    It is made small first, so that a letter with many photos stays small.
    """
    with Image.open(io.BytesIO(content)) as picture:
        small = ImageOps.exif_transpose(picture).convert("RGB")
    small.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
    out = io.BytesIO()
    small.save(out, format="JPEG", quality=80)
    wide, high = small.size
    text = base64.b64encode(out.getvalue()).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">'
        f'<image width="{wide}" height="{high}" href="data:image/jpeg;base64,{text}"/></svg>'
    )


def _code_picture(url: str) -> str:
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue().decode()


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@cache
def _coverage() -> frozenset[int]:
    covered: set[int] = set()
    for path in sorted(FONTS.glob("*.[ot]tf")):
        with TTFont(path, lazy=True) as font:
            covered.update(font.getBestCmap())
    return frozenset(covered)
