"""Securities, costs, fines and the ledger: what the law asks, what is refused, what balances."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seizures.cases import actions, ledger_of_money
from seizures.cases.actions import costs, fines, money, posting
from seizures.cases.models import Account, DueDate, PostingLine, SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.errors import NotAllowed, Refused, Stale, StepNotAllowed
from seizures.reference.actions import set_deposit_account
from seizures.reference.models import ExchangeRate, Office
from tests.builders import actor
from tests.cases.rooms import at_stage
from tests.cases.walking import opened, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def held(administration: str = "kr", form: str = "cash") -> tuple[SeizureCase, Actor]:
    """A case whose holder lodged the security asked."""
    case, officer = opened(administration)
    row = case.securities.get()
    money.lodge_security(case, row, amount=row.required, form=form, reference="R-1", by=officer,
                         provider=case.right.holder.name)  # fmt: skip
    return case, officer


def now(case: SeizureCase) -> dict[str, Decimal]:
    """The accounts of the case that are not empty."""
    return {code: amount for code, amount in ledger_of_money.balances(case).items() if amount}


# --- securities --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["insurance_policy", "land", "buildings_ships", "promise"])
def test_a_form_that_the_law_leaves_out_is_refused_with_the_article(form: str) -> None:
    case, officer = opened()
    row = case.securities.get()
    with pytest.raises(Refused, match=r"Customs Act, Art. 24\(1\).*Cash"):
        money.lodge_security(case, row, amount=row.required, form=form, reference="", by=officer,
                             provider=case.right.holder.name)  # fmt: skip


def test_a_korean_security_is_in_the_holders_own_name() -> None:
    case, officer = opened()
    row = case.securities.get()
    with pytest.raises(Refused, match="own name"):
        money.lodge_security(case, row, amount=row.required, form="cash", reference="", by=officer,
                             provider="Somebody Else Ltd.")  # fmt: skip


def test_cash_and_letters_lie_on_their_own_accounts() -> None:
    case, _officer = held()
    asked = case.securities.get().required
    assert now(case) == {"cash": asked, "holder_deposit": asked}
    other, _officer = held(form="guarantor_letter")
    assert now(other) == {"paper": asked, "holder_deposit": asked}


def test_a_higher_value_asks_a_top_up_and_a_lower_one_pays_back_at_once() -> None:
    case, officer = held()
    first, asked = case.value, case.securities.get().required
    for value in (first * 2, first / 2):
        row = actions.propose_correction(case, kind="value", reason="Valued anew", by=officer,
                                         data={"value": str(value)})  # fmt: skip
        actions.confirm_correction(row, by=actor("senior_officer", "kr"))
        case.refresh_from_db()
        security = case.securities.get()
        if value > first:
            assert (security.required, security.lodged) == (asked * 2, asked)
            assert [row.code for row in ledger_of_money.open_duties(case)] == ["top_up"]
            with pytest.raises(Refused, match="lacks"):
                costs.take_top_up(case, amount=asked - 1, reference="R-2", by=officer)
            costs.take_top_up(case, amount=asked, reference="R-2", by=officer)
            assert now(case)["cash"] == asked * 2
    assert security.lodged == security.required == asked / 2
    assert now(case) == {"cash": asked / 2, "holder_deposit": asked / 2}
    assert ledger_of_money.verify("kr") == []


def test_a_top_up_is_asked_of_the_holder_with_amount_day_and_account() -> None:
    case, officer = held()
    case.office = Office.objects.filter(administration="kr").first()
    assert case.office
    case.save(update_fields=["office"])
    case.office = set_deposit_account(
        case.office, "Hanbada Bank 110-000-1", by=actor("administrator", "kr")
    )
    asked = case.securities.get().required
    step(case, "notify", officer)
    money.adjust_security(case, amount=asked + 1500, by=officer)
    question = case.questions.get()
    assert (question.party, question.about) == ("holder", "top_up")
    assert "1,500 KRW" in question.text and "Hanbada Bank 110-000-1" in question.text
    day = question.due_on
    assert f"{day.year}년 {day.month}월 {day.day}일" in question.text
    assert case.number in question.text
    money.adjust_security(case, amount=asked + 1500, by=officer)
    assert case.questions.count() == 1, "the same is asked once"
    money.adjust_security(case, amount=asked + 2500, by=officer)
    states = dict(case.questions.values_list("status", "text"))
    assert set(states) == {"withdrawn", "open"} and "2,500 KRW" in states["open"]
    costs.take_top_up(case, amount=Decimal(2500), reference="R-3", by=officer)
    answered = case.questions.get(status="answered")
    assert answered.answered_by_name == case.right.holder.name and "KRW" in answered.answer


def test_a_request_for_more_falls_away_with_the_security() -> None:
    case, officer = held()
    money.adjust_security(case, amount=case.securities.get().required * 2, by=officer)
    assert "account" in case.questions.get().text or "계좌" in case.questions.get().text
    money.return_security(case, kind="request", by=officer)
    assert case.questions.get().status == "withdrawn"


def test_all_that_went_back_stands_on_the_security() -> None:
    case, officer = held()
    asked = case.securities.get().required
    money.adjust_security(case, amount=asked - 300, by=officer)
    money.return_security(case, kind="request", by=officer)
    assert case.securities.get().returned == asked


def test_a_renewed_letter_runs_on_and_a_day_gone_by_is_refused() -> None:
    case, officer = opened()
    step(case, "notify", officer)
    until = clock.today("kr") + dt.timedelta(days=60)
    step(case, "holder_requests", officer, reasons="Fake", appraisal_result="infringing",
         security_amount=str(case.securities.get().required), security_form="guarantor_letter",
         security_expires_on=until.isoformat())  # fmt: skip
    for day in (clock.today("kr"), until):
        with pytest.raises(Refused, match=r"passed|later day"):
            actions.take_step(case, "renew_security", by=officer,
                              answers={"security_expires_on": day.isoformat()})  # fmt: skip
    later = until + dt.timedelta(days=90)
    step(case, "renew_security", officer, security_expires_on=later.isoformat(), reference="L-2")
    row = case.securities.get()
    assert (row.expires_on, row.reference) == (later, "L-2")
    assert case.due_dates.filter(rule="security_expiry", status="running").get().due_on >= later


def test_cash_is_deemed_renewed_and_starts_no_clock_of_its_expiry() -> None:
    case, officer = opened()
    step(case, "notify", officer)
    step(case, "holder_requests", officer, reasons="Fake", appraisal_result="infringing",
         security_amount=str(case.securities.get().required), security_form="cash",
         security_expires_on=(clock.today("kr") + dt.timedelta(days=60)).isoformat())  # fmt: skip
    assert case.securities.get().expires_on is None
    assert not case.due_dates.filter(rule__startswith="security_expiry").exists()


def test_what_is_used_pays_costs_first_then_damages_and_the_rest_goes_back() -> None:
    case, officer = held("cn")
    asked = case.securities.get().required
    costs.charge_cost(case, kind="storage", first=clock.today("cn"), days=10, rate=Decimal(7),
                      by=officer)  # fmt: skip
    with pytest.raises(Refused, match="up to that"):
        money.use_security(case, kind="request", amount=asked + 1, by=officer)
    money.use_security(case, kind="request", amount=Decimal(100), by=officer)
    row = case.securities.get()
    assert (row.status, row.used, row.returned) == ("used", 100, asked - 100)
    assert now(case) == {"till": 70, "costs": 70}
    assert ledger_of_money.verify("cn") == []


def test_china_takes_unpaid_costs_from_the_security_it_returns() -> None:
    case, officer = held("cn")
    asked = case.securities.get().required
    costs.charge_cost(case, kind="storage", first=clock.today("cn"), rate=Decimal(50), by=officer)
    money.return_security(case, kind="request", by=officer)
    row = case.securities.get()
    assert (row.used, row.returned) == (50, asked - 50)
    assert now(case) == {"till": 50, "costs": 50}


# --- costs -------------------------------------------------------------------------------------


def charge(case: SeizureCase, by: Actor, **more: Any) -> Any:
    """Charges one day of storage unless told otherwise."""
    given = {"kind": "storage", "first": clock.today(case.administration), "rate": Decimal(40)}
    return costs.charge_cost(case, by=by, **(given | more))


def test_the_law_says_who_owes_and_an_officer_only_where_it_is_silent() -> None:
    korean, officer = opened("kr")
    assert charge(korean, officer)[0].payer == "owner"
    with pytest.raises(Refused, match="By law"):
        charge(korean, officer, payer="holder")
    with pytest.raises(Refused, match="does not say"):
        charge(korean, officer, kind="transport")
    assert charge(korean, officer, kind="transport", payer="owner")[0].basis == ""
    chinese, officer = opened("cn")
    assert charge(chinese, officer)[0].payer == "holder"
    assert charge(chinese, officer, kind="destruction")[0].payer == "holder"


def test_after_three_months_storage_falls_to_the_state() -> None:
    case, officer = opened("cn")
    today = clock.today("cn")
    DueDate.objects.create(
        case=case, rule="storage_liability_cap", step="confiscate", starts_on=today,
        counting="civil", due_on=today + dt.timedelta(days=4), calendar="cn", basis="Measures 34",
    )  # fmt: skip
    made = charge(case, officer, days=10)
    assert [(row.payer, row.days, row.amount) for row in made] == [
        ("holder", 5, 200), ("state", 5, 200)]  # fmt: skip
    late = charge(case, officer, first=today + dt.timedelta(days=20), days=2)
    assert [row.payer for row in late] == ["state"]
    assert now(case)["holder_owes"] == 200


def test_a_foreign_amount_keeps_the_customs_rate_of_the_day() -> None:
    case, officer = opened("kr")
    rate = ExchangeRate.objects.in_force("kr", "USD", clock.today("kr"))
    row = charge(case, officer, rate=Decimal(100), currency="USD")[0]
    line = row.posting.lines.get()
    assert row.amount == line.amount == (rate.rate * 100).quantize(Decimal("0.01"))
    assert (line.original, line.original_currency, line.rate, line.rate_on) == (
        100, "USD", rate.rate, rate.on)  # fmt: skip
    with pytest.raises(Refused, match="exchange rate"):
        charge(case, officer, currency="XAU")


def test_payments_never_exceed_what_is_owed_and_are_taken_once() -> None:
    case, officer = opened("cn")
    charge(case, officer)
    case.refresh_from_db()
    with pytest.raises(Refused, match="up to that"):
        costs.take_payment(case, payer="holder", amount=Decimal(41), by=officer)
    seen = case.version
    costs.take_payment(case, payer="holder", amount=Decimal(15), version=seen, by=officer)
    with pytest.raises(Stale):
        costs.take_payment(case, payer="holder", amount=Decimal(15), version=seen, by=officer)
    assert now(case) == {"holder_owes": 25, "till": 15, "costs": 40}
    assert [str(row.sentence) for row in ledger_of_money.open_duties(case)]


def test_a_charge_is_taken_back_by_its_reversal_once() -> None:
    case, officer = opened("cn")
    row = charge(case, officer)[0]
    first = costs.strike_cost(row, reason="Entered twice", by=officer)
    assert costs.strike_cost(row, reason="Entered twice", by=officer).pk == first.pk
    assert now(case) == {} and case.postings.count() == 2
    paid = charge(case, officer)[0]
    costs.take_payment(case, payer="holder", amount=Decimal(40), by=officer)
    with pytest.raises(Refused, match="not enough"):
        costs.strike_cost(paid, reason="Entered twice", by=officer)
    with pytest.raises(NotAllowed):
        charge(case, actor("officer", "kr"))


def test_the_same_disposal_is_charged_once() -> None:
    case, officer = opened("cn")
    for _twice in range(2):
        charge(case, officer, kind="destruction", client_key="CN-DP-1")
    assert case.costs.count() == 1


def test_settling_costs_charges_what_was_not_charged_and_books_the_payment() -> None:
    case, officer = opened("cn")
    charge(case, officer)
    at_stage(case, "settling", "detained")
    with pytest.raises(Refused, match="charged to the right holder already"):
        actions.take_step(case, "settle_costs", by=officer, answers={"costs_amount": "39"})
    step(case, "settle_costs", officer, costs_amount="100")
    assert now(case) == {"till": 100, "costs": 100}


# --- fines -------------------------------------------------------------------------------------


def test_a_fine_stays_within_thirty_per_cent_of_value_duty_and_taxes() -> None:
    case, officer = opened("cn")
    at_stage(case, "penalty_noticed", "detained", "penalty_noticed", "statement_heard")
    limit = (case.value * Decimal("0.3")).quantize(Decimal("0.01"))
    assert fines.fine_limit(case).amount == limit
    with pytest.raises(Refused, match="at most"):
        fines.impose_fine(case, limit + 1, by=officer, basis="")
    fines.record_penalty_base(case, dutiable=case.value, duty=Decimal(1000), taxes=Decimal(500),
                              by=officer)  # fmt: skip
    fines.impose_fine(case, limit + 450, by=officer, basis="Penalty Regs 25")
    assert now(case)["fine_owed"] == limit + 450
    fines.impose_fine(case, Decimal(10), by=officer, basis="Penalty Regs 25")
    assert now(case) == {"fine_owed": 10, "treasury": 10}
    fines.pay_fine(case, reference="R-9", by=officer)
    fines.annul_fine(case, by=officer)
    assert now(case) == {} and ledger_of_money.verify("cn") == []


def test_a_surcharge_grows_by_three_per_cent_a_day_up_to_the_fine() -> None:
    case, officer = opened("cn")
    fines.impose_fine(case, Decimal(1000), by=officer, basis="")
    today = clock.today("cn")
    DueDate.objects.create(
        case=case, rule="fine_payment", step="serve_penalty", starts_on=today, calendar="cn",
        counting="civil", due_on=today - dt.timedelta(days=5), basis="Penalty Law 67",
    )  # fmt: skip
    with pytest.raises(Refused, match="150"):
        fines.order_surcharge(case, Decimal(151), by=officer, basis="")
    fines.order_surcharge(case, Decimal(150), by=officer, basis="")
    with pytest.raises(Refused, match="at most"):
        fines.order_surcharge(case, Decimal(1), by=officer, basis="")
    assert now(case)["fine_owed"] == 1150


def test_a_step_with_which_money_moved_is_not_simply_taken_back() -> None:
    case, officer = opened("cn")
    at_stage(case, "settling", "detained")
    step(case, "settle_costs", officer, costs_amount="100")
    with pytest.raises(Refused, match="Money moved"):
        actions.propose_correction(case, kind="step", reason="It was wrong", by=officer)


def test_a_case_with_unsettled_money_is_closed_only_knowingly() -> None:
    case, officer = opened("kr")
    charge(case, officer)
    step(case, "drop_suspicion", officer, reasons="Licensed")
    step(case, "release", officer, release_reason="no_right")
    with pytest.raises((Refused, StepNotAllowed), match="still owes 40"):
        actions.take_step(case, "close", by=officer, answers={})
    actions.take_step(case, "close", by=officer, answers={"duties_confirmed": True})


# --- the ledger --------------------------------------------------------------------------------


def test_the_database_itself_refuses_lines_that_move_nothing_or_stand_still() -> None:
    case, _officer = held()
    line = PostingLine.objects.get(posting__case=case)
    for wrong in ({"amount": Decimal(0)}, {"amount": Decimal(-1)}, {"credit": line.debit}):
        fields = {"debit": line.debit, "credit": line.credit, "amount": Decimal(1)} | wrong
        with pytest.raises(IntegrityError), transaction.atomic():
            PostingLine.objects.create(posting=line.posting, currency="KRW", **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(administration="kr", code="cash", currency="KRW")


@pytest.mark.parametrize("wrong", ["currency", "stranger", "negative", "bare", "gap"])
def test_the_proof_finds_what_is_wrong_with_the_books(wrong: str) -> None:
    case, officer = held()
    other, _officer = held()
    assert ledger_of_money.verify("kr") == []
    line = PostingLine.objects.get(posting__case=case)
    rows = PostingLine.objects.filter(pk=line.pk)
    if wrong == "currency":
        rows.update(currency="USD")
    elif wrong == "stranger":
        rows.update(debit=Account.objects.get(case=other, code="cash"))
    elif wrong == "negative":
        rows.update(debit=line.credit_id, credit=line.debit_id)
    elif wrong == "bare":
        rows.delete()
    else:
        type(line.posting).objects.filter(pk=line.posting_id).update(place=7)
    assert ledger_of_money.verify("kr")


LINES = st.lists(st.tuples(st.sampled_from(["lodge", "cost", "pay", "strike", "use", "adjust",
                                            "topup", "return", "revalue", "reverse"]),
                           st.integers(1, 400_000)), max_size=14)  # fmt: skip


@given(deeds=LINES, administration=st.sampled_from(["kr", "cn"]))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_sequence_of_deeds_unbalances_the_books(
    deeds: list[tuple[str, int]], administration: str
) -> None:
    with transaction.atomic():
        case, officer = opened(administration)
        for deed, amount in deeds:
            try:
                with transaction.atomic():
                    _do(case, deed, Decimal(amount) / 100, officer)
            except Refused:
                continue
        assert ledger_of_money.verify(administration) == []
        books = ledger_of_money.balances(case)
        lodged = sum(row.lodged for row in case.securities.filter(status="held"))
        assert books.get("holder_deposit", 0) == lodged
        assert books.get("cash", 0) + books.get("paper", 0) == lodged
        transaction.set_rollback(True)


def _do(case: SeizureCase, deed: str, amount: Decimal, by: Actor) -> None:
    case.refresh_from_db()
    row = case.securities.get()
    if deed == "lodge":
        money.lodge_security(case, row, amount=max(amount, row.required), form="cash", by=by,
                             reference="", provider=case.right.holder.name)  # fmt: skip
    elif deed == "cost":
        charge(case, by, rate=amount)
    elif deed == "pay":
        payer = "holder" if case.administration == "cn" else "owner"
        costs.take_payment(case, payer=payer, amount=amount, by=by)
    elif deed == "strike" and case.costs.exists():
        costs.strike_cost(case.costs.latest("id"), reason="Entered twice", by=by)
    elif deed == "use":
        money.use_security(case, kind="request", amount=amount, by=by)
    elif deed == "adjust":
        money.adjust_security(case, amount=amount, by=by)
    elif deed == "topup":
        costs.take_top_up(case, amount=amount, reference="", by=by)
    elif deed == "return":
        money.return_security(case, kind="request", by=by)
    elif deed == "revalue":
        case.value = amount
        case.save()
        money.revalue(case, by=by)
    elif deed == "reverse" and case.costs.exists():
        posting.reverse_posting(case.costs.latest("id").posting, reason="Wrong case", by=by)


def test_proceeds_of_an_early_sale_are_kept_until_the_outcome() -> None:
    for to_treasury, left in ((True, {"till": 90, "treasury": 90}), (False, {})):
        case, officer = opened("cn")
        fines.book_proceeds(case, Decimal(90), kept=True, by=officer, basis="")
        assert now(case) == {"till": 90, "proceeds": 90}
        assert ledger_of_money.open_duties(case)[0].code == "proceeds"
        for _twice in range(2):
            fines.end_proceeds(case, to_treasury=to_treasury, by=officer, basis="")
        assert now(case) == left
