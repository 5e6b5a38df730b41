"""Seizure cases and all that hangs on them."""

from seizures.cases.models.answers import HolderAnswer
from seizures.cases.models.case import CaseFact, PendingStep, SeizureCase, StepTaken
from seizures.cases.models.clocks import DueDate
from seizures.cases.models.corrections import Correction
from seizures.cases.models.goods import CaseGoods, GoodsMovement
from seizures.cases.models.money import Security
from seizures.cases.models.questions import Question

__all__ = [
    "CaseFact",
    "CaseGoods",
    "Correction",
    "DueDate",
    "GoodsMovement",
    "HolderAnswer",
    "PendingStep",
    "Question",
    "Security",
    "SeizureCase",
    "StepTaken",
]
