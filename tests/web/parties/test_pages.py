"""The list of parties and the page of one, over HTTP."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from seizures.parties.groups import group_of
from seizures.parties.models import MergeEvent, Party
from seizures.screening import actions as screening
from seizures.screening.models import Alert
from tests.builders import actor
from tests.making import recorded, row, screened
from tests.web.alerts.world import FAKE, LANGUAGES, officer

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_tables", "own_index"),
]
LATIN, HAN, SPACED = (
    "QINGDAO LANHAI GARMENT CO LTD",
    "青岛蓝海服装有限公司",
    "QINGDAO LAN HAI GARMENTS CO., LTD",
)


def world(administration: str = "kr") -> Party:
    """Three spellings of one firm on cargo, with an alert on the first's."""
    recorded()
    screened(row("H1", FAKE), row("H2", "CUPS", shipper=HAN), row("H3", "CUPS", shipper=SPACED),
             row("H4", "CUPS", shipper="DALIAN BEIFANG TOYS CO LTD"),
             administration=administration)  # fmt: skip
    return Party.objects.get(name=LATIN)


def page(client: Client, party: Party, status: int = 200, **query: str) -> Any:
    """The page of a party."""
    answer = client.get(reverse("party-detail", args=[party.pk]), query, follow=True)
    assert answer.status_code == status
    return answer


def merge(client: Client, party: Party, *others: Party, reason: str = "same number") -> Any:
    """The answer to the form that merges."""
    data = {"others": [one.pk for one in others], "reason": reason}
    return client.post(reverse("party-merge", args=[party.pk]), data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_answer_in_three_languages(language: str) -> None:
    party = world()
    client = officer()
    client.cookies["django_language"] = language
    assert client.get(reverse("party-list")).status_code == 200
    assert f'lang="{"zh-Hans" if language == "zh-hans" else language}"' in page(
        client, party
    ).content.decode().replace("zh-hans", "zh-Hans")


def test_the_page_offers_the_same_firm_in_other_spellings_and_scripts() -> None:
    party = world()
    offered = [
        str(label)
        for _key, label in page(officer(), party).context["form"].fields["others"].choices
    ]
    assert offered[0].startswith(SPACED)
    assert any(HAN in label and "Sounds alike" in label for label in offered)
    assert not any("DALIAN" in label for label in offered)


def test_merging_counts_the_cargo_of_both_and_can_be_undone() -> None:
    party, client = world(), officer()
    han = Party.objects.get(name=HAN)
    answer = merge(client, party, han)
    assert answer.status_code == 302
    shown = page(client, han)
    assert shown.context["party"] == party and shown.context["record"].consignments == 2
    assert [one.name for one in shown.context["spellings"]] == [LATIN, HAN]
    (bond,) = shown.context["bonds"]
    undone = client.post(reverse("party-unmerge", args=[bond.pk]), follow=True)
    assert "two parties again" in undone.content.decode()
    assert page(client, party).context["record"].consignments == 1
    assert group_of("kr", han.pk)[1] == [han.pk]


def test_sending_the_merge_twice_makes_one_bond() -> None:
    party, client = world(), officer()
    han = Party.objects.get(name=HAN)
    assert merge(client, party, han).status_code == merge(client, party, han).status_code == 302
    assert MergeEvent.objects.count() == 1
    url = reverse("party-unmerge", args=[MergeEvent.objects.get().pk])
    assert client.post(url).status_code == client.post(url).status_code == 302


def test_a_merge_without_a_reason_comes_back_with_its_sentence() -> None:
    party = world()
    answer = merge(officer(), party, Party.objects.get(name=HAN), reason="")
    assert answer.status_code == 422 and "This field is required." in answer.content.decode()
    nothing = merge(officer(), party)
    assert nothing.status_code == 422 and "Choose the spellings" in nothing.content.decode()


def test_a_spelling_is_searched_for_and_merged() -> None:
    party, client = world(), officer()
    toys = Party.objects.get(name__startswith="DALIAN")
    choices = page(client, party, find="dalian").context["form"].fields["others"].choices
    assert (toys.pk, toys.name) in list(choices)
    merge(client, party, toys)
    assert group_of("kr", toys.pk)[0] == party.pk


def test_the_other_administration_and_strangers_find_nothing() -> None:
    party = world()
    url = reverse("party-detail", args=[party.pk])
    assert officer("cn").get(url).status_code == 404
    assert merge(officer("cn"), party, party).status_code == 404
    assert "LANHAI" not in officer("cn").get(reverse("party-list")).content.decode()
    assert Client().get(url).status_code == 302
    assert officer().get(reverse("party-detail", args=[999_999])).status_code == 404
    merge(officer(), party, Party.objects.get(name=HAN))
    bond = MergeEvent.objects.get()
    assert officer("cn").post(reverse("party-unmerge", args=[bond.pk])).status_code == 404
    bond.refresh_from_db()
    assert bond.undone_at is None


def test_whoever_does_not_decide_reads_and_does_not_merge() -> None:
    party = world()
    analyst = officer(role="analyst")
    shown = page(analyst, party)
    assert not shown.context["may_merge"] and "Merge further" not in shown.content.decode()
    assert merge(analyst, party, Party.objects.get(name=HAN)).status_code == 403
    assert officer("", "holder").get(reverse("party-list")).status_code == 403


def test_outcomes_routes_and_partners_stand_on_the_page() -> None:
    party = world()
    alert = Alert.objects.get()
    screening.record_outcome(alert, administration="kr", outcome="infringing",
                             by=actor("officer", "kr"))  # fmt: skip
    shown = page(officer(), party).context
    assert shown["record"].infringing == 1 and shown["alerts"][0]["word"] == "Infringing"
    assert shown["map"]["routes"] == [{"from": "CNTAO", "to": "KRINC", "value": 1, "mode": "sea"}]
    names = [line["name"] for line in shown["network"]["rows"]]
    assert names[0] == "HANBIT TRADE CO LTD" and HAN in names


def test_the_list_finds_names_in_any_script_and_hides_merged_spellings() -> None:
    party, client = world(), officer()
    merge(client, party, Party.objects.get(name=HAN))

    def names(**query: str) -> list[str]:
        rows = client.get(reverse("party-list"), query).context["rows"]
        return [line["party"].name for line in rows]

    assert HAN not in names() and LATIN in names()
    assert names(q="青岛") == [HAN]
    assert names(q="qingdao-lanhai") == [LATIN]


def test_the_page_asks_as_often_for_much_cargo_as_for_little(
    django_assert_max_num_queries: Any,
) -> None:
    party, client = world(), officer()
    page(client, party)
    screened(*(row(f"M{n}", FAKE, consignee=f"FIRM {n} CO LTD") for n in range(30)))
    with django_assert_max_num_queries(46):
        page(client, party)
    with django_assert_max_num_queries(14):
        client.get(reverse("party-list"))
