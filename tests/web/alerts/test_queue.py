"""Pages around the queue: the line, bundles, snoozes, the second signature, many at once."""

import re
from typing import Any

import pytest
from django.urls import reverse

from seizures.cargo.models import Consignment
from seizures.core.actor import of_user, system
from seizures.inspections.models import Inspection
from seizures.screening import actions
from seizures.screening.models import Alert, Bundle, Disposition, Shift, Snooze
from tests.builders import person
from tests.making import recorded, row, screened
from tests.web.alerts.world import FAKE, LANGUAGES, mine, officer, raised, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_tables", "own_index"),
]
URL = "/alerts/"
BULK = "/alerts/bulk/"


def lone(count: int) -> list[Alert]:
    """Alerts of different senders, the first one the strongest."""
    recorded()
    screened(*(row(f"HBL{n:04d}", FAKE, shipper=f"FIRM NUMBER{n} LTD") for n in range(count)))
    alerts = list(Alert.objects.order_by("id"))
    for place, alert in enumerate(alerts):
        alert.dispositions.update(score=0.9 - place / 100)
    return alerts


def bundled(count: int = 3) -> Bundle:
    """A bundle in the Korean queue."""
    raised(count=count)
    actions.arrange(by=system())
    return Bundle.objects.get(administration="kr")


def chosen(*alerts: Alert) -> list[str]:
    """Rows as the list's boxes send them."""
    return [f"{mine(alert).pk}:{mine(alert).version}" for alert in alerts]


def line_at(answer: Any) -> int | None:
    """The place of the row before which the line is drawn."""
    keys = [line.disposition.pk for line in answer.context["rows"]]
    before = answer.context["line_before"]
    return keys.index(before) if before else None


def test_the_line_is_drawn_where_the_inspections_of_the_shift_end() -> None:
    lone(5)
    senior = signed_in(person("senior_officer", "kr"))
    saved = senior.post("/alerts/shift/", {"inspections": "2"})
    assert saved.headers["Location"] == URL
    answer = senior.get(URL)
    assert line_at(answer) == 2 and "2 inspections; 0 done, 2 left" in answer.content.decode()
    senior.post(reverse("alert-inspect", args=[Alert.objects.earliest("id").pk]), {"version": 1})
    assert line_at(senior.get(URL)) == 1
    assert "2 inspections; 1 done, 1 left" in senior.get(URL).content.decode()


def test_the_line_is_found_on_the_page_it_falls_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seizures.web.alerts.SIZE", 2)
    lone(6)
    senior = signed_in(person("senior_officer", "kr"))
    for capacity, places in ((1, [1, None, None]), (2, [None, 0, None]), (3, [None, 1, None]),
                             (0, [0, None, None]), (60, [None, None, None])):  # fmt: skip
        senior.post("/alerts/shift/", {"inspections": capacity})
        url, found = URL, []
        for _page in range(3):
            answer = senior.get(url)
            found.append(line_at(answer))
            url = URL + answer.context["next_url"]
        assert found == places, capacity


def test_filters_and_other_states_keep_or_drop_the_line() -> None:
    lone(4)
    signed_in(person("senior_officer", "kr")).post("/alerts/shift/", {"inspections": 2})
    client = officer()
    assert line_at(client.get(URL + "?side=import")) == 2
    assert line_at(client.get(URL + "?state=all")) is None
    assert not client.get(URL + "?state=dismissed").context["head"]


def test_the_shift_is_set_by_senior_officers_of_the_administration_alone() -> None:
    assert officer().post("/alerts/shift/", {"inspections": "3"}).status_code == 422
    assert officer("kr", "auditor").get("/alerts/shift/").status_code == 403
    assert signed_in(person("holder")).get("/alerts/shift/").status_code == 403
    senior = signed_in(person("senior_officer", "kr"))
    foreign = person("officer", "cn").office
    assert senior.get(f"/alerts/shift/?office={foreign.pk}").status_code == 404
    assert senior.post("/alerts/shift/", {"inspections": "-1"}).status_code == 422
    senior.post("/alerts/shift/", {"inspections": "3", "version": "1"})
    stale = senior.post("/alerts/shift/", {"inspections": "4", "version": "1"})
    assert stale.status_code == 422 and Shift.objects.get().capacity == 3


def test_a_bundle_is_one_row_and_one_page_with_its_members() -> None:
    bundle = bundled()
    client = officer()
    (line,) = client.get(URL).context["rows"]
    assert line.disposition == bundle.lead and "Bundle of 3" in client.get(URL).content.decode()
    assert len(client.get(URL + "?q=HBL").context["rows"]) == 3
    page = client.get(f"/bundles/{bundle.pk}/")
    assert len(page.context["rows"]) == 3 and "Same sender" in page.content.decode()
    assert officer("cn").get(f"/bundles/{bundle.pk}/").status_code == 404
    assert signed_in(person("holder")).get(f"/bundles/{bundle.pk}/").status_code == 403


def test_a_decision_on_the_lead_settles_the_bundle_and_a_stale_look_does_not() -> None:
    bundle = bundled()
    lead, client = bundle.lead.alert, officer()
    seen = bundle.lead.version
    member = Disposition.objects.filter(bundle=bundle).exclude(pk=bundle.lead_id).first()
    out = client.post(reverse("alert-take-out", args=[member.alert_id]),
                      {"version": member.version})  # fmt: skip
    assert out.status_code == 302
    dismiss = reverse("alert-dismiss", args=[lead.pk])
    assert client.post(dismiss, {"reason": "generic", "version": seen}).status_code == 422
    assert client.post(dismiss, {"reason": "generic",
                                 "version": mine(lead).version}).status_code == 302  # fmt: skip
    told = Disposition.objects.filter(administration="kr").values_list("status", flat=True)
    assert sorted(told) == ["dismissed", "dismissed", "open"]


def test_a_snoozed_alert_leaves_the_queue_and_is_found_among_the_snoozed() -> None:
    (alert,) = raised()
    client = officer()
    url = reverse("alert-snooze", args=[alert.pk])
    assert client.post(url, {"days": "3", "version": 1}).status_code == 422
    done = client.post(url, {"days": "3", "reason": "Samples on the way", "version": 1})
    assert done.status_code == 302 and not client.get(URL).context["rows"]
    told = client.get(URL + "?state=snoozed").content.decode()
    assert "Samples on the way" in told and alert.number in told
    rest = Snooze.objects.get()
    assert officer("cn").post(f"/alerts/snoozes/{rest.pk}/end/").status_code == 404
    assert "Samples on the way" in client.get("/alerts/snoozes/").content.decode()
    client.post(f"/alerts/snoozes/{rest.pk}/end/")
    assert mine(alert).status == "open" and len(client.get(URL).context["rows"]) == 1


def test_a_strong_alert_is_dismissed_by_two_officers(settings: Any) -> None:
    settings.COUNTERSIGN_SCORE = 0.01
    (alert,) = raised()
    first, second = officer(), officer()
    first.post(reverse("alert-dismiss", args=[alert.pk]), {"reason": "generic", "version": 1})
    assert mine(alert).status == "proposed" and not first.get(URL).context["rows"]
    assert len(second.get(URL + "?state=proposed").context["rows"]) == 1
    confirm = reverse("alert-confirm", args=[alert.pk])
    own = first.post(confirm, {"version": mine(alert).version})
    assert own.status_code == 422 and "second officer" in own.content.decode()
    keys = [step["key"] for step in second.get(f"/alerts/{alert.pk}/").context["steps"]]
    assert keys == ["y", "n"]
    assert second.post(confirm, {"version": mine(alert).version}).status_code == 302
    assert mine(alert).status == "dismissed"
    assert second.post(confirm, {"version": mine(alert).version}).status_code == 422


def test_merging_and_joining_ask_for_numbers_that_exist() -> None:
    first, second = lone(2)
    client = officer()
    merge = reverse("alert-merge", args=[first.pk])
    for wrong in ("AL-2026-999999", first.number):
        answer = client.post(merge, {"into": wrong, "version": mine(first).version})
        assert answer.status_code == 422
    done = client.post(merge, {"into": second.number.lower(), "version": mine(first).version})
    assert done.headers["Location"] == reverse("alert-detail", args=[second.pk])
    assert first.number in client.get(f"/alerts/{second.pk}/").content.decode()
    client.post(reverse("alert-part", args=[first.pk]), {"version": mine(first).version})
    assert mine(first).status == "open"
    join = client.post(reverse("alert-join", args=[first.pk]), {"case": "KR-SC-1"})
    assert join.status_code == 422 and "No case" in join.content.decode()


@pytest.mark.parametrize(("deed", "data", "status"), [
    ("dismiss", {"reason": "generic"}, "dismissed"), ("inspect", {"place": "Yard"}, "inspecting"),
    ("snooze", {"days": "3", "reason": "Later"}, "snoozed"), ("assign", {}, "assigned"),
])  # fmt: skip
def test_one_decision_on_a_selection_tells_what_came_of_each_row(
    deed: str, data: dict[str, str], status: str
) -> None:
    alerts = lone(3)
    user = person("officer", "kr")
    client, rows = signed_in(user), chosen(*alerts)
    if deed == "assign":
        data = {"officer": str(user.pk)}
    asked = client.post(BULK, {"deed": deed, "row": rows})
    assert asked.status_code == 200 and mine(alerts[0]).status == "open"
    actions.take(mine(alerts[1]), by=of_user(person("officer", "kr")))
    sent = {"deed": deed, "row": rows, "confirmed": "1", **data}
    answer = client.post(BULK, sent)
    told = [(one.is_done, bool(one.refused)) for one in answer.context["chosen"]]
    assert told == [(True, False), (False, True), (True, False)]
    assert [mine(alert).status for alert in alerts] == [status, "assigned", status]
    again = client.post(BULK, sent)
    assert not any(one.is_done for one in again.context["chosen"])
    assert Inspection.objects.count() == (2 if deed == "inspect" else 0)


def test_a_selection_needs_rows_of_ones_own_queue_and_a_decision() -> None:
    (alert,) = raised()
    client = officer()
    assert client.post(BULK, {"deed": "dismiss"}).status_code == 422
    assert client.post(BULK, {"deed": "burn", "row": chosen(alert)}).status_code == 422
    foreign = f"{mine(alert, 'cn').pk}:1"
    assert client.post(BULK, {"deed": "dismiss", "row": foreign}).status_code == 422
    many = [f"{n}:1" for n in range(1, 202)]
    assert client.post(BULK, {"deed": "dismiss", "row": many}).status_code == 422
    wrong = client.post(BULK, {"deed": "dismiss", "row": chosen(alert), "confirmed": "1"})
    assert wrong.status_code == 422 and mine(alert).status == "open"
    assert officer("kr", "auditor").post(BULK).status_code == 403
    assert client.get(BULK).status_code == 405


def test_an_alert_without_a_manifest_enters_the_queue_with_its_source() -> None:
    right = recorded()
    client = officer()
    page = client.get("/alerts/raise/?q=vel").content.decode()
    key = re.search(r'name="client_key" value="(\w+)"', page)
    assert key
    form = {
        "q": "vel", "client_key": key[1], "channel": "post", "reference": "EM123456789CN",
        "description": "SPORTS SHOES", "mode": "post", "origin": "CNTAO", "destination": "KRINC",
        "right": right.pk, "reason": "Logo on the box", "quantity": "2",
    }  # fmt: skip
    assert client.post("/alerts/raise/", {**form, "reason": ""}).status_code == 422
    away = client.post("/alerts/raise/", {**form, "destination": "CNSHA"})
    assert away.status_code == 422 and not Consignment.objects.exists()
    done = client.post("/alerts/raise/", form)
    alert = Alert.objects.get()
    assert done.headers["Location"] == reverse("alert-detail", args=[alert.pk])
    client.post("/alerts/raise/", form)
    assert Alert.objects.count() == Consignment.objects.count() == 1
    assert (alert.source, alert.is_by_hand) == ("post", True)
    assert "Post counter" in client.get(URL).content.decode()
    assert officer("kr", "auditor").get("/alerts/raise/").status_code == 403


def test_patents_and_designs_have_a_queue_of_their_own() -> None:
    (alert,) = raised()
    alert.dispositions.update(tier="refer")
    client = officer()
    assert not client.get(URL).context["rows"]
    assert len(client.get(URL + "?state=examiner").context["rows"]) == 1
    assert len(client.get(URL + "?tier=refer").context["rows"]) == 1


def test_random_items_are_marked_and_offered() -> None:
    alerts = lone(4)
    office = mine(alerts[0]).office
    actions.set_capacity("kr", office=office, inspections=1,
                         by=of_user(person("senior_officer", "kr")))  # fmt: skip
    actions.explore(by=system())
    answer = officer().get(f"{URL}?office={office.pk}")
    (draw,) = answer.context["head"]["draws"]
    assert draw.disposition_id != mine(alerts[0]).pk
    assert "Random item" in answer.content.decode() and "Drawn at random" in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_around_the_queue_read_in_every_language(language: str) -> None:
    bundle = bundled()
    client = signed_in(person("officer", "kr"), language)
    for url in ("/alerts/quality/", "/alerts/snoozes/", "/alerts/shift/", "/alerts/raise/?q=vel",
                f"/bundles/{bundle.pk}/", "/alerts/?state=snoozed"):  # fmt: skip
        assert client.get(url).status_code == 200, url


def test_the_list_with_everything_on_asks_the_database_a_fixed_number_of_times(
    count_queries: Any,
) -> None:
    alerts = lone(8)
    raised(count=4)
    actions.arrange(by=system())
    office = mine(alerts[0]).office
    senior = of_user(person("senior_officer", "kr"))
    actions.set_capacity("kr", office=office, inspections=2, by=senior)
    actions.explore(by=system())
    client = officer()
    client.get(f"{URL}?office={office.pk}")
    with count_queries(11):
        client.get(f"{URL}?office={office.pk}")
