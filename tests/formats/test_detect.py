"""What is no manifest is refused by its content, whatever its name; the sentences are complete."""

import io
import re
import string
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from seizures import formats
from seizures.formats.detect import detect
from seizures.formats.lines import FormatRefused
from seizures.formats.problems import FILE_CODES, INCOMPLETE_CODES, NOTES, PROBLEMS, ROW_CODES
from seizures.formats.reader import read, sentence
from tests.formats.samples import INTERCHANGE, KOREAN, put, refusal


def _png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG")
    return file.getvalue()


def _zip(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "code", "found"),
    [
        (b"", "empty", ""),
        (b"%PDF-1.7\n%\xe2\xe3", "not_a_manifest", "PDF"),
        (_png(), "not_a_manifest", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "not_a_manifest", "JPEG"),
        (_zip("[Content_Types].xml", "word/document.xml"), "not_a_manifest", "DOCX"),
        (_zip("ppt/presentation.xml"), "not_a_manifest", "PPTX"),
        (_zip("readme.txt"), "not_a_manifest", "ZIP"),
        (b"PK\x03\x04 nothing more", "damaged_archive", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_excel", ""),
        (b"<?xml version='1.0'?><a/>", "not_a_manifest", "XML"),
        (b"<!DOCTYPE html><html></html>", "not_a_manifest", "HTML"),
        (b'[{"description": "shoes"}]', "json_not_lines", ""),
        (b'{\n "description": "shoes"\n}\n', "json_not_lines", ""),
        (b"\x7fELF\x02\x01\x01", "not_a_manifest", "ELF"),
    ],
)
def test_what_is_no_manifest_is_refused_with_a_reason(
    tmp_path: Path, content: bytes, code: str, found: str
) -> None:
    refused = refusal(tmp_path, content, "manifest.csv")
    assert (refused.code, refused.params.get("found", "")) == (code, found)
    assert "{" not in str(refused)


def test_the_content_decides_and_not_the_name(tmp_path: Path) -> None:
    assert detect(put(tmp_path, KOREAN), "goods.edi") == "csv"
    assert detect(put(tmp_path, INTERCHANGE), "goods.csv") == "cuscar"
    assert detect(put(tmp_path, b'{"description": "x"}\n'), "goods.xlsx") == "jsonl"
    assert detect(put(tmp_path, _zip("xl/workbook.xml")), "goods.csv") == "xlsx"
    assert detect(put(tmp_path, INTERCHANGE.encode("utf-16")), "x") == "cuscar"


def test_a_file_sent_as_another_format_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, KOREAN)
    with pytest.raises(FormatRefused) as refused:
        read(path, name="x.csv", format="cuscar")
    assert refused.value.params == {"asked": "cuscar", "found": "csv"}
    with pytest.raises(FormatRefused) as unknown:
        read(path, name="x.csv", format="pdf")
    assert unknown.value.code == "unknown_format"


@pytest.mark.parametrize("code", sorted({**PROBLEMS, **NOTES}))
def test_every_sentence_stands_in_three_languages_with_the_same_places(code: str) -> None:
    texts = {**PROBLEMS, **NOTES}[code]
    assert set(texts) == {"en", "ko", "zh-hans"}
    places = {
        language: {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for language, text in texts.items()
    }
    assert places["ko"] <= places["en"] >= places["zh-hans"]
    assert re.search("[\uac00-\ud7a3]", texts["ko"])
    assert re.search("[\u4e00-\u9fff]", texts["zh-hans"])


def test_every_code_that_the_readers_use_has_a_sentence_and_every_sentence_is_used() -> None:
    folder = Path(formats.__file__ or "").parent
    source = "\n".join(path.read_text() for path in sorted(folder.glob("*.py")))
    used = set(re.findall(r"[\"']([a-z0-9]+(?:_[a-z0-9]+)*)[\"']", source))
    used |= {f"{tag}_{kind}" for tag in ("unt", "une", "unz") for kind in ("count", "reference")}
    known = FILE_CODES | INCOMPLETE_CODES | ROW_CODES | set(NOTES)
    assert known - used == set()
    raised = set(re.findall(r"(?:FormatRefused|FieldRefused)\(\s*\"(\w+)\"", source))
    assert raised and raised <= known


def test_a_sentence_names_what_it_was_given() -> None:
    text = sentence("unreadable_number", {"text": "five"}, "ko")
    assert "five" in text and "{" not in text
    assert sentence("no such code") == "no such code"
