"""The components show what they are given, in three languages, on three widths, for everybody."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from seizures.web.templatetags import house, wording
from tests.browsing import assert_accessible, assert_fits
from tests.web.gallery import gallery, wrong_form

ROOT = Path(settings.ROOT)
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
SPRITE = (ROOT / "static/vendor/bootstrap-icons/icons.svg").read_text()
DRAWN_BY_THE_SHELL = {"language_switch.html", "user_menu.html", "gallery.html"}
DRAWN_BY_OTHERS = {"chip.html", "field.html", "field_errors.html", "sort_header.html", "panel.html"}
# these show rows of a case or of a party and are looked at on their pages
DRAWN_BY_OTHERS |= {"holder_answer.html", "marked_picture.html", "network.html"}


def render(source: str, **context: Any) -> str:
    """A piece of template with the house's tags."""
    return Template("{% load house house_forms %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Mon\u00a023\u00a0Nov\u00a02026"),
        ("ko", "2026.\u00a011.\u00a023.(월)"),
        ("zh-hans", "2026年11月23日（周一）"),
    ],
)
def test_a_day_is_written_as_the_reader_writes_it(language, written):
    with translation.override(language):
        assert house.day(date(2026, 11, 23)) == written


def test_a_moment_is_told_by_the_clock_of_the_administration():
    at = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    assert house.moment(at, "kr").endswith("24\u00a0Nov\u00a02026 01:30\u00a0(Korea time)")
    assert house.moment(at, "cn").endswith("24\u00a0Nov\u00a02026 00:30\u00a0(Beijing time)")
    assert house.moment(at).endswith("23\u00a0Nov\u00a02026 16:30\u00a0(UTC)")


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (Decimal("1234567.5"), "KRW", "KRW\u00a01,234,568"),
        (Decimal("0.5"), "CNY", "CNY\u00a00.50"),
        ("1200", "USD", "USD\u00a01,200.00"),
        (None, "KRW", "—"),
        (0, "KRW", "KRW\u00a00"),
    ],
)
def test_money_has_its_code_and_its_own_decimals(amount, currency, written):
    assert house.money(amount, currency) == written


def test_a_quantity_speaks_the_readers_unit_and_keeps_an_unknown_one():
    assert house.quantity(1200, "PCE") == "1,200\u00a0pcs"
    with translation.override("zh-hans"):
        assert house.quantity(Decimal("12.50"), "KGM") == "12.5\u00a0千克"
    assert house.quantity(3, "XYZ") == "3\u00a0XYZ"


def test_names_are_picked_in_the_readers_language_and_fall_back_with_their_lang():
    names = {"en": "Seizure", "ko": "압수", "zh-hans": "扣押"}
    with translation.override("ko"):
        assert house.in_language(names) == "압수"
        assert house.foreign_lang(names) == ""
        assert house.in_language({"zh-hans": "扣押"}) == "扣押"
        assert house.foreign_lang({"zh-hans": "扣押"}) == "zh-Hans"
    assert house.in_language("as it is") == "as it is"
    assert house.in_language(None) == ""


@pytest.mark.parametrize(
    ("span", "marked"),
    [
        ((3, 5), "운동화<mark> N</mark>IKE &lt;b&gt;"),
        ([(4, 8), (0, 3)], "<mark>운동화</mark> <mark>NIKE</mark> &lt;b&gt;"),
        ([(0, 3), (1, 4)], "<mark>운동화</mark><mark> </mark>NIKE &lt;b&gt;"),
        (None, "운동화 NIKE &lt;b&gt;"),
    ],
)
def test_matched_code_points_are_marked_and_the_rest_is_escaped(span, marked):
    assert render("{% mark_text text span %}", text="운동화 NIKE <b>", span=span) == marked


@pytest.mark.parametrize(
    ("score", "shown", "bar"),
    [(0.4, "0.40", 0), (0.5, "0.50", 0), (0.98, "0.98", 0.423), (0.9987, "0.9987", 0.721),
     (0.9998, "0.9998", 0.925), (1.0, "0.9999", 1)],
)  # fmt: skip
def test_scores_near_one_are_told_apart_and_none_is_certain(score, shown, bar):
    assert render("{{ score|score }}", score=score) == shown
    assert float(render("{{ score|evidence }}", score=score)) == pytest.approx(bar, abs=0.001)


def test_a_chip_takes_one_value_off_and_leaves_the_list_at_its_start():
    request = RequestFactory().get("/?status=open&status=late&q=a b&cursor=xyz")
    without = render('{% query_string without="status:open" %}', request=request)
    assert without == "?status=late&amp;q=a+b"
    changed = render("{% query_string status=None sort='-score' %}", request=request)
    assert changed == "?q=a+b&amp;sort=-score"


def test_a_sorted_column_says_so_and_offers_the_other_way():
    request = RequestFactory().get("/?sort=score")
    head = render('{% sort_header "score" "Score" %}{% sort_header "on" "Day" %}', request=request)
    assert head.count("aria-sort") == 1
    assert 'aria-sort="ascending"' in head
    assert "?sort=-score" in head
    assert "?sort=on" in head


@pytest.mark.parametrize(
    ("left", "tone"),
    [(-1, "danger"), (0, "warning"), (2, "warning"), (3, "info"), (None, "neutral")],
)
def test_a_clock_takes_its_tone_from_the_working_days_left(left, tone):
    assert house.clock_tone(left) == tone


def test_a_clock_names_the_day_the_days_left_and_whose_calendar():
    include = '{% include "components/clock.html" with due_on=d days_left=n administration="cn" %}'
    shown = render(include, d=date(2026, 11, 23), n=1)
    assert "Mon\u00a023\u00a0Nov\u00a02026" in shown
    assert "1 working day left" in shown
    assert "Chinese calendar" in shown
    assert "2 working days late" in render(include, d=date(2026, 11, 23), n=-2)
    assert "Due today" in render(include, d=date(2026, 11, 23), n=0)


def test_the_parts_of_a_ledger_fill_the_bar_without_inline_style():
    parts = house.stacked([{"label": "a", "value": 3}, {"label": "b", "value": 1}])
    assert [(part["x"], part["width"]) for part in parts] == [
        ("0.000", "75.000"),
        ("75.000", "25.000"),
    ]
    assert house.stacked([{"label": "a", "value": 0}])[0]["width"] == "0.000"


def test_figures_in_attributes_are_never_grouped():
    shown = render(
        '{% include "components/progress.html" with label="x" done=12400 total=20000 only %}'
    )
    assert 'value="12400" max="20000"' in shown
    assert "12,400 of 20,000" in shown


def test_a_finished_job_no_longer_asks():
    source = '{% include "components/progress.html" with label="x" url="/j/" finished=f only %}'
    assert 'hx-get="/j/"' in render(source, f=False)
    assert "hx-get" not in render(source, f=True)


def test_a_wrong_field_says_so_beside_it_and_in_the_summary():
    shown = render(
        '{% include "components/error_summary.html" with form=form only %}'
        '{% include "components/fields.html" with form=form only %}',
        form=wrong_form(),
    )
    assert 'href="#id_value"' in shown
    assert 'id="id_value_error"' in shown
    assert 'aria-describedby="id_value_helptext id_value_error"' in shown
    assert shown.count('aria-invalid="true"') == 2


def test_a_step_that_is_not_possible_is_no_button():
    source = '{% include "components/confirm_step.html" with title="T" refusals=r url="/s/" only %}'
    closed = render(source, r=["Security is missing."])
    assert "Security is missing." in closed
    assert "<form" not in closed
    assert '<form class="step-form" method="post" action="/s/"' in render(source, r=[])


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.name)
def test_a_component_opens_with_what_it_shows(path):
    text = path.read_text()
    comment = re.search(r"{% comment %}(.*?){% endcomment %}", text, re.S)
    assert comment and text.index("{% comment %}") < 40
    assert "Context:" in comment[1]


def test_the_gallery_shows_every_component():
    shown = (ROOT / "templates/components/gallery.html").read_text()
    known = {path.name for path in COMPONENTS} - DRAWN_BY_THE_SHELL - DRAWN_BY_OTHERS
    assert not [name for name in known if f"components/{name}" not in shown]


def test_every_icon_named_anywhere_is_in_the_sprite():
    named = {*house.TONE_ICONS.values(), *house.MODE_ICONS.values()}
    for page in (ROOT / "templates").rglob("*.html"):
        text = page.read_text()
        named |= set(re.findall(r'{% icon "([^"]+)"', text))
        named |= set(re.findall(r'{% icon [\w.]+\|default:"([^"]+)"', text))
        named |= set(re.findall(r'{% (?:panel|include)\b[^%]*\bicon="([^"]+)"', text))
    for source in (ROOT / "seizures").glob("*/navigation.py"):
        named |= set(re.findall(r'_\("[^"]+"\), "([a-z0-9-]+)"', source.read_text()))
    assert sorted(name for name in named if f'id="{name}"' not in SPRITE) == []


def channel(value: int) -> float:
    """One channel of a colour as light (WCAG 2.2)."""
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """How light #rrggbb is, from 0 to 1."""
    red, green, blue = (channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TOKENS = dict(
    re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (ROOT / "static/css/tokens.css").read_text())
)
GROUNDS = ("paper", "ground", "paper-sunk")
READ_ON = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "link", "kr", "cn") for ground in GROUNDS],
    *[(f"tone-{tone}", f"tone-{tone}-wash") for tone in house.TONES],
    *[(f"tone-{tone}", ground) for tone in house.TONES for ground in GROUNDS],
    *[("ink", f"tone-{tone}-wash") for tone in house.TONES],
    ("paper", "accent"), ("accent-deep", "accent-wash"), ("ink-soft", "accent-wash"),
    ("ink", "mark"), ("kr", "kr-wash"), ("cn", "cn-wash"),
]  # fmt: skip


@pytest.mark.parametrize(("ink", "ground"), READ_ON)
def test_every_text_is_readable_on_its_ground(ink, ground):
    assert contrast(TOKENS[ink], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("ink", ["line-strong", "focus", *[f"part-{n}" for n in range(1, 7)]])
def test_every_border_and_part_is_seen_on_paper(ink):
    assert contrast(TOKENS[ink], TOKENS["paper"]) >= 3


def test_no_vendored_file_points_to_a_missing_source_map():
    vendor = (ROOT / "static/vendor").rglob("*")
    texts = [path for path in vendor if path.suffix in {".js", ".css"}]
    assert len(texts) > 4
    assert not [path for path in texts if "sourceMappingURL" in path.read_text()]


def test_every_vendored_folder_has_its_licence():
    folders = [path for path in (ROOT / "static/vendor").iterdir() if path.is_dir()]
    told = (ROOT / "static/vendor/README.md").read_text()
    for folder in folders:
        assert list(folder.glob("LICENSE*")), folder.name
        assert f"`{folder.name}`" in told


@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize("name", ["403.html", "404.html", "409.html", "500.html"])
@pytest.mark.urls("tests.web.gallery_urls")
def test_an_error_page_needs_no_request(name, language):
    from django.template.loader import render_to_string

    with translation.override(language):
        text = render_to_string(name)
    assert "<h1>" in text
    assert 'href="/"' in text


@pytest.mark.django_db
@pytest.mark.urls("tests.web.gallery_urls")
@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_the_gallery_reads_in_every_language(client: Client, language):
    with translation.override(language):
        word = gallery()["gallery"]["badges"][1]["word"]
    text = client.get("/gallery/", headers={"accept-language": language}).content.decode()
    assert word in text
    assert f'<html lang="{language}">' in text


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.urls("tests.web.gallery_urls")
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_the_gallery_fits_and_is_accessible(site, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/gallery/", wait_until="networkidle")
    page.locator(".chart:has(canvas)").nth(2).wait_for()
    assert_fits(page)
    assert_accessible(page)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.urls("tests.web.gallery_urls")
def test_single_letters_press_buttons_until_they_are_switched_off(site, page):
    page.goto(f"{site}/gallery/")
    step = page.locator("details.step").first
    page.locator("h1").click()
    page.keyboard.press("s")
    assert step.evaluate("step => step.open")
    page.keyboard.press("s")
    assert not step.evaluate("step => step.open")
    page.keyboard.press("?")
    page.locator("[data-keyboard-switch]").uncheck()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("s")
    assert not step.evaluate("step => step.open")


@pytest.mark.django_db
@pytest.mark.urls("tests.web.gallery_urls")
def test_a_list_filters_without_any_script(client: Client):
    text = client.get("/list/?q=b").content.decode()
    assert "bread" in text
    assert "apple" not in text
    assert 'class="chip"' in text
    assert "Nothing here" in client.get("/list/?q=x").content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.urls("tests.web.gallery_urls")
def test_typing_filters_the_list_keeps_the_address_and_is_read_out(site, page):
    page.goto(f"{site}/list/")
    page.locator("#q").press_sequentially("b")
    page.locator(".chip").wait_for()
    assert page.locator("[data-row]").all_inner_texts() == ["bread", "butter"]
    assert page.url.endswith("/list/?q=b&kind=")
    page.locator("#live", has_text="2 rows").wait_for(state="attached")
    assert page.evaluate("() => document.activeElement.id") == "q"
    page.locator("#kind").select_option("b")
    page.wait_for_url("**/list/?q=b&kind=b")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.urls("tests.web.gallery_urls")
def test_j_and_k_walk_the_rows_and_enter_opens_one(site, page):
    page.goto(f"{site}/list/")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("() => document.activeElement.textContent") == "bread"
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/list/?open=apple")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.urls("tests.web.gallery_urls")
def test_the_language_switch_keeps_the_page(site, page):
    page.goto(f"{site}/list/?q=b")
    page.get_by_role("button", name="한국어").click()
    page.locator("html[lang='ko']").wait_for()
    assert page.url.endswith("/list/?q=b")
