"""What can become of goods: the closed list of ledger codes.

At any moment the quantity seized is the sum over these codes, per goods line and unit. Codes
that are *open* still need an outcome; a case closes only when nothing stands under them. A
sample returned has gone back to the party, so it is an outcome; one that goes back into the
warehouse is stored again. The words are those of `docs/words.md`.
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
    _row("stored", "kr cn", True, "Stored", "보관", "保管"),
    _row("sampled", "kr cn", True, "Sampled", "견본품 채취", "已提取样品"),
    _row("sample_returned", "kr cn", False, "Sample returned", "견본품 반환", "样品已退还"),
    _row("released", "kr cn", False, "Released", "통관허용", "已放行"),
    _row("released_against_counter_security", "kr cn", False, "Released against counter-security",
         "담보 제공에 의한 통관허용", "凭反担保放行"),
    _row("counterfeit_part_removed_and_released", "kr", False,
         "Released after removal of the counterfeit part", "위조부분품 제거 후 통관허용",
         "拆除假冒零部件后放行"),
    _row("destroyed_voluntarily", "kr", False, "Destroyed by consent", "동의 폐기", "经同意销毁"),
    _row("destroyed", "kr cn", False, "Destroyed", "폐기됨", "已销毁"),
    _row("donated", "kr cn", False, "Given to public welfare", "무상분배", "用于社会公益事业"),
    _row("sold_to_holder", "cn", False, "Transferred to the right holder for payment",
         "권리자에게 유상양도", "有偿转让给权利人"),
    _row("auctioned_after_removal", "cn", False, "Auctioned after removal of features",
         "침해부분 제거 후 공매", "消除侵权特征后拍卖"),
    _row("early_sale", "kr cn", False, "Sold early, proceeds kept", "긴급공매(대금 보관)",
         "先行变卖（价款保存）"),
    _row("confiscated", "cn", True, "Confiscated", "몰수됨", "已没收"),
    _row("forfeited_criminal", "kr", False, "Forfeited by a criminal court", "형사 몰수",
         "刑事没收"),
    _row("vested_in_treasury", "kr cn", False, "Vested in the Treasury", "국고귀속", "收缴国库"),
    _row("handed_to_investigation", "kr", True, "Handed to investigation", "조사부서 인계",
         "移交调查部门"),
    _row("handed_to_police", "cn", False, "Handed to the police", "공안기관 인계",
         "移交公安机关"),
    _row("court_seizure", "kr cn", False, "Seized by a court", "법원 압류", "法院查封扣押"),
    _row("abandoned", "kr cn", False, "Abandoned", "포기", "已放弃"),
    _row("returned_abroad", "kr", False, "Returned abroad", "반송", "退运"),
    _row("found_short", "kr cn", False, "Found short", "재고 부족", "盘亏"),
    _row("found_over", "kr cn", False, "Found over", "재고 초과", "盘盈"),
)  # fmt: skip

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
