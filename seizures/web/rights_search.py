"""Rights found by what people have at hand: the beginning of a name in any script, a number."""

from typing import Any

from seizures.core.prefixes import begins
from seizures.parties.names import fold
from seizures.rights.models import Alias, Recordation, Right


def named_so(text: str, limit: int) -> list[int]:
    """Keys of rights with a recorded name, in any script, that begins so."""
    found: dict[int, None] = {}
    for written in dict.fromkeys((text, text.upper(), text.title())) if text else ():
        names = Alias.objects.filter(begins("text", written), is_confirmed=True)
        found.update(dict.fromkeys(names.values_list("right", flat=True)[:limit]))
    return list(found)


def recorded_names(text: str, rights: list[int]) -> dict[int, str]:
    """For each of these rights the recorded name that begins so, where there is one."""
    names = Alias.objects.filter(right__in=rights, is_confirmed=True).order_by("-pk")
    key = text.casefold()
    return {right: name for right, name in names.values_list("right", "text")
            if name.casefold().startswith(key)}  # fmt: skip


def rights_like(user: Any, text: str, limit: int) -> list[Any]:
    """Rights this official may see whose mark, recorded name or number begins so."""
    key = fold(text)
    seen = Right.objects.visible_to(user)
    numbers = Recordation.objects.filter(begins("number", text.upper())).values("right")[:limit]
    by_number = [row["right"] for row in numbers] if any(c.isdigit() for c in text) else []
    by_name = named_so(text, limit)
    found: dict[int, Any] = {}
    for rows in (
        seen.filter(begins("mark_key", key)).order_by("mark_key", "id") if key else seen.none(),
        seen.filter(pk__in=by_name).order_by("mark_key", "id"),
        seen.filter(pk__in=by_number).order_by("mark_key", "id"),
        seen.filter(begins("external_id", text)).order_by("external_id", "id"),
    ):
        for right in rows.select_related("holder")[: limit - len(found)]:
            found.setdefault(right.pk, right)
        if len(found) >= limit:
            break
    return list(found.values())
