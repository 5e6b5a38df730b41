"""Conditions about what the parties asked for, answered and consented to."""

from seizures.law.conditions.registry import CaseFacts, condition


@condition(
    "Act 235(3)(5); Reg. 13, 16",
    "V",
    "The right holder has not made a request yet.",
    "권리자의 요청이 아직 없습니다.",
    "知识产权权利人尚未提出申请。",
)
def holder_requested(facts: CaseFacts) -> bool:
    """The right holder has asked for suspension or detention."""
    return facts.has("holder_requested")


@condition(
    "Notif. 27, 34(2)",
    "V",
    "The declarant has not consented to destruction.",
    "수출입자등의 폐기동의가 없습니다.",
    "收发货人尚未同意销毁。",
)
def declarant_consented(facts: CaseFacts) -> bool:
    """The declarant has consented in writing to destruction."""
    return facts.has("declarant_consented")


@condition(
    "Reg. 27(3); Measures 33",
    "T",
    "The right holder must be consulted before an auction.",
    "공매 전에 권리자의 의견을 들어야 합니다.",
    "拍卖前应当征求知识产权权利人的意见。",
)
def holder_consulted(facts: CaseFacts) -> bool:
    """The right holder's opinion on an auction was asked for."""
    return facts.has("holder_consulted")


@condition(
    "Decree 242(2); Notif. 23; Reg. 17",
    "V",
    "Nobody has asked to inspect the goods or to take samples.",
    "물품 검사나 견본품 채취 요청이 없습니다.",
    "没有人申请查看货物或者提取样品。",
)
def inspection_asked(facts: CaseFacts) -> bool:
    """A party asked for inspection or samples and is not answered yet."""
    return facts.has("inspection_asked")


@condition(
    "Notif. 24",
    "V",
    "The infringement committee has not been called.",
    "침해등 결정심의회가 소집되지 않았습니다.",
    "尚未召集侵权审议委员会。",
)
def committee_called(facts: CaseFacts) -> bool:
    """The infringement committee was asked for its opinion."""
    return facts.has("committee_called")


@condition(
    "Measures 27",
    "M",
    "A crime is suspected: the parties cannot end the case by settlement.",
    "범죄 혐의가 있어 합의로 조사를 종결할 수 없습니다.",
    "涉嫌犯罪的，不得因和解终止调查。",
)
def no_crime_suspected(facts: CaseFacts) -> bool:
    """The case was not marked as a suspected crime."""
    return not facts.has("crime_suspected")
