"""The right holder's answer to a notice together with the step it asks for, in one transaction."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cases.actions.locking import hold_letter_numbers
from seizures.cases.actions.steps import take_step
from seizures.cases.choices import HolderVerdict
from seizures.cases.models import HolderAnswer, PendingStep, SeizureCase, StepTaken
from seizures.cases.policies import require_actor
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.journal.actions import record
from seizures.screening.actions import note_verdict


def answer_notice(case: SeizureCase, *, verdict: str, features: str = "",
                  wants_suspension: bool = False, wants_sample: bool = False,
                  by: Actor) -> HolderAnswer:  # fmt: skip
    """Keeps the holder's structured verdict; the request itself is a step of the procedure."""
    if require_actor(by, case) != "holder":
        raise NotAllowed(_("Only the right holder or its agent answers a notice."))
    if verdict not in HolderVerdict.values:
        raise Refused(_("Say what the goods are."), field="verdict")
    with atomic():
        case = hold(SeizureCase.objects.all(), pk=case.pk)
        answer = HolderAnswer.objects.create(
            case=case, verdict=verdict, features=features, wants_suspension=wants_suspension,
            wants_sample=wants_sample, by_name=by.name, at=clock.now(),
        )  # fmt: skip
        record("case.holder_answered", kind="case", key=case.pk, by=by, reference=case.number,
               administration=case.administration, verdict=verdict,
               wants_suspension=wants_suspension)  # fmt: skip
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
    step: str = "",
    answers: dict[str, Any] | None = None,
    version: int | None = None,
    by: Actor,
) -> tuple[HolderAnswer, StepTaken | PendingStep | None]:
    """Keeps the verdict and takes the holder's step (its code, or none) with its answers.

    `version` is what the holder last saw; a case changed since then is `Stale`. The same answer
    without a step given twice is kept once.
    """
    with atomic():
        held = hold(SeizureCase.objects.all(), pk=case.pk)
        if version is not None and version != held.version:
            raise Stale(_("Somebody else has just worked on this case. Look again, then decide."))
        given = {"verdict": verdict, "features": features, "wants_suspension": wants_suspension,
                 "wants_sample": wants_sample, "by_name": by.name}  # fmt: skip
        last = held.answers.order_by("-id").first()
        if not step and last and all(getattr(last, name) == given[name] for name in given):
            return last, None
        if step:
            hold_letter_numbers(held.administration)
        answer = answer_notice(case, verdict=verdict, features=features, by=by,
                               wants_suspension=wants_suspension,
                               wants_sample=wants_sample)  # fmt: skip
        taken = take_step(case, step, by=by, answers=answers or {}) if step else None
    return answer, taken
