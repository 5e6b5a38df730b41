"""Puts the blocks of one letter together, for issue or as a draft before the step is taken."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from seizures.cases.facts import procedure_of
from seizures.cases.letter_data import blocks
from seizures.cases.letter_data.money import security_block
from seizures.cases.letter_data.special import SEE_PAPERS, pictures, special
from seizures.cases.models import SeizureCase, StepTaken
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.law import deadlines as law_deadlines
from seizures.law.citations import counted
from seizures.law.errors import LawError
from seizures.letters.choices import Recipient
from seizures.reference.calendars import calendar_of

RESULT_OF_STEP = {"determine_infringing": "infringing", "determine_unknown": "undetermined",
                  "determine_not_infringing": "not_infringing"}  # fmt: skip

TELLS_THE_SUSPICION = {"cn/status_notice"}
REASON_ASKED_BEFORE = {"kr/form23"}
"""The provider gave it with the application that this letter tells of."""
REASONS = {
    "kr/form19": {
        "en": "The infringement is admitted.", "ko": "침해 사실을 인정함.",
        "zh-hans": "承认侵权事实。",
    },
    "cn/security_release": {
        "en": "The case is settled and nothing is owed from the security any more.",
        "ko": "사건이 처리되었고 담보에서 지급할 금액이 없음.",
        "zh-hans": "案件已处理完毕，相关费用已结清。",
    },
}  # fmt: skip
STATES_TERM = {"cn/detention_decision", "cn/detention_voucher"}
DETENTION_TERM = {
    "en": "From detention until the decision, at most one year",
    "ko": "유치일부터 처분결정일까지, 최장 1년",
    "zh-hans": "自扣留之日起至作出处理决定之日止，最长不超过一年",
}
"""Compulsion Law 24 asks for the term; it is that of Penalty Regs 40."""


def build(case: SeizureCase, key: str, taken: StepTaken, *, recipient_kind: str = "",
          recipient_name: str = "") -> dict[str, Any]:  # fmt: skip
    """The data of one letter, with only what its recipient may see."""
    answers = blocks.answers_of(case, taken)
    own = taken.answers
    data: dict[str, Any] = {
        "demo": bool(settings.IS_DEMO),
        "office": blocks.office(case, taken, to_holder=recipient_kind == Recipient.HOLDER),
        "signatory": {},
        "recipient": {"name": _recipient(case, recipient_kind, recipient_name)},
        "case": {**blocks.days(case, taken), **_decision(key, answers), **_term(key),
                 **_accepted(answers)},
        "declaration": blocks.declaration(case, answers),
        "right": blocks.right(case),
        "parties": list(blocks.parties(case, key, recipient_kind, answers)),
        "goods": list(blocks.goods(case, key, taken)),
        "condition": {"kind": case.condition},
        "deadlines": blocks.deadlines(case, taken),
        "remarks": own.get("remarks", ""),
        "reason": own.get("reasons") or _reason(case, key, answers),
        "facts": answers.get("facts") or own.get("reasons") or blocks.facts(case),
        "result": RESULT_OF_STEP.get(taken.code) or answers.get("result") or "infringing",
        "pictures": pictures(case, key, taken),
        **special(case, key, taken, answers),
    }  # fmt: skip
    security = security_block(case, key, answers)
    if security:
        data["security"] = security
    return data


def _recipient(case: SeizureCase, kind: str, name: str) -> Any:
    """Papers that stay in the office name it in every language."""
    return case.office.names if kind == Recipient.INTERNAL and case.office else name


def _reason(case: SeizureCase, key: str, answers: Mapping[str, Any]) -> Any:
    """Why, where the step itself did not ask: never the reason somebody gave in another step."""
    if key in TELLS_THE_SUSPICION:
        return blocks.facts(case)
    told = answers.get("reasons") if key in REASON_ASKED_BEFORE else ""
    return told or REASONS.get(key, SEE_PAPERS)


def draft_of(case: SeizureCase, key: str, code: str, answers: Mapping[str, Any], *, by: Actor,
             recipient_kind: str = "", recipient_name: str = "") -> dict[str, Any]:  # fmt: skip
    """The data a letter would have if the step were taken now with these answers."""
    kept = {name: _as_kept(value) for name, value in answers.items() if value not in (None, "")}
    taken = StepTaken(case=case, code=code, stage_before=case.stage, stage_after=case.stage,
                      at=clock.now(), by_kind=by.kind, by_name=by.name, answers=kept)  # fmt: skip
    data = build(case, key, taken, recipient_kind=recipient_kind, recipient_name=recipient_name)
    data["deadlines"] = _expected(case, taken)
    return data


def _as_kept(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): str(part) for key, part in value.items() if part}
    if isinstance(value, bool):
        return value
    return {} if hasattr(value, "chunks") else str(value)


def _expected(case: SeizureCase, taken: StepTaken) -> list[dict[str, Any]]:
    """The clocks the step would start, counted from the days given or from today."""
    procedure = procedure_of(case)
    calendar = calendar_of(case.administration)
    found = []
    for code in procedure.step(taken.code).starts:
        rule = procedure.deadline(code)
        day = taken.answers.get(rule.start_ask) if rule.start_ask else None
        if not day and rule.only_if_given:
            continue
        start = clock.today(case.administration)
        if day:
            start = type(start).fromisoformat(str(day))
        try:
            due = law_deadlines.compute(
                case.track, code, start, edition=case.edition, calendar=calendar,
                urgent=case.is_urgent and rule.urgent_days is not None,
            )  # fmt: skip
        except LawError:
            continue
        found.append({"code": code, "due_on": due.due_on.isoformat(),
                      "title": dict(rule.titles),
                      "counting": dict(counted(due.counting, due.basis))})  # fmt: skip
    return sorted(found, key=lambda row: str(row["due_on"]))


def _term(key: str) -> dict[str, Any]:
    """How long the goods may be kept, which a Chinese detention paper must state."""
    return {"detention_term": DETENTION_TERM} if key in STATES_TERM else {}


def _accepted(answers: Mapping[str, Any]) -> dict[str, str]:
    """The day the declaration was accepted, from which a recall order counts."""
    day = answers.get("accepted_on")
    return {"accepted_on": str(day)} if day else {}


def _decision(key: str, answers: Mapping[str, Any]) -> dict[str, str]:
    wanted = {"cn/penalty_decision", "cn/confiscation_notice_holder", "cn/disposal_record",
              "cn/disposal_certificate"}  # fmt: skip
    number = answers.get("reference") if key in wanted else None
    return {"decision_number": str(number)} if number else {}
