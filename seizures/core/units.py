"""Units of quantity (UN/ECE Recommendation 20 and traders' own) in the three languages."""

UNITS: dict[str, dict[str, str]] = {
    "piece": {"en": "pcs", "ko": "개", "zh-hans": "件"},
    "pair": {"en": "pairs", "ko": "켤레", "zh-hans": "双"},
    "set": {"en": "sets", "ko": "세트", "zh-hans": "套"},
    "package": {"en": "packages", "ko": "포장", "zh-hans": "包"},
    "box": {"en": "boxes", "ko": "박스", "zh-hans": "盒"},
    "bag": {"en": "bags", "ko": "포대", "zh-hans": "袋"},
    "bottle": {"en": "bottles", "ko": "병", "zh-hans": "瓶"},
    "can": {"en": "cans", "ko": "캔", "zh-hans": "罐"},
    "roll": {"en": "rolls", "ko": "롤", "zh-hans": "卷"},
    "pallet": {"en": "pallets", "ko": "팔레트", "zh-hans": "托盘"},
    "lb": {"en": "lb", "ko": "파운드", "zh-hans": "磅"},
    "carton": {"en": "cartons", "ko": "상자", "zh-hans": "箱"},
    "dozen": {"en": "dozen", "ko": "다스", "zh-hans": "打"},
    "kg": {"en": "kg", "ko": "kg", "zh-hans": "千克"},
    "g": {"en": "g", "ko": "g", "zh-hans": "克"},
    "tonne": {"en": "t", "ko": "톤", "zh-hans": "吨"},
    "litre": {"en": "L", "ko": "L", "zh-hans": "升"},
    "metre": {"en": "m", "ko": "m", "zh-hans": "米"},
    "m2": {"en": "m²", "ko": "m²", "zh-hans": "平方米"},
    "m3": {"en": "m³", "ko": "m³", "zh-hans": "立方米"},
}
UNIT_CODES = {
    "PCE": "piece", "PCS": "piece", "PC": "piece", "EA": "piece", "H87": "piece", "C62": "piece",
    "NAR": "piece", "NMB": "piece", "U": "piece", "PIECE": "piece", "PIECES": "piece",
    "PR": "pair", "PAR": "pair", "PRS": "pair", "NPR": "pair", "PAIR": "pair", "PAIRS": "pair",
    "SET": "set", "SETS": "set", "PK": "package", "PKG": "package", "PKGS": "package",
    "NMP": "package", "CT": "carton", "CTN": "carton", "CTNS": "carton", "DZN": "dozen",
    "DOZ": "dozen", "KGM": "kg", "KG": "kg", "KGS": "kg", "GRM": "g", "G": "g", "TNE": "tonne",
    "LTR": "litre", "L": "litre", "MTR": "metre", "M": "metre", "MTK": "m2", "MTQ": "m3",
    "M2": "m2", "M3": "m3", "T": "tonne", "LB": "lb", "LBR": "lb", "BOX": "box", "BX": "box",
    "BAG": "bag", "BG": "bag", "BTL": "bottle", "BOT": "bottle", "BO": "bottle", "CAN": "can",
    "ROL": "roll", "RO": "roll", "PLT": "pallet", "PX": "pallet",
}  # fmt: skip


def unit_words(unit: str) -> dict[str, str]:
    """A unit in every language; an unknown one stays as it was written."""
    code = UNIT_CODES.get(unit.upper(), unit.lower())
    known = UNITS.get(code, {})
    return {language: known.get(language, unit) for language in ("en", "ko", "zh-hans")}
