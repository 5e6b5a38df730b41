"""Formal questions on the desk: ask, enter an answer that came on paper, withdraw."""

from typing import Any

from seizures.cases.choices import ClockStatus, QuestionStatus
from seizures.cases.models import DueDate, Question, SeizureCase
from seizures.web.days import working_days_left
from seizures.web.forms.case_deeds import AnswerForm, QuestionForm, ReasonForm

TONE = {"open": "warning", "answered": "success", "withdrawn": "neutral"}
Bound = tuple[int, str, Any, str]
"""Which question (0: a new one), which deed, its form, and the refusal beside it."""


def question_panel(case: SeizureCase, clocks: list[DueDate], user: Any, *,
                   bound: Bound | None = None) -> dict[str, Any]:  # fmt: skip
    """The questions of a case, open ones first, and the form for a new one."""
    rows = list(case.questions.order_by("-id"))
    rows.sort(key=lambda row: row.status != QuestionStatus.OPEN)
    may_ask = user.is_on_duty and not case.is_closed
    return {
        "rows": [_shown(row, case, user, bound) for row in rows],
        "may_ask": may_ask,
        "form": _new_form(case, clocks, bound) if may_ask else None,
        "refused": bound[3] if bound and bound[1] == "ask" else "",
        "open": bool(bound and bound[1] == "ask"),
        "waiting": sum(row.status == QuestionStatus.OPEN for row in rows),
    }


def _new_form(case: SeizureCase, clocks: list[DueDate], bound: Bound | None) -> Any:
    if bound and bound[1] == "ask":
        return bound[2]
    return QuestionForm(administration=case.administration, may_stop=may_stop_clocks(clocks),
                        auto_id="ask_%s")  # fmt: skip


def may_stop_clocks(clocks: list[DueDate]) -> bool:
    """Whether a running clock could stand still for a question."""
    return any(row.status == ClockStatus.RUNNING and row.counting == "kr_civil" for row in clocks)


def _shown(row: Question, case: SeizureCase, user: Any, bound: Bound | None) -> dict[str, Any]:
    is_open = row.status == QuestionStatus.OPEN
    shown: dict[str, Any] = {
        "row": row, "tone": TONE[row.status], "is_open": is_open,
        "days_left": working_days_left(row.due_on, case.administration) if is_open else None,
    }  # fmt: skip
    if is_open and user.is_on_duty:
        mine = bound if bound and bound[0] == row.pk else None
        shown["answer"] = _deed(row, "answer", AnswerForm, mine)
        shown["withdraw"] = _deed(row, "withdraw", ReasonForm, mine)
    return shown


def _deed(row: Question, deed: str, form: Any, bound: Bound | None) -> dict[str, Any]:
    mine = bound is not None and bound[1] == deed
    return {"form": bound[2] if mine and bound else form(auto_id=f"{deed}{row.pk}_%s"),
            "refused": bound[3] if mine and bound else "", "open": mine}  # fmt: skip
