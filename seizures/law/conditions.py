"""Which facts must hold before a step may be taken: named predicates over `CaseFacts`.

A procedure names conditions in `needs`; a name with a colon (`deadline_missed:holder_reply`,
`letter:kr/form11`) asks for exactly that fact code.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from seizures.law.errors import LawError
from seizures.law.words import Words


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the law needs to know about a case; the floor above fills it from its rows."""

    administration: str
    track: str
    right_kind: str
    recorded: bool
    mode: str
    """Mode of transport: sea, air, express, post or land."""
    value: Decimal | None
    """Customs value of the goods in `currency`, when known."""
    currency: str
    urgent: bool
    """Perishable, dangerous or otherwise urgent goods."""
    is_sme: bool
    direction: str
    """`import` or `export`."""
    facts: frozenset[str] = frozenset()
    """Fact codes set by the steps taken so far, the letters issued and the clocks missed."""

    def has(self, *codes: str) -> bool:
        """Whether every one of these fact codes is on the case."""
        return self.facts.issuperset(codes)


@dataclass(frozen=True, slots=True)
class Condition:
    """A named question about a case and the sentence that refuses when the answer is no."""

    name: str
    holds: Callable[[CaseFacts], bool]
    sentence: Words


Predicate = Callable[[CaseFacts], bool]

CONDITIONS: dict[str, Condition] = {}
"""Every condition by name."""

PATENT_KINDS = frozenset({"patent", "invention", "utility_model", "design"})
"""Rights that are patents under Chinese law (a design is one)."""

PARAMETRIC: dict[str, Words] = {
    "deadline_missed": {
        "en": "The period has not run out yet.",
        "ko": "기한이 아직 지나지 않았습니다.",
        "zh-hans": "期限尚未届满。",
    },
    "letter": {
        "en": "The notice that must come first has not been issued.",
        "ko": "먼저 하여야 할 통보를 하지 않았습니다.",
        "zh-hans": "尚未发出应当先行发出的通知。",
    },
}


def condition(en: str, ko: str, zh: str) -> Callable[[Predicate], Predicate]:
    """Register a predicate under its own name with its refusing sentence."""

    def register(predicate: Predicate) -> Predicate:
        name = predicate.__name__
        CONDITIONS[name] = Condition(name, predicate, {"en": en, "ko": ko, "zh-hans": zh})
        return predicate

    return register


def get(name: str) -> Condition:
    """Find a condition; raises `LawError` naming those that exist."""
    if name in CONDITIONS:
        return CONDITIONS[name]
    family, colon, _ = name.partition(":")
    if colon and family in PARAMETRIC:
        return Condition(name, lambda facts: name in facts.facts, PARAMETRIC[family])
    known = ", ".join((*CONDITIONS, *(f"{family}:..." for family in PARAMETRIC)))
    raise LawError(f"Unknown condition '{name}'. Known: {known}.")


@condition(
    "The right is not recorded with this administration.",
    "이 세관에 신고된 권리가 아닙니다.",
    "该知识产权未在海关总署备案。",
)
def right_recorded(facts: CaseFacts) -> bool:
    """The right is recorded with the administration of the case."""
    return facts.recorded


@condition(
    "The right is recorded: use the notice for recorded rights.",
    "세관신고된 권리입니다. 세관신고권리용 통보서를 사용하십시오.",
    "该权利已备案，请使用备案权利通知书。",
)
def right_unrecorded(facts: CaseFacts) -> bool:
    """The right is registered but not recorded with customs."""
    return not facts.recorded


@condition(
    "Only goods suspected of infringing a patent may be released against counter-security.",
    "특허권 침해의심물품만 담보를 제공하고 통관할 수 있습니다.",
    "只有涉嫌侵犯专利权的货物才可以凭担保放行。",
)
def right_is_patent(facts: CaseFacts) -> bool:
    """The right is a patent in the Chinese sense (invention, utility model, design)."""
    return facts.right_kind in PATENT_KINDS


@condition(
    "The small-consignment track is for trademarks only.",
    "소량화물 간이절차는 상표권에만 적용됩니다.",
    "小额货物简易程序仅适用于商标权。",
)
def right_is_trademark(facts: CaseFacts) -> bool:
    """The right is a trademark."""
    return facts.right_kind == "trademark"


@condition(
    "The small-consignment track is for express and postal goods only.",
    "소량화물 간이절차는 특송물품과 우편물에만 적용됩니다.",
    "小额货物简易程序仅适用于快件和邮递物品。",
)
def consignment_is_small(facts: CaseFacts) -> bool:
    """The goods came as express or post; the value limits are checked when the case is opened."""
    return facts.mode in ("express", "post")


@condition(
    "The right holder has not made a request yet.",
    "권리자의 요청이 아직 없습니다.",
    "知识产权权利人尚未提出申请。",
)
def holder_requested(facts: CaseFacts) -> bool:
    """The right holder has asked for suspension or detention."""
    return facts.has("holder_requested")


@condition(
    "No security is held yet.",
    "담보가 아직 제공되지 않았습니다.",
    "尚未收到担保。",
)
def security_held(facts: CaseFacts) -> bool:
    """The right holder's security has been lodged."""
    return facts.has("security_held")


@condition(
    "The declarant's security has not been lodged yet.",
    "수출입자등의 담보가 아직 제공되지 않았습니다.",
    "收发货人尚未提供担保金。",
)
def counter_security_held(facts: CaseFacts) -> bool:
    """The declarant's counter-security has been lodged."""
    return facts.has("counter_security_held")


@condition(
    "There is no request for release waiting for a decision.",
    "결정을 기다리는 통관허용 요청이 없습니다.",
    "没有待决定的放行申请。",
)
def counter_release_requested(facts: CaseFacts) -> bool:
    """A release against counter-security was requested and is not decided."""
    return facts.has("counter_release_requested") and not facts.has("counter_release_decided")


@condition(
    "A release against security was already requested.",
    "담보 제공에 의한 통관허용을 이미 요청하였습니다.",
    "已经提出凭担保放行的申请。",
)
def counter_release_not_requested(facts: CaseFacts) -> bool:
    """No release against counter-security has been requested so far."""
    return not facts.has("counter_release_requested")


@condition(
    "The declarant has not consented to destruction.",
    "수출입자등의 폐기동의가 없습니다.",
    "收发货人尚未同意销毁。",
)
def declarant_consented(facts: CaseFacts) -> bool:
    """The declarant has consented in writing to destruction."""
    return facts.has("declarant_consented")


@condition(
    "Goods are still without an outcome: the goods ledger is not at zero.",
    "처리되지 않은 물품이 남아 있습니다. 물품 수불 내역이 0이어야 합니다.",
    "仍有货物未处置完毕：货物台账未归零。",
)
def goods_balanced(facts: CaseFacts) -> bool:
    """No quantity stands under an open goods code."""
    return facts.has("goods_balanced")


@condition(
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
    "The security was already returned or used.",
    "담보가 이미 정리되었습니다.",
    "担保已经处理。",
)
def security_open(facts: CaseFacts) -> bool:
    """The right holder's security is still held."""
    return facts.has("security_held") and not facts.has("security_settled")


@condition(
    "No counter-security is held.",
    "수출입자등이 제공한 담보가 없습니다.",
    "没有收发货人提供的担保金。",
)
def counter_security_open(facts: CaseFacts) -> bool:
    """The declarant's counter-security is still held."""
    return facts.has("counter_security_held") and not facts.has("counter_security_settled")


@condition(
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
    "Storage, custody and disposal costs are not settled.",
    "보관료 등 비용이 정산되지 않았습니다.",
    "仓储、保管、处置费用尚未结清。",
)
def costs_settled(facts: CaseFacts) -> bool:
    """Storage, custody and disposal costs are paid."""
    return facts.has("costs_settled")


@condition(
    "An investigation is pending: destruction by consent is barred.",
    "조사가 진행 중이므로 폐기동의에 의한 폐기를 할 수 없습니다.",
    "案件正在调查，不得凭同意销毁。",
)
def investigation_not_pending(facts: CaseFacts) -> bool:
    """No investigation has taken the goods over, or it has ended."""
    return not facts.has("investigation_referred") or facts.has("investigation_ended")


@condition(
    "Goods referred to investigation cannot be returned abroad.",
    "조사의뢰된 물품은 반송할 수 없습니다.",
    "已移送调查的货物不得退运。",
)
def investigation_never_referred(facts: CaseFacts) -> bool:
    """The case was never referred to investigation."""
    return not facts.has("investigation_referred")


@condition(
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
    "The hearing has not been announced to the party.",
    "청문의 일시와 장소를 당사자에게 통지하지 않았습니다.",
    "尚未通知当事人听证的时间、地点。",
)
def hearing_announced(facts: CaseFacts) -> bool:
    """Date and place of the hearing were announced."""
    return facts.has("hearing_announced")


@condition(
    "The penalty decision has not been served.",
    "행정처벌결정서가 송달되지 않았습니다.",
    "行政处罚决定书尚未送达。",
)
def penalty_served(facts: CaseFacts) -> bool:
    """The penalty decision was served on the party."""
    return facts.has("penalty_served")


@condition(
    "A review or suit against the decision is pending.",
    "결정에 대한 행정복의 또는 행정소송이 진행 중입니다.",
    "行政复议或者行政诉讼正在进行。",
)
def no_review_pending(facts: CaseFacts) -> bool:
    """Nobody has challenged the decision, or the challenge has been decided."""
    return not facts.has("review_pending") or facts.has("review_decided")


@condition(
    "No review or suit is pending.",
    "진행 중인 행정복의 또는 행정소송이 없습니다.",
    "没有正在进行的行政复议或者行政诉讼。",
)
def review_is_pending(facts: CaseFacts) -> bool:
    """The decision was challenged and the challenge is not decided."""
    return facts.has("review_pending") and not facts.has("review_decided")


@condition(
    "The right holder must be consulted before an auction.",
    "공매 전에 권리자의 의견을 들어야 합니다.",
    "拍卖前应当征求知识产权权利人的意见。",
)
def holder_consulted(facts: CaseFacts) -> bool:
    """The right holder's opinion on an auction was asked for."""
    return facts.has("holder_consulted")
