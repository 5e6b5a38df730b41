"""A case cut down to what the right holder may see."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from seizures.cases.facts import procedure_of
from seizures.cases.ledger import balance
from seizures.cases.models import SeizureCase, StepTaken
from seizures.cases.policies import may_holder_read_letter, offers_for
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.core.languages import cite, pick
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.grants.policies import may_see_field
from seizures.law.goods import GOODS_CODES
from seizures.law.procedures import Procedure, Step
from seizures.letters.choices import Recipient
from seizures.letters.models import Letter
from seizures.letters.titles import TITLES
from seizures.portal import clocks
from seizures.portal.forms.steps import StepForm
from seizures.portal.marks import on_pictures, points_of
from seizures.portal.money import costs_of
from seizures.portal.questions import question_panel

MOST_PICTURES = 24
#: What the steps of an answer set as fact in every procedure, and how the form names them.
WANTS = {"holder_requested": "request", "holder_declined": "decline"}
GOODS_TONE = {"stored": "info", "sampled": "info", "confiscated": "warning", "released": "success"}
SECURITY_TONE = {"required": "warning", "held": "success", "released": "neutral",
                 "used": "danger"}  # fmt: skip


def wanted_steps(case: SeizureCase, user: Any) -> dict[str, Step]:
    """The steps this holder may answer a notice with now, by what is wanted."""
    found: dict[str, Step] = {}
    for offer in offers_for(case, of_user(user)):
        for fact, want in WANTS.items():
            if offer.is_open and fact in offer.step.facts:
                found.setdefault(want, offer.step)
    return found


def notice_context(case: SeizureCase, user: Any) -> dict[str, Any]:
    """What the page of a notice shows: goods, pictures, mark, clock and costs."""
    procedure = procedure_of(case)
    shown = case_clocks(case, procedure)
    mine = {rule for step in procedure.steps_from(case.stage) if "holder" in step.by
            for rule in step.ends}  # fmt: skip
    return {
        "case": case, "procedure_title": pick(procedure.titles), "zone": case.administration,
        "clocks": shown,
        "clock": next((c for c in shown if c["rule"] in mine and not c["stopped"]), None),
        "goods": list(case.goods.order_by("id")), "pictures": pictures_of(case),
        "own_pictures": pictures_of_right(case), "costs": costs(case, procedure),
        "letters": letters_for_holder(case), "parties": parties(case, user),
    }  # fmt: skip


def pictures_of(case: SeizureCase) -> list[Attachment]:
    """Pictures the officers took of the goods."""
    if not case.inspection_id:
        return []
    rows = Attachment.objects.on("inspection", case.inspection_id).pictures()
    return list(rows.filter(purpose=Purpose.PHOTO)[:MOST_PICTURES])


def pictures_of_right(case: SeizureCase) -> list[Attachment]:
    """The mark and its genuine goods, to hold beside."""
    rows = Attachment.objects.on("right", case.right_id).pictures()
    return list(rows.filter(purpose__in=[Purpose.MARK, Purpose.GENUINE])[:6])


def costs(case: SeizureCase, procedure: Procedure) -> dict[str, Any]:
    """What the holder has to lodge and what it covers, from the law in force for the case."""
    rows = [{"row": row, "tone": SECURITY_TONE[row.status],
             "is_required": row.status == "required", "lacking": row.lacking}
            for row in case.securities.filter(kind="request").select_related("guarantee")
            .order_by("id")]  # fmt: skip
    notes = procedure.security.notes
    return {"rows": rows, "notes": pick(notes) if notes else "", "basis": procedure.security.basis,
            "money": costs_of(case)}  # fmt: skip


def shown_answers(case: SeizureCase) -> list[dict[str, Any]]:
    """The holder's answers, newest first, with their marks on the pictures."""
    rows = case.answers.prefetch_related("marks").order_by("-id")
    return [{"row": row, "pictures": on_pictures(row), "points": points_of(row)} for row in rows]


def case_clocks(case: SeizureCase, procedure: Procedure) -> list[dict[str, Any]]:
    """Clocks of the case that concern the holder, running ones first."""
    found = []
    for row in sorted(case.due_dates.all(), key=lambda r: (r.status != "running", r.due_on)):
        shown = clocks.of_case(row, procedure, case.right.holder)
        found.append(shown | {"rule": row.rule})
    return found


def letters_for_holder(case: SeizureCase) -> list[Letter]:
    """Letters to the holder and papers it filed, newest first, with their titles."""
    rows = Letter.objects.about("case", case.pk).exclude(recipient_kind=Recipient.DECLARANT)
    found = [row for row in rows if may_holder_read_letter(case, row)]
    for row in found:
        row.title = pick(TITLES[row.key])  # type: ignore[attr-defined]
    return found[::-1]


def parties(case: SeizureCase, user: Any) -> list[dict[str, Any]]:
    """Consignor and consignee, named once the law opened their names to the holder."""
    cargo, found = case.consignment, []
    named = ((_("Consignor"), "shipper", cargo.shipper_name),
             (_("Consignee"), "consignee", cargo.consignee_name))  # fmt: skip
    for label, field, name in named:
        is_open = may_see_field(user, kind="case", key=case.pk, owner=case.administration,
                                field=field)  # fmt: skip
        found.append({"label": label, "value": name if is_open else "", "is_open": is_open})
    return found


def present(case: SeizureCase, user: Any, *, bound: StepForm | None = None,
            refused: str = "") -> dict[str, Any]:  # fmt: skip
    """The context of the page on which a holder follows a case."""
    procedure = procedure_of(case)
    stage = procedure.stage(case.stage)
    taken = list(case.steps.filter(is_corrected=False))
    context = notice_context(case, user)
    running = [row for row in context["clocks"] if not row["stopped"]]
    return context | {
        "stage_title": pick(stage.titles),
        "stage_tone": {"open": "warning", "waiting": "info", "closed": "neutral"}[stage.kind],
        "stages": _stages(case, procedure, taken),
        "steps": _steps(case, procedure, user, bound, refused),
        "may_answer": bool(wanted_steps(case, user)),
        "clock": context["clock"] or next(iter(running), None),
        "outcomes": _outcomes(case), "answers": shown_answers(case),
        "claims": list(case.licence_claims.select_related("submission").order_by("-id")),
        "timeline": _timeline(case, procedure, taken),
        "questions": question_panel(case),
    }  # fmt: skip


def _stages(case: SeizureCase, procedure: Procedure,
            taken: list[StepTaken]) -> list[dict[str, Any]]:  # fmt: skip
    reached = {procedure.first_stage: case.opened_at}
    for row in taken:
        reached.setdefault(row.stage_after, row.at)
    found = []
    for stage in procedure.stages:
        if stage.code not in reached:
            continue
        state = "current" if stage.code == case.stage and not case.is_closed else "done"
        day = clock.day_of(reached[stage.code], case.administration)
        found.append({"title": pick(stage.titles), "state": state, "on": day})
    return found


def _steps(case: SeizureCase, procedure: Procedure, user: Any, bound: StepForm | None,
           refused: str) -> list[dict[str, Any]]:  # fmt: skip
    """The holder's steps that are possible now, without those the answer form takes."""
    security = case.securities.filter(kind="request").order_by("id").first()
    found = []
    for offer in offers_for(case, of_user(user)):
        step = offer.step
        if not offer.is_open or set(WANTS) & set(step.facts):
            continue
        mine = bound is not None and bound.step.code == step.code
        found.append({
            "title": pick(step.titles), "basis": step.basis,
            "effects": pick(step.effects_text) if step.effects_text else "",
            "url": reverse("portal-case-step", args=[case.pk, step.code]),
            "form": bound if mine else StepForm(version=case.version, step=step,
                                                security=security),
            "refused": refused if mine else "", "open": mine,
        })  # fmt: skip
    return found


def _outcomes(case: SeizureCase) -> list[dict[str, Any]]:
    return [
        {"goods": line.goods, "seized": line.seized, "parts": [
            {"label": pick(GOODS_CODES[code].titles), "value": quantity,
             "tone": GOODS_TONE.get(code, "neutral")} for code, quantity in line.parts]}
        for line in balance(case)
    ]  # fmt: skip


def _timeline(case: SeizureCase, procedure: Procedure,
              taken: list[StepTaken]) -> list[dict[str, Any]]:  # fmt: skip
    """Steps that move the case or are the holder's own; officers' names and notes stay inside."""
    found = [{"at": case.opened_at, "sentence": _("Case opened"), "tone": "info",
              "administration": case.administration}]  # fmt: skip
    for row in taken:
        step = procedure.step(row.code)
        is_own = "holder" in step.by
        if row.stage_before == row.stage_after and not is_own:
            continue
        by_holder = is_own and row.by_kind == "user"
        found.append({"at": row.at, "sentence": pick(step.titles), "reason": cite(row.basis),
                      "tone": "success" if by_holder else "neutral",
                      "administration": "" if by_holder else case.administration})  # fmt: skip
    for answer in case.answers.all():
        found.append({"at": answer.at, "actor": answer.by_name, "tone": "success",
                      "sentence": _("The right holder answered the notice"),
                      "reason": answer.get_verdict_display()})  # fmt: skip
    return sorted(found, key=lambda entry: entry["at"], reverse=True)
