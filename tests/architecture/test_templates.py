"""Pages hold under the strict content policy, and every word of them can be translated."""

import re

import pytest

from tests.architecture.plan import markup, short, templates

INLINE = {
    "an inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", re.I
    ),
    "an inline style sheet": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "a script address": re.compile(r"(href|src|action)\s*=\s*[\"']\s*javascript:", re.I),
    "inline htmx script": re.compile(r"\bhx-(on|vals=['\"]js:)", re.I),
}
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.S)
# which frame a page stands in: a word for the style sheet, not for people
FRAME = re.compile(r"{%\s*block shell\s*%}\w*{%\s*endblock[^%]*%}")
TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.S)
ELEMENTS = re.compile(r"<!--.*?-->|<(script|style|svg)\b.*?</\1>|<[^>]*>", re.S | re.I)
SPOKEN_ATTRIBUTES = re.compile(
    r"\b(?:placeholder|title|alt|aria-label|aria-description)=\"([^\"]*)\""
)
WORD = re.compile(r"[^\W\d_]{2,}")
# Names and abbreviations that are the same in every language.
SAME_EVERYWHERE = {
    "PDF", "CSV", "XLSX", "CUSCAR", "HS", "Nice", "QR", "API", "JSON", "UN", "EDIFACT", "KCS",
    "GACC", "ID", "URL", "OpenAPI", "LOCODE", "nbsp", "middot", "times", "rarr", "larr", "hellip",
    "ndash", "mdash", "amp", "laquo", "raquo", "darr", "uarr", "English", "한국어", "简体中文",
    "KRW", "CNY", "kg", "lt", "gt", "quot", "HTTP", "CIRP", "IP", "TOTP", "SHA",
}  # fmt: skip


def complaints(path) -> list[str]:
    """Words of a template that no catalogue would find."""
    text = FRAME.sub("", TRANSLATED.sub("", markup(path)))
    spoken = SPOKEN_ATTRIBUTES.findall(TAGS.sub("", text))
    seen = ELEMENTS.sub(" ", TAGS.sub("", text))
    words = WORD.findall(" ".join([seen, *spoken]))
    return [word for word in words if word not in SAME_EVERYWHERE]


@pytest.mark.parametrize("path", templates(), ids=short)
def test_a_page_holds_under_the_content_policy(path):
    text = TAGS.sub("", markup(path))
    assert not [what for what, pattern in INLINE.items() if pattern.search(text)]


@pytest.mark.parametrize("path", templates(), ids=short)
def test_every_word_of_a_page_can_be_translated(path):
    assert not complaints(path)


@pytest.mark.parametrize("path", templates(), ids=short)
def test_components_see_only_what_they_are_given(path):
    includes = re.findall(
        r"{%\s*include\s+[\"'](components/[^\"']+)[\"'](.*?)%}", markup(path), re.S
    )
    assert not [name for name, rest in includes if not rest.rstrip().endswith("only")]


def test_there_are_pages():
    assert len(templates()) > 20
