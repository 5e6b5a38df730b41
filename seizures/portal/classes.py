"""The Nice classes with the everyday words of the goods in them, for search by word."""

import re
from typing import Any

from django.core.cache import cache

from seizures.core.languages import active
from seizures.matching import concordance
from seizures.reference.models import HSHeading, NiceClass

HOUR = 3600
WORDS = re.compile(r"[^\W\d_]{2,}")


def nice_classes() -> list[dict[str, Any]]:
    """[{number, name, words}] in the reader's language; words come from the HS headings too."""
    language = active()
    kept: list[dict[str, Any]] | None = cache.get(f"nice-classes:{language}")
    if kept is None:
        kept = _classes(language)
        cache.set(f"nice-classes:{language}", kept, HOUR)
    return kept


def _classes(language: str) -> list[dict[str, Any]]:
    rows = list(HSHeading.objects.values_list("code", "names"))
    masks = concordance.classes_of(concordance.headings([code for code, _names in rows])).tolist()
    words: dict[int, set[str]] = {number: set() for number in range(1, 46)}
    for (_code, names), mask in zip(rows, masks, strict=True):
        said = {word.casefold() for code in (language, "en")
                for word in WORDS.findall(names.get(code, ""))}  # fmt: skip
        for number in words:
            if mask >> number & 1:
                words[number] |= said
    found = []
    for row in NiceClass.objects.order_by("number"):
        said = [*sorted(words[row.number]), *(name.casefold() for name in row.names.values())]
        found.append({"number": row.number, "name": row.name, "words": " ".join(said)})
    return found
