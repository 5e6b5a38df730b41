"""Puts a case into the shape its page shows; asks each table once."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from seizures.cases.choices import ClockStatus, SecurityStatus
from seizures.cases.facts import procedure_of
from seizures.cases.ledger import LineBalance, balance
from seizures.cases.models import DueDate, SeizureCase
from seizures.cases.policies import offers_for
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.core.languages import pick
from seizures.files.models import Attachment
from seizures.grants.policies import may_see_field
from seizures.journal.models import Entry
from seizures.law.counting import MODES, REASONS
from seizures.law.goods import GOODS_CODES
from seizures.law.procedures import Procedure
from seizures.letters.models import Letter
from seizures.letters.titles import TITLES
from seizures.web.days import working_days_left
from seizures.web.forms.steps import StepForm
from seizures.web.sentences import timeline

TIMELINE_LENGTH = 60
PICTURES = 48
STAGE_TONE = {"open": "warning", "waiting": "info", "closed": "neutral"}
GOODS_TONE = {"stored": "info", "sampled": "info", "confiscated": "warning",
              "released": "success", "destroyed": "neutral",
              "destroyed_voluntarily": "neutral"}  # fmt: skip
SECURITY_TONE = {"required": "warning", "held": "success", "released": "neutral",
                 "used": "danger"}  # fmt: skip


def present(case: SeizureCase, user: Any, *, bound: dict[str, StepForm] | None = None,
            refused: dict[str, str] | None = None) -> dict[str, Any]:  # fmt: skip
    """The context of the case page for this reader."""
    procedure = procedure_of(case)
    clocks = _clocks(case, procedure)
    goods = balance(case)
    stage = procedure.stage(case.stage)
    return {
        "case": case,
        "procedure_title": pick(procedure.titles),
        "procedure_basis": procedure.basis,
        "stage_title": pick(stage.titles),
        "stage_tone": STAGE_TONE[stage.kind],
        "stages": _stages(case, procedure),
        "steps": _steps(case, procedure, user, goods, bound or {}, refused or {}),
        "pending": _pending(case, procedure, user),
        "clocks": clocks,
        "next_clock": next((c for c in clocks if not c["stopped"]), None),
        "securities": _securities(case),
        "goods": [_goods(line) for line in goods],
        "letters": _letters(case),
        "files": _files(case),
        "parties": _parties(case, user),
        "answers": list(case.answers.order_by("-id")),
        "timeline": timeline(_entries(case), procedure),
        "zone": case.administration,
    }


def _stages(case: SeizureCase, procedure: Procedure) -> list[dict[str, Any]]:
    taken = list(case.steps.values_list("stage_before", "stage_after", "at"))
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
    for offer in offers_for(case, of_user(user)):
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
            "refusals": [pick(refusal.sentence) for refusal in offer.refusals],
            "refused": refused.get(step.code, ""),
            "moves_on": bool(step.to),
        }  # fmt: skip
        if offer.is_open:
            row["form"] = bound.get(step.code) or StepForm(case=case, step=step,
                                                           procedure=procedure)  # fmt: skip
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


def clock_row(row: DueDate, procedure: Procedure) -> dict[str, Any]:
    """A clock for the clock component, with how it was counted."""
    running = row.status == ClockStatus.RUNNING
    rule = procedure.deadline(row.rule)
    return {
        "title": pick(rule.titles), "due_on": row.due_on, "basis": row.basis,
        "days_left": working_days_left(row.due_on, row.calendar) if running else None,
        "administration": row.calendar,
        "provisional": row.is_provisional, "starts_on": row.starts_on,
        "event": pick(rule.event), "stopped": "" if running else row.get_status_display(),
        "confirmed": rule.confirmed, "days": [_day(*day) for day in row.trail],
        "counting": pick(MODES[row.counting]), "is_extended": row.is_extended,
    }  # fmt: skip


def _day(day: str, number: int | None, reason: str, names: dict[str, str] | None
         ) -> dict[str, Any]:  # fmt: skip
    """One day of a count: its number, or why it did not count."""
    words = pick(names) if names else pick(REASONS[reason])
    return {"day": dt.date.fromisoformat(day), "number": number, "reason": words}


def _clocks(case: SeizureCase, procedure: Procedure) -> list[dict[str, Any]]:
    rows = sorted(case.due_dates.all(), key=lambda r: (r.status != "running", r.due_on))
    return [clock_row(row, procedure) for row in rows]


def _securities(case: SeizureCase) -> list[dict[str, Any]]:
    forms = {choice.code: pick(choice.titles) for choice in procedure_of(case).security.forms}
    return [
        {"row": row, "tone": SECURITY_TONE[row.status], "form": forms.get(row.form, row.form),
         "is_required": row.status == SecurityStatus.REQUIRED}
        for row in case.securities.order_by("id")
    ]  # fmt: skip


def _goods(line: LineBalance) -> dict[str, Any]:
    parts = [
        {
            "label": pick(GOODS_CODES[code].titles),
            "value": quantity,
            "tone": GOODS_TONE.get(code, "neutral"),
        }
        for code, quantity in line.parts
    ]
    return {"row": line.goods, "seized": line.seized, "parts": parts, "on_hand": line.on_hand}


def _letters(case: SeizureCase) -> list[Letter]:
    rows = Letter.objects.filter(subject_kind="case", subject_id=case.pk)
    letters = list(rows.select_related("file", "translation_file").order_by("-id"))
    for letter in letters:
        letter.title = pick(TITLES[letter.key])  # type: ignore[attr-defined]
    return letters


def _files(case: SeizureCase) -> list[Attachment]:
    own = list(Attachment.objects.on("case", case.pk)[:PICTURES])
    if case.inspection_id:
        own += list(Attachment.objects.on("inspection", case.inspection_id)[:PICTURES])
    return own


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


def _entries(case: SeizureCase) -> list[Entry]:
    rows = Entry.objects.about("case", case.pk)
    return list(reversed(rows.order_by("-id")[:TIMELINE_LENGTH]))
