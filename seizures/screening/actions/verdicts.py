"""What right holders say of alerted goods comes back to the alert."""

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.journal.actions import record
from seizures.screening.choices import Outcome
from seizures.screening.models import Alert

OUTCOMES = {
    "counterfeit": Outcome.INFRINGING,
    "genuine": Outcome.GENUINE,
    "licensed": Outcome.GENUINE,
    "parallel": Outcome.GENUINE,
}


def note_verdict(alert: Alert, *, verdict: str, administration: str, by: Actor) -> None:
    """The holder's verdict stands above what the inspection supposed; "unsure" changes nothing.

    Only the outcome learned from is set: what is done about the goods is the case's matter.
    """
    outcome = OUTCOMES.get(verdict)
    if outcome is None:
        return
    with atomic():
        row = hold(Alert.objects.all(), pk=alert.pk)
        if row.outcome == outcome:
            return
        row.outcome, row.updated_at = outcome, clock.now()
        row.save(update_fields=["outcome", "updated_at"])
        record("alert.verdict", kind="alert", key=row.pk, by=by, reference=row.number,
               administration=administration, outcome=outcome.value)  # fmt: skip
