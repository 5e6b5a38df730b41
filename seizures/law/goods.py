"""What can become of goods: the closed list of ledger codes.

At any moment the quantity seized is the sum over these codes, per goods line and unit. Codes
that are *open* still need an outcome; a case closes only when nothing stands under them.
"""

from dataclasses import dataclass

from seizures.law.errors import LawError
from seizures.law.words import Words


@dataclass(frozen=True, slots=True)
class GoodsCode:
    """One thing that can become of goods, where it exists and whether it is the end."""

    code: str
    titles: Words
    administrations: tuple[str, ...]
    is_open: bool


def _row(code: str, where: str, is_open: bool, en: str, ko: str, zh: str) -> GoodsCode:
    return GoodsCode(code, {"en": en, "ko": ko, "zh-hans": zh}, tuple(where.split()), is_open)


_ROWS: tuple[GoodsCode, ...] = (
    _row("stored", "kr cn", True, "in storage", "보관 중", "保管中"),
    _row("sampled", "kr cn", True, "taken as sample", "견본품 채취", "已提取样品"),
    _row("sample_returned", "kr cn", False, "sample returned", "견본품 반환", "样品已退还"),
    _row("released", "kr cn", False, "released", "통관허용", "已放行"),
    _row(
        "released_against_counter_security",
        "kr cn",
        False,
        "released against counter-security",
        "담보 제공 후 통관허용",
        "凭反担保放行",
    ),
    _row(
        "counterfeit_part_removed_and_released",
        "kr",
        False,
        "released after removal of the counterfeit part",
        "위조부분품 제거 후 통관허용",
        "拆除假冒零部件后放行",
    ),
    _row(
        "destroyed_voluntarily",
        "kr",
        False,
        "destroyed with consent",
        "동의에 의한 폐기",
        "经同意销毁",
    ),
    _row("destroyed", "kr cn", False, "destroyed", "폐기", "已销毁"),
    _row("donated", "kr cn", False, "given to public welfare", "무상분배", "用于社会公益事业"),
    _row(
        "sold_to_holder",
        "cn",
        False,
        "sold to the right holder",
        "권리자 유상양도",
        "有偿转让给知识产权权利人",
    ),
    _row(
        "auctioned_after_removal",
        "cn",
        False,
        "auctioned after removal of the features",
        "침해부분 제거 후 공매",
        "消除侵权特征后拍卖",
    ),
    _row(
        "early_sale",
        "kr cn",
        False,
        "sold early, proceeds kept",
        "긴급공매(대금 보관)",
        "先行变卖（价款保存）",
    ),
    _row(
        "confiscated",
        "cn",
        True,
        "confiscated, awaiting disposal",
        "몰수(처분 대기)",
        "已没收（待处置）",
    ),
    _row(
        "forfeited_criminal", "kr", False, "forfeited in the criminal case", "형사 몰수", "刑事没收"
    ),
    _row("vested_in_treasury", "kr cn", False, "vested in the Treasury", "국고귀속", "收归国库"),
    _row(
        "handed_to_investigation", "kr", True, "referred to investigation", "조사의뢰", "移送调查"
    ),
    _row(
        "handed_to_police",
        "cn",
        False,
        "transferred to the police",
        "공안기관 이송",
        "已移送公安机关",
    ),
    _row(
        "court_seizure",
        "kr cn",
        False,
        "taken over by the court",
        "법원 보전·인도",
        "由人民法院采取措施",
    ),
    _row("abandoned", "kr cn", False, "abandoned", "포기", "已放弃"),
    _row("returned_abroad", "kr", False, "returned abroad", "반송", "退运"),
    _row("found_short", "kr cn", False, "found short at stocktake", "재고조사 부족", "盘点短少"),
    _row("found_over", "kr cn", False, "found over at stocktake", "재고조사 과다", "盘点溢余"),
)

GOODS_CODES: dict[str, GoodsCode] = {row.code: row for row in _ROWS}
"""Every ledger code, in the order a page shows them."""

OPEN_CODES: frozenset[str] = frozenset(row.code for row in _ROWS if row.is_open)
"""Codes under which no quantity may stand when a case closes."""


def goods_code(code: str) -> GoodsCode:
    """Find a ledger code; raises `LawError` naming those that exist."""
    try:
        return GOODS_CODES[code]
    except KeyError:
        raise LawError(f"Unknown goods code '{code}'. Known: {', '.join(GOODS_CODES)}.") from None
