"""Disposal orders: drafted, approved by a senior officer, carried out through the procedure's step.

An order never moves goods itself. Carrying it out takes the step of the procedure it belongs to,
with all that the step needs (facts, roles, second officer), and that step moves the goods once.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cases import ladder
from seizures.cases.actions.goods import FINEST
from seizures.cases.actions.steps import take_step
from seizures.cases.choices import OrderStatus, PhotoStage
from seizures.cases.facts import procedure_of
from seizures.cases.ledger import balance
from seizures.cases.models import (
    DisposalLine,
    DisposalOrder,
    DisposalPhoto,
    PendingStep,
    SeizureCase,
)
from seizures.cases.officers import require_officer, require_senior
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.core.languages import pick
from seizures.core.numbering import next_number
from seizures.files.actions import Upload, attach, store_upload
from seizures.files.choices import Purpose
from seizures.journal.actions import record
from seizures.law.procedures import Step

NOT_STARTED = (OrderStatus.DRAFT, OrderStatus.APPROVED)


def disposing_steps(case: SeizureCase) -> list[Step]:
    """The steps of the case's procedure that dispose of goods and so may have an order."""
    return [step for step in procedure_of(case).steps
            if step.ledger and step.ledger.to_code in ladder.METHODS]  # fmt: skip


def draft_order(case: SeizureCase, *, step: str, method: str, place: str, planned_on: dt.date,
                officers: Sequence[str], by: Actor, quantities: Mapping[int, Decimal] | None = None,
                witnesses: Sequence[str] = (), recipient: str = "", grounds: str = "",
                is_immediate: bool = False, approval_reference: str = "",
                exception_reason: str = "") -> DisposalOrder:  # fmt: skip
    """Drafts an order under a disposing step; a step that takes all goods fills the lines itself.

    One step has one order at a time: while it stands, the same one is answered.
    """
    require_officer(by, case.administration)
    with atomic():
        case = hold(SeizureCase.objects.select_related("right"), pk=case.pk)
        known = next((s for s in disposing_steps(case) if s.code == step), None)
        if case.is_closed or known is None or known.ledger is None:
            raise Refused(_("This procedure has no such disposal."), field="step")
        if method not in ladder.METHODS[known.ledger.to_code]:
            raise Refused(_("“%(step)s” cannot be done in this way."), field="method",
                          step=pick(known.titles))  # fmt: skip
        _require_filled(place=place, officers=officers)
        standing: DisposalOrder | None = case.disposal_orders.filter(
            step=step, status__in=(*NOT_STARTED, OrderStatus.PROPOSED)
        ).first()  # fmt: skip
        if standing:
            return standing
        order = DisposalOrder.objects.create(
            case=case, number=next_number("disposal", case.administration), step=step,
            method=method, place=place.strip()[:200], planned_on=planned_on,
            officers=_names(officers), witnesses=_names(witnesses), recipient=recipient[:200],
            grounds=grounds.strip()[:300], is_immediate=is_immediate,
            approval_reference=approval_reference[:100],
            exception_reason=exception_reason.strip()[:300], drafted_by_id=by.id,
            drafted_by_name=by.name,
        )  # fmt: skip
        _enter_lines(order, known, quantities or {})
        record("disposal.drafted", kind="case", key=case.pk, by=by, reference=case.number,
               basis=known.basis, administration=case.administration, order=order.number,
               method=method)  # fmt: skip
    return order


def _names(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(name.strip()[:150] for name in names if name.strip()))


def _require_filled(*, place: str, officers: Sequence[str]) -> None:
    if not place.strip():
        raise Refused(_("Say where it is done."), field="place")
    if len(_names(officers)) < 2:
        raise Refused(_("Name at least two officers."), field="officers")


def _enter_lines(order: DisposalOrder, step: Step, quantities: Mapping[int, Decimal]) -> None:
    assert step.ledger is not None
    lines = []
    for line in balance(order.case):
        there = line.under.get(step.ledger.from_code, Decimal(0))
        wanted = there if step.ledger.scope == "all" else quantities.get(line.goods.pk, Decimal(0))
        if wanted > there or wanted < 0 or wanted != wanted.quantize(FINEST):
            raise Refused(
                _("Only %(there)s %(unit)s of “%(goods)s” stand there; you asked for %(asked)s."),
                field=f"quantities-{line.goods.pk}", there=f"{there.normalize():f}",
                unit=line.goods.unit, goods=line.goods.description[:60],
                asked=f"{wanted.normalize():f}",
            )  # fmt: skip
        if wanted > 0:
            lines.append(DisposalLine(order=order, goods=line.goods, quantity=wanted))
    if not lines:
        raise Refused(_("Say how much of which goods is disposed of."), field="quantities")
    DisposalLine.objects.bulk_create(lines)


def record_removal(order: DisposalOrder, *, on: dt.date, method: str, goods: bool,
                   packaging: bool, by: Actor) -> DisposalOrder:  # fmt: skip
    """Notes that the marks were removed, from the goods and from the packaging."""
    with atomic():
        row = _held(order, by)
        if row.status not in NOT_STARTED:
            raise Stale(_("This order was already carried out."))
        if on > clock.today(row.case.administration):
            raise Refused(_("This day is still to come."), field="removal_on")
        row.removal_on, row.removal_method = on, method.strip()[:200]
        row.is_removed_from_goods, row.is_removed_from_packaging = goods, packaging
        _save(row, "removal_on", "removal_method", "is_removed_from_goods",
              "is_removed_from_packaging")  # fmt: skip
        _note("disposal.marks_removed", row, by, goods=goods, packaging=packaging)
    return row


def approve_order(order: DisposalOrder, *, by: Actor, version: int | None = None) -> DisposalOrder:
    """A senior officer other than the drafter approves what nothing stands against."""
    with atomic():
        row = _held(order, by)
        require_senior(by, row.case.administration)
        if row.status == OrderStatus.APPROVED:
            return row
        if row.status != OrderStatus.DRAFT or (version is not None and version != row.version):
            raise Stale(_("Somebody else has just worked on this order. Look again, then decide."))
        if by.id == row.drafted_by_id and by.kind == "user":
            raise NotAllowed(_("Nobody approves their own order. Ask a colleague."))
        _require_nothing_against(row)
        row.status, row.approved_at, row.approved_by_name = (
            OrderStatus.APPROVED, clock.now(), by.name)  # fmt: skip
        _save(row, "status", "approved_at", "approved_by_name")
        _note("disposal.approved", row, by)
    return row


def cancel_order(order: DisposalOrder, *, reason: str, by: Actor) -> DisposalOrder:
    """Calls off an order not yet carried out; a proposal that waits is taken back first."""
    with atomic():
        row = _held(order, by)
        if row.status == OrderStatus.CANCELLED:
            return row
        if row.taken_id or _waits(row):
            raise Refused(_("This order is being carried out. Take the proposal back first."))
        if not reason.strip():
            raise Refused(_("Say why the order is called off."), field="reason")
        row.status = OrderStatus.CANCELLED
        _save(row, "status")
        _note("disposal.cancelled", row, by, reason=reason[:300])
    return row


def carry_out(order: DisposalOrder, *, by: Actor, done_on: dt.date | None = None,
              version: int | None = None,
              answers: Mapping[str, Any] | None = None) -> DisposalOrder:  # fmt: skip
    """Takes the order's step; where a second officer must countersign, the order waits for that.

    Doing it again changes nothing. `answers` adds what the step asks beyond the order.
    """
    with atomic():
        hold(SeizureCase.objects.all(), pk=order.case_id)
        row = _held(order, by)
        if row.taken_id or _waits(row):
            return row
        if row.status not in {OrderStatus.APPROVED, OrderStatus.PROPOSED}:
            raise Refused(_("A senior officer must approve the order first."))
        if version is not None and version != row.version:
            raise Stale(_("Somebody else has just worked on this order. Look again, then decide."))
        day = done_on or clock.today(row.case.administration)
        if day > clock.today(row.case.administration):
            raise Refused(_("This day is still to come."), field="done_on")
        _require_nothing_against(row)
        row.status, row.pending, row.done_on = OrderStatus.PROPOSED, None, day
        _save(row, "status", "pending", "done_on")
        done = take_step(row.case, row.step, by=by, answers={**_answers(row), **(answers or {})},
                         note=row.number)  # fmt: skip
        if isinstance(done, PendingStep):
            row.pending = done
            _save(row, "pending")
            _note("disposal.proposed", row, by)
        row.refresh_from_db()
    return row


def _answers(order: DisposalOrder) -> dict[str, Any]:
    """What the step asks, as far as the order says it."""
    people = ", ".join([*order.officers, *order.witnesses])
    known: dict[str, Any] = {
        "quantities": {str(line.goods_id): line.quantity for line in order.lines.all()},
        "place": order.place, "method": order.get_method_display(), "witness": people[:300],
        "recipient": order.recipient, "happened_on": order.done_on,
        "why_not_welfare": order.grounds, "why_not_auction": order.grounds,
        "features_removed": order.removal_method,
        "reference": order.number,
    }  # fmt: skip
    asked = {ask.code for ask in procedure_of(order.case).step(order.step).asks}
    return {name: value for name, value in known.items() if name in asked}


def add_photo(order: DisposalOrder, upload: Upload, *, stage: str, by: Actor,
              client_key: str = "") -> DisposalPhoto:  # fmt: skip
    """Adds a photograph of one stage; the same client key answers the same photo."""
    if stage not in PhotoStage.values:
        raise Refused(_("Say which stage the photo shows."), field="stage")
    with atomic():
        row = _held(order, by)
        if row.status in {OrderStatus.REPORTED, OrderStatus.CANCELLED}:
            raise Stale(_("This order is finished."))
        stored = store_upload(upload, by=by)
        if not stored.is_picture:
            raise Refused(_("Send a photo here."), field="photo")
        file = attach(stored, kind="case", key=row.case_id, purpose=Purpose.DISPOSAL,
                      name=upload.name or "photo", note=f"{row.number} {stage}", by=by,
                      client_key=client_key)  # fmt: skip
        photo, _is_new = DisposalPhoto.objects.get_or_create(
            order=row, attachment=file, defaults={"stage": stage}
        )
    return photo


def _held(order: DisposalOrder, by: Actor) -> DisposalOrder:
    rows = DisposalOrder.objects.select_related("case__right__holder", "case__office", "pending")
    row: DisposalOrder = hold(rows, pk=order.pk)
    require_officer(by, row.case.administration)
    return row


def _waits(order: DisposalOrder) -> bool:
    return bool(order.status == OrderStatus.PROPOSED and order.pending
                and not order.pending.is_settled)  # fmt: skip


def _require_nothing_against(order: DisposalOrder) -> None:
    for refusal in ladder.against(order):
        raise refusal


def _save(order: DisposalOrder, *fields: str) -> None:
    order.version += 1
    order.updated_at = clock.now()
    order.save(update_fields=[*fields, "version", "updated_at"])


def _note(verb: str, order: DisposalOrder, by: Actor, **data: Any) -> None:
    case = order.case
    record(verb, kind="case", key=case.pk, by=by, reference=case.number,
           administration=case.administration, order=order.number, **data)  # fmt: skip
