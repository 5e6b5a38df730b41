"""Tells the encoding of a text file: by its mark, else by strict decoding and plausibility.

Korean and Chinese bytes often decode both ways; the letters and words that then come out decide.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from seizures.formats.columns import HEADINGS
from seizures.formats.lines import FormatRefused
from seizures.formats.words import squeeze

BLOCK = 1 << 16
_SAMPLE_BLOCKS = 6
_ESCAPE = "manifest-bytes"

_BOMS = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_COMMON_HANGUL = frozenset(
    "이가다의는에을를로한스리지아사기도고자인대하나시해서수제정전일상원주보부과어라그무비"
    "조여성마장안공구중유신소동트오국화우품물선항송용산식발방가격번호명적재목록컨테너하운"
    "임의류신발가방모자시계부품전자제품플라틱세트박켤레개입출항청도칭다오인천부산평택서울"
)
_COMMON_HAN = frozenset(
    "的一是不了在人有我他这中大来上个国和也子时道说为公司有限贸易进出口物流电商品名称"
    "货船提单号集装箱发收通知重量数件包价值币种运输方式港日期青岛上海宁波天津大连深圳广州"
    "仁川釜山韩国鞋衣服装包手表帽玩具配塑料制纺织化工机械男女童运动休闲皮革棉布料套双条"
    "个只箱市省区路东西南北山江河海新华金龙科技实业有色产成品用于家具灯饰厨日百五材轴承"
)
_ODD_HAN = range(0x4E00, 0xA000)


def _escape_bytes(error: UnicodeError) -> tuple[str, int]:
    """Keep bytes that are no text as lone halves U+DC00 + byte, to be found again in their row."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(chr(0xDC00 + byte) for byte in wrong), error.end


codecs.register_error(_ESCAPE, _escape_bytes)
ESCAPE = _ESCAPE
"""Name of the decoding error handler under which no byte is lost."""


def detect_encoding(path: Path) -> str:
    """Name the Python codec of a text file; refuses what is no text of a known encoding."""
    with path.open("rb") as file:
        start = file.read(BLOCK)
    for mark, name in _BOMS:
        if start.startswith(mark):
            if not name:
                raise FormatRefused("encoding_unknown")
            return name
    if name := _unmarked_utf16(start):
        return name
    if _looks_binary(start):
        raise FormatRefused("encoding_unknown")
    return detect_sample(list(_telling_blocks(path)))


def detect_sample(blocks: list[bytes]) -> str:
    """Name the codec in which all blocks are text: UTF-8 first, then the likelier of the others."""
    if all(_decodes(block, "utf-8") for block in blocks):
        return "utf-8"
    scores = {
        name: _plausibility(blocks, name)
        for name in ("cp949", "gb18030")
        if all(_decodes(block, name) for block in blocks)
    }
    if scores:
        best = max(scores, key=lambda name: scores[name])
        if scores[best] > -0.4:
            return best
    if _mostly(blocks, "utf-8"):
        return "utf-8"
    likely = {name: _plausibility(blocks, name) for name in ("cp949", "gb18030")}
    best = max(likely, key=lambda name: likely[name])
    if likely[best] > 0.2 and _mostly(blocks, best):
        return best
    raise FormatRefused("encoding_unknown")


def _telling_blocks(path: Path) -> Iterator[bytes]:
    """The first blocks that hold more than ASCII, cut at line ends."""
    found = 0
    with path.open("rb") as file:
        while found < _SAMPLE_BLOCKS and (block := file.read(BLOCK)):
            if block.isascii():
                continue
            found += 1
            block += (line := file.readline(BLOCK))
            cut = len(line) == BLOCK and not line.endswith(b"\n") and b"\n" in block
            yield block[: block.rfind(b"\n") + 1] if cut else block


def _decodes(block: bytes, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        decoder.decode(block, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _mostly(blocks: list[bytes], name: str) -> bool:
    """Whether fewer than one in fifty of the bytes beyond ASCII are no text."""
    high = sum(sum(byte > 0x7F for byte in block) for block in blocks)
    wrong = 0
    for block in blocks:
        text = block.decode(name, _ESCAPE)
        wrong += sum("\udc00" <= char <= "\udcff" for char in text)
    return wrong * 50 <= high and not all(_looks_binary(block) for block in blocks)


def _plausibility(blocks: list[bytes], name: str) -> float:
    """Mean over the characters beyond ASCII: how much they look Korean or Chinese."""
    score, count = 0.0, 0
    for block in blocks:
        text = block.decode(name, _ESCAPE)
        for char in text:
            if char > "\x7f":
                count += 1
                score += _weight(char, name)
        score += 4 * sum(_is_heading(word) for word in _words(text[:4000]))
    return score / max(count, 1)


def _weight(char: str, name: str) -> float:
    code = ord(char)
    if 0xAC00 <= code <= 0xD7A3:
        return 1.0 if char in _COMMON_HANGUL else 0.3
    if code in _ODD_HAN:
        if name == "cp949":
            return -0.6
        return 1.0 if char in _COMMON_HAN else _rarity(char)
    if 0xDC00 <= code <= 0xDCFF:
        return -3.0
    if 0xFF00 <= code <= 0xFFEF or 0x2000 <= code <= 0x303F or 0x2460 <= code <= 0x24FF:
        return 0.1
    return -1.0


def _rarity(char: str) -> float:
    """Common Chinese characters stand in the first level of GB 2312, rare ones beyond."""
    try:
        lead, trail = char.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return -0.8
    return 0.1 if lead <= 0xD7 and trail >= 0xA1 else -0.5


def _words(text: str) -> list[str]:
    for sign in "\t;|,\"'":
        text = text.replace(sign, "\n")
    return [word for word in text.split("\n") if word.strip() and not word.isascii()][:200]


def _is_heading(word: str) -> bool:
    return squeeze(word[:60]) in HEADINGS


def _unmarked_utf16(start: bytes) -> str:
    """UTF-16 without a mark shows itself by NUL bytes on one side of every ASCII sign."""
    if len(start) < 4 or b"\x00" not in start:
        return ""
    sample = start[: len(start) & ~1]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    for name, high, other in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high * 20 > len(sample) and other * 10 < high and _decodes(sample, name):
            text = sample.decode(name, "replace")
            if "\n" in text or len(text) < BLOCK // 2:
                return name
    return ""


def _looks_binary(start: bytes) -> bool:
    """More than one control byte in fifty, or NUL bytes beyond a stray few, is no text."""
    odd = sum(byte < 0x20 and byte not in b"\t\n\r\x0b\x0c\x1a" for byte in start)
    return odd * 50 > len(start)
