"""The journal is found by person, record and day, page by page, and exported as it is filtered."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from seizures.core import clock
from seizures.core.actor import Actor, of_user, system
from seizures.core.database import atomic
from seizures.journal.actions import record
from tests.builders import person
from tests.web.visiting import LANGUAGES, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
DAY = dt.datetime(2026, 3, 10, 15, 30, tzinfo=dt.UTC)
"""Half an hour after midnight of 11 March in Korea."""


def note(by: Actor, kind: str, reference: str, at: dt.datetime = DAY) -> None:
    with clock.moved_to(at), atomic():
        record(f"{kind}.changed", kind=kind, key=1, by=by, reference=reference,
               administration="kr")  # fmt: skip


def read(client: Any = None, **asked: str) -> list[str]:
    """The references that the filtered journal shows, the newest first."""
    answer = (client or visitor_of("auditor", "kr")).get(reverse("journal-list"), asked)
    assert answer.status_code == 200
    return [row["entry"].subject_reference for row in answer.context["rows"]]


def test_it_is_found_by_who_did_it() -> None:
    kim, lee = person("officer", "kr"), person("officer", "kr")
    note(of_user(kim), "alert", "AL-1")
    note(of_user(lee), "alert", "AL-2")
    note(system("kr"), "alert", "AL-3")
    assert read(who=str(kim.pk)) == ["AL-1"]
    assert read(who="system") == ["AL-3"]


def test_it_is_found_by_the_record_and_by_what_kind_it_is() -> None:
    by = of_user(person("officer", "kr"))
    for kind, reference in (("alert", "AL-1"), ("case", "KR-SC-1"), ("case", "KR-SC-12")):
        note(by, kind, reference)
    assert read(q=" kr-sc-1 ") == ["KR-SC-1"]
    assert read(kind="case") == ["KR-SC-12", "KR-SC-1"]
    assert read(kind="case", q="AL-1") == []


def test_days_are_those_of_the_administration_even_where_deeds_came_out_of_order() -> None:
    by = of_user(person("officer", "kr"))
    moments = {"before": -1, "early": 0, "late": 23, "after": 24}
    for name in ("late", "before", "after", "early"):
        note(by, "alert", name, DAY + dt.timedelta(hours=moments[name]))
    assert read(first="2026-03-11", last="2026-03-11") == ["early", "late"]
    assert read(last="2026-03-10") == ["before"]
    assert read(first="2027-01-01") == []


def test_nonsense_is_left_aside() -> None:
    note(of_user(person("officer", "kr")), "alert", "AL-1")
    asked = {"who": "1 or 1", "kind": "table", "first": "2026-02-31", "last": "soon"}
    assert "AL-1" in read(**asked)


@pytest.mark.parametrize("asked", [{"last": "9999-12-31"}, {"first": "0001-01-01"}])
def test_a_day_at_the_end_of_the_calendar_is_left_aside(asked: dict[str, str]) -> None:
    note(system("kr"), "case", "KR-SC-1")
    assert "KR-SC-1" in read(**asked)


def test_another_administration_is_not_opened_by_a_filter() -> None:
    kim = person("officer", "kr")
    note(of_user(kim), "alert", "AL-1")
    assert read(visitor_of("auditor", "cn"), who=str(kim.pk), q="AL-1") == []


def test_filters_stay_on_the_next_page_in_the_export_and_in_the_chips(
    count_queries: Any,
) -> None:
    kim, client = person("officer", "kr"), visitor_of("auditor", "kr")
    for number in range(55):
        note(of_user(kim), "alert", f"AL-{number}")
        note(system("kr"), "alert", f"SYS-{number}")
    asked = {"who": str(kim.pk), "kind": "alert", "first": "2026-03-11", "last": "2026-03-11"}
    with count_queries(7):
        first = client.get(reverse("journal-list"), asked)
    assert len(first.context["chips"]) == 4
    second = client.get(reverse("journal-list") + first.context["next_url"])
    assert [row["entry"].subject_reference for row in second.context["rows"]] == [
        f"AL-{number}" for number in range(4, -1, -1)
    ]
    saved = b"".join(client.get(reverse("journal-list"), {**asked, "export": "csv"})
                     .streaming_content).decode()  # fmt: skip
    assert saved.count("AL-") == 55 and "SYS-" not in saved


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_answer_says_so(language: str) -> None:
    client = visitor_of("auditor", "kr", language)
    told = client.get(reverse("journal-list"), {"q": "nothing"}).content.decode()
    assert f'<html lang="{language}"' in told and 'class="empty' in told
