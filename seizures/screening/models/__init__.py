"""Screening runs, alerts with their hits, each side's disposition, and referrals."""

from seizures.screening.models.alerts import Alert, AlertHit
from seizures.screening.models.queue import Disposition, Referral
from seizures.screening.models.runs import ScreeningRun

__all__ = [
    "Alert",
    "AlertHit",
    "Disposition",
    "Referral",
    "ScreeningRun",
]
