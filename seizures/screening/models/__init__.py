"""Screening runs, alerts with their hits, queues, referrals, rules and engines."""

from seizures.screening.models.alerts import Alert, AlertHit
from seizures.screening.models.bundles import Bundle, BundleKey
from seizures.screening.models.duty import (
    Conflict,
    Handover,
    HandoverItem,
    ServiceLevel,
    Transfer,
)
from seizures.screening.models.feedback import LearnedVersion
from seizures.screening.models.queue import Disposition, Referral
from seizures.screening.models.recipes import RecipeInForce, ShadowExample, ShadowRun
from seizures.screening.models.rules import Rule, RuleHit, Suggestion, WatchEntry
from seizures.screening.models.runs import ScreeningRun
from seizures.screening.models.shifts import Capacity, ExplorationDraw, Shift
from seizures.screening.models.snoozes import Snooze

__all__ = [
    "Alert",
    "AlertHit",
    "Bundle",
    "BundleKey",
    "Capacity",
    "Conflict",
    "Disposition",
    "ExplorationDraw",
    "Handover",
    "HandoverItem",
    "LearnedVersion",
    "RecipeInForce",
    "Referral",
    "Rule",
    "RuleHit",
    "ScreeningRun",
    "ServiceLevel",
    "ShadowExample",
    "ShadowRun",
    "Shift",
    "Snooze",
    "Suggestion",
    "Transfer",
    "WatchEntry",
]
