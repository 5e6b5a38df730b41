"""Seizure cases and all that hangs on them."""

from seizures.cases.models.answers import HolderAnswer, PictureMark
from seizures.cases.models.case import CaseFact, PendingStep, SeizureCase, StepTaken
from seizures.cases.models.clocks import DueDate
from seizures.cases.models.corrections import Correction
from seizures.cases.models.disposal import DisposalLine, DisposalOrder, DisposalPhoto
from seizures.cases.models.evidence import (
    CaseBundle,
    EvidenceEntry,
    EvidenceItem,
    FileRelease,
    HandOver,
    RedactedCopy,
    SampleRecord,
)
from seizures.cases.models.goods import CaseGoods, GoodsMovement
from seizures.cases.models.guarantees import Guarantee
from seizures.cases.models.links import (
    DeclarantLink,
    DeclarantSubmission,
    LicenceClaim,
    LinkedAlert,
)
from seizures.cases.models.money import (
    Account,
    Cost,
    PenaltyBase,
    Posting,
    PostingLine,
    Security,
)
from seizures.cases.models.questions import Question
from seizures.cases.models.store import (
    GoodsRelocation,
    StockCount,
    StockCountLine,
    StoragePlace,
)

__all__ = [
    "Account",
    "CaseBundle",
    "CaseFact",
    "CaseGoods",
    "Correction",
    "DeclarantLink",
    "DeclarantSubmission",
    "Cost",
    "DisposalLine",
    "DisposalOrder",
    "DisposalPhoto",
    "DueDate",
    "EvidenceEntry",
    "EvidenceItem",
    "FileRelease",
    "GoodsMovement",
    "GoodsRelocation",
    "Guarantee",
    "HandOver",
    "HolderAnswer",
    "LicenceClaim",
    "LinkedAlert",
    "PenaltyBase",
    "PendingStep",
    "PictureMark",
    "Posting",
    "PostingLine",
    "Question",
    "RedactedCopy",
    "SampleRecord",
    "Security",
    "SeizureCase",
    "StepTaken",
    "StockCount",
    "StockCountLine",
    "StoragePlace",
]
