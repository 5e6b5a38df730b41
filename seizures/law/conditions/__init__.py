"""Which facts must hold before a step may be taken: named predicates over `CaseFacts`.

A procedure names conditions in `needs`; a name with a colon asks for a fact code:
`deadline_missed:holder_reply`, `letter:kr/form11`, `fact:recall_ordered`, `not:recall_ordered`.
"""

from seizures.law.conditions import counter_release, goods, money, parties, penalty, rights
from seizures.law.conditions.registry import (
    CONDITIONS,
    PARAMETRIC,
    CaseFacts,
    Condition,
    Predicate,
    condition,
    get,
)
from seizures.law.conditions.rights import PATENT_KINDS

__all__ = [
    "CONDITIONS",
    "PARAMETRIC",
    "PATENT_KINDS",
    "CaseFacts",
    "Condition",
    "Predicate",
    "condition",
    "counter_release",
    "get",
    "goods",
    "money",
    "parties",
    "penalty",
    "rights",
]
