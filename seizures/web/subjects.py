"""Where the record a letter is about can be looked at."""

from typing import Any

from django.urls import reverse

from seizures.letters.models import Letter
from seizures.rights.models import Recordation


def addresses_of(letters: list[Letter]) -> dict[tuple[str, int], str]:
    """The page of each letter's record, by kind and key; one query for all recordations."""
    wanted = {(letter.subject_kind, letter.subject_id) for letter in letters}
    found: dict[tuple[str, int], str] = {
        (kind, key): reverse("case-detail", args=[key]) for kind, key in wanted if kind == "case"
    }
    keys = [key for kind, key in wanted if kind == "recordation"]
    rows: Any = Recordation.objects.filter(pk__in=keys).values_list("pk", "right_id")
    for key, right in rows if keys else ():
        found["recordation", key] = reverse("right-detail", args=[right])
    return found
