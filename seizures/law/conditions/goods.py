"""Conditions about the goods and where they are."""

from seizures.law.conditions.registry import CaseFacts, condition


@condition(
    "Notif. 17, 27; Reg. 27(3)",
    "V",
    "Goods are still without an outcome: the goods ledger is not at zero.",
    "처리되지 않은 물품이 남아 있습니다. 물품 수불 내역이 0이어야 합니다.",
    "仍有货物未处置完毕：货物台账未归零。",
)
def goods_balanced(facts: CaseFacts) -> bool:
    """No quantity stands under an open goods code."""
    return facts.has("goods_balanced")


@condition(
    "Notif. 27",
    "V",
    "An investigation is pending: destruction by consent is barred.",
    "조사가 진행 중이므로 폐기동의에 의한 폐기를 할 수 없습니다.",
    "案件正在调查，不得凭同意销毁。",
)
def investigation_not_pending(facts: CaseFacts) -> bool:
    """No investigation has taken the goods over, or it has ended."""
    return not facts.has("investigation_referred") or facts.has("investigation_ended")


@condition(
    "Notif. 26",
    "V",
    "Goods referred to investigation cannot be returned abroad.",
    "조사의뢰된 물품은 반송할 수 없습니다.",
    "已移送调查的货物不得退运。",
)
def investigation_never_referred(facts: CaseFacts) -> bool:
    """The case was never referred to investigation."""
    return not facts.has("investigation_referred")


@condition(
    "Act 238; Decree 245(1)",
    "V",
    "Three months have passed since the declaration was accepted: no recall order is possible.",
    "수출입신고가 수리된 날부터 3개월이 지나 반입명령을 할 수 없습니다.",
    "自申报受理之日起已满三个月，不得再下达召回命令。",
)
def recall_not_barred(facts: CaseFacts) -> bool:
    """The three months for a recall order have not run out."""
    return not facts.has("deadline_missed:recall_order")


@condition(
    "Notif. 26",
    "V",
    "Return needs both: proof that there was no intent to bring the goods in, and the removal of "
    "the infringing part.",
    "반송하려면 반입 의사가 없었음을 입증하고 침해부분을 제거하여야 합니다.",
    "退运须同时证明无意运入并已消除侵权部分。",
)
def return_exception_holds(facts: CaseFacts) -> bool:
    """The narrow exception to the ban on re-export is made out."""
    return facts.has("no_intent_proven", "infringing_part_removed")


@condition(
    "Measures 33; GACC notice 2007 No. 16",
    "S",
    "Imported goods with a counterfeit mark are auctioned only in a special case: name it in a "
    "disposal order and have the order approved.",
    "수입 위조상표 물품은 특별한 경우에만 공매할 수 있습니다. 처분명령서에 그 사유를 기재하고 "
    "승인을 받으십시오.",
    "进口假冒商标货物仅在特殊情况下可以拍卖：请在处置令中写明该情况并报经批准。",
)
def auction_is_allowed(facts: CaseFacts) -> bool:
    """Not an imported counterfeit, or a special case was approved in a disposal order."""
    is_counterfeit = facts.right_kind == "trademark" and facts.direction == "import"
    return not is_counterfeit or facts.has("special_case_approved")
