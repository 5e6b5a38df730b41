"""Every edition of every track: well formed, cited, in three languages, without dead ends."""

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from seizures.law import conditions, procedures
from seizures.law.conditions import CONDITIONS, CaseFacts
from seizures.law.goods import GOODS_CODES
from seizures.law.procedures import Deadline, Procedure, loader, offers, refusals
from seizures.law.procedures.checks import ROLES, reachable
from seizures.law.words import LANGUAGES

LETTERS = Path(__file__).parents[2] / "templates" / "letters"
EDITIONS = [
    procedures.load(track, day)
    for track in procedures.tracks()
    for day in procedures.editions(track)
]
WALKED = [procedure for procedure in EDITIONS if procedure.stages]
TRACKS = (
    *(f"kr/{name}" for name in ("on_request", "advance_request", "ex_officio", "small_parcel")),
    *(f"kr/{name}" for name in ("recordation", "guarantee", "ktc", "appeal")),
    *(f"cn/{name}" for name in ("ex_officio", "on_application", "recordation", "guarantee")),
    "cn/penalty",
)

EXAMPLES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "right_recorded": ({"recorded": True}, {"recorded": False}),
    "right_unrecorded": ({"recorded": False}, {"recorded": True}),
    "right_is_patent": ({"right_kind": "design"}, {"right_kind": "trademark"}),
    "right_is_trademark": ({"right_kind": "trademark"}, {"right_kind": "patent"}),
    "consignment_is_small": ({"mode": "express"}, {"mode": "sea"}),
    "counter_release_requested": ({"facts": {"counter_release_requested"}}, {"facts": set()}),
    "counter_release_not_requested": ({"facts": set()}, {"facts": {"counter_release_requested"}}),
    "security_settled": (
        {"facts": {"security_held", "security_settled"}},
        {"facts": {"security_held"}},
    ),
    "security_open": (
        {"facts": {"security_held"}},
        {"facts": {"security_held", "security_settled"}},
    ),
    "counter_security_open": ({"facts": {"counter_security_held"}}, {"facts": set()}),
    "damages_settled": (
        {"facts": {"declarant_consented"}},
        {"facts": {"declarant_consented", "damages_claimed"}},
    ),
    "damages_window_closed": (
        {"facts": {"goods_released", "deadline_missed:damages_freeze"}},
        {"facts": {"goods_released"}},
    ),
    "investigation_not_pending": (
        {"facts": {"investigation_referred", "investigation_ended"}},
        {"facts": {"investigation_referred"}},
    ),
    "investigation_never_referred": ({"facts": set()}, {"facts": {"investigation_referred"}}),
    "hearing_over": (
        {"facts": {"hearing_requested", "hearing_held"}},
        {"facts": {"hearing_requested", "hearing_waived"}},
    ),
    "no_review_pending": ({"facts": set()}, {"facts": {"review_pending"}}),
    "auction_is_allowed": (
        {"facts": {"special_case_approved"}, "right_kind": "trademark", "direction": "import"},
        {"facts": set(), "right_kind": "trademark", "direction": "import"},
    ),
    "review_is_pending": (
        {"facts": {"review_pending"}},
        {"facts": {"review_pending", "review_decided"}},
    ),
    "exclusion_found": ({"facts": {"excluded:illegal_copy"}}, {"facts": set()}),
    "security_can_expire": (
        {"facts": {"security_held"}},
        {"facts": {"security_held", "security_form:cash"}},
    ),
    "recall_not_barred": ({"facts": set()}, {"facts": {"deadline_missed:recall_order"}}),
    "return_exception_holds": (
        {"facts": {"no_intent_proven", "infringing_part_removed"}},
        {"facts": {"no_intent_proven"}},
    ),
    "no_crime_suspected": ({"facts": set()}, {"facts": {"crime_suspected"}}),
    **{
        name: ({"facts": set()}, {"facts": {f"excluded:{kind}"}})
        for name, kind in (
            ("not_counterfeit_mark", "counterfeit_mark"),
            ("not_illegal_copy", "illegal_copy"),
            ("not_same_denomination", "same_denomination"),
            ("not_counterfeit_indication", "counterfeit_indication"),
            ("not_patent_working", "patent_working"),
            ("not_same_design", "same_design"),
            ("not_defence_technology", "defence_technology"),
        )
    },
}
"""Facts under which a condition holds and fails; others hold by the fact of their own name."""


def _examples(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    family, _, code = name.partition(":")
    if family in ("fact", "not"):
        found: tuple[dict[str, Any], dict[str, Any]] = ({"facts": {code}}, {"facts": set()})
        return found if family == "fact" else (found[1], found[0])
    return EXAMPLES.get(name, ({"facts": {name}}, {"facts": set()}))


def _facts(procedure: Procedure, *examples: dict[str, Any]) -> CaseFacts:
    """A case in which every example is true at once."""
    base = CaseFacts(
        procedure.administration, procedure.track, "trademark", True, "express",
        Decimal(1000), "KRW", False, False, "import",
    )  # fmt: skip
    codes: set[str] = set()
    fields: dict[str, Any] = {}
    for example in examples:
        codes |= example.get("facts", set())
        fields |= {key: value for key, value in example.items() if key != "facts"}
    return replace(base, facts=frozenset(codes), **fields)


def _id(procedure: Procedure) -> str:
    return f"{procedure.track} {procedure.first_day}"


def test_every_track_that_is_promised_exists() -> None:
    assert set(TRACKS) == set(procedures.tracks())


def test_every_rule_that_is_promised_exists() -> None:
    promised = {
        "kr": "recordation_exam recordation_supplement recordation_validity "
        "suspect_trader_validity change_report holder_request owner_reply advance_request_window "
        "proof_of_action interim_measure_default counter_release_decision security_expiry_notice "
        "damages_suit_proof small_parcel_evidence small_parcel_decision recall_order ktc_opening "
        "ktc_finding customs_appeal",
        "cn": "recordation_exam recordation_change recordation_renew holder_reply determination "
        "court_notice_exofficio court_notice_application patent_case_acceptance hearing_request "
        "hearing_notice penalty_decision penalty_service fine_payment review suit "
        "storage_liability_cap detention_outer damages_freeze renewal_decision "
        "general_guarantee_acceptance",
    }
    for code, names in promised.items():
        known = {
            deadline.code
            for procedure in EDITIONS
            if procedure.administration == code
            for deadline in procedure.deadlines
        }
        assert set(names.split()) <= known


@pytest.mark.parametrize("procedure", EDITIONS, ids=_id)
def test_the_file_lies_where_its_head_says(procedure: Procedure) -> None:
    path = loader.FOLDER / procedure.track / f"{procedure.first_day}.toml"
    head = tomllib.loads(path.read_text(encoding="utf-8"))["procedure"]
    assert head["track"] == procedure.track
    assert head["first_day"] == procedure.first_day


@pytest.mark.parametrize("procedure", EDITIONS, ids=_id)
def test_every_text_speaks_three_languages(procedure: Procedure) -> None:
    texts = [procedure.titles, procedure.summary]
    texts += [stage.titles for stage in procedure.stages]
    texts += [row.titles for row in procedure.deadlines]
    texts += [row.event for row in procedure.deadlines]
    for step in procedure.steps:
        texts += [step.titles, *(ask.titles for ask in step.asks)]
        texts += [step.effects_text] if step.effects_text else []
        texts += [choice.titles for ask in step.asks for choice in ask.choices]
    for text in texts:
        assert tuple(text) == LANGUAGES and all(text.values()), text
        assert text["en"].isascii() or "’" in text["en"], text
        assert any("\uac00" <= sign <= "\ud7a3" for sign in text["ko"]) or text["ko"].isascii()
        assert not any("\uac00" <= sign <= "\ud7a3" for sign in text["zh-hans"]), text


@pytest.mark.parametrize("procedure", WALKED, ids=_id)
def test_every_stage_is_reached_and_leads_on(procedure: Procedure) -> None:
    assert reachable(procedure) == {stage.code for stage in procedure.stages}
    for stage in procedure.stages:
        onward = [step for step in procedure.steps_from(stage.code) if step.to]
        assert onward
        if stage.kind == "closed":
            assert [step.code for step in onward] == ["reopen"]
            assert onward[0].second_person and onward[0].by == ("senior_officer",)
            assert [ask.code for ask in onward[0].asks if ask.required] == ["reasons"]


@pytest.mark.parametrize("procedure", WALKED, ids=_id)
def test_from_every_stage_the_case_can_be_closed(procedure: Procedure) -> None:
    closing = {stage.code for stage in procedure.stages if stage.kind == "closed"}
    assert closing
    while True:
        found = {
            stage for step in procedure.steps if step.to in closing for stage in step.from_stages
        }
        if found <= closing:
            break
        closing |= found
    assert closing == {stage.code for stage in procedure.stages}


def _stages_while_running(procedure: Procedure, deadline: Deadline) -> set[str]:
    """Stages a case can be in while the clock of a deadline runs."""
    seen: set[str] = set()
    waiting = [
        step.to or stage
        for step in procedure.steps
        if deadline.code in step.starts
        for stage in step.from_stages
    ]
    while waiting:
        stage = waiting.pop()
        if stage in seen:
            continue
        seen.add(stage)
        waiting += [
            step.to
            for step in procedure.steps_from(stage)
            if step.to and deadline.code not in step.ends
        ]
    return seen


@pytest.mark.parametrize("procedure", WALKED, ids=_id)
def test_a_missed_clock_can_take_its_step_wherever_the_case_stands(procedure: Procedure) -> None:
    for deadline in procedure.deadlines:
        if deadline.if_missed == "ask":
            continue
        step = procedure.step(deadline.if_missed)
        assert _stages_while_running(procedure, deadline) <= set(step.from_stages), deadline.code
        assert f"deadline_missed:{deadline.code}" in step.needs
        assert "system" in step.by and deadline.code in step.ends
        assert not any(ask.required for ask in step.asks), "nobody is there to answer"


@pytest.mark.parametrize("procedure", WALKED, ids=_id)
def test_no_clock_runs_on_in_a_closed_case(procedure: Procedure) -> None:
    closed = {stage.code for stage in procedure.stages if stage.kind == "closed"}
    for deadline in procedure.deadlines:
        assert not closed & _stages_while_running(procedure, deadline), deadline.code


@pytest.mark.parametrize("procedure", WALKED, ids=_id)
def test_no_clock_moves_goods_or_money_by_itself(procedure: Procedure) -> None:
    for step in procedure.steps:
        if "system" in step.by:
            assert step.ledger is None and step.security == "" and not step.letters, step.code


@pytest.mark.parametrize("procedure", WALKED, ids=_id)
def test_every_step_from_every_stage_by_every_role_is_as_the_table_says(
    procedure: Procedure,
) -> None:
    path = loader.FOLDER / procedure.track / f"{procedure.first_day}.toml"
    table = {row["code"]: row for row in tomllib.loads(path.read_text("utf-8"))["step"]}
    stages = [stage.code for stage in procedure.stages]
    for step, stage, role in product(procedure.steps, stages, ROLES):
        row = table[step.code]
        facts = _facts(procedure, *(_examples(name)[0] for name in row.get("needs", ())))
        allowed = stage in row["from"] and role in row["by"]
        assert (refusals(procedure, step, stage, facts, role) == ()) is allowed
        listed = [offer for offer in offers(procedure, stage, facts, role) if offer.step == step]
        assert bool(listed) is allowed
        assert all(offer.is_open for offer in listed)


@pytest.mark.parametrize("procedure", WALKED, ids=_id)
def test_every_condition_that_fails_refuses_its_step_with_a_sentence(procedure: Procedure) -> None:
    for step in procedure.steps:
        for name in step.needs:
            others = [_examples(other)[0] for other in step.needs if other != name]
            facts = _facts(procedure, *others, _examples(name)[1])
            if conditions.get(name).holds(facts):
                facts = _facts(procedure, _examples(name)[1])
            found = refusals(procedure, step, step.from_stages[0], facts, step.by[0])
            mine = [refusal for refusal in found if refusal.code == name]
            assert len(mine) == 1
            assert tuple(mine[0].sentence) == LANGUAGES and all(mine[0].sentence.values())


def test_every_condition_is_used_and_no_used_fact_is_never_set() -> None:
    used = {name for procedure in WALKED for step in procedure.steps for name in step.needs}
    assert set(CONDITIONS) <= used
    for procedure in WALKED:
        codes = {row.code for row in procedure.deadlines}
        letters = {letter for step in procedure.steps for letter in step.letters}
        for step in procedure.steps:
            for name in step.needs:
                family, _, code = name.partition(":")
                assert family != "deadline_missed" or code in codes
                assert family != "letter" or code in letters
                assert family not in ("fact", "not") or code in _settable(procedure), name


def _settable(procedure: Procedure) -> set[str]:
    """Fact codes that steps set, and those the floor above sets from its rows."""
    codes = {"security_settled", "security_held"}
    for step in procedure.steps:
        for code in step.facts:
            choices = [ask.choices for ask in step.asks if f"{{{ask.code}}}" in code]
            if choices:
                stem = code.partition("{")[0]
                codes |= {f"{stem}{choice.code}" for choice in choices[0]}
            codes.add(code)
    return codes


@pytest.mark.parametrize("procedure", WALKED, ids=_id)
def test_what_a_step_takes_back_some_step_has_set(procedure: Procedure) -> None:
    known = _settable(procedure)
    known |= {f"deadline_missed:{row.code}" for row in procedure.deadlines}
    known |= {f"letter:{letter}" for step in procedure.steps for letter in step.letters}
    for step in procedure.steps:
        for pattern in step.withdraws:
            stem = pattern.removesuffix("*")
            assert any(code == pattern or (stem != pattern and code.startswith(stem))
                       for code in known), (step.code, pattern)  # fmt: skip


@pytest.mark.parametrize("procedure", WALKED, ids=_id)
def test_what_undoes_an_act_needs_a_reason_and_a_second_person(procedure: Procedure) -> None:
    undoing = [
        step
        for step in procedure.steps
        if step.code.startswith(("reopen", "resume", "correct", "set_aside"))
    ]
    assert {"reopen"} < {step.code for step in undoing}
    for step in undoing:
        assert step.second_person, step.code
        assert "reasons" in [ask.code for ask in step.asks if ask.required], step.code
        assert step.by == ("senior_officer",), step.code


def test_a_fact_with_a_field_takes_the_answer_and_falls_without_one() -> None:
    step = procedures.load("kr/on_request", date(2026, 5, 1)).step("find_excluded")
    assert step.facts_given({"exclusion_ground": "illegal_copy"}) == ("excluded:illegal_copy",)
    assert step.facts_given({}) == ()
    undo = procedures.load("kr/on_request", date(2026, 5, 1)).step("set_aside_exclusion")
    held = frozenset({"excluded:illegal_copy", "suspended"})
    assert undo.facts_withdrawn(held) == {"excluded:illegal_copy"}


@pytest.mark.parametrize("procedure", EDITIONS, ids=_id)
def test_everything_says_how_sure_it_is(procedure: Procedure) -> None:
    for row in (procedure, *procedure.steps, *procedure.deadlines, procedure.security):
        assert row.confidence in ("V", "T", "S", "M")
    for row in (*procedure.steps, *procedure.deadlines):
        assert row.to_be_confirmed is not row.confirmed
        assert row.confidence == "V" or row.to_be_confirmed


def test_every_condition_cites_its_law_and_says_how_sure_it_is() -> None:
    names = {name for procedure in WALKED for step in procedure.steps for name in step.needs}
    for name in names:
        row = conditions.get(name)
        assert row.basis.strip() and row.confidence in ("V", "T", "S", "M")
        assert row.to_be_confirmed is (row.confidence != "V")


def test_a_refusal_for_a_missing_fact_names_the_step_that_sets_it() -> None:
    procedure = procedures.load("kr/on_request", date(2026, 5, 1))
    step = procedure.step("record_ktc_opening")
    found = refusals(procedure, step, "suspended", _facts(procedure), "officer")
    assert found[0].sentence["ko"] == "먼저 필요한 조치: “무역위원회 조사신청 등록”."
    done = _facts(procedure, {"facts": {"ktc_complained"}})
    again = refusals(procedure, procedure.step("record_ktc_complaint"), "suspended", done, "holder")
    assert again[0].sentence["zh-hans"].startswith("已经办理")


def test_every_letter_a_step_issues_has_a_template() -> None:
    for row in WALKED:
        for step in row.steps:
            for letter in step.letters:
                for language in LANGUAGES:
                    template = LETTERS / f"{letter}.{language}.typ"
                    assert template.is_file(), (row.track, step.code, template.name)
                assert letter.startswith(f"{row.administration}/")


def test_an_open_goods_code_can_be_left_by_a_step_of_each_track_that_enters_it() -> None:
    for procedure in WALKED:
        moves = [step.ledger for step in procedure.steps if step.ledger]
        entered = {"stored", *(move.to_code for move in moves)}
        for code in entered:
            if GOODS_CODES[code].is_open:
                assert any(move.from_code == code for move in moves), (procedure.track, code)


def test_an_edition_is_the_one_in_force_on_the_day() -> None:
    assert procedures.load("kr/on_request", date(2030, 1, 1)).first_day == date(2026, 4, 14)
    assert procedures.load("kr/on_request", date(2026, 4, 14)) is procedures.load(
        "kr/on_request", date(2026, 5, 1)
    )
