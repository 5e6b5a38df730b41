"""Guarantees and money on the desk and in the portal: who may, what is refused, what it costs."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from seizures.cases import ledger_of_money
from seizures.cases.actions import costs, covering
from seizures.cases.models import Guarantee, SeizureCase
from seizures.core import clock
from tests.builders import actor, holder, holder_user, recorded_right
from tests.cases.guaranteed import applied, covered, in_force
from tests.cases.walking import opened, step
from tests.web.visiting import LANGUAGES, statuses, visitor, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def deed(case: SeizureCase, name: str) -> str:
    return reverse("case-money", args=[case.pk, name])


def cost(case: SeizureCase, **more: str) -> dict[str, str]:
    """A day of storage as the form sends it."""
    return {"kind": "storage", "first": clock.today("cn").isoformat(), "days": "3", "rate": "20",
            "currency": case.currency, "version": str(case.version)} | more  # fmt: skip


def test_only_officers_of_the_administration_book_money() -> None:
    case, _officer = opened("cn")
    clients = [visitor_of("auditor", "cn"), visitor_of("officer", "kr"), visitor_of("holder")]
    for name in ("cost", "payment", "top-up", "cover", "strike", "penalty-value"):
        got = [client.post(deed(case, name), {}).status_code for client in clients]
        assert got == [403, 404, 403], name
    client = visitor_of("officer", "cn")
    assert client.post(deed(case, "gift"), {}).status_code == 404
    assert client.get(deed(case, "cost")).status_code == 405


def test_a_cost_is_charged_paid_and_shown_and_the_same_form_counts_once() -> None:
    case, _officer = opened("cn")
    client = visitor_of("officer", "cn")
    sent = cost(case)
    assert client.post(deed(case, "cost"), {**sent, "rate": "0"}).status_code == 422
    assert client.post(deed(case, "cost"), {**sent, "days": ""}).status_code == 422
    assert client.post(deed(case, "cost"), sent).status_code == 302
    again = client.post(deed(case, "cost"), sent)
    assert again.status_code == 422 and "Look again" in again.content.decode()
    case.refresh_from_db()
    page = client.get(reverse("case-detail", args=[case.pk]))
    assert page.context["money"]["owed"][0]["amount"] == 60
    pay = {"payer": "holder", "amount": "61", "reference": "Q-1", "version": case.version}
    more = client.post(deed(case, "payment"), pay)
    assert more.status_code == 422 and "up to that" in more.content.decode()
    assert client.post(deed(case, "payment"), {**pay, "amount": "60"}).status_code == 302
    case.refresh_from_db()
    row = case.costs.get()
    struck = client.post(deed(case, "strike"), {"cost": row.pk, "reason": "Entered twice",
                                                "version": case.version})  # fmt: skip
    assert struck.status_code == 422 and "not enough" in struck.content.decode()


def test_the_limit_of_a_fine_stands_on_the_page_and_follows_its_value() -> None:
    case, _officer = opened("cn")
    client = visitor_of("officer", "cn")
    value = {"dutiable": "1000", "duty": "100", "taxes": "143", "version": case.version}
    assert client.post(deed(case, "penalty-value"), value).status_code == 302
    page = client.get(reverse("case-detail", args=[case.pk])).content.decode()
    assert "372.90" in page and "Customs Penalty Regulations, Arts. 25(1), 64" in page
    korean, _officer = opened("kr")
    wrong = visitor_of("officer", "kr").post(deed(korean, "penalty-value"),
                                             {**value, "version": korean.version})  # fmt: skip
    assert wrong.status_code == 422


def test_a_case_is_covered_from_its_page() -> None:
    guarantee, (case,) = covered()
    client = visitor_of("officer", "cn")
    page = client.get(reverse("case-detail", args=[case.pk]))
    assert "cover" in [row["code"] for row in page.context["money"]["deeds"]]
    sent = {"guarantee": guarantee.pk, "amount": "200001", "version": case.version}
    refused = client.post(deed(case, "cover"), sent)
    assert refused.status_code == 422 and "lacking" in refused.content.decode()
    for _twice in range(2):
        sent["amount"] = "4000"
        client.post(deed(case, "cover"), sent)
    assert ledger_of_money.free_of(guarantee) == 196_000
    page = client.get(reverse("case-detail", args=[case.pk])).content.decode()
    assert guarantee.number in page


def test_an_application_is_entered_proposed_and_accepted_by_another() -> None:
    owner = holder()
    recorded_right(owner=owner)
    first, second = visitor_of("officer", "cn"), visitor_of("senior_officer", "cn")
    new = reverse("guarantee-new")
    sent = {"holder": owner.name, "amount": "250000", "form": "guarantee_letter",
            "guarantor": "Hanbada Bank", "reference": "B-1", "past_costs": "0",
            "expected_costs": "0",
            "letter_until": dt.date(clock.today("cn").year + 1, 7, 1).isoformat()}  # fmt: skip
    assert first.post(new, {**sent, "holder": "Nobody"}).status_code == 422
    low = first.post(new, {**sent, "amount": "5"})
    assert low.status_code == 422 and "200,000" in low.content.decode()
    for _twice in range(2):
        assert first.post(new, sent).status_code == 302
    row = Guarantee.objects.get()
    assert first.post(reverse("guarantee-deed", args=[row.pk, "accept"])).status_code == 422
    assert first.post(reverse("guarantee-deed", args=[row.pk, "propose"])).status_code == 302
    assert second.post(reverse("guarantee-deed", args=[row.pk, "accept"])).status_code == 302
    raised = {"amount": "50000", "reference": "B-2", "version": "0"}
    assert second.post(reverse("guarantee-deed", args=[row.pk, "raise"]), raised).status_code == 422
    row.refresh_from_db()
    raised["version"] = str(row.version)
    assert second.post(reverse("guarantee-deed", args=[row.pk, "raise"]), raised).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.amount) == ("accepted", 300_000)


def test_guarantees_of_the_other_side_and_of_other_holders_do_not_exist() -> None:
    guarantee, _cases = covered()
    page = reverse("guarantee-detail", args=[guarantee.pk])
    people = [("officer", "cn"), ("auditor", "cn"), ("officer", "kr"), ("holder", "")]
    clients = [visitor_of(role, place) for role, place in people]
    assert statuses(page, *clients) == [200, 200, 404, 403]
    assert statuses(reverse("guarantee-new"), visitor_of("auditor", "cn")) == [403]
    stranger = visitor(holder_user(holder("Gaon Industries")))
    mine = visitor(holder_user(guarantee.holder))
    take_back = reverse("portal-guarantee-withdraw", args=[guarantee.pk])
    assert stranger.post(take_back).status_code == 404
    assert mine.post(take_back).status_code == 302
    assert visitor_of("officer", "cn").get(reverse("guarantee-list")).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_speak_every_language(language: str) -> None:
    guarantee, (case, _other) = covered(count=2)
    covering.draw_guarantee(case, guarantee, by=actor("officer", "cn"))
    client = visitor_of("senior_officer", "cn", language)
    for name, keys in (("guarantee-list", []), ("guarantee-detail", [guarantee.pk]),
                       ("guarantee-new", []), ("case-detail", [case.pk])):  # fmt: skip
        assert client.get(reverse(name, args=keys)).status_code == 200
    own = visitor(holder_user(guarantee.holder), language)
    for name in ("portal-money", "portal-guarantee-apply"):
        assert own.get(reverse(name)).status_code == 200


def test_the_holder_sees_applies_covers_and_owes_in_the_portal() -> None:
    owner = holder()
    user = holder_user(owner)
    right = recorded_right(owner=owner)
    case, officer = opened("cn", right=right)
    step(case, "suspend_release", officer)
    guarantee = in_force(owner)
    costs.charge_cost(case, kind="storage", first=clock.today("cn"), rate=Decimal(77), by=officer)
    client = visitor(user)
    page = client.get(reverse("portal-money")).content.decode()
    assert "77.00" in page and guarantee.number in page
    seen = client.get(reverse("portal-case", args=[case.pk])).content.decode()
    assert "Not paid yet" in seen and f"guarantee {guarantee.number}" in seen
    cover = reverse("portal-case-cover", args=[case.pk, guarantee.pk])
    assert visitor(holder_user(holder("Gaon"))).post(cover).status_code == 404
    assert client.get(cover).status_code == 405
    for _twice in range(2):
        assert client.post(cover).status_code == 302
    assert case.securities.get().guarantee_id == guarantee.pk
    apply = reverse("portal-guarantee-apply")
    assert client.post(apply, {}).status_code == 422
    sent = {"holder": owner.pk, "administration": "kr", "amount": "9000000",
            "form": "guarantor_letter", "guarantor": "Bank", "reference": "K-1",
            "past_costs": "0", "expected_costs": "0"}  # fmt: skip
    refused = client.post(apply, sent)
    assert refused.status_code == 422 and "period" in refused.content.decode()
    today = clock.today("kr")
    sent |= {"covers_from": today.isoformat(),
             "covers_until": (today + dt.timedelta(days=90)).isoformat()}  # fmt: skip
    assert client.post(apply, sent).status_code == 302


def test_the_pages_ask_the_database_a_fixed_number_of_times(count_queries: Any) -> None:
    guarantee, cases = covered(count=4)
    officer = actor("officer", "cn")
    for case in cases:
        covering.draw_guarantee(case, guarantee, amount=Decimal(10), by=officer)
        for _n in range(3):
            costs.charge_cost(case, kind="storage", first=clock.today("cn"), rate=Decimal(9),
                              by=officer)  # fmt: skip
    applied(guarantee.holder, reference="B-7")
    client, own = visitor_of("officer", "cn"), visitor(holder_user(guarantee.holder))
    for one, address, most in (
        (client, reverse("guarantee-list"), 8),
        (client, reverse("guarantee-detail", args=[guarantee.pk]), 22),
        (client, reverse("case-detail", args=[cases[0].pk]), 46),
        (own, reverse("portal-money"), 36),
    ):
        one.get(address)
        with count_queries(most):
            assert one.get(address).status_code == 200
