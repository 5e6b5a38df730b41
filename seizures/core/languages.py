"""Names that are data carry three languages; this picks the reader's."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

CODES = ("en", "ko", "zh-hans")
LANGUAGE_OF = {"kr": "ko", "cn": "zh-hans"}


def active() -> str:
    """The reader's language as one of the three codes."""
    code = (get_language() or "en").lower()
    if code.startswith("zh"):
        return "zh-hans"
    return "ko" if code.startswith("ko") else "en"


def pick(names: Mapping[str, Any] | None, language: str | None = None) -> str:
    """The name in the reader's language, else in English, else whatever there is."""
    if not names:
        return ""
    return str(names.get(language or active()) or names.get("en") or next(iter(names.values())))
