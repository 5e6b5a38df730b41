"""Nobody sees another's records: other holders 404, officials 403, strangers the door."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import person
from tests.portal.worlds import a_holder, an_agent, asked_for_more, notified_case, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def addresses() -> list[tuple[str, str]]:
    """(method, address) of every page about somebody's record."""
    owner, user = a_holder()
    row = asked_for_more(owner, user)
    case, _officer = notified_case(owner)
    right = row.right_id
    return [
        ("get", reverse("portal-right", args=[right])),
        ("post", reverse("portal-right-names", args=[right])),
        ("post", reverse("portal-right-traders", args=[right])),
        ("post", reverse("portal-right-pictures", args=[right])),
        ("post", reverse("portal-right-also", args=[right])),
        ("get", reverse("portal-record-resume", args=[right])),
        ("get", reverse("portal-record-receipt", args=[right])),
        *(("get", reverse("portal-record-part", args=[right, part]))
          for part in ("what", "where", "names", "traders", "genuine", "check")),
        ("post", reverse("portal-record-part", args=[right, "what"])),
        ("get", reverse("portal-recordation", args=[row.pk])),
        ("post", reverse("portal-recordation-answer", args=[row.pk])),
        ("post", reverse("portal-recordation-withdraw", args=[row.pk])),
        ("get", reverse("portal-notice", args=[case.pk])),
        ("post", reverse("portal-notice", args=[case.pk])),
        ("get", reverse("portal-notice-receipt", args=[case.pk])),
        ("get", reverse("portal-case", args=[case.pk])),
        ("post", reverse("portal-case-step", args=[case.pk, "holder_withdraws"])),
    ]  # fmt: skip


def test_another_holder_and_a_strange_agent_find_nothing() -> None:
    other, stranger = a_holder("Somebody Else")
    for client in (signed_in(stranger), signed_in(an_agent(other))):
        for method, url in addresses():
            assert getattr(client, method)(url).status_code == 404, url


def test_officials_and_pledgees_have_no_business_here() -> None:
    found = addresses()
    lists = [("get", reverse(name)) for name in ("portal-home", "portal-record",
                                                 "portal-notice-list")]  # fmt: skip
    for user in (person("officer", "kr"), person("examiner", "cn"), person("pledgee")):
        for method, url in found + lists:
            assert getattr(signed_in(user), method)(url).status_code == 403, url


def test_a_stranger_is_sent_to_the_door() -> None:
    for method, url in addresses():
        answer = getattr(Client(), method)(url)
        assert answer.status_code == 302 and "/accounts/login" in answer.url


def test_a_draft_is_never_begun_for_somebody_else() -> None:
    other, _them = a_holder("Somebody Else")
    _owner, user = a_holder()
    answer = signed_in(user).post(reverse("portal-record"), {
        "holder": f"h{other.pk}", "kind": "trademark", "mark": "THEIRS"})  # fmt: skip
    assert answer.status_code == 422 and not other.rights.exists()


def test_lists_show_only_what_is_ones_own() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    other, stranger = a_holder("Somebody Else")
    notified_case(other, mark="SOLBIT")
    page = signed_in(user).get(reverse("portal-notice-list"))
    assert [row["case"] for row in page.context["rows"]] == [case]
    assert "SOLBIT" not in signed_in(user).get(reverse("portal-home")).content.decode()
    assert case.number not in signed_in(stranger).get(reverse("portal-home")).content.decode()


def test_a_paper_of_another_draft_is_not_taken_off() -> None:
    from seizures.files.models import Attachment

    owner, user = a_holder()
    row = asked_for_more(owner, user)
    paper = Attachment.objects.on("recordation", row.pk).first()
    other, stranger = a_holder("Somebody Else")
    theirs = asked_for_more(other, stranger)
    signed_in(stranger).post(
        reverse("portal-record-part", args=[theirs.right_id, "where"]), {"remove": paper.pk}
    )
    assert Attachment.objects.filter(pk=paper.pk).exists()


def test_strange_cursors_and_keys_are_no_errors() -> None:
    _owner, user = a_holder()
    client = signed_in(user)
    for query in ("before=x", "before=99999999999999999999999", "after=-1", "state=zz"):
        for name in ("portal-home", "portal-notice-list"):
            assert client.get(f"{reverse(name)}?{query}").status_code == 200, query
