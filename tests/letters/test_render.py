"""Letters as they come out: complete, legible, the same each time, of their own parts only."""

import datetime as dt
from typing import Any

import pytest
import typst
from fontTools.ttLib import TTFont

from seizures.letters import contents
from seizures.letters.render import (
    FONTS,
    TEMPLATES,
    ContentMissing,
    MissingGlyph,
    UnknownLetter,
    draft,
    pages,
    render,
    tidied,
    uncovered,
)
from seizures.letters.titles import TITLES
from tests.letters.pictures import PICTURES, STAGES
from tests.letters.reading import fonts_of, needs_poppler, pages_of, squeezed, text_of

DAY = dt.date(2026, 5, 18)
EVERY = [(key, lang) for key in contents.ALL for lang in contents.ALL[key].languages]
REGISTERS = {"kr/form24", "cn/dispatch_register"}
ORIGINALS = [(key, contents.ALL[key].languages[0]) for key in contents.ALL]
LONG_NAME = (
    "QINGDAO INTERNATIONAL TEXTILES GARMENTS AND ACCESSORIES IMPORT EXPORT TRADING "
    "DEVELOPMENT (HOLDINGS) CO., LTD. 青岛国际纺织服装及配饰进出口贸易发展（控股）有限公司 "
    "주식회사 똠방각하펲시콜라국제무역유통개발홀딩스 镕喆堃䶮龘贸易有限公司 Łódź Şırnak Việt "
    "UNBROKENUNBROKENUNBROKENUNBROKENUNBROKENUNBROKENUNBROKENUNBROKEN"
)


def _crowded(key: str) -> dict[str, Any]:
    data = contents.sample(key)
    if "goods" in contents.ALL[key].required:
        first = data["goods"][0]
        data["goods"] = [
            {**first, "position": n, "spec": f"LOT{n:03d}-" + "X" * 40} for n in range(1, 61)
        ]
    for party in data["parties"]:
        party["name"] = LONG_NAME
    data["recipient"] = {"name": LONG_NAME}
    return data


def test_the_letters_of_the_contract_and_the_templates_are_the_same():
    files = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.glob("*/*.typ")
        if path.name != "shapes.typ"
    }
    assert files == {f"{key}.{lang}.typ" for key, lang in EVERY}


@pytest.mark.parametrize(("key", "language"), EVERY)
def test_every_letter_is_set_in_every_language_the_same_each_time(key, language):
    data = contents.sample(key)
    once = render(key, language, data, issued_on=DAY, pictures=PICTURES)
    if (key, language) in ORIGINALS:
        sample = contents.sample(key)
        assert once == render(key, language, sample, issued_on=DAY, pictures=PICTURES)
    assert once.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in once
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in once
    assert b"<pdfuaid:part>1</pdfuaid:part>" in once


@needs_poppler
@pytest.mark.parametrize(("key", "language"), ORIGINALS)
def test_a_letter_can_be_read_back_as_text(key, language):
    data = contents.sample(key)
    pdf = render(key, language, data, issued_on=DAY)
    text = text_of(pdf)
    assert squeezed(TITLES[key][language]) in text
    assert squeezed(data["office"]["name"][language]) in text
    if key not in REGISTERS:
        assert data["number"] in text
        assert data["case"]["reference"] in text
    if "declaration" in str(contents.ALL[key].required):
        assert data["declaration"]["number"] in text
        assert squeezed(data["right"]["name"]) in text
    assert 1 <= pages_of(pdf) <= (4 if key in REGISTERS else 3 if data.get("pictures") else 2)


@needs_poppler
@pytest.mark.parametrize(("key", "language"), EVERY)
def test_sixty_lines_endless_names_and_rare_signs_stay_whole(key, language):
    data = _crowded(key)
    pdf = render(key, language, data, issued_on=DAY, pictures=PICTURES)
    assert pdf == render(key, language, _crowded(key), issued_on=DAY, pictures=PICTURES)
    text = text_of(pdf)
    assert "\ufffd" not in text and "\x00" not in text
    if "goods" in contents.ALL[key].required:
        assert 3 <= pages_of(pdf) <= 11
        if "LOT001-" in text:
            assert all(f"LOT{n:03d}-" in text for n in range(1, 61))
    else:
        assert pages_of(pdf) <= 4
    if "recipient.name" in contents.ALL[key].required:
        assert squeezed(LONG_NAME) in text


@needs_poppler
def test_the_head_of_the_goods_table_stands_on_every_page_it_runs_over():
    text = text_of(render("kr/form15", "ko", _crowded("kr/form15"), issued_on=DAY))
    assert text.count("HS번호") >= 3


@needs_poppler
@pytest.mark.parametrize("key", ["kr/destruction_report", "cn/disposal_record"])
def test_the_four_stages_of_a_destruction_have_their_photographs(key):
    data, language = contents.sample(key), contents.ALL[key].languages[0]
    shown = render(key, language, data, issued_on=DAY, pictures=PICTURES)
    assert shown.count(b"/Subtype/Image") + shown.count(b"/Subtype /Image") == len(STAGES)
    data["pictures"] = data["pictures"][:1]
    few = text_of(render(key, language, data, issued_on=DAY, pictures=PICTURES))
    stages = {"ko": "폐기전 운반 폐기중 폐기후", "zh-hans": "销毁前 装车运输 销毁中 销毁后"}[
        language
    ]
    assert all(stage in few for stage in stages.split())


@needs_poppler
@pytest.mark.parametrize(("key", "language"), ORIGINALS)
def test_a_draft_says_so_on_every_page_and_has_no_number(key, language):
    word = {"ko": "초안", "zh-hans": "草稿"}[language]
    pdf = draft(key, language, _crowded(key), issued_on=DAY, pictures=PICTURES)
    text = text_of(pdf)
    assert text.count(word) >= pages_of(pdf)
    assert contents.sample(key)["number"] not in text
    assert word not in text_of(render(key, language, contents.sample(key), issued_on=DAY))


@needs_poppler
def test_a_letter_names_the_one_it_replaces():
    data = {**contents.sample("kr/form11"), "replaces": "KR-LT-2026-000009"}
    text = text_of(render("kr/form11", "ko", data, issued_on=DAY))
    assert "다음문서를대체합니다:KR-LT-2026-000009" in text


def test_the_pages_are_pictures_for_the_screen():
    data = contents.sample("kr/form15")
    found = pages("kr/form15", "ko", data, issued_on=DAY, ppi=72)
    assert len(found) == 2 and all(page.startswith(b"\x89PNG") for page in found)


@needs_poppler
def test_totals_add_up_by_unit_and_currency():
    text = text_of(render("kr/form15", "ko", contents.sample("kr/form15"), issued_on=DAY))
    assert "30,700,000원" in text
    data = contents.sample("cn/status_notice")
    data["goods"][0]["value"], data["goods"][1]["value"] = "0.10", "0.20"
    assert "0.30元" in text_of(render("cn/status_notice", "zh-hans", data, issued_on=DAY))


@needs_poppler
def test_a_due_date_shows_its_weekday():
    text = text_of(render("kr/form11", "ko", contents.sample("kr/form11"), issued_on=DAY))
    assert "2026.5.26.(화)" in text
    text = text_of(
        render("cn/status_notice", "zh-hans", contents.sample("cn/status_notice"), issued_on=DAY)
    )
    assert "2026年5月14日（星期四）" in text


@needs_poppler
def test_markup_in_the_data_stays_text():
    hostile = '#panic("x") *a* _b_ $1/2$ <y> @z #import "/lib.typ" \\ [c] `d` // e /* f'
    data = contents.sample("kr/form13")
    data["reason"] = hostile
    data["right"]["name"] = hostile
    text = text_of(render("kr/form13", "ko", data, issued_on=DAY))
    assert text.count(squeezed(hostile)) == 2


@needs_poppler
def test_only_a_demonstration_is_marked_as_one():
    data = contents.sample("kr/form11")
    assert "시연용" in text_of(render("kr/form11", "ko", data, issued_on=DAY))
    data["demo"] = False
    assert "시연용" not in text_of(render("kr/form11", "ko", data, issued_on=DAY))


@needs_poppler
def test_a_translation_says_that_it_is_one():
    for key in ("kr/form11", "cn/status_notice"):
        translation = text_of(render(key, "en", contents.sample(key), issued_on=DAY))
        assert "Onlytheoriginaltexthaslegaleffect" in translation


@pytest.mark.parametrize("sign", ["𠀀", "😀", "ཀ", "\ue000"])
def test_a_sign_the_fonts_lack_is_refused_before_anything_is_set(sign):
    data = contents.sample("kr/form11")
    data["goods"][1]["name"] = {"ko": f"장난감 {sign}", "en": "Toy"}
    with pytest.raises(MissingGlyph) as refused:
        render("kr/form11", "ko", data, issued_on=DAY)
    assert refused.value.chars == sign
    assert f"U+{ord(sign):04X}" in str(refused.value)


def test_common_scripts_of_the_corridor_are_covered():
    assert (
        uncovered(
            ["똠방각하 펲시콜라 大韓民國 镕喆堃 龘䶮", "Ångström Łódź Şırnak Ω Я Việt カナ ①■√"]
        )
        == ""
    )


def test_every_sign_the_fonts_promise_can_be_set():
    for language, key in (("ko", "kr/form13"), ("zh-hans", "cn/detention_application")):
        signs = sorted(
            {c for path in FONTS.glob("*.[ot]tf") for c in TTFont(path, lazy=True).getBestCmap()}
        )
        data = contents.sample(key)
        text = tidied("".join(chr(c) for c in signs))
        assert len(text) > 40_000
        data["reason"] = " ".join(text[n : n + 40] for n in range(0, len(text), 40))
        assert render(key, language, data, issued_on=DAY)


def test_invisible_and_turning_characters_are_dropped_and_accents_composed():
    assert tidied("A\u200bB\u202eC\x00D\tE\nF") == "ABCD E\nF"
    assert tidied("\u1112\u1161\u11ab") == "한"
    assert tidied({"day": DAY, "list": (1, None, True)}) == {
        "day": "2026-05-18",
        "list": [1, None, True],
    }


def test_empty_required_fields_are_named():
    data = contents.sample("kr/form15")
    data["goods"] = []
    del data["declaration"]["number"]
    with pytest.raises(ContentMissing) as refused:
        render("kr/form15", "ko", data, issued_on=DAY)
    assert refused.value.paths == ("declaration.number", "goods")


@pytest.mark.parametrize("key", contents.ALL)
def test_a_letter_is_set_with_nothing_but_what_is_required(key):
    full = contents.sample(key)
    data: dict[str, Any] = {}
    for path in contents.ALL[key].required:
        block, _, field = path.partition(".")
        if field:
            data.setdefault(block, {})[field] = full[block][field]
        else:
            data[block] = full[block]
    if "goods" in data:
        data["goods"] = [{"name": "운동화"}]
    assert render(key, contents.ALL[key].languages[0], data, issued_on=DAY)


@pytest.mark.parametrize(
    ("key", "language"),
    [("kr/form99", "ko"), ("../base", "ko"), ("kr/form11", "fr"), ("kr/shapes", "typ")],
)
def test_only_letters_of_the_contract_exist(key, language):
    with pytest.raises(UnknownLetter):
        render(key, language, {}, issued_on=DAY)


def test_a_template_cannot_read_outside_its_folder(tmp_path):
    with pytest.raises(typst.TypstError):
        typst.Compiler(b'#read("/../../manage.py")', root=TEMPLATES).compile(format="pdf")


@needs_poppler
def test_only_the_fonts_of_the_house_are_used_and_they_are_embedded():
    pdf = render("kr/form11", "ko", contents.sample("kr/form11"), issued_on=DAY)
    fonts = fonts_of(pdf)
    assert fonts and all(name.startswith("NotoSans") for name in fonts)
    assert all(fonts.values())
    assert sum(path.stat().st_size for path in FONTS.glob("*.[ot]tf")) < 17_000_000


@needs_poppler
def test_a_korean_letter_is_signed_by_the_head_of_the_customs_house():
    data = contents.sample("kr/form11")
    data["signatory"] = {}
    assert "인천세관장" in text_of(render("kr/form11", "ko", data, issued_on=DAY))
