"""Conditions about securities and costs."""

from seizures.law.conditions.registry import CaseFacts, condition


@condition(
    "Decree 241(1); Reg. 14, 16",
    "V",
    "No security is held yet.",
    "담보가 아직 제공되지 않았습니다.",
    "尚未收到担保。",
)
def security_held(facts: CaseFacts) -> bool:
    """The right holder's security has been lodged."""
    return facts.has("security_held")


@condition(
    "Act 235(5) proviso; Reg. 19",
    "V",
    "The declarant's security has not been lodged yet.",
    "수출입자등의 담보가 아직 제공되지 않았습니다.",
    "收发货人尚未提供担保金。",
)
def counter_security_held(facts: CaseFacts) -> bool:
    """The declarant's counter-security has been lodged."""
    return facts.has("counter_security_held")


@condition(
    "Decree 241(4); Reg. 25",
    "V",
    "The security has not been returned or used yet.",
    "담보가 아직 정리되지 않았습니다.",
    "担保尚未退还或者处理。",
)
def security_settled(facts: CaseFacts) -> bool:
    """Every security ever lodged has been returned or used."""
    holder = not facts.has("security_held") or facts.has("security_settled")
    owner = not facts.has("counter_security_held") or facts.has("counter_security_settled")
    return holder and owner


@condition(
    "Decree 241(4); Reg. 25",
    "V",
    "The security was already returned or used.",
    "담보가 이미 정리되었습니다.",
    "担保已经处理。",
)
def security_open(facts: CaseFacts) -> bool:
    """The right holder's security is still held."""
    return facts.has("security_held") and not facts.has("security_settled")


@condition(
    "Decree 241(4); Reg. 19",
    "V",
    "No counter-security is held.",
    "수출입자등이 제공한 담보가 없습니다.",
    "没有收发货人提供的担保金。",
)
def counter_security_open(facts: CaseFacts) -> bool:
    """The declarant's counter-security is still held."""
    return facts.has("counter_security_held") and not facts.has("counter_security_settled")


@condition(
    "Decree 241(3)(4); Notif. 30(3)",
    "V",
    "The other side may still prove that it has sued for damages.",
    "상대방이 손해배상 소송 제기를 증명할 수 있는 기간이 남아 있습니다.",
    "对方仍可证明已就损害赔偿提起诉讼。",
)
def damages_settled(facts: CaseFacts) -> bool:
    """Korea: the other side consented, let its period pass or never claimed damages in time."""
    if facts.has("damages_claimed"):
        return facts.has("damages_judged")
    return facts.has("declarant_consented") or facts.has("deadline_missed:damages_suit_proof")


@condition(
    "Reg. 28; Measures 36",
    "M",
    "The consignee may still have the security frozen by a court.",
    "수출입자등이 법원을 통하여 담보를 동결할 수 있는 기간이 남아 있습니다.",
    "收发货人仍可申请人民法院对担保采取保全措施。",
)
def damages_window_closed(facts: CaseFacts) -> bool:
    """China: goods were not released, or the time for a court freeze has passed."""
    if facts.has("security_frozen"):
        return facts.has("damages_judged")
    return not facts.has("goods_released") or facts.has("deadline_missed:damages_freeze")


@condition(
    "Reg. 25; Measures 34-36",
    "V",
    "Storage, custody and disposal costs are not settled.",
    "보관료 등 비용이 정산되지 않았습니다.",
    "仓储、保管、处置费用尚未结清。",
)
def costs_settled(facts: CaseFacts) -> bool:
    """Storage, custody and disposal costs are paid."""
    return facts.has("costs_settled")


@condition(
    "Notif. 29",
    "V",
    "The security is cash: it is deemed renewed and does not lapse.",
    "금전담보는 담보기간이 연장된 것으로 보므로 만료되지 않습니다.",
    "现金担保视为已续期，不会失效。",
)
def security_can_expire(facts: CaseFacts) -> bool:
    """The security held is no cash (cash is deemed renewed)."""
    return facts.has("security_held") and not facts.has("security_form:cash")
