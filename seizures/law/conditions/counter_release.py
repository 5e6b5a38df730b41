"""Conditions of a release against counter-security, with the kinds of goods it is barred for."""

from seizures.law.conditions.registry import CaseFacts, condition


@condition(
    "Decree 240; Reg. 19",
    "V",
    "There is no request for release waiting for a decision.",
    "결정을 기다리는 통관허용 요청이 없습니다.",
    "没有待决定的放行申请。",
)
def counter_release_requested(facts: CaseFacts) -> bool:
    """A release against counter-security was requested and is not decided."""
    return facts.has("counter_release_requested") and not facts.has("counter_release_decided")


@condition(
    "Decree 240; Reg. 19",
    "V",
    "A release against security was already requested.",
    "담보 제공에 의한 통관허용을 이미 요청하였습니다.",
    "已经提出凭担保放行的申请。",
)
def counter_release_not_requested(facts: CaseFacts) -> bool:
    """No release against counter-security has been requested so far."""
    return not facts.has("counter_release_requested")


@condition(
    "Act 235(5)1",
    "V",
    "Counterfeit or similar-mark goods that infringe a "
    "trademark may not be released against security.",
    "상표권을 침해하는 위조·유사상표 물품은 담보를 제공하여도 통관할 수 없습니다.",
    "侵犯商标权的假冒、近似商标货物不得凭担保放行。",
)
def not_counterfeit_mark(facts: CaseFacts) -> bool:
    """Customs has not found that the goods are of kind 1 of the excluded list."""
    return not facts.has("excluded:counterfeit_mark")


@condition(
    "Act 235(5)2",
    "V",
    "Illegal copies may not be released against security.",
    "불법복제물은 담보를 제공하여도 통관할 수 없습니다.",
    "盗版货物不得凭担保放行。",
)
def not_illegal_copy(facts: CaseFacts) -> bool:
    """Customs has not found that the goods are of kind 2 of the excluded list."""
    return not facts.has("excluded:illegal_copy")


@condition(
    "Act 235(5)3",
    "V",
    "Goods with the same or a similar variety denomination may not be released against security.",
    "같거나 유사한 품종명칭을 사용한 물품은 담보를 제공하여도 통관할 수 없습니다.",
    "使用相同或者近似品种名称的货物不得凭担保放行。",
)
def not_same_denomination(facts: CaseFacts) -> bool:
    """Customs has not found that the goods are of kind 3 of the excluded list."""
    return not facts.has("excluded:same_denomination")


@condition(
    "Act 235(5)4",
    "V",
    "Goods with a counterfeit or similar geographical "
    "indication may not be released against security.",
    "위조·유사 지리적표시 물품은 담보를 제공하여도 통관할 수 없습니다.",
    "使用假冒、近似地理标志的货物不得凭担保放行。",
)
def not_counterfeit_indication(facts: CaseFacts) -> bool:
    """Customs has not found that the goods are of kind 4 of the excluded list."""
    return not facts.has("excluded:counterfeit_indication")


@condition(
    "Act 235(5)5",
    "V",
    "Goods that use a registered invention and infringe "
    "the patent may not be released against security.",
    "특허로 설정등록된 발명을 사용하여 특허권을 침해하는 "
    "물품은 담보를 제공하여도 통관할 수 없습니다.",
    "使用已注册发明而侵犯专利权的货物不得凭担保放行。",
)
def not_patent_working(facts: CaseFacts) -> bool:
    """Customs has not found that the goods are of kind 5 of the excluded list."""
    return not facts.has("excluded:patent_working")


@condition(
    "Act 235(5)6",
    "V",
    "Goods that use the same or a similar design may not be released against security.",
    "같거나 유사한 디자인을 사용하여 디자인권을 침해하는 "
    "물품은 담보를 제공하여도 통관할 수 없습니다.",
    "使用相同或者近似外观设计的货物不得凭担保放行。",
)
def not_same_design(facts: CaseFacts) -> bool:
    """Customs has not found that the goods are of kind 6 of the excluded list."""
    return not facts.has("excluded:same_design")


@condition(
    "Act 235(5)7",
    "V",
    "Goods that use unlawfully obtained defence-industry "
    "technology may not be released against security.",
    "부정하게 취득한 방위산업기술을 사용한 물품은 담보를 제공하여도 통관할 수 없습니다.",
    "使用非法取得的国防工业技术的货物不得凭担保放行。",
)
def not_defence_technology(facts: CaseFacts) -> bool:
    """Customs has not found that the goods are of kind 7 of the excluded list."""
    return not facts.has("excluded:defence_technology")


@condition(
    "Act 235(5) proviso; Notif. 20",
    "M",
    "No finding stands that the goods are of an excluded kind.",
    "통관허용 제외 물품으로 확인된 사실이 없습니다.",
    "尚无属于不得凭担保放行货物的认定。",
)
def exclusion_found(facts: CaseFacts) -> bool:
    """Customs found that the goods are of a kind excluded from release against security."""
    return any(code.startswith("excluded:") for code in facts.facts)
