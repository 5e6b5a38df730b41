"""Conditions of the Chinese penalty procedure."""

from seizures.law.conditions.registry import CaseFacts, condition


@condition(
    "Penalty Law 63-65",
    "V",
    "The party may still ask for a hearing, or the hearing has not been held.",
    "청문 요구 기간이 남아 있거나 청문이 아직 열리지 않았습니다.",
    "当事人仍可要求听证，或者听证尚未举行。",
)
def hearing_over(facts: CaseFacts) -> bool:
    """The hearing was held, waived, or not requested in time."""
    if facts.has("hearing_requested"):
        return facts.has("hearing_held")
    return facts.has("hearing_waived") or facts.has("deadline_missed:hearing_request")


@condition(
    "Penalty Law 64(2)",
    "V",
    "The hearing has not been announced to the party.",
    "청문의 일시와 장소를 당사자에게 통지하지 않았습니다.",
    "尚未通知当事人听证的时间、地点。",
)
def hearing_announced(facts: CaseFacts) -> bool:
    """Date and place of the hearing were announced."""
    return facts.has("hearing_announced")


@condition(
    "Penalty Law 61",
    "V",
    "The penalty decision has not been served.",
    "행정처벌결정서가 송달되지 않았습니다.",
    "行政处罚决定书尚未送达。",
)
def penalty_served(facts: CaseFacts) -> bool:
    """The penalty decision was served on the party."""
    return facts.has("penalty_served")


@condition(
    "Reconsideration Law 20; Litigation Law 45-46",
    "V",
    "A review or suit against the decision is pending.",
    "결정에 대한 행정복의 또는 행정소송이 진행 중입니다.",
    "行政复议或者行政诉讼正在进行。",
)
def no_review_pending(facts: CaseFacts) -> bool:
    """Nobody has challenged the decision, or the challenge has been decided."""
    return not facts.has("review_pending") or facts.has("review_decided")


@condition(
    "Reconsideration Law 20; Litigation Law 45-46",
    "V",
    "No review or suit is pending.",
    "진행 중인 행정복의 또는 행정소송이 없습니다.",
    "没有正在进行的行政复议或者行政诉讼。",
)
def review_is_pending(facts: CaseFacts) -> bool:
    """The decision was challenged and the challenge is not decided."""
    return facts.has("review_pending") and not facts.has("review_decided")
