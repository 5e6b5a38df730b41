"""Encodings: told by mark or by likelihood, Korean from Chinese, garbage refused."""

import codecs
import random
from pathlib import Path

import pytest

from seizures.formats.encodings import detect_encoding
from tests.formats.samples import CHINESE, KOREAN, items, lines, problems, put, refusal


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "utf-8"),
        (KOREAN, "utf-8-sig"),
        (KOREAN, "utf-16"),
        (KOREAN, "utf-16-le"),
        (KOREAN, "utf-16-be"),
        (KOREAN, "euc-kr"),
        (KOREAN, "cp949"),
        (KOREAN, "gb18030"),
        (CHINESE, "utf-8"),
        (CHINESE, "utf-8-sig"),
        (CHINESE, "utf-16"),
        (CHINESE, "utf-16-le"),
        (CHINESE, "utf-16-be"),
        (CHINESE, "gb2312"),
        (CHINESE, "gb18030"),
    ],
)
def test_the_same_table_is_read_in_every_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    wanted = lines(items(tmp_path, text))
    assert len(wanted) == 2
    assert lines(items(tmp_path, text.encode(encoding))) == wanted


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("description\n나이키 운동화\n", "cp949"),
        ("description,shipper\n가방,서울상사\n", "cp949"),
        ("description\n운동화 가죽 뚫훍 뷁\n", "cp949"),
        ("description\n耐克运动鞋\n", "gb18030"),
        ("description,shipper\n手提包,上海贸易有限公司\n", "gb18030"),
        ("description\n塑料玩具配件\n", "gb18030"),
    ],
)
def test_korean_and_chinese_bytes_are_told_apart_in_short_texts(
    tmp_path: Path, text: str, encoding: str
) -> None:
    assert detect_encoding(put(tmp_path, text.encode(encoding))) == encoding


def test_letters_that_come_late_in_a_large_file_still_decide(tmp_path: Path) -> None:
    plain = b"description,shipper\n" + b"shoes,A Co\n" * 100_000
    late = plain + "운동화,서울상사\n".encode("cp949")
    assert lines(items(tmp_path, late))[-1].description == "운동화"


def test_bytes_that_are_no_text_cost_only_their_row(tmp_path: Path) -> None:
    rows = [f"운동화 {number},서울상사".encode() for number in range(100)]
    rows[40] = b"shoes \xff\xfe\xfa,A Co"
    found = items(tmp_path, b"description,shipper\n" + b"\n".join(rows) + b"\n")
    (problem,) = problems(found)
    assert (problem.code, problem.position) == ("undecodable", 42)
    assert "\\xff\\xfe\\xfa" in problem.raw
    assert len(lines(found)) == 99


def test_a_character_cut_in_two_by_the_reading_of_chunks_is_whole(tmp_path: Path) -> None:
    text = "description\n" + "운동화 나이키\n" * 60_000
    for encoding in ("utf-8", "cp949", "utf-16"):
        found = lines(items(tmp_path, text.encode(encoding)))
        assert {line.description for line in found} == {"운동화 나이키"}
        assert len(found) == 60_000


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    noise = random.Random(5)
    for size in (10, 1000, 200_000):
        content = noise.randbytes(size)
        assert refusal(tmp_path, content).code in {"encoding_unknown", "not_a_manifest"}


def test_binary_text_without_known_letters_is_refused(tmp_path: Path) -> None:
    content = b"description,shipper\n" + bytes(range(128, 256)) * 40
    assert refusal(tmp_path, content).code == "encoding_unknown"


def test_utf_32_is_refused_with_what_to_do(tmp_path: Path) -> None:
    refused = refusal(tmp_path, codecs.BOM_UTF32_LE + KOREAN.encode("utf-32-le"))
    assert refused.code == "encoding_unknown"
    assert "UTF-8" in str(refused)
