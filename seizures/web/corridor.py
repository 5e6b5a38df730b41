"""Routes as the corridor components show them: places by name, with whose they are."""

from typing import Any

from django.core.cache import cache

from seizures.cargo.models import Consignment
from seizures.cargo.routes import UNKNOWN_PLACE, side_of
from seizures.core.languages import pick
from seizures.reference.models import Country, Port

KEPT, SECONDS = "places", 600


def place_names() -> dict[str, str]:
    """The names of the corridor's ports in the reader's language; kept for some minutes.

    A code that tells only the country is named after it.
    """
    known: dict[str, Any] | None = cache.get(KEPT)
    if known is None:
        countries = Country.objects.values_list("pk", "names")
        known = {f"{code}{UNKNOWN_PLACE}": names for code, names in countries}
        known |= dict(Port.objects.values_list("locode", "names"))
        cache.set(KEPT, known, SECONDS)
    return {code: pick(names) for code, names in known.items()}


def corridor(
    consignment: Consignment, names: dict[str, str], conveyance: str = ""
) -> dict[str, Any]:
    """The values of the corridor component."""
    return {
        "origin": _end(consignment.origin, names),
        "destination": _end(consignment.destination, names),
        "mode": consignment.mode,
        "departure_on": consignment.departure_on,
        "arrival_on": consignment.arrival_on,
        "conveyance": conveyance,
    }


def _end(code: str, names: dict[str, str]) -> dict[str, str]:
    return {"code": code, "name": names.get(code, code), "administration": side_of(code)}
