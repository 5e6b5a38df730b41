"""Working calendars: read by every official, notices and outages entered by senior officers."""

import datetime as dt

import pytest
from django.urls import reverse

from seizures.cases.models import DueDate
from seizures.core import clock
from seizures.core.database import in_sandbox
from seizures.reference.calendars import calendar_of
from seizures.reference.models import HolidayNotice, SystemOutage
from tests.cases.walking import opened, step
from tests.web.visiting import LANGUAGES, statuses, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
YEAR = reverse("calendar-year", args=["cn", 2027])
NOTICE = reverse("calendar-notice", args=["cn", 2027])
SENT = {"source": "State Council 2026-99", "published_on": "2026-11-10",
        "off": "2027-01-04 Bridge day\n2027-01-05 Bridge day", "work": "2027-01-09",
        "completes_year": "on"}  # fmt: skip
AT = dt.datetime(2026, 12, 28, 3, tzinfo=dt.UTC)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_is_read_in_the_readers_language(language: str) -> None:
    client = visitor_of("auditor", "kr", language)
    assert client.get("/calendars/").status_code == 302
    for code, year in (("kr", 2026), ("cn", 2026), ("cn", 2027)):
        page = client.get(reverse("calendar-year", args=[code, year]))
        assert page.status_code == 200 and f'<html lang="{language}"' in page.content.decode()
        assert len(page.context["months"]) == 12 and not page.context["may_enter"]
    named = client.get(reverse("calendar-year", args=["cn", 2026])).context["named"]
    assert [row["day"] for row in named if row["works"]][0] == dt.date(2026, 1, 4)
    assert statuses("/calendars/xx/2026/", client) == statuses("/calendars/kr/1999/", client)
    assert statuses("/calendars/kr/1999/", client) == [404]


def test_a_notice_publishes_the_year_and_moves_running_clocks(
    django_capture_on_commit_callbacks: object,
) -> None:
    with clock.moved_to(AT):
        case, officer = opened("cn")
        step(case, "suspend_release", officer, holder_received_on="2026-12-31")
        row = DueDate.objects.get(case=case, status="running")
        assert visitor_of("auditor", "cn").get(YEAR).context["status"] == "provisional"
        senior = visitor_of("senior_officer", "cn")
        assert senior.post(NOTICE, {**SENT, "off": "someday"}).status_code == 422
        wrong = senior.post(NOTICE, {**SENT, "off": "2026-01-04"})
        assert wrong.status_code == 422 and "not a day of 2027" in wrong.content.decode()
        for _twice in range(2):
            assert senior.post(NOTICE, SENT)["Location"] == YEAR
        assert HolidayNotice.objects.count() == 1
        assert senior.get(YEAR).context["status"] == "published"
        assert calendar_of("cn").is_adjusted_working_day(dt.date(2027, 1, 9))
        from seizures.cases.tasks import recount_clocks

        assert recount_clocks("cn") == 1 and recount_clocks("cn") == 0
        before, moved = row.due_on, DueDate.objects.get(pk=row.pk).due_on
    assert before == dt.date(2027, 1, 6) and moved == dt.date(2027, 1, 8)


def test_only_senior_officers_of_the_own_side_enter() -> None:
    clients = [visitor_of("officer", "cn"), visitor_of("senior_officer", "kr"),
               visitor_of("auditor", "cn"), visitor_of("holder")]  # fmt: skip
    with clock.moved_to(AT):
        told = [client.post(NOTICE, SENT).status_code for client in clients]
    assert told == [422, 404, 403, 403] and not HolidayNotice.objects.exists()


def test_an_outage_is_entered_and_ended() -> None:
    with in_sandbox(""):
        client = visitor_of("senior_officer", "kr")
        address = reverse("calendar-outage", args=["kr", 2026])
        today = clock.today("kr").isoformat()
        assert client.post(address, {"first": today, "reason": ""}).status_code == 422
        assert client.post(address, {"first": "2999-01-01", "reason": "x"}).status_code == 422
        assert client.post(address, {"first": today, "reason": "Portal"}).status_code == 302
        row = SystemOutage.objects.get()
        page = client.get(reverse("calendar-year", args=["kr", 2026]))
        assert page.context["down_since"] == row.first
        back = {"outage": row.pk, "restored_on": today}
        assert client.post(address, back).status_code == 302
        again = client.post(address, {**back, "restored_on": "2026-01-01"})
        assert again.status_code == 422
        assert visitor_of("senior_officer", "cn").post(address, {}).status_code == 404
