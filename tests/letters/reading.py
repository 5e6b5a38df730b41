"""Reads letters back with poppler: their text and how many pages they have."""

import re
import shutil
import subprocess

import pytest

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed"
)


def text_of(pdf: bytes) -> str:
    """The text of a letter, without any white space, as a reader would copy it."""
    out = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return squeezed(out.stdout.decode())


def squeezed(text: str) -> str:
    """Text without white space, so that line breaks do not matter."""
    return re.sub(r"\s+", "", text)


def pages_of(pdf: bytes) -> int:
    """How many pages the letter has."""
    out = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True)
    found = re.search(rb"Pages:\s+(\d+)", out.stdout)
    assert found
    return int(found[1])


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """The fonts of the letter by name, without the subset's tag: is each one embedded?"""
    out = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True)
    rows = out.stdout.decode().splitlines()[2:]
    return {row.split()[0].partition("+")[2]: " yes yes yes " in row for row in rows}
