"""Cases walked through the tables: the two stories, and wherever chance leads."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seizures.law import procedures
from seizures.law.conditions import CaseFacts
from seizures.law.goods import OPEN_CODES
from seizures.law.procedures import Procedure, Step, refusals

TODAY = date(2026, 5, 18)
WALKED = [track for track in procedures.tracks() if procedures.load(track, TODAY).stages]


@dataclass
class Walk:
    """A case in miniature: stage, facts, clocks and twelve pieces of goods."""

    procedure: Procedure
    right_kind: str = "trademark"
    recorded: bool = True
    stage: str = ""
    facts: set[str] = field(default_factory=set)
    clocks: set[str] = field(default_factory=set)
    goods: dict[str, int] = field(default_factory=lambda: {"stored": 12})

    def __post_init__(self) -> None:
        self.stage = self.stage or self.procedure.first_stage

    def case(self) -> CaseFacts:
        """The facts as the floor above would give them."""
        facts = set(self.facts)
        if not any(self.goods.get(code) for code in OPEN_CODES):
            facts.add("goods_balanced")
        return CaseFacts(
            self.procedure.administration, self.procedure.track, self.right_kind, self.recorded,
            "express", Decimal(1000), "CNY", False, False, "export", frozenset(facts),
        )  # fmt: skip

    def open_steps(self) -> list[tuple[Step, str]]:
        """Every step that somebody may take now, with the first role that may."""
        found = []
        for step in self.procedure.steps_from(self.stage):
            moves = step.ledger
            if moves and moves.scope == "asked" and not self.goods.get(moves.from_code):
                continue
            if not refusals(self.procedure, step, self.stage, self.case(), step.by[-1]):
                found.append((step, step.by[-1]))
        return found

    def take(self, code: str, role: str, **answers: str) -> None:
        """Take a step and feel its effects; fails when the table refuses it."""
        step = self.procedure.step(code)
        chosen = {ask.code: ask.choices[-1].code for ask in step.asks if ask.choices} | answers
        against = refusals(self.procedure, step, self.stage, self.case(), role)
        assert against == (), (code, role, self.stage, [refusal.code for refusal in against])
        self.stage = step.to or self.stage
        self.facts -= step.facts_withdrawn(frozenset(self.facts))
        self.facts |= {*step.facts_given(chosen), *(f"letter:{letter}" for letter in step.letters)}
        self.clocks = (self.clocks | set(step.starts)) - set(step.ends)
        if step.ledger:
            here = self.goods.get(step.ledger.from_code, 0)
            moved = here if step.ledger.scope == "all" else min(here, 5)
            self.goods[step.ledger.from_code] = here - moved
            self.goods[step.ledger.to_code] = self.goods.get(step.ledger.to_code, 0) + moved

    def miss(self, clock: str) -> None:
        """Let a clock run out; the system takes the step the law names."""
        assert clock in self.clocks
        self.facts.add(f"deadline_missed:{clock}")
        if_missed = self.procedure.deadline(clock).if_missed
        if if_missed == "ask":
            self.clocks.discard(clock)
        else:
            self.take(if_missed, "system")


def _walk(track: str, **more: str) -> Walk:
    return Walk(procedures.load(track, TODAY), **more)  # type: ignore[arg-type]


def test_korea_from_notice_to_destruction_with_the_importers_consent() -> None:
    walk = _walk("kr/on_request")
    walk.take("notify", "officer")
    assert walk.clocks == {"holder_request", "owner_reply"}
    walk.take("holder_requests", "holder")
    assert {"letter:kr/form13", "letter:kr/form13_2", "security_held"} <= walk.facts
    walk.take("suspend", "officer")
    assert "letter:kr/form15" in walk.facts and "proof_of_action" in walk.clocks
    walk.take("consent_to_destruction", "declarant")
    assert "letter:kr/form19" in walk.facts and "proof_of_action" not in walk.clocks
    walk.take("destroy", "officer")
    assert walk.goods == {"stored": 0, "destroyed_voluntarily": 12}
    walk.take("return_security", "officer")
    walk.take("close", "officer")
    assert walk.stage == "closed" and not walk.clocks


def test_china_from_notice_to_disposal() -> None:
    walk = _walk("cn/ex_officio")
    walk.take("suspend_release", "officer")
    assert walk.clocks == {"holder_reply"}
    walk.take("holder_applies", "holder")
    walk.take("detain", "officer")
    assert walk.clocks == {"determination", "court_notice_exofficio", "detention_outer"}
    walk.take("determine_infringing", "officer")
    walk.take("notify_penalty", "officer")
    walk.miss("hearing_request")
    walk.take("decide_penalty", "senior_officer")
    walk.take("serve_penalty", "officer")
    walk.take("confiscate", "officer")
    assert walk.goods["confiscated"] == 12
    walk.take("donate", "officer")
    walk.take("sell_to_holder", "officer")
    walk.take("consult_holder", "officer")
    walk.take("auction", "officer")
    walk.take("finish_disposal", "officer")
    walk.take("settle_costs", "officer")
    walk.take("refund_security", "officer")
    walk.take("close", "officer")
    assert walk.stage == "closed"
    assert sum(walk.goods.values()) == 12 and walk.goods["confiscated"] == 0


def test_china_with_a_hearing_that_must_be_held_before_the_decision() -> None:
    walk = _walk("cn/ex_officio")
    for code in ("suspend_release", "holder_applies", "detain", "determine_infringing"):
        walk.take(code, "officer")
    walk.take("notify_penalty", "officer")
    walk.take("request_hearing", "declarant")
    decide = walk.procedure.step("decide_penalty")
    case = walk.case()
    assert refusals(walk.procedure, decide, walk.stage, case, "senior_officer") != ()
    for code in ("schedule_hearing", "announce_hearing", "hold_hearing"):
        walk.take(code, "officer")
    walk.take("decide_penalty", "senior_officer")


def test_china_without_an_answer_nobody_may_detain() -> None:
    walk = _walk("cn/ex_officio")
    walk.take("suspend_release", "officer")
    walk.miss("holder_reply")
    assert walk.stage == "release_due"
    assert "detain" not in [step.code for step, _ in walk.open_steps()]
    for code in ("release", "settle_costs", "close"):
        walk.take(code, "officer")


def test_korea_small_consignment_with_consent_is_closed_without_security() -> None:
    walk = _walk("kr/small_parcel")
    for code, role in (
        ("notify", "officer"),
        ("consent_to_destruction", "declarant"),
        ("destroy", "officer"),
        ("close", "officer"),
    ):
        walk.take(code, role)
    assert walk.stage == "closed"


def test_korea_ex_officio_must_refer_and_cannot_destroy_meanwhile() -> None:
    walk = _walk("kr/ex_officio")
    walk.take("suspend_ex_officio", "officer")
    walk.take("refer_investigation", "officer")
    open_now = {step.code for step, _ in walk.open_steps()}
    assert not open_now & {"consent_to_destruction", "release", "return_abroad"}
    walk.take("forfeit", "senior_officer")
    walk.take("close", "officer")
    assert walk.goods == {"stored": 0, "handed_to_investigation": 0, "forfeited_criminal": 12}


@pytest.mark.parametrize("track", WALKED)
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9), kind=st.sampled_from(["trademark", "patent"]))
def test_wherever_chance_leads_a_case_it_can_still_be_closed(
    track: str, seed: int, kind: str
) -> None:
    dice = Random(seed)
    walk = _walk(track, right_kind=kind)
    if not walk.open_steps():
        return
    for _ in range(dice.randint(1, 25)):
        _wander(walk, dice)
    for _ in range(400):
        if walk.stage == "closed":
            break
        _wander(walk, dice)
    assert walk.stage == "closed", (walk.stage, sorted(walk.facts), walk.goods, walk.clocks)
    assert not walk.clocks
    assert sum(walk.goods.values()) == 12
    assert not any(walk.goods.get(code) for code in OPEN_CODES)


def _wander(walk: Walk, dice: Random) -> None:
    """One step that is possible, or one clock that runs out."""
    if walk.stage == "closed":
        return
    choices = walk.open_steps()
    if walk.clocks and (not choices or dice.random() < 0.2):
        walk.miss(dice.choice(sorted(walk.clocks)))
        return
    assert choices, ("nothing can be done", walk.stage, sorted(walk.facts), walk.goods)
    step, role = dice.choice(choices)
    walk.take(step.code, role)
