"""One alert: why, what is coming, and the decisions with their refusals."""

from typing import Any

import pytest
from django.urls import reverse

from seizures.core.actor import of_user
from seizures.grants.actions import make_grant
from seizures.inspections.models import Inspection
from seizures.journal.models import Read
from seizures.screening import actions
from seizures.screening.models import Referral
from tests.builders import person
from tests.web.alerts.world import LANGUAGES, mine, officer, raised, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_tables", "own_index"),
]
SHIPPER = "QINGDAO LANHAI GARMENT CO LTD"


def page(alert: Any) -> str:
    """The address of the alert."""
    return reverse("alert-detail", args=[alert.pk])


def act(alert: Any, verb: str) -> str:
    """The address of a decision."""
    return reverse(f"alert-{verb}", args=[alert.pk])


def test_the_page_explains_the_alert_beside_the_recorded_mark() -> None:
    (alert,) = raised()
    answer = officer().get(page(alert))
    told = answer.content.decode()
    assert "<mark>VELANTIS</mark>" in told and "벨란티스" in told and "Velantis GmbH" in told
    assert answer.context["first"]["reasons"] and SHIPPER in told
    assert [step["key"] for step in answer.context["steps"]] == [*"idrtsmlgu", ""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_explanation_is_in_the_readers_language(language: str) -> None:
    (alert,) = raised()
    told = {}
    for code in LANGUAGES:
        answer = signed_in(person("officer", "kr"), code).get(page(alert))
        told[code] = [reason["text"] for reason in answer.context["first"]["reasons"]]
    assert all(told[language])
    assert len({tuple(texts) for texts in told.values()}) == len(LANGUAGES)


def test_strangers_do_not_find_the_alert() -> None:
    (alert,) = raised()
    assert signed_in(person("holder")).get(page(alert)).status_code == 403
    assert officer().get(reverse("alert-detail", args=[alert.pk + 999])).status_code == 404
    alert.dispositions.filter(administration="cn").delete()
    assert officer("cn").get(page(alert)).status_code == 404


def test_a_foreign_consignment_is_masked_until_a_grant_and_its_reading_is_noted() -> None:
    (alert,) = raised(administration="cn")
    user = person("officer", "kr")
    client = signed_in(user)
    hit = alert.hits.get()
    told = {"declared": SHIPPER, "party": SHIPPER, "seen": "5", "infringing": "1"}
    hit.reasons = [
        *hit.reasons,
        {"code": "history_bad", "value": 1.0, "weight": 0.5, "params": told},
        {"code": "rule", "value": 7, "weight": 0.8, "params": {"name": "Their secret", "rule": 7}},
    ]
    hit.save()
    seen = client.get(page(alert)).content.decode()
    assert SHIPPER not in seen and "Earlier consignments of A party to this" in seen
    assert (
        "Their secret" not in seen
        and "Their secret" in officer("cn").get(page(alert)).content.decode()
    )
    replay = client.get(reverse("alert-replay", args=[alert.pk])).content.decode()
    assert SHIPPER not in replay and "Their secret" not in replay
    assert Read.objects.filter(user_id=user.pk, subject_kind="consignment",
                               subject_id=str(alert.consignment_id)).exists()  # fmt: skip
    make_grant(
        kind="consignment",
        key=alert.consignment_id,
        owner="cn",
        fields=["parties"],
        to_administration="kr",
        basis="Request 7",
        by=of_user(person("officer", "cn")),
    )
    seen = client.get(page(alert)).content.decode()
    assert f"Earlier consignments of {SHIPPER}" in seen and "Their secret" not in seen


def test_an_inspection_is_ordered_once_and_the_officer_goes_to_it() -> None:
    (alert,) = raised()
    client, form = officer(), {"place": "Yard 3", "instruction": "Count the pairs", "version": 1}
    answer = client.post(act(alert, "inspect"), form)
    order = Inspection.objects.get(alert=alert)
    assert answer.headers["Location"] == reverse("inspection-detail", args=[order.pk])
    assert (order.place, order.instruction, order.office) == (
        "Yard 3", "Count the pairs", mine(alert).office,
    )  # fmt: skip
    again = client.post(act(alert, "inspect"), form)
    assert again.status_code == 422 and Inspection.objects.count() == 1
    assert mine(alert).status == "inspecting"


def test_a_dismissal_needs_a_reason_and_can_be_undone() -> None:
    (alert,) = raised()
    client = officer()
    refused = client.post(act(alert, "dismiss"), {"version": 1})
    assert refused.status_code == 422 and "error-summary" in refused.content.decode()
    refused = client.post(act(alert, "dismiss"), {"reason": "other", "version": 1})
    assert refused.status_code == 422
    assert "Write the reason in your own words." in refused.content.decode()
    done = client.post(act(alert, "dismiss"), {"reason": "generic", "note": "ok", "version": 1})
    assert done.headers["Location"] == reverse("alert-list")
    assert mine(alert).status == "dismissed" and mine(alert, "cn").status == "open"
    assert [step["key"] for step in client.get(page(alert)).context["steps"]] == ["o"]
    client.post(act(alert, "reopen"), {"version": mine(alert).version})
    assert mine(alert).status == "open"


def test_the_second_of_two_officers_is_told_that_the_alert_has_changed() -> None:
    (alert,) = raised()
    seen = mine(alert).version
    officer().post(act(alert, "take"), {"version": seen})
    second = officer()
    for verb, form in {
        "dismiss": {"reason": "generic"}, "inspect": {}, "refer": {"note": "Please look"},
        "take": {},
    }.items():  # fmt: skip
        answer = second.post(act(alert, verb), {**form, "version": seen})
        assert answer.status_code == 422, verb
        assert "Look at it again" in answer.content.decode(), verb
    assert mine(alert).status == "assigned" and not Inspection.objects.exists()


def test_a_referral_reaches_the_other_administration_with_its_note() -> None:
    (alert,) = raised()
    client = officer("cn")
    assert client.post(act(alert, "refer"), {"version": 1}).status_code == 422
    client.post(act(alert, "refer"), {"note": "Departs tonight", "version": 1})
    assert Referral.objects.get().receiver == "kr"
    assert "Departs tonight" in officer("kr").get(page(alert)).content.decode()
    offered = [step["key"] for step in client.get(page(alert)).context["steps"]]
    assert "r" not in offered and "i" in offered


def test_a_taken_alert_goes_back_to_the_list_it_was_taken_from() -> None:
    (alert,) = raised()
    back = "/alerts/?tier=high"
    answer = officer().post(f"{act(alert, 'take')}?next={back.replace('?', '%3F')}", {})
    assert answer.headers["Location"] == back
    (alert2,) = raised()
    answer = officer().post(f"{act(alert2, 'dismiss')}?next=https://elsewhere.example/", {
        "reason": "generic", "version": mine(alert2).version,
    })  # fmt: skip
    assert answer.headers["Location"] == reverse("alert-list")


def test_a_decision_asked_by_address_opens_its_form() -> None:
    (alert,) = raised()
    answer = officer().get(act(alert, "dismiss"), follow=True)
    opened = [step["key"] for step in answer.context["steps"] if step["open"]]
    assert opened == ["d"] and "autofocus" in answer.content.decode()


def test_past_alerts_of_the_right_and_the_consignor_show_how_they_ended() -> None:
    first, second = raised(count=2)
    user = person("officer", "kr")
    actions.record_outcome(first, administration="kr", outcome="infringing", by=of_user(user))
    (known,) = signed_in(user).get(page(second)).context["similar"]
    assert known["row"] == first
    assert known["common"] == ["Same right", "Same consignor", "Same wording"]
    (known,) = officer("cn").get(page(second)).context["similar"]
    assert known["common"] == ["Same right", "Same wording"]


def test_the_timeline_tells_decisions_in_words_and_names_no_foreign_officer() -> None:
    (alert,) = raised()
    chinese = person("officer", "cn", first_name="Mei", last_name="Zhang")
    actions.dismiss(mine(alert, "cn"), reason="accessory", by=of_user(chinese))
    told = officer("kr").get(page(alert)).context["timeline"]
    assert str(told[0]["reason"]) == "Part or accessory for the brand's goods"
    assert told[0]["actor"] == "" and officer("cn").get(page(alert)).context["timeline"][0]["actor"]


def test_the_page_asks_the_database_a_fixed_number_of_times(count_queries: Any) -> None:
    alert = raised(count=6)[0]
    client = officer()
    client.get(page(alert))
    with count_queries(27):
        client.get(page(alert))
