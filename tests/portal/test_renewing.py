"""The holder asks for another term and the examiner decides, page by page."""

import datetime as dt

import pytest
from django.urls import reverse

from seizures.core import clock
from seizures.rights.models import Recordation, Renewal
from tests.builders import recorded_right
from tests.portal.worlds import a_holder, paper, signed_in
from tests.web.visiting import LANGUAGES, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def ending(days: int = 100) -> tuple[Recordation, object]:
    """A Korean recordation near its end, and its holder."""
    owner, user = a_holder()
    row = recorded_right(owner=owner, administrations=("kr",)).recordations.get()
    row.expires_on = clock.today("kr") + dt.timedelta(days=days)
    row.save()
    return row, user


def test_from_the_notice_on_the_page_to_the_new_term() -> None:
    row, user = ending()
    holder, page = signed_in(user), reverse("portal-recordation", args=[row.pk])
    renew = reverse("portal-recordation-renew", args=[row.pk])
    assert renew in holder.get(page).content.decode()
    later = clock.today("kr") + dt.timedelta(days=4000)
    sent = {"right_expires_on": later.isoformat(), "certificate": paper(), "note": "As before"}
    for _twice in range(2):
        assert holder.post(renew, sent)["Location"] == page
    told = holder.get(page).content.decode()
    assert "Renewal asked for" in told and renew not in told
    examiner = visitor_of("examiner", "kr")
    listed = examiner.get(reverse("examination-list"), {"state": "renewal"})
    assert [item["row"] for item in listed.context["rows"]] == [row]
    assert listed.context["rows"][0]["due_on"] == Renewal.objects.get().decide_by
    detail = reverse("examination-detail", args=[row.pk])
    shown = examiner.get(detail)
    assert [step["key"] for step in shown.context["steps"]] == ["n", "r"]
    assert "As before" in shown.content.decode() and shown.context["clock"]
    decide = reverse("examination-decide", args=[row.pk, "renew"])
    assert examiner.post(decide)["Location"] == detail
    row.refresh_from_db()
    assert row.expires_on > clock.today("kr") + dt.timedelta(days=3500)
    assert not examiner.get(detail).context["steps"]


def test_a_refused_renewal_tells_the_holder_why() -> None:
    row, user = ending()
    holder = signed_in(user)
    holder.post(reverse("portal-recordation-renew", args=[row.pk]), {})
    examiner = visitor_of("examiner", "kr")
    refuse = reverse("examination-decide", args=[row.pk, "refuse-renewal"])
    assert examiner.post(refuse, {"reason": ""}).status_code == 422
    assert examiner.post(refuse, {"reason": "Assigned to another"}).status_code == 302
    told = holder.get(reverse("portal-recordation", args=[row.pk])).content.decode()
    assert "Assigned to another" in told and "Renew the recordation" in told


def test_a_right_that_ends_is_said_at_its_field() -> None:
    row, user = ending()
    day = clock.today("kr") + dt.timedelta(days=50)
    answer = signed_in(user).post(reverse("portal-recordation-renew", args=[row.pk]),
                                  {"right_expires_on": day.isoformat()})  # fmt: skip
    assert answer.status_code == 422 and answer.context["form"].errors["right_expires_on"]


@pytest.mark.parametrize("days", [5, 500])
def test_outside_the_window_the_way_leads_back(days: int) -> None:
    row, user = ending(days)
    answer = signed_in(user).post(reverse("portal-recordation-renew", args=[row.pk]), {})
    assert answer["Location"] == reverse("portal-recordation", args=[row.pk])
    assert not Renewal.objects.exists()


def test_without_an_application_nothing_is_renewed() -> None:
    row, _user = ending()
    answer = visitor_of("examiner", "kr").post(
        reverse("examination-decide", args=[row.pk, "renew"])
    )
    assert answer.status_code == 422 and "No renewal was asked for" in answer.content.decode()


def test_who_decides_second_is_told_so() -> None:
    row, _user = ending()
    row.status, row.expires_on = "submitted", None
    row.save()
    first, second = visitor_of("examiner", "kr"), visitor_of("examiner", "kr")
    first.post(reverse("examination-decide", args=[row.pk, "refuse"]), {"reason": "No"})
    late = second.post(reverse("examination-decide", args=[row.pk, "accept"]))
    assert late.status_code == 422 and "look at it again" in late.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_readers_language(language: str) -> None:
    row, user = ending()
    answer = signed_in(user, language).get(reverse("portal-recordation-renew", args=[row.pk]))
    assert f'<html lang="{language}"' in answer.content.decode()
