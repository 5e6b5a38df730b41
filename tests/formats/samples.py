"""Small manifests in every format and short ways to read them, for the tests of this room."""

from __future__ import annotations

from pathlib import Path

from seizures.formats.lines import (
    FormatRefused,
    Incomplete,
    Item,
    ManifestHeader,
    ManifestLine,
    RowProblem,
)
from seizures.formats.reader import read

KOREAN = (
    "B/L번호,하우스 B/L 번호,컨테이너번호,운송수단,적재항,양륙항,입항일,송하인,수하인,"
    "품명,HS부호,수량,단위\n"
    "QDIN2603001,H001,CSQU3054383,해상,칭다오,인천,2026.3.5,청도무역 유한공사,서울상사 주식회사,"
    "나이키 운동화,6403.99-9000,1200,켤레\n"
    "QDIN2603001,H002,CSQU3054383,해상,칭다오,인천,2026.3.5,위해수출입,부산물산,플라스틱 완구 부품,"
    "950300,300,세트\n"
)
CHINESE = (
    "提单号,分提单号,集装箱号,运输方式,装货港,卸货港,到港日期,发货人,收货人,品名,商品编码,数量,单位\n"
    "QDIN2603001,H001,CSQU3054383,海运,青岛,仁川,2026年3月5日,青岛贸易有限公司,首尔商社,"
    "运动鞋 耐克,6403999000,1200,双\n"
    "QDIN2603001,H002,CSQU3054383,海运,青岛,仁川,2026年3月5日,威海进出口公司,釜山物产,塑料玩具配件,"
    "950300,300,套\n"
)

INTERCHANGE = """UNA:+.? '
UNB+UNOC:3+SENDER+RECEIVER+260305:1200+REF1'
UNH+1+CUSCAR:D:95B:UN'
BGM+85+MAN2603+9'
DTM+137:20260305:102'
NAD+CA+COSU:172:166'
TDT+20+042E+1++COSU:172:20:COSCO+++9075711:146::GOLDEN BRIDGE:KR'
LOC+9+CNTAO:139:6'
LOC+11+KRINC:139:6'
DTM+133:202603041800:203'
DTM+132:20260305:102'
EQD+CN+CSQU3054383::ZZZ+45G1:102:5++3+5'
SEL+S12345+CA'
CNI+1+QDIN2603001'
RFF+BM:QDIN2603001'
RFF+BH:H001'
NAD+CZ+++QINGDAO TRADING CO LTD+18 HARBOUR ROAD+QINGDAO'
NAD+CN++SEOUL TRADING:1 MYEONGDONG:SEOUL'
NAD+NI+++NOTIFY CO'
GID+1+60:CT'
FTX+AAA+++SPORTS SHOES ?'AIR?' 100?+:SECOND COMPONENT'
MEA+AAE+G+KGM:850.5'
MEA+CT++PRS:1200'
SGP+CSQU3054383+60'
PCI+24+MARKS 1-60'
CST+1+6403999000:HS'
MOA+40:12000,50:USD'
GID+2+5:CT'
FTX+AAA+++PLASTIC TOYS'
CNI+2+QDIN2603002'
RFF+BM:QDIN2603002'
GID+1+7:CT'
FTX+AAA+++HANDBAGS'
UNT+32+1'
UNZ+1+REF1'
"""


def put(folder: Path, content: str | bytes, name: str = "manifest") -> Path:
    """Write a file and answer its path."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def items(folder: Path, content: str | bytes, name: str = "manifest") -> list[Item]:
    """Everything a reader says about this content."""
    return list(read(put(folder, content, name), name=name))


def lines(found: list[Item]) -> list[ManifestLine]:
    """Only the goods lines."""
    return [item for item in found if isinstance(item, ManifestLine)]


def problems(found: list[Item]) -> list[RowProblem]:
    """Only the refused rows."""
    return [item for item in found if isinstance(item, RowProblem)]


def gaps(found: list[Item]) -> list[Incomplete]:
    """Only what says that the file is not whole."""
    return [item for item in found if isinstance(item, Incomplete)]


def headers(found: list[Item]) -> list[ManifestHeader]:
    """Only the manifest headers."""
    return [item for item in found if isinstance(item, ManifestHeader)]


def refusal(folder: Path, content: str | bytes, name: str = "manifest") -> FormatRefused:
    """The refusal of a whole file; fails where the file is read."""
    try:
        found = items(folder, content, name)
    except FormatRefused as refused:
        return refused
    raise AssertionError(f"was read: {found[:3]}")
