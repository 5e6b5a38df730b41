"""Small queues for the tests of bundles, snoozes, shifts and random items."""

from typing import Any

from seizures.core.actor import system
from seizures.screening import actions
from seizures.screening.models import Alert, Disposition
from tests.making import recorded, row, screened

FAKE = 'BRAND "VELANTIS" SPORTS SHOES'
OTHER = "YANTAI HAIYUE TRADING CO LTD"


def raised(*rows: dict[str, str], mark: str = "VELANTIS") -> list[Alert]:
    """The alerts that the engine raises on these rows."""
    recorded(mark)
    screened(*rows)
    return list(Alert.objects.order_by("pk"))


def parcels(count: int, **values: str) -> list[Alert]:
    """Alerts on as many consignments of one sender."""
    return raised(*(row(f"P{n:03d}", FAKE, **values) for n in range(count)))


def arranged(administration: str = "kr") -> list[Disposition]:
    """The queue of an administration after the sweep has arranged it, strongest first."""
    actions.arrange(by=system())
    return list(queue(administration))


def queue(administration: str = "kr", **facts: Any) -> Any:
    """Rows of one queue."""
    return Disposition.objects.filter(administration=administration, **facts).ranked()
