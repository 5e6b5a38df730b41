"""Seizure cases and all that hangs on them."""

from seizures.cases.models.answers import HolderAnswer
from seizures.cases.models.case import CaseFact, PendingStep, SeizureCase, StepTaken
from seizures.cases.models.clocks import DueDate
from seizures.cases.models.goods import CaseGoods, GoodsMovement
from seizures.cases.models.money import Security

__all__ = [
    "CaseFact",
    "CaseGoods",
    "DueDate",
    "GoodsMovement",
    "HolderAnswer",
    "PendingStep",
    "Security",
    "SeizureCase",
    "StepTaken",
]
