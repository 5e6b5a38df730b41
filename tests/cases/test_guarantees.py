"""Guarantees for many cases: two officers accept, cases draw, never more than there is."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from seizures.cases import ledger_of_money
from seizures.cases.actions import costs, covering, guarantees, money
from seizures.cases.forecasts import forecast
from seizures.cases.models import Guarantee
from seizures.core import clock
from seizures.core.actor import of_user, system
from seizures.core.errors import NotAllowed, Refused, Stale
from tests.builders import actor, holder, holder_user, recorded_right
from tests.cases.guaranteed import applied, cases_of, covered, in_force
from tests.cases.test_at_once import all_at_once
from tests.cases.walking import opened, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_china_asks_at_least_last_years_costs_and_two_hundred_thousand() -> None:
    owner = holder()
    recorded_right(owner=owner)
    with pytest.raises(Refused, match="at least 200,000"):
        applied(owner, amount="199999")
    with pytest.raises(Refused, match="at least 310,000"):
        applied(owner, amount="300000", past_costs=Decimal(310_000))
    with pytest.raises(Refused, match="not accepted"):
        applied(owner, form="cash")
    with pytest.raises(Refused, match="guarantor"):
        applied(owner, reference=" ")
    assert applied(owner).minimum == 200_000


def test_without_a_recorded_trademark_nothing_can_be_guaranteed() -> None:
    owner = holder()
    recorded_right(owner=owner, kind="patent")
    with pytest.raises(Refused, match="No right"):
        applied(owner)


def test_only_the_holder_and_officers_of_the_place_apply() -> None:
    owner = holder()
    recorded_right(owner=owner)
    with pytest.raises(NotAllowed):
        applied(owner, by=actor("officer", "kr"))
    with pytest.raises(NotAllowed):
        applied(owner, by=of_user(holder_user(holder("Gaon Industries"))))
    mine = of_user(holder_user(owner))
    assert applied(owner, by=mine).pk == applied(owner, by=mine).pk


def test_two_officers_accept_and_the_second_is_senior_and_another() -> None:
    owner = holder()
    recorded_right(owner=owner)
    row = applied(owner)
    senior = actor("senior_officer", "cn")
    with pytest.raises(Refused, match="examine"):
        guarantees.accept_guarantee(row, by=senior)
    guarantees.propose_acceptance(row, by=senior)
    with pytest.raises(NotAllowed, match="own proposal"):
        guarantees.accept_guarantee(row, by=senior)
    with pytest.raises(NotAllowed):
        guarantees.accept_guarantee(row, by=actor("officer", "cn"))
    done = guarantees.accept_guarantee(row, by=actor("senior_officer", "cn"))
    today = clock.today("cn")
    assert (done.covers_from, done.covers_until) == (today, dt.date(today.year, 12, 31))
    assert ledger_of_money.balances_of_guarantee(done) == {"letter": 200_000, "free": 200_000}


def test_the_chinese_letter_must_run_until_june_of_the_next_year() -> None:
    owner = holder()
    recorded_right(owner=owner)
    early = dt.date(clock.today("cn").year + 1, 6, 29)
    with pytest.raises(Refused, match="valid until"):
        in_force(owner, letter_until=early)


def test_a_chinese_case_draws_its_expected_costs_and_then_goes_on() -> None:
    guarantee, (case,) = covered()
    officer = actor("officer", "cn")
    security = covering.draw_guarantee(case, guarantee, amount=Decimal(3000), by=officer)
    assert security.status == "held" and security.lodged == 3000
    assert covering.draw_guarantee(case, guarantee, by=officer).pk == security.pk
    assert ledger_of_money.free_of(guarantee) == 197_000
    step(case, "suspend_release", officer)
    step(case, "holder_applies", officer, reasons="Not ours", security_amount="3000",
         security_form_cn="bank_letter")  # fmt: skip
    step(case, "detain", officer)
    assert ledger_of_money.balances(case)["holder_deposit"] == 3000
    assert ledger_of_money.verify("cn") == []


def test_a_korean_case_draws_its_whole_security_and_gives_it_back() -> None:
    guarantee, (case,) = covered("kr")
    officer = actor("officer", "kr")
    asked = case.securities.get().required
    covering.draw_guarantee(case, guarantee, by=officer)
    assert ledger_of_money.free_of(guarantee) == guarantee.amount - asked
    money.return_security(case, kind="request", by=officer)
    assert ledger_of_money.free_of(guarantee) == guarantee.amount
    assert ledger_of_money.verify("kr") == []


def test_more_than_is_free_is_refused_with_what_lacks() -> None:
    guarantee, (case,) = covered()
    with pytest.raises(Refused, match="lacking"):
        covering.draw_guarantee(case, guarantee, amount=Decimal(200_001),
                                by=actor("officer", "cn"))  # fmt: skip
    guarantees.raise_guarantee(guarantee, amount=Decimal(1), reference="BOC-2",
                               by=actor("senior_officer", "cn"))  # fmt: skip
    covering.draw_guarantee(case, guarantee, amount=Decimal(200_001), by=actor("officer", "cn"))
    assert ledger_of_money.free_of(guarantee) == 0


def test_a_guarantee_serves_its_holder_its_place_and_its_rights_only() -> None:
    guarantee, _cases = covered()
    other, _officer = opened("cn")
    with pytest.raises(Refused, match="another right holder"):
        covering.draw_guarantee(other, guarantee, by=actor("officer", "cn"))
    right = recorded_right("WELL", owner=guarantee.holder, kind="patent")
    patent, _officer = opened("cn", right=right)
    assert covering.covering(patent) == []
    with pytest.raises(Refused, match="no guarantee for this case"):
        covering.draw_guarantee(patent, guarantee, by=actor("officer", "cn"))


def test_after_its_last_day_no_case_is_put_under_it_and_it_expires() -> None:
    guarantee, (case, later) = covered(count=2)
    covering.draw_guarantee(case, guarantee, amount=Decimal(500), by=actor("officer", "cn"))
    with clock.moved_by(dt.timedelta(days=400)):
        with pytest.raises(Refused, match="any more"):
            covering.draw_guarantee(later, guarantee, amount=Decimal(1),
                                    by=actor("officer", "cn"))  # fmt: skip
        assert guarantees.expire_guarantees("cn", by=system("cn")) == 1
        assert guarantees.expire_guarantees("cn", by=system("cn")) == 0
    guarantee.refresh_from_db()
    assert guarantee.status == "expired"
    assert ledger_of_money.balances_of_guarantee(guarantee)["drawn"] == 500
    assert ledger_of_money.verify("cn") == []


def test_what_comes_back_to_a_guarantee_that_ended_falls_away_with_it() -> None:
    guarantee, (case,) = covered()
    covering.draw_guarantee(case, guarantee, amount=Decimal(500), by=actor("officer", "cn"))
    with clock.moved_by(dt.timedelta(days=400)):
        guarantees.expire_guarantees("cn", by=system("cn"))
        money.return_security(case, kind="request", by=actor("officer", "cn"))
    assert set(ledger_of_money.balances_of_guarantee(guarantee).values()) == {0}
    assert ledger_of_money.verify("cn") == []


def test_a_higher_value_draws_on_as_far_as_the_guarantee_reaches_and_asks_for_the_rest() -> None:
    guarantee, (case,) = covered("kr")
    officer, senior = actor("officer", "kr"), actor("senior_officer", "kr")
    asked = covering.draw_guarantee(case, guarantee, by=officer).lodged
    money.adjust_security(case, amount=asked * 2, by=officer)
    security = case.securities.get()
    assert security.lodged == asked * 2 and not case.questions.exists()
    short = Decimal(700)
    money.adjust_security(case, amount=guarantee.amount + short, by=officer)
    security.refresh_from_db()
    assert ledger_of_money.free_of(guarantee) == 0 and security.lacking == short
    question = case.questions.get()
    assert "700 KRW" in question.text and guarantee.number in question.text
    with pytest.raises(Refused, match="Raise the guarantee"):
        costs.take_top_up(case, amount=short, reference="", by=officer)
    guarantees.raise_guarantee(guarantee, amount=short, reference="L-2", by=senior)
    costs.take_top_up(case, amount=short, reference="", by=officer)
    security.refresh_from_db()
    question.refresh_from_db()
    assert security.lacking is None and question.status == "answered"
    assert ledger_of_money.verify("kr") == []


def test_the_holder_takes_it_back_only_while_nothing_is_drawn() -> None:
    guarantee, (case,) = covered()
    mine = of_user(holder_user(guarantee.holder))
    covering.draw_guarantee(case, guarantee, by=mine)
    with pytest.raises(Refused, match="still draw"):
        guarantees.withdraw_guarantee(guarantee, by=mine)
    money.return_security(case, kind="request", by=actor("officer", "cn"))
    assert guarantees.withdraw_guarantee(guarantee, by=mine).status == "withdrawn"
    assert ledger_of_money.free_of(guarantee) == 0


def test_a_refusal_has_its_reason_and_cannot_follow_a_decision() -> None:
    owner = holder()
    recorded_right(owner=owner)
    row, officer = applied(owner), actor("officer", "cn")
    with pytest.raises(Refused, match="why"):
        guarantees.refuse_guarantee(row, reason="no", by=officer)
    assert guarantees.refuse_guarantee(row, reason="The bank is unknown", by=officer).reason
    with pytest.raises(Stale):
        guarantees.propose_acceptance(row, by=officer)


def test_the_forecast_sees_past_costs_and_running_cases() -> None:
    guarantee, cases = covered(count=3)
    last_month = clock.today("cn").replace(day=1) - dt.timedelta(days=5)
    for case in cases[:2]:
        costs.charge_cost(case, kind="storage", first=last_month, days=30, rate=Decimal(1000),
                          by=actor("officer", "cn"))  # fmt: skip
    seen = forecast(guarantee)
    assert seen.months[-1] == (last_month.replace(day=1), Decimal(60_000))
    assert seen.average == 10_000
    assert (seen.running, seen.running_need) == (3, 90_000)
    assert seen.shortfall == max(seen.expected - 200_000, 0)


@pytest.mark.postgres(only=True)
@pytest.mark.django_db(transaction=True)
def test_many_offices_draw_at_once_and_never_more_than_there_is() -> None:
    guarantee, cases = covered(count=12)
    people = [actor("officer", "cn") for _case in cases]
    told = all_at_once([
        lambda case=case, by=by: covering.draw_guarantee(
            case, Guarantee.objects.get(pk=guarantee.pk), amount=Decimal(30_000), by=by)
        for case, by in zip(cases, people, strict=True)
    ])  # fmt: skip
    assert not [words for words in told if words.startswith("broke")], told
    assert told.count("done") == 6
    assert ledger_of_money.free_of(guarantee) == 20_000
    assert ledger_of_money.verify("cn") == []


def test_cases_of_one_holder_share_one_right() -> None:
    owner = holder()
    assert len({case.right_id for case in cases_of(owner, 2)}) == 1
