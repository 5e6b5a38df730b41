"""The sentences for all a reader refuses or notes, in three languages (data/problems.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

_TABLES = tomllib.loads(
    (Path(__file__).parent / "data" / "problems.toml").read_text(encoding="utf-8")
)

PROBLEMS: dict[str, dict[str, str]] = {
    **_TABLES["file"],
    **_TABLES["incomplete"],
    **_TABLES["row"],
}
"""code -> {"en", "ko", "zh-hans"}: why a file or row was refused, and what to do; named places."""

NOTES: dict[str, dict[str, str]] = _TABLES["note"]
"""code -> {"en", "ko", "zh-hans"}: what was decided while reading a line that was accepted."""

FILE_CODES = frozenset(_TABLES["file"])
INCOMPLETE_CODES = frozenset(_TABLES["incomplete"])
ROW_CODES = frozenset(_TABLES["row"])

READING_FAILED = "reading_failed"
"""No fault of the file: reading it was given up after several attempts."""


class _Places(dict[str, str]):
    """Leaves a place without a value visible instead of failing."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def sentence(code: str, params: Mapping[str, str] | None = None, language: str = "en") -> str:
    """Say a problem or note in one language; an unknown code says itself."""
    texts = PROBLEMS.get(code) or NOTES.get(code)
    if texts is None:
        return code
    return texts.get(language, texts["en"]).format_map(_Places(params or {}))
