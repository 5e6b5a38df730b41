"""What may be done now: the one reading of the step table that every floor above uses."""

from dataclasses import dataclass

from seizures.law import conditions
from seizures.law.conditions import CaseFacts
from seizures.law.procedures.model import Procedure, Step
from seizures.law.words import Words

WRONG_STAGE: Words = {
    "en": "This step is not possible at the stage the case is in.",
    "ko": "현재 단계에서는 할 수 없는 조치입니다.",
    "zh-hans": "案件所处阶段不能办理此步骤。",
}
WRONG_ROLE: Words = {
    "en": "This step is for somebody else to take.",
    "ko": "이 조치를 할 권한이 없습니다.",
    "zh-hans": "无权办理此步骤。",
}
FIRST: Words = {
    "en": "First: “{step}”.",
    "ko": "먼저 필요한 조치: “{step}”.",
    "zh-hans": "须先办理：“{step}”。",
}
ALREADY: Words = {
    "en": "Already done: “{step}”.",
    "ko": "이미 처리됨: “{step}”.",
    "zh-hans": "已经办理：“{step}”。",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step may not be taken now."""

    code: str
    """`stage`, `role` or the name of the condition that does not hold."""
    sentence: Words


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that belongs to this stage and role; without refusals it may be taken."""

    step: Step
    refusals: tuple[Refusal, ...]

    @property
    def is_open(self) -> bool:
        """Whether the step may be taken now."""
        return not self.refusals


def refusals(
    procedure: Procedure, step: Step, stage: str, facts: CaseFacts, role: str
) -> tuple[Refusal, ...]:
    """Every reason against taking a step now; empty when it may be taken."""
    found: list[Refusal] = []
    if stage not in step.from_stages:
        found.append(Refusal("stage", WRONG_STAGE))
    if role not in step.by:
        found.append(Refusal("role", WRONG_ROLE))
    for name in step.needs:
        needed = conditions.get(name)
        if not needed.holds(facts):
            found.append(Refusal(name, _sentence(procedure, name, needed.sentence)))
    return tuple(found)


def _sentence(procedure: Procedure, name: str, plain: Words) -> Words:
    """For a condition that asks for a fact code: name the step that sets it."""
    family, _, code = name.partition(":")
    pattern = {"fact": FIRST, "not": ALREADY}.get(family)
    setters = [step for step in procedure.steps if code in step.facts]
    if pattern is None or not setters:
        return plain
    return {
        language: text.replace("{step}", setters[0].titles[language])
        for language, text in pattern.items()
    }


def offers(procedure: Procedure, stage: str, facts: CaseFacts, role: str) -> tuple[Offer, ...]:
    """The steps of this stage that are this role's business, each with what still stands
    against it."""
    procedure.stage(stage)
    return tuple(
        Offer(step, refusals(procedure, step, stage, facts, role))
        for step in procedure.steps_from(stage)
        if role in step.by
    )
