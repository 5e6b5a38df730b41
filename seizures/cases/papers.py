"""Papers of a case as PDF: the index of a bundle, its journal, the report of a disposal.

They are set from one template and the fonts of the letters, need no database, and the same input
gives the same bytes. Signs the fonts do not have are written as their code, because a paper that
lists evidence must come out whatever a file was called.
"""

import datetime as dt
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from seizures.letters.render import FONTS, tidied, uncovered

TEMPLATE = Path(__file__).resolve().parents[2] / "templates" / "papers" / "paper.typ"


@dataclass(frozen=True, slots=True)
class Table:
    """A headed table: widths in shares (0 fits the text), `hashes` are columns of digests."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    hashes: Sequence[int] = ()
    empty: str = "—"


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph in a paper: where its shown copy lies, its name, and the original's hash."""

    path: Path
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper says, in one language; `photos` are headed rows of pictures."""

    title: str
    subtitle: str
    reference: str
    language: str
    issued_on: dt.date
    facts: Sequence[tuple[str, str]] = ()
    tables: Sequence[Table] = ()
    photos: Sequence[tuple[str, Sequence[Picture]]] = ()
    notes: Sequence[str] = ()
    signatures: Sequence[str] = field(default=())


def set_paper(paper: Paper) -> bytes:
    """The paper as PDF bytes."""
    scratch_root = Path(settings.MEDIA_ROOT)
    scratch_root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch_root, prefix=".paper-") as folder:
        root = Path(folder)
        shutil.copy(TEMPLATE, root / "paper.typ")
        photos = [{"title": title, "pictures": list(_placed(pictures, root))}
                  for title, pictures in paper.photos]  # fmt: skip
        compiler = typst.Compiler(
            root / "paper.typ", root=root, font_paths=_fonts(), ignore_system_fonts=True,
            package_path=root / "none", package_cache_path=root / "none",
        )  # fmt: skip
        midnight = dt.datetime.combine(paper.issued_on, dt.time(), dt.UTC)
        pdf = compiler.compile(
            format="pdf", sys_inputs={"data": json.dumps(_data(paper, photos))},
            pdf_standards=["a-2b"], timestamp=midnight,
        )  # fmt: skip
    if not isinstance(pdf, bytes):
        raise TypeError("the paper did not become one PDF")
    return pdf


def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _placed(pictures: Iterable[Picture], root: Path) -> Iterable[dict[str, str]]:
    for picture in pictures:
        name = f"{picture.sha256}.jpg"
        shutil.copy(picture.path, root / name)
        yield {"file": name, "name": picture.name, "sha256": picture.sha256}


def _data(paper: Paper, photos: Sequence[Mapping[str, Any]]) -> Any:
    sections = [asdict(table) for table in paper.tables]
    data = tidied({
        "title": paper.title, "subtitle": paper.subtitle, "reference": paper.reference,
        "language": paper.language, "issued_on": paper.issued_on.isoformat(),
        "facts": [list(row) for row in paper.facts], "sections": sections,
        "photos": list(photos), "notes": list(paper.notes), "signatures": list(paper.signatures),
    })  # fmt: skip
    strange = uncovered(data)
    return _spelled(data, {ord(sign): f"[U+{ord(sign):04X}]" for sign in strange})


def _spelled(value: Any, codes: Mapping[int, str]) -> Any:
    """The same data with every sign the fonts lack written as its code."""
    if not codes:
        return value
    if isinstance(value, str):
        return value.translate(dict(codes))
    if isinstance(value, list):
        return [_spelled(part, codes) for part in value]
    if isinstance(value, dict):
        return {name: _spelled(part, codes) for name, part in value.items()}
    return value
