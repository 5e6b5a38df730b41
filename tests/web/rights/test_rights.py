"""Rights on the desk: found by what people have at hand, seen with both administrations."""

from functools import partial
from typing import Any

import pytest
from django.urls import reverse

from seizures.cases import actions as cases
from seizures.core.actor import system
from seizures.rights import actions
from seizures.rights.models import Recordation, Right
from tests.builders import found_goods, holder, holder_user, person, recorded_right
from tests.making import register_row
from tests.web.rights.filed import filed
from tests.web.visiting import LANGUAGES, statuses, visitor, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MATCH_INDEX_DIR = tmp_path / "index"


def register(*names: str, places: tuple[str, ...] = ("kr", "cn"), **values: Any) -> None:
    """Recorded rights as an exported register holds them."""
    rows = [register_row(name, **values) for name in names]
    actions.import_rows(rows, administrations=places, by=system())


def marks(answer: Any) -> list[str]:
    return [row.right.mark for row in answer.context["rows"]]


def at(right: Right) -> str:
    return reverse("right-detail", args=[right.pk])


@pytest.mark.parametrize(
    "text", ["velan", "VELANTIS", "벨란", "velantis gm", "KR-RC-2025-77", "T-VEL"]
)
def test_a_right_is_found_by_mark_alias_holder_and_number(text: str) -> None:
    register("OTHER", holder="Other Ltd", aliases={})
    register("VELANTIS", number="KR-RC-2025-777")
    assert marks(visitor_of("officer", "kr").get("/rights/", {"q": text})) == ["VELANTIS"]


def test_an_alias_nobody_confirmed_finds_nothing() -> None:
    register("VELANTIS")
    Right.objects.get().aliases.update(is_confirmed=False)
    assert marks(visitor_of("officer", "kr").get("/rights/?q=벨란")) == []


def test_signs_that_fold_to_nothing_find_nothing() -> None:
    register("VELANTIS")
    assert marks(visitor_of("officer", "kr").get("/rights/?q=%21%21")) == []


def test_kind_administration_and_status_filter_and_show_as_chips() -> None:
    firm = holder()
    register("RECORDED")
    register("KOREAN", places=("kr",))
    register("CARD", kind="patent")
    waiting = filed(firm, "WAITING")
    client = visitor_of("officer", "kr")
    assert marks(client.get("/rights/")) == ["WAITING", "CARD", "KOREAN", "RECORDED"]
    assert marks(client.get("/rights/?kind=patent")) == ["CARD"]
    assert marks(client.get("/rights/?side=cn")) == ["CARD", "RECORDED"]
    assert marks(client.get("/rights/?status=submitted")) == ["WAITING"]
    assert marks(client.get("/rights/?side=cn&status=submitted")) == []
    assert marks(client.get("/rights/?kind=patent&side=cn&status=recorded")) == ["CARD"]
    assert marks(client.get("/rights/?q=w&status=submitted")) == ["WAITING"]
    assert marks(client.get("/rights/?kind=nonsense&side=xx&status=draft")) == marks(
        client.get("/rights/")
    )
    found = client.get("/rights/?kind=trademark&status=submitted")
    assert [str(chip["value"]) for chip in found.context["chips"]] == ["Trademark", "Submitted"]
    assert found.context["chips"][0]["url"] == "?status=submitted"
    assert waiting.number in found.content.decode()


def test_what_the_other_administration_has_not_recorded_is_not_seen() -> None:
    row = filed(holder(), place="cn")
    korean, chinese = visitor_of("officer", "kr"), visitor_of("officer", "cn")
    assert marks(korean.get("/rights/")) == [] and marks(chinese.get("/rights/")) == ["VELANTIS"]
    assert statuses(at(row.right), korean, chinese, visitor_of("holder")) == [404, 200, 403]
    actions.accept(row, by=system("cn"))
    assert statuses(at(row.right), korean) == [200]


def test_a_draft_is_seen_by_nobody_at_the_desk() -> None:
    row = filed(holder())
    Recordation.objects.filter(pk=row.pk).update(status="draft")
    assert statuses(at(row.right), visitor_of("officer", "kr")) == [404]


@pytest.mark.parametrize("query", ["", "&side=cn", "&q=m", "&kind=trademark&status=recorded"])
def test_pages_lead_on_and_back_without_gaps(monkeypatch: Any, query: str) -> None:
    from seizures.web import lists, rights_list

    register(*[f"M{n:02d}" for n in range(7)])
    monkeypatch.setattr(rights_list, "keyset_page", partial(lists.keyset_page, size=3))
    client, seen, address = visitor_of("officer", "kr"), [], f"/rights/?{query.lstrip('&')}"
    while address:
        page = client.get(address)
        seen.append(marks(page))
        address = page.context["next_url"] and "/rights/" + page.context["next_url"]
    assert [len(part) for part in seen] == [3, 3, 1]
    assert len({mark for part in seen for mark in part}) == 7
    back = client.get("/rights/" + page.context["previous_url"])
    assert marks(back) == seen[1]


def test_the_export_holds_what_is_filtered_and_both_administrations() -> None:
    register("BOTH", number="KR-RC-1", registered_on="2025-01-01", expires_on="2035-01-01")
    register("ONE", places=("kr",))
    client = visitor_of("officer", "kr")
    answer = client.get("/rights/?side=cn&export=csv")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert lines[1].split(",")[-3:] == ["Recorded", "KR-RC-1", "2035-01-01"]
    assert len(client.get("/rights/?export=xlsx").content) > 1000


def test_the_record_shows_both_sides_the_card_and_what_came_of_it() -> None:
    owner = holder()
    row = actions.accept(filed(owner), by=system("kr"))
    actions.add_alias(row.right, language="zh", text="维兰蒂斯", by=system())
    inspection, officer = found_goods(row.right)
    case = cases.open_case(inspection, track="kr/on_request", by=officer)
    answer = visitor_of("officer", "kr").get(at(row.right))
    told = answer.content.decode()
    assert [bool(side["row"]) for side in answer.context["sides"]] == [True, False]
    assert answer.context["headings"] == [("6404.11", "Textile sports shoes")]
    assert answer.context["classes"][0].number == 25
    assert answer.context["aliases"][0]["lang"] == "zh-Hans" and "维兰蒂斯" in told
    assert len(answer.context["pictures"]["mark"]) == 1 and "Woven label" in told
    assert [paper.purpose for paper in answer.context["papers"]] == ["certificate"]
    assert case.number in told and row.number in told
    sentences = [entry["sentence"] for entry in answer.context["timeline"]]
    assert any(text.startswith("Recordation accepted") for text in sentences)
    other = visitor_of("officer", "cn").get(at(row.right))
    assert case.number not in other.content.decode() and other.context["letters"] == []


def test_an_examiner_is_led_to_the_examination_and_an_officer_is_not() -> None:
    row = filed(holder())
    address = reverse("examination-detail", args=[row.pk])
    assert address in visitor_of("examiner", "kr").get(at(row.right)).content.decode()
    assert address not in visitor_of("officer", "kr").get(at(row.right)).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_and_record_speak_the_readers_language(language: str) -> None:
    row = filed(holder())
    client = visitor_of("officer", "kr", language)
    for address in ("/rights/", at(row.right)):
        answer = client.get(address)
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()
    told = {"en": "Clothing", "ko": "의류", "zh-hans": "服装"}[language]
    assert told in client.get(at(row.right)).content.decode()


def test_the_pages_ask_the_database_a_fixed_number_of_times(count_queries: Any) -> None:
    register(*[f"MARK{n}" for n in range(60)])
    right = recorded_right()
    client = visitor(person("officer", "kr"))
    with count_queries(6):
        client.get("/rights/")
    with count_queries(14):
        client.get("/rights/?q=mark1")
    with count_queries(6):
        client.get("/rights/?side=cn&status=recorded")
    with count_queries(18):
        client.get(at(right))


def test_a_holder_has_no_business_at_the_desk() -> None:
    owner = holder()
    filed(owner)
    assert statuses("/rights/", visitor(holder_user(owner))) == [403]
