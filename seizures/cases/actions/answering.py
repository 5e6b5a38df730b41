"""The right holder's answer to a notice together with the step it asks for, in one transaction."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cases.actions.locking import hold_letter_numbers
from seizures.cases.actions.steps import take_step
from seizures.cases.choices import Audience, HolderVerdict, PointState
from seizures.cases.facts import procedure_of
from seizures.cases.models import HolderAnswer, PendingStep, PictureMark, SeizureCase, StepTaken
from seizures.cases.policies import capacity_of, offers_for, require_actor
from seizures.cases.versions import version_for
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.files.models import Attachment
from seizures.journal.actions import record
from seizures.letters.choices import Recipient
from seizures.letters.models import Letter
from seizures.screening.actions import note_verdict

MOST_MARKS, MOST_POINTS = 40, 60
SAMPLE_STEP = "request_inspection"
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Mark:
    """A point (no width, no height) or rectangle on a picture, in per cent of it, and its note."""

    attachment: int
    left: Decimal
    top: Decimal
    width: Decimal
    height: Decimal
    note: str


def answer_notice(case: SeizureCase, *, verdict: str, features: str = "",
                  wants_suspension: bool = False, wants_sample: bool = False,
                  points: Sequence[dict[str, str]] = (), marks: Sequence[Mark] = (),
                  by: Actor) -> HolderAnswer:  # fmt: skip
    """Keeps the holder's structured verdict; the request itself is a step of the procedure.

    `points` are {text, state} for features of the product card; `marks` lie on pictures of the
    goods that the holder may see.
    """
    if require_actor(by, case) != "holder":
        raise NotAllowed(_("Only the right holder or its agent answers a notice."))
    if verdict not in HolderVerdict.values:
        raise Refused(_("Say what the goods are."), field="verdict")
    kept = [{"text": row["text"][:300], "state": row["state"]} for row in points[:MOST_POINTS]
            if row["text"].strip() and row["state"] in PointState.values]  # fmt: skip
    _require_marks(case, marks)
    with atomic():
        case = hold(SeizureCase.objects.select_related("right__holder", "alert"), pk=case.pk)
        answer = HolderAnswer.objects.create(
            case=case, verdict=verdict, features=features, wants_suspension=wants_suspension,
            wants_sample=wants_sample, points=kept, acting_as=capacity_of(by, case),
            acting_for=case.right.holder.name[:300], by_name=by.name, at=clock.now(),
        )  # fmt: skip
        PictureMark.objects.bulk_create(
            PictureMark(answer=answer, attachment_id=mark.attachment, left=mark.left, top=mark.top,
                        width=mark.width, height=mark.height, note=mark.note.strip())
            for mark in marks
        )  # fmt: skip
        answer.digest = digest_of(answer)
        answer.save(update_fields=["digest"])
        record("case.holder_answered", kind="case", key=case.pk, by=by, reference=case.number,
               administration=case.administration, verdict=verdict, marks=len(marks),
               wants_suspension=wants_suspension, acting_as=str(answer.acting_as),
               sha256=answer.digest)  # fmt: skip
        if case.alert:
            note_verdict(case.alert, verdict=verdict, administration=case.administration, by=by)
    return answer


def answer_and_step(
    case: SeizureCase,
    *,
    verdict: str,
    features: str = "",
    wants_suspension: bool = False,
    wants_sample: bool = False,
    sample_kind: str = "",
    points: Sequence[dict[str, str]] = (),
    marks: Sequence[Mark] = (),
    step: str = "",
    answers: dict[str, Any] | None = None,
    version: int | None = None,
    by: Actor,
) -> tuple[HolderAnswer, StepTaken | PendingStep | None]:
    """Keeps the verdict and takes the holder's step (its code, or none) with its answers.

    `version` is what the holder last saw; a case changed since then is `Stale`. The same answer
    without a step given twice is kept once. With a `sample_kind` the holder also asks to inspect
    or sample, where the procedure has come that far (KR Notif. 23, CN Reg. 17).
    """
    with atomic():
        held = hold(SeizureCase.objects.all(), pk=case.pk)
        if version is not None and version != held.version:
            raise Stale(_("Somebody else has just worked on this case. Look again, then decide."))
        given = {"verdict": verdict, "features": features, "wants_suspension": wants_suspension,
                 "wants_sample": wants_sample or bool(sample_kind), "by_name": by.name}  # fmt: skip
        last = held.answers.order_by("-id").first()
        is_same = last and all(getattr(last, name) == given[name] for name in given)
        if not step and last and is_same and last.marks.count() == len(marks):
            return last, None
        if step:
            hold_letter_numbers(held.administration)
        answer = answer_notice(case, verdict=verdict, features=features, by=by, points=points,
                               marks=marks, wants_suspension=wants_suspension,
                               wants_sample=wants_sample or bool(sample_kind))  # fmt: skip
        taken = take_step(case, step, by=by, answers=answers or {}) if step else None
        if sample_kind:
            _ask_for_sample(case, sample_kind, features, by)
    return answer, taken


def notice_answered(answer: HolderAnswer) -> Letter | None:
    """The letter the answer is to: the last one the right holder had been sent by then."""
    sent = Letter.objects.about("case", answer.case_id).filter(
        recipient_kind=Recipient.HOLDER, issued_at__lte=answer.at
    )
    return sent.order_by("-id").first()


def digest_of(answer: HolderAnswer) -> str:
    """The SHA-256 of what was sent and of the notice it answers: the same rows give the same."""
    notice = notice_answered(answer)
    content = {
        "notice": [notice.number, notice.sha256] if notice else [],
        "case": answer.case.number, "verdict": str(answer.verdict), "features": answer.features,
        "points": answer.points, "wants_suspension": answer.wants_suspension,
        "wants_sample": answer.wants_sample, "acting_as": str(answer.acting_as),
        "acting_for": answer.acting_for, "by": answer.by_name, "at": answer.at.isoformat(),
        "marks": [
            [mark.attachment.file.sha256, *(f"{part:.1f}" for part in (
                mark.left, mark.top, mark.width, mark.height)), mark.note]
            for mark in answer.marks.select_related("attachment__file").order_by("id")
        ],
    }  # fmt: skip
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _ask_for_sample(case: SeizureCase, kind: str, reasons: str, by: Actor) -> None:
    """Takes the step of the procedure where it is open now; else the wish stays in the answer."""
    fresh = SeizureCase.objects.select_related("right__holder", "consignment").get(pk=case.pk)
    codes = {step.code for step in procedure_of(fresh).steps}
    is_open = SAMPLE_STEP in codes and any(
        offer.is_open and offer.step.code == SAMPLE_STEP for offer in offers_for(fresh, by)
    )
    if is_open:
        why = reasons.strip() or str(_("To examine the goods for the answer to the notice."))
        take_step(fresh, SAMPLE_STEP, by=by, answers={"inspection_kind": kind, "reasons": why})


def _require_marks(case: SeizureCase, marks: Sequence[Mark]) -> None:
    if len(marks) > MOST_MARKS:
        raise Refused(_("Draw at most 40 marks."), field="marks")
    places = {("case", case.pk), ("inspection", case.inspection_id)}
    pictures = (
        Attachment.objects.pictures().select_related("file").in_bulk([m.attachment for m in marks])
    )
    for mark in marks:
        row = pictures.get(mark.attachment)
        is_ours = row and (row.subject_kind, row.subject_id) in places
        if not row or not is_ours or not version_for(case, row, Audience.HOLDER):
            raise Refused(_("A mark lies on a picture that is not part of this notice."),
                          field="marks")  # fmt: skip
        if not mark.note.strip() or len(mark.note) > 300:
            raise Refused(_("Write at each mark what it shows, in at most 300 characters."),
                          field="marks")  # fmt: skip
        numbers = [value for value in asdict(mark).values() if isinstance(value, Decimal)]
        is_inside = all(number.is_finite() and 0 <= number <= WHOLE for number in numbers)
        if not is_inside or mark.left + mark.width > WHOLE or mark.top + mark.height > WHOLE:
            raise Refused(_("A mark lies outside its picture."), field="marks")
