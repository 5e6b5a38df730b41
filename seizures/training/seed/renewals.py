"""Renewals that wait for an examiner: holders ask for another term of what ends soon."""

import datetime as dt

from seizures.accounts.models import User
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.rights import actions
from seizures.rights.choices import RecordationStatus
from seizures.rights.models import Recordation
from seizures.training.seed.cargo import say
from seizures.training.seed.moments import days_ago

ASKED = (("holder-small", "kr", 5), ("holder-large", "kr", 2), ("holder-cn", "cn", 3))
"""Who asks which administration, and how many days ago."""
TERM = dt.timedelta(days=3650)
SOONEST = 40


def ask_renewals() -> None:
    """Each of these holders asks for the first of its recordations that can be renewed."""
    for username, administration, days in ASKED:
        user = User.objects.get(username=username)
        rows = Recordation.objects.filter(
            administration=administration, status=RecordationStatus.RECORDED,
            right__holder__organisation=user.organisation_id, expires_on__isnull=False,
        )  # fmt: skip
        with days_ago(days, hour=11):
            if not any(_ask(row, user) for row in rows.order_by("expires_on", "pk")[:SOONEST]):
                say(f"  nothing of {username} can be renewed now")


def _ask(row: Recordation, user: User) -> bool:
    """Whether it could be asked for; the right itself was renewed meanwhile."""
    if row.expires_on is None:
        return False
    try:
        actions.ask_renewal(row, right_expires_on=row.expires_on + TERM, by=of_user(user))
    except Refused:
        return False
    return True
