"""Alerts that change hands, wait too long, or must not be decided by everybody, over HTTP."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from seizures.core.actor import of_user, system
from seizures.reference.models import Office
from seizures.screening import actions
from seizures.screening.models import Conflict, Disposition, Handover, Referral
from tests.builders import consignment, person, recorded_right
from tests.web.alerts.world import LANGUAGES, mine, officer, raised, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_tables", "own_index"),
]


def do(client: Any, name: str, alert: Any, **data: Any) -> Any:
    """The answer to one decision about an alert."""
    return client.post(reverse(f"alert-{name}", args=[alert.pk]), data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_the_shift_answer_in_three_languages(language: str) -> None:
    client = signed_in(person("officer", "kr"), language)
    for name in ("shift-handover", "queue-levels", "conflict-list"):
        assert client.get(reverse(name)).status_code == 200
    assert officer("", "holder").get(reverse("shift-handover")).status_code == 403
    assert officer(role="analyst").get(reverse("shift-handover")).status_code == 403


def test_a_late_alert_says_so_and_stands_among_the_late() -> None:
    (alert,) = raised()
    Disposition.objects.update(created_at=mine(alert).created_at - dt.timedelta(days=20))
    assert actions.escalate(by=system()) == 2
    client = officer()
    level = client.get(reverse("alert-detail", args=[alert.pk])).context["level"]
    assert level["is_late"] and level["word"] == "Late"
    answer = client.get(reverse("alert-list"), {"state": "late"})
    (row,) = answer.context["rows"]
    assert row.alert == alert and row.level == level
    assert f"Late: {level['waited']}" in answer.content.decode()


def test_a_fresh_alert_is_not_said_to_wait() -> None:
    raised()
    (row,) = officer().get(reverse("alert-list")).context["rows"]
    assert row.level is None


def test_an_alert_raised_by_hand_shows_its_goods_and_who_suspected_what() -> None:
    cargo, by = consignment(text="SPORTS SHOES, WHITE"), of_user(person("officer", "kr"))
    alert = actions.raise_by_hand(cargo, recorded_right(), reason="Glue smells", by=by)
    answer = officer().get(reverse("alert-list"))
    (row,) = answer.context["rows"]
    assert row.alert == alert and row.text == "SPORTS SHOES, WHITE"
    assert "Raised by hand: Glue smells" in answer.content.decode()
    do(officer(), "refer", alert, note="Please look", version=mine(alert).version)
    assert "Raised by hand: Glue smells" in officer().get(reverse("alert-list")).content.decode()
    page = officer().get(reverse("alert-detail", args=[alert.pk])).content.decode()
    assert "<strong>Raised by hand</strong>: Glue smells" in page


def test_an_officer_with_an_interest_sees_it_said_and_no_decision() -> None:
    (alert,) = raised()
    client = officer()
    assert do(client, "conflict", alert, about="consignee", note="My cousin’s").status_code == 302
    shown = client.get(reverse("alert-detail", args=[alert.pk]))
    assert shown.context["steps"] == [] and "You declared a conflict" in shown.content.decode()
    refused = do(client, "take", alert)
    assert refused.status_code == 422 and "You declared a conflict" in refused.content.decode()
    assert do(officer(), "conflict", alert).status_code == 422
    conflict = Conflict.objects.get()
    ending = reverse("conflict-end", args=[conflict.pk])
    assert client.post(ending).status_code == 403
    assert officer("cn", "senior_officer").post(ending).status_code == 404
    assert officer("kr", "senior_officer").post(ending).status_code == 302
    assert do(client, "take", alert).status_code == 302


def test_another_side_is_offered_no_closed_name_as_an_interest() -> None:
    (alert,) = raised()
    told = officer("cn").get(reverse("alert-detail", args=[alert.pk])).content.decode()
    assert "QINGDAO LANHAI" not in told
    assert do(officer("cn"), "conflict", alert, about="shipper").status_code == 422


def test_an_alert_moves_to_another_office_and_its_page_says_where_the_goods_are() -> None:
    (alert,) = raised()
    office = Office.objects.of("kr").exclude(pk=mine(alert).office_id).order_by("pk")[0]
    client = officer()
    version = mine(alert).version
    data = {"office": office.pk, "reason": "Unloaded there", "whereabouts": "Yard 4"}
    assert do(client, "transfer", alert, **{**data, "whereabouts": ""}).status_code == 422
    assert do(client, "transfer", alert, **data, version=version).status_code == 302
    assert "Yard 4" in client.get(reverse("alert-detail", args=[alert.pk])).content.decode()
    again = do(client, "transfer", alert, **data, version=version)
    assert again.status_code == 422 and mine(alert).transfers.count() == 1


def test_a_colleague_gets_one_alert_or_the_whole_shift() -> None:
    first, second = raised(count=2)
    me, colleague = person("officer", "kr"), person("officer", "kr")
    client = signed_in(me)
    assert do(client, "give", first, officer=colleague.pk).status_code == 302
    assert mine(first).assignee == colleague
    actions.take(mine(second), by=of_user(me))
    sent = client.post(reverse("shift-handover"), {"receiver": colleague.pk, "note": "Ten"})
    assert sent.status_code == 302 and mine(second).assignee == colleague
    assert client.post(reverse("shift-handover"), {"receiver": colleague.pk}).status_code == 422
    handover = Handover.objects.get()
    url = reverse("handover-detail", args=[handover.pk])
    assert officer("cn").get(url).status_code == 404
    shown = signed_in(colleague).get(url)
    assert [row.alert for row in shown.context["rows"]] == [second]
    handover.refresh_from_db()
    assert handover.seen_at is not None


def test_a_senior_officer_sets_a_level_and_an_officer_reads_it() -> None:
    values = {"queue": "alerts", "office": "", "take_hours": 2, "decide_hours": 9}
    url = reverse("queue-level-set")
    assert officer().post(url, values).status_code == 403
    senior = officer(role="senior_officer")
    assert senior.post(url, values).status_code == 302
    assert senior.post(url, {**values, "decide_hours": 1}).status_code == 422
    assert "2 working hours" in officer().get(reverse("queue-levels")).content.decode()


def test_opening_a_referral_notes_that_it_was_seen() -> None:
    (alert,) = raised()
    actions.refer(mine(alert), note="Please", by=of_user(person("officer", "kr")))
    officer("kr").get(reverse("alert-detail", args=[alert.pk]))
    officer("cn", "analyst").get(reverse("alert-detail", args=[alert.pk]))
    assert Referral.objects.get().seen_at is None
    officer("cn").get(reverse("alert-detail", args=[alert.pk]))
    assert Referral.objects.get().seen_at is not None
