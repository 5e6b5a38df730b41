"""The pages of the law: procedures, one edition, and the difference of two."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from seizures.law import procedures
from seizures.law.citations import cited_short
from tests.builders import person
from tests.law.amendment import amended

pytestmark = pytest.mark.django_db
TRACK = ("kr", "on_request")


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(person("officer", "kr"))
    return client


def _text(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("code", ["kr", "cn"])
def test_every_procedure_is_listed_with_how_sure_it_is(officer: Client, code: str) -> None:
    page = _text(officer.get(reverse("law-list"), {"administration": code}))
    for track in procedures.tracks():
        address = reverse("law-track", args=track.split("/"))
        assert (address in page) is track.startswith(f"{code}/")
    assert "to be confirmed" in page


def test_an_officer_sees_the_own_administration_first(client: Client) -> None:
    client.force_login(person("officer", "cn"))
    assert reverse("law-track", args=["cn", "ex_officio"]) in _text(client.get(reverse("law-list")))


@pytest.mark.parametrize("track", procedures.tracks())
@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_every_procedure_has_a_page_in_three_languages(
    officer: Client, track: str, language: str
) -> None:
    officer.cookies["django_language"] = language
    page = _text(officer.get(reverse("law-track", args=track.split("/"))))
    procedure = procedures.load(track, procedures.editions(track)[-1])
    for row in procedure.deadlines:
        assert f'id="rule-{row.code}"' in page
        assert escape(cited_short(row.basis)[language]) in page
    for step in procedure.steps:
        assert f'id="step-{step.code}"' in page
    assert "What changed" not in page


def test_one_edition_alone_says_so(officer: Client) -> None:
    page = _text(officer.get(reverse("law-track", args=TRACK)))
    assert "Only one edition is known" in page


def test_two_editions_show_what_changed_field_by_field(officer: Client, tmp_path: Path) -> None:
    rate = ('sme_rate = "0.40"', 'sme_rate = "0.35"')
    with amended(tmp_path, ("urgent_days = 5", "urgent_days = 4"), rate):
        page = _text(officer.get(reverse("law-track", args=TRACK), {"edition": "2027-01-01"}))
    assert "What changed" in page and "Only one edition" not in page
    assert "<del>5</del>" in page and "<ins>4</ins>" in page
    assert "<del>0.40</del>" in page and "<ins>0.35</ins>" in page
    assert "Legal period: Holder&#x27;s request for suspension" in page


def test_the_older_edition_is_compared_with_the_newer(officer: Client, tmp_path: Path) -> None:
    with amended(tmp_path, ("urgent_days = 5", "urgent_days = 4")):
        page = _text(officer.get(reverse("law-track", args=TRACK), {"edition": "2026-04-14"}))
        same = _text(officer.get(reverse("law-track", args=TRACK),
                                 {"edition": "2026-04-14", "with": "2027-01-01"}))  # fmt: skip
    for text in (page, same):
        assert "<del>5</del>" in text and "<ins>4</ins>" in text


@pytest.mark.parametrize(
    ("args", "query"),
    [(("kr", "nothing"), {}), (TRACK, {"edition": "2020-01-01"}), (TRACK, {"with": "yesterday"})],
)
def test_what_does_not_exist_is_not_found(officer: Client, args: Any, query: Any) -> None:
    assert officer.get(reverse("law-track", args=args), query).status_code == 404
    assert officer.get(reverse("law-list"), {"administration": "jp"}).status_code == 404


def test_the_pages_of_the_law_ask_no_table_of_cases(
    officer: Client, django_assert_max_num_queries: Any
) -> None:
    officer.get(reverse("law-list"))
    with django_assert_max_num_queries(6):
        officer.get(reverse("law-track", args=["cn", "ex_officio"]))
