"""One box: marks, numbers, documents, containers and names, each by its beginning."""

from typing import Any

import pytest
from django.urls import reverse

from seizures.cases import actions as cases
from tests.builders import found_goods, person
from tests.making import recorded, row, screened
from tests.web.alerts.world import LANGUAGES, officer, raised, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_tables", "own_index"),
]
URL = "/search/"


def found(client: Any, text: str) -> dict[str, list[str]]:
    """What a search shows: titles by group."""
    answer = client.get(URL, {"q": text})
    assert answer.status_code == 200
    return {group["title"]: [line["title"] for line in group["rows"]]
            for group in answer.context["groups"]}  # fmt: skip


def test_a_mark_is_found_whatever_its_case_and_script() -> None:
    recorded()
    recorded("누리봄")
    client = officer()
    assert found(client, "velan")["Rights"] == ["VELANTIS"]
    assert found(client, "누리")["Rights"] == ["누리봄"]


def test_a_mark_is_found_by_a_recorded_name_in_another_script() -> None:
    right = recorded()
    right.aliases.create(language="zh", text="东海鲸")
    right.aliases.create(language="ko", text="고래표", is_confirmed=False)
    client = officer()
    assert found(client, "东海")["Rights"] == ["VELANTIS"]
    assert "Rights" not in found(client, "고래")
    (told,) = client.get(URL, {"q": "东海"}).context["groups"][0]["rows"]
    assert told["note"] == "东海鲸 · Trademark · Velantis GmbH"


def test_a_consignment_is_found_by_house_document_master_and_container() -> None:
    raised()
    client = officer()
    for text in ("hbl0000", "HBL00", "MB1", "CSQU305", "csqu 3054383"):
        assert found(client, text)["Consignments"] == ["HBL0000"], text


def test_own_cargo_is_found_among_many_documents_of_the_other_side(monkeypatch: Any) -> None:
    monkeypatch.setattr("seizures.web.search.OF_PARTY", 2)
    box = {"container": "CSQU3054383"}
    screened(*(row(f"ZZ{n}", "CUPS", **box) for n in range(4)), administration="cn")
    screened(row("ZZ9", "CUPS", **box))
    for text in ("ZZ", "CSQU"):
        assert found(officer("kr"), text)["Consignments"] == ["ZZ9"], text


def test_a_number_says_what_its_record_is_about() -> None:
    (alert,) = raised()
    (told,) = officer().get(URL, {"q": alert.number[:6]}).context["groups"][0]["rows"]
    assert (told["title"], told["note"]) == (alert.number, "VELANTIS")


def test_a_party_is_found_by_its_name_and_leads_to_its_consignments() -> None:
    recorded()
    screened(row("H1", "CUPS"), row("H2", "CUPS", shipper="青岛蓝海贸易有限公司"))
    client = officer()
    assert found(client, "qingdao lanhai")["Parties"] == ["QINGDAO LANHAI GARMENT CO LTD"]
    (party,) = client.get(URL, {"q": "青岛"}).context["groups"][0]["rows"]
    assert [line["row"].reference for line in client.get(party["url"]).context["cargo"]] == ["H2"]


def test_parties_on_the_other_administrations_cargo_stay_closed() -> None:
    recorded()
    screened(row("H1", "CUPS"), administration="cn")
    assert "Parties" not in found(officer("kr"), "qingdao")
    party = found(officer("cn"), "qingdao")
    assert party["Parties"] == ["QINGDAO LANHAI GARMENT CO LTD"]
    assert officer("kr").get(URL, {"party": "1"}, follow=True).status_code == 404
    assert found(officer("kr"), "H1") == {}


def test_a_number_of_ours_leads_straight_to_its_record() -> None:
    (alert,) = raised()
    client = officer()
    answer = client.get(URL, {"q": alert.number.lower()})
    assert answer.headers["Location"] == reverse("alert-detail", args=[alert.pk])
    manifest = alert.consignment.manifest
    answer = client.get(URL, {"q": manifest.number})
    assert answer.headers["Location"] == reverse("manifest-detail", args=[manifest.pk])
    assert found(client, manifest.number[:8])["Manifests"] == [manifest.number]
    assert found(client, alert.number[:6])["Alerts"] == [alert.number]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["", "a", "nothing begins so", "%_\\", "'; --"])
def test_odd_questions_get_a_calm_answer(text: str, language: str) -> None:
    answer = signed_in(person("officer", "kr"), language).get(URL, {"q": text})
    assert answer.status_code == 200 and answer.context["groups"] == []


def test_a_search_asks_a_fixed_number_of_times(count_queries: Any) -> None:
    raised(count=8)
    client = officer()
    with count_queries(20):
        client.get(URL, {"q": "hbl"})


def test_right_holders_have_no_search_over_cargo() -> None:
    assert signed_in(person("holder")).get(URL, {"q": "velan"}).status_code == 403


def test_what_is_looked_for_in_one_list_does_not_stand_in_the_search_of_everything() -> None:
    client, field = (
        officer(),
        'id="shell-search" class="form-control" type="search" name="q" value=',
    )
    assert f'{field}"velan"' in client.get(URL, {"q": "velan"}).content.decode()
    assert f'{field}""' in client.get("/rights/", {"q": "velan"}).content.decode()


def test_a_mark_named_in_full_in_any_script_finds_its_alerts_and_cases() -> None:
    (alert,) = raised()
    inspection, by = found_goods(alert.right)
    case = cases.open_case(inspection, track="kr/on_request", by=by)
    client = officer()
    for text in ("velantis", "벨란티스"):
        groups = found(client, text)
        assert alert.number in groups["Alerts"] and groups["Cases"] == [case.number]
    assert "Alerts" not in found(client, "velant")
    assert "Cases" not in found(officer("cn"), "velantis")
