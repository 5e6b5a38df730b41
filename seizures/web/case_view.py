"""Puts a case into the shape its page shows: a frame of panels, each table asked once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from seizures.cases.duties import duties_before
from seizures.cases.facts import facts_of, procedure_of
from seizures.cases.ledger import LineBalance, balance
from seizures.cases.models import SeizureCase
from seizures.cases.policies import offers_for
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.core.languages import pick
from seizures.grants.policies import may_see_field
from seizures.journal.models import Entry
from seizures.law.procedures import Procedure
from seizures.web.case_clocks import clock_panel, clock_row, weeks_of
from seizures.web.case_corrections import correction_panel
from seizures.web.case_letters import letter_panel
from seizures.web.case_links import answer_panel, declarant_panel
from seizures.web.case_money import money_panel
from seizures.web.case_panels import goods_panel, picture_panel
from seizures.web.case_questions import question_panel
from seizures.web.forms.steps import StepForm
from seizures.web.sentences import timeline

__all__ = ["STAGE_TONE", "clock_row", "page_of", "present"]

TIMELINE_LENGTH = 40
STAGE_TONE = {"open": "warning", "waiting": "info", "closed": "neutral"}


def page_of(request: HttpRequest, case: SeizureCase, *, refused_countersign: str = "",
            status: int = 422, **bound: Any) -> HttpResponse:  # fmt: skip
    """The case page with a form that came back, or a refusal, on it."""
    context = present(case, request.user, **bound)
    context["refused_countersign"] = refused_countersign or _homeless(context, bound)
    return render(request, "cases/detail.html", context, status=status)


def _homeless(context: dict[str, Any], bound: dict[str, Any]) -> str:
    """A refusal whose form is no longer on the page: somebody else did the deed in between."""
    for name in ("clock", "question"):
        came = bound.get(name)
        if came and came[3] and not _is_shown(context, came[2]):
            return str(came[3])
    money = bound.get("money")
    if money and money[2] and not any(row["open"] for row in context["money"]["deeds"]):
        return str(money[2])
    return ""


def _is_shown(context: dict[str, Any], form: Any) -> bool:
    deeds = [deed for row in context["clocks"] for deed in row.get("deeds", ())]
    questions = context["questions"]
    deeds += [row[name] for row in questions["rows"] for name in ("answer", "withdraw")
              if name in row]  # fmt: skip
    return any(deed["form"] is form for deed in (*deeds, questions))


def present(case: SeizureCase, user: Any, *, bound: dict[str, StepForm] | None = None,
            refused: dict[str, str] | None = None, clock: Any = None, question: Any = None,
            correction: Any = None, money: Any = None, link: Any = (None, ""),
            before: int = 0) -> dict[str, Any]:  # fmt: skip
    """The context of the case page for this reader.

    `bound`, `clock`, `question`, `correction`, `link` and `money` carry forms that came back
    with errors; `before` is the journal entry before which the timeline begins.
    """
    procedure = procedure_of(case)
    goods = balance(case)
    stage = procedure.stage(case.stage)
    clocks = clock_panel(case, procedure, user, bound=clock)
    rows = list(case.due_dates.all())
    return {
        "case": case,
        "procedure_title": pick(procedure.titles),
        "procedure_basis": procedure.basis,
        "stage_title": pick(stage.titles),
        "stage_tone": STAGE_TONE[stage.kind],
        "stages": _stages(case, procedure),
        "steps": _steps(case, procedure, user, goods, bound or {}, refused or {}),
        "pending": _pending(case, procedure, user),
        "clocks": [{**row, "weeks": weeks_of(row["days"])} for row in clocks],
        "next_clock": next((c for c in clocks if not c["stopped"]), None),
        "asking": [row for row in clocks if row["asks_officer"]],
        "questions": question_panel(case, rows, user, bound=question),
        "corrections": correction_panel(case, goods, user, bound=correction),
        "parties": _parties(case, user),
        "answers": answer_panel(case),
        "declarant": declarant_panel(case, user, form=link[0], refused=link[1]),
        "zone": case.administration,
        **money_panel(case, procedure, user, bound=money),
        **goods_panel(goods),
        **letter_panel(case),
        **picture_panel(case),
        **timeline_of(case, procedure, before),
    }


def timeline_of(case: SeizureCase, procedure: Procedure, before: int = 0) -> dict[str, Any]:
    """A page of the journal in sentences, newest first, and where the earlier ones begin."""
    rows = Entry.objects.about("case", case.pk)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-id")[: TIMELINE_LENGTH + 1])
    earlier = found[TIMELINE_LENGTH - 1].pk if len(found) > TIMELINE_LENGTH else 0
    return {"timeline": timeline(found[:TIMELINE_LENGTH][::-1], procedure), "earlier": earlier,
            "before": before}  # fmt: skip


def _stages(case: SeizureCase, procedure: Procedure) -> list[dict[str, Any]]:
    taken = case.steps.filter(is_corrected=False).values_list("stage_before", "stage_after", "at")
    reached = {procedure.first_stage: case.opened_at}
    for _before, after, at in taken:
        reached.setdefault(after, at)
    ahead = _ahead(case, procedure)
    found = []
    for stage in procedure.stages:
        if stage.code == case.stage:
            state = "done" if case.is_closed else "current"
        elif stage.code in reached:
            state = "done"
        else:
            state = "next"
        if state == "next" and stage.code not in ahead:
            continue
        at = reached.get(stage.code)
        day = clock.day_of(at, case.administration) if at and state != "next" else None
        found.append({"title": pick(stage.titles), "state": state, "on": day})
    return found


def _ahead(case: SeizureCase, procedure: Procedure) -> set[str]:
    """The stage the case would move to next on its ordinary way, and the end."""
    if case.is_closed:
        return set()
    reachable = {step.to for step in procedure.steps_from(case.stage) if step.to}
    order = [stage.code for stage in procedure.stages]
    later = [code for code in order[order.index(case.stage) + 1 :] if code in reachable]
    ends = [stage.code for stage in procedure.stages if stage.kind == "closed"]
    return {*later[:1], *ends[:1]}


def _steps(case: SeizureCase, procedure: Procedure, user: Any, goods: list[LineBalance],
           bound: dict[str, StepForm],
           refused: dict[str, str]) -> dict[str, list[dict[str, Any]]]:  # fmt: skip
    possible, closed = [], []
    held = {code for line in goods for code, _quantity in line.parts}
    proposed = set(case.pending_steps.filter(is_settled=False).values_list("code", flat=True))
    for offer in offers_for(case, of_user(user), facts=facts_of(case, goods=goods)):
        step = offer.step
        if step.ledger and step.ledger.scope == "asked" and step.ledger.from_code not in held:
            continue
        if step.code in proposed:
            continue
        row = {
            "code": step.code, "title": pick(step.titles), "basis": step.basis,
            "effects": pick(step.effects_text) if step.effects_text else "",
            "second_person": step.second_person, "confirmed": step.confirmed,
            "url": reverse("case-step", args=[case.pk, step.code]),
            "draft_url": reverse("case-step-draft", args=[case.pk, step.code])
            if step.letters else "",
            "refusals": [pick(refusal.sentence) for refusal in offer.refusals],
            "refused": refused.get(step.code, ""),
            "moves_on": bool(step.to),
        }  # fmt: skip
        if offer.is_open:
            row["form"] = bound.get(step.code) or StepForm(
                case=case, step=step, procedure=procedure, goods=goods,
                duties=duties_before(case, step),
            )  # fmt: skip
            row["open"] = step.code in bound
            possible.append(row)
        else:
            closed.append(row)
    main = next((row for row in possible if row["moves_on"]), None)
    if main:
        main["main"] = True
    possible.sort(key=lambda row: not row.get("main"))
    return {"possible": possible[:2], "further": possible[2:], "closed": closed}


def _pending(case: SeizureCase, procedure: Procedure, user: Any) -> list[dict[str, Any]]:
    """Proposals that wait; only another, senior officer may countersign."""
    return [
        {"row": row, "title": pick(procedure.step(row.code).titles),
         "basis": procedure.step(row.code).basis,
         "may_countersign": user.is_senior and row.proposed_by_id != str(user.pk)}
        for row in case.pending_steps.filter(is_settled=False)
    ]  # fmt: skip


def _parties(case: SeizureCase, user: Any) -> list[dict[str, Any]]:
    cargo, seen = case.consignment, {}
    for field, name in (("shipper", cargo.shipper_name), ("consignee", cargo.consignee_name)):
        seen[field] = name if may_see_field(
            user, kind="case", key=case.pk, owner=case.administration, field=field
        ) else None  # fmt: skip
    return [
        {"label": _("Right holder"), "value": case.right.holder.name},
        {"label": _("Consignor"), "value": seen["shipper"] or _("Masked")},
        {"label": _("Consignee"), "value": seen["consignee"] or _("Masked")},
    ]
