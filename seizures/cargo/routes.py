"""Which administration stands at an end of a route, and which office takes goods there."""

from typing import Any

from seizures.reference.models import Office

SIDES = {"KR": "kr", "CN": "cn"}
UNKNOWN_PLACE = "ZZZ"


def side_of(locode: str) -> str:
    """The administration ("kr", "cn" or none) in whose country a UN/LOCODE lies."""
    return SIDES.get(locode[:2], "")


class Offices:
    """Looks up which office takes goods of a mode at a port; remembers while a batch is written."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], int | None] = {}

    def at(self, locode: str, mode: str) -> int | None:
        """The key of the office, or None where none is known."""
        if not side_of(locode) or locode.endswith(UNKNOWN_PLACE):
            return None
        key = (locode, mode)
        if key not in self._known:
            office: Any = Office.objects.receiving(locode, mode)
            self._known[key] = office.pk if office else None
        return self._known[key]
