"""Conditions about the right and the consignment."""

from seizures.law import limits
from seizures.law.conditions.registry import CaseFacts, condition

PATENT_KINDS = frozenset({"patent", "invention", "utility_model", "design"})
"""Rights that are patents under Chinese law (a design is one)."""


@condition(
    "Act 235(3); Reg. 16",
    "V",
    "The right is not recorded with this administration.",
    "이 세관에 신고된 권리가 아닙니다.",
    "该知识产权未在海关总署备案。",
)
def right_recorded(facts: CaseFacts) -> bool:
    """The right is recorded with the administration of the case."""
    return facts.recorded


@condition(
    "Act 235(3); Notif. 13(2)",
    "V",
    "The right is recorded: use the notice for recorded rights.",
    "세관신고된 권리입니다. 세관신고권리용 통보서를 사용하십시오.",
    "该权利已备案，请使用备案权利通知书。",
)
def right_unrecorded(facts: CaseFacts) -> bool:
    """The right is registered but not recorded with customs."""
    return not facts.recorded


@condition(
    "Reg. 19, 24(3)",
    "V",
    "Only goods suspected of infringing a patent may be released against counter-security.",
    "특허권 침해의심물품만 담보를 제공하고 통관할 수 있습니다.",
    "只有涉嫌侵犯专利权的货物才可以凭担保放行。",
)
def right_is_patent(facts: CaseFacts) -> bool:
    """The right is a patent in the Chinese sense (invention, utility model, design)."""
    return facts.right_kind in PATENT_KINDS


@condition(
    "Act 235-2; Decree 243-2",
    "V",
    "The small-consignment track is for trademarks only.",
    "소량화물 간이절차는 상표권에만 적용됩니다.",
    "小额货物简易程序仅适用于商标权。",
)
def right_is_trademark(facts: CaseFacts) -> bool:
    """The right is a trademark."""
    return facts.right_kind == "trademark"


@condition(
    "Act 235-2; Decree 243-2; Notif. 31",
    "V",
    "The small-consignment track is for express and postal goods up to the value limit only.",
    "소량화물 간이절차는 금액 한도 이하의 특송물품과 우편물에만 적용됩니다.",
    "小额货物简易程序仅适用于限值以下的快件和邮递物品。",
)
def consignment_is_small(facts: CaseFacts) -> bool:
    """The goods came as express or post and are worth no more than the limit, where known."""
    if facts.mode not in ("express", "post"):
        return False
    value = facts.value if facts.is_gift and facts.mode == "post" else facts.value_usd
    return value is None or limits.small_parcel(facts.mode, value, gift=facts.is_gift).allowed
