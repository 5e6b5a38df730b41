"""The catalogues say everything the house says, in Korean and Chinese, and are compiled."""

import ast
import gettext
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.plan import ROOT
from tests.legs import require

LOCALE = ROOT / "customs_ip" / "locale"
LANGUAGES = ["ko", "zh_Hans"]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def unquoted(line: str) -> str:
    """The text of one quoted line of a catalogue."""
    return ast.literal_eval(line[line.index('"') :])


def entries(path: Path):
    """Every (flags, key, translations) of a .po file; the key carries its context."""
    flags, fields, current = set(), {}, ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#~"):
            continue
        if line.startswith("#,"):
            flags |= {flag.strip() for flag in line[2:].split(",")}
        elif line.startswith("msg"):
            current, _, _ = line.partition(" ")
            fields[current] = unquoted(line)
        elif line.startswith('"') and current:
            fields[current] += unquoted(line)
        elif not line.strip() and fields:
            context = fields.get("msgctxt")
            key = f"{context}\x04{fields['msgid']}" if context else fields["msgid"]
            told = [text for name, text in fields.items() if name.startswith("msgstr")]
            yield flags, key, fields.get("msgid_plural"), told
            flags, fields, current = set(), {}, ""


@cache
def catalogue(language: str, domain: str = "django"):
    """The entries of a language without the header."""
    path = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    return [row for row in entries(path) if row[1]]


def domains() -> list[str]:
    """The catalogues there are: of pages and, where scripts speak, of scripts."""
    return sorted({path.stem for path in LOCALE.rglob("*.po")}) or ["django"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("domain", domains())
def test_every_word_is_translated_and_none_is_a_guess(language, domain):
    rows = catalogue(language, domain)
    assert len(rows) > (200 if domain == "django" else 0)
    assert [key for flags, key, _, told in rows if "fuzzy" in flags or not all(told)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("domain", domains())
def test_a_translation_keeps_the_placeholders(language, domain):
    broken = []
    for _, key, plural, told in catalogue(language, domain):
        wanted = set(PLACEHOLDER.findall(plural or key.rpartition("\x04")[2]))
        broken += [key for text in told if set(PLACEHOLDER.findall(text)) != wanted]
    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("domain", domains())
def test_the_compiled_catalogue_is_the_written_one(language, domain):
    folder = LOCALE / language / "LC_MESSAGES"
    with open(folder / f"{domain}.mo", "rb") as file:
        compiled = gettext.GNUTranslations(file)
    known = {
        key[0] if isinstance(key, tuple) else key: text
        for key, text in compiled._catalog.items()  # type: ignore[attr-defined]
        if key and not (isinstance(key, tuple) and key[1])
    }
    written = {key: told[0] for _, key, _, told in catalogue(language, domain)}
    assert {key: text for key, text in written.items() if known.get(key) != text} == {}
    assert set(known) == set(written)


@pytest.mark.timeout(300)
def test_no_word_of_the_house_is_missing_in_the_catalogues(tmp_path):
    """Collects the words anew in a copy and compares what was found with what is kept."""
    require(shutil.which("xgettext"), "no gettext on PATH")
    copy = tmp_path / "house"
    kept = shutil.ignore_patterns("__pycache__", "vendor", "*.mo", "node_modules")
    for name in ("customs_ip", "seizures", "templates", "static"):
        shutil.copytree(ROOT / name, copy / name, ignore=kept)
    shutil.copy(ROOT / "manage.py", copy)
    command = [sys.executable, "manage.py", "makemessages", "--no-obsolete"]
    command += ["--no-location", "--settings", "customs_ip.settings.test"]
    command += [option for language in LANGUAGES for option in ("-l", language)]
    told = subprocess.run(command, cwd=copy, capture_output=True, text=True, env=environment(copy))
    assert told.returncode == 0, told.stderr[-3000:]
    fresh = copy / "customs_ip" / "locale" / "ko" / "LC_MESSAGES" / "django.po"
    collected = {key for _, key, _, _ in entries(fresh) if key}
    assert len(collected) > 200
    for language in LANGUAGES:
        assert sorted(collected - {key for _, key, _, _ in catalogue(language)}) == []


def environment(copy: Path) -> dict[str, str]:
    """The copy is imported in place of the project, so that its words are collected."""
    return dict(os.environ) | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
