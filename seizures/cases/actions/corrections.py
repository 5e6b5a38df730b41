"""Puts right what was entered wrongly: a step taken, a movement of goods, the customs value.

Nothing written is changed or removed: a correction is a compensating entry with its reason, and
counts only once a second, senior officer confirms it.
"""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cargo.models import Consignment
from seizures.cases.actions import clocks, money, step_money
from seizures.cases.actions.goods import move_goods
from seizures.cases.actions.locking import held_case
from seizures.cases.choices import ClockStatus, CorrectionKind, CorrectionStatus
from seizures.cases.facts import procedure_of
from seizures.cases.models import Correction, GoodsMovement, SeizureCase, StepTaken
from seizures.cases.policies import require_actor
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.journal.actions import record

OFFICERS = {"officer", "senior_officer"}


def propose_correction(case: SeizureCase, *, kind: str, reason: str,
                       data: dict[str, Any] | None = None, by: Actor) -> Correction:  # fmt: skip
    """Proposes a correction; one of a kind waits at a time, and proposing again answers it.

    `data` names the movement (`movement`) of a reversal, or the new amount (`value`).
    """
    if require_actor(by, case) not in OFFICERS:
        raise NotAllowed(_("Only an officer of this administration may do this."))
    if kind not in CorrectionKind.values:
        raise Refused(_("Say what is to be corrected."), field="kind")
    if len(reason.strip()) < 5:
        raise Refused(_("Say in a sentence what is wrong and how you know."), field="reason")
    with atomic():
        held = held_case(case.pk)
        _check(held, kind, data or {})
        row, is_new = Correction.objects.get_or_create(
            case=held, kind=kind, status=CorrectionStatus.PROPOSED,
            defaults={"reason": reason.strip(), "data": data or {}, "proposed_by_id": by.id,
                      "proposed_by_name": by.name},
        )  # fmt: skip
        if is_new:
            record("correction.proposed", kind="case", key=held.pk, by=by, reference=held.number,
                   administration=held.administration, correction=kind,
                   reason=row.reason)  # fmt: skip
    return row


def confirm_correction(correction: Correction, *, by: Actor) -> Correction:
    """A second, senior officer confirms; the compensating entries are written now."""
    with atomic():
        case, row = _waiting(correction, by)
        if by.id == row.proposed_by_id:
            raise NotAllowed(_("Nobody countersigns their own proposal. Ask a colleague."))
        _check(case, row.kind, row.data)
        hold(Consignment.objects.all(), pk=case.consignment_id)
        step_money.hold_guarantees(case)
        told = _DEEDS[CorrectionKind(row.kind)](case, row, by)
        _settle(row, CorrectionStatus.CONFIRMED, by)
        clocks.refresh_next_due(case)
        case.version += 1
        case.updated_at = clock.now()
        case.save()
        record("correction.confirmed", kind="case", key=case.pk, by=by, reference=case.number,
               administration=case.administration, correction=row.kind, reason=row.reason,
               proposed_by=row.proposed_by_name, **told)  # fmt: skip
    return row


def refuse_correction(correction: Correction, *, by: Actor) -> Correction:
    """Turns a correction down, or takes one's own back."""
    with atomic():
        case = held_case(correction.case_id)
        row: Correction = hold(Correction.objects.all(), pk=correction.pk)
        if require_actor(by, case) not in OFFICERS:
            raise NotAllowed(_("Only an officer of this administration may do this."))
        if row.status == CorrectionStatus.PROPOSED:
            _settle(row, CorrectionStatus.REFUSED, by)
            record("correction.refused", kind="case", key=case.pk, by=by, reference=case.number,
                   administration=case.administration, correction=row.kind)  # fmt: skip
    return row


def last_step(case: SeizureCase) -> StepTaken | None:
    """The step that a correction could take back: the last one that still counts."""
    return case.steps.filter(is_corrected=False).order_by("-id").first()


def _waiting(correction: Correction, by: Actor) -> tuple[SeizureCase, Correction]:
    case = held_case(correction.case_id)
    row: Correction = hold(Correction.objects.all(), pk=correction.pk)
    if row.status != CorrectionStatus.PROPOSED:
        raise Stale(_("This proposal was already settled."))
    if require_actor(by, case) != "senior_officer":
        raise NotAllowed(_("A senior officer must countersign."))
    return case, row


def _settle(row: Correction, status: str, by: Actor) -> None:
    row.status, row.settled_by_name, row.settled_at = status, by.name, clock.now()
    row.save(update_fields=["status", "settled_by_name", "settled_at"])


def _check(case: SeizureCase, kind: str, data: dict[str, Any]) -> None:
    """Whether the correction is possible as the case stands now."""
    if case.is_closed:
        raise Refused(_("This case is closed. Reopen it first."))
    if kind == CorrectionKind.STEP:
        _check_step(case)
    elif kind == CorrectionKind.GOODS:
        _movement(case, data)
    elif kind == CorrectionKind.VALUE:
        _new_value(data)


def _check_step(case: SeizureCase) -> None:
    step = last_step(case)
    if step is None:
        raise Refused(_("No step has been taken yet."))
    procedure = procedure_of(case)
    if step_money.moves_money(procedure.step(step.code)):
        raise Refused(_("Money moved with this step. Settle the security by its own steps."))
    if procedure.stage(step.stage_before).kind == "closed":
        raise Refused(_("The case was closed before this step. Close it again instead."))


def _movement(case: SeizureCase, data: dict[str, Any]) -> GoodsMovement:
    row = GoodsMovement.objects.filter(goods__case=case, pk=data.get("movement") or 0).first()
    if row is None:
        raise Refused(_("Choose the movement that was wrong."), field="movement")
    if not row.source:
        raise Refused(_("Goods as first entered are corrected by a stocktake."), field="movement")
    return row


def _new_value(data: dict[str, Any]) -> Decimal:
    try:
        value = Decimal(str(data.get("value")))
    except ArithmeticError as error:
        raise Refused(_("Give an amount in figures."), field="value") from error
    if not value.is_finite() or value < 0:
        raise Refused(_("Give an amount in figures."), field="value")
    return value.quantize(Decimal("0.01"))


def _take_back(case: SeizureCase, row: Correction, by: Actor) -> dict[str, Any]:
    """Undoes what the last step did: stage, facts, clocks, goods; letters stay as issued."""
    step = last_step(case)
    if step is None:
        raise Refused(_("No step has been taken yet."))
    step.is_corrected = True
    step.save(update_fields=["is_corrected"])
    step.facts_set.update(is_withdrawn=True)
    case.stage = step.stage_before
    clocks_begun = case.due_dates.filter(begun_by=step, status=ClockStatus.RUNNING)
    clocks_begun.update(status=ClockStatus.CANCELLED, ended_at=clock.now())
    clocks.resume_clocks(case, list(step.clocks_ended.all()), by=by)
    moved = GoodsMovement.objects.filter(goods__case=case, step=step.code, at__gte=step.at)
    for movement in moved.exclude(source="").order_by("-id"):
        _reverse(movement, row.reason, by)
    return {"step": step.code, "stage": case.stage, "before": step.stage_after}


def _reverse_movement(case: SeizureCase, row: Correction, by: Actor) -> dict[str, Any]:
    movement = _movement(case, row.data)
    _reverse(movement, row.reason, by)
    return {"source": movement.target, "target": movement.source,
            "quantity": str(movement.quantity)}  # fmt: skip


def _reverse(movement: GoodsMovement, reason: str, by: Actor) -> None:
    move_goods(movement.goods, source=movement.target, target=movement.source,
               quantity=movement.quantity, by=by, step="correction", place=movement.place,
               note=reason)  # fmt: skip


def _correct_value(case: SeizureCase, row: Correction, by: Actor) -> dict[str, Any]:
    """The customs value, and with it the security: an excess goes back, a shortfall is asked."""
    before, case.value = case.value, _new_value(row.data)
    money.revalue(case, by=by)
    return {"before": str(before), "value": str(case.value), "currency": case.currency}


_DEEDS = {
    CorrectionKind.STEP: _take_back,
    CorrectionKind.GOODS: _reverse_movement,
    CorrectionKind.VALUE: _correct_value,
}
