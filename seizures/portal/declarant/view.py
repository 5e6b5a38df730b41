"""A case cut down to what its declarant may see."""

from typing import Any

from django.urls import reverse

from seizures.cases.actions import actor_of
from seizures.cases.choices import Audience, QuestionStatus, SubmissionKind
from seizures.cases.facts import procedure_of
from seizures.cases.models import DeclarantLink, FileRelease, RedactedCopy, SeizureCase
from seizures.cases.policies import may_declarant_read_letter, offers_for
from seizures.cases.versions import version_for
from seizures.core.languages import pick
from seizures.files.models import Attachment
from seizures.law.procedures import Procedure
from seizures.letters.models import Letter
from seizures.letters.titles import TITLES
from seizures.portal import clocks
from seizures.portal.declarant.forms import DeclarantStepForm, LicenceForm
from seizures.portal.questions import AnswerForm

DECLARANT = "declarant"
CONSENT = "consent_to_destruction"
MOST_PICTURES = 24
ORDER = (SubmissionKind.CONTEST, SubmissionKind.OTHER, SubmissionKind.RELEASE,
         SubmissionKind.CONSENT)  # fmt: skip
Bound = tuple[str, Any, str]
"""Which form came back ("step:<code>", "licence", "question:<key>"), the form, the refusal."""


def present(link: DeclarantLink, *, bound: Bound | None = None) -> dict[str, Any]:
    """The context of the declarant's page."""
    case = link.case
    procedure = procedure_of(case)
    return {
        "link": link, "case": case, "zone": case.administration,
        "procedure_title": pick(procedure.titles), "basis": procedure.basis,
        "stage_title": pick(procedure.stage(case.stage).titles),
        "knows_consent": any(step.code == CONSENT for step in procedure.steps),
        "goods": list(case.goods.order_by("id")), "pictures": pictures_of(case),
        "clocks": _clocks(case, procedure), "steps": _steps(link, procedure, bound),
        "licence": _licence(case, bound), "questions": _questions(case, bound),
        "letters": _letters(case), "sent": list(case.submissions.select_related("claim")
                                                .order_by("-id")),
    }  # fmt: skip


def pictures_of(case: SeizureCase) -> list[Attachment]:
    """Pictures an officer opened to the declarant: redacted copies, or whole where released."""
    copies = RedactedCopy.objects.filter(case=case, audience=Audience.DECLARANT, withdrawn_at=None,
                                         released_at__isnull=False)  # fmt: skip
    whole = FileRelease.objects.filter(case=case, audience=Audience.DECLARANT, recalled_at=None)
    keys = {*copies.values_list("copy", flat=True), *whole.values_list("attachment", flat=True)}
    rows = Attachment.objects.pictures().filter(pk__in=keys).select_related("file").order_by("pk")
    return [row for row in rows[:MOST_PICTURES] if version_for(case, row, Audience.DECLARANT)]


def _clocks(case: SeizureCase, procedure: Procedure) -> list[dict[str, Any]]:
    """Running periods of the declarant's own: the day, the working days left, whose calendar."""
    mine = {rule for step in procedure.steps if DECLARANT in step.by and "holder" not in step.by
            for rule in step.ends}  # fmt: skip
    own = {rule for step in procedure.steps_from(case.stage) if DECLARANT in step.by
           and "holder" in step.by for rule in step.ends}  # fmt: skip
    holders = {rule for step in procedure.steps if "holder" in step.by and DECLARANT not in step.by
               for rule in step.ends}  # fmt: skip
    found = []
    for row in case.due_dates.running().order_by("due_on"):
        if row.rule in (mine - holders) | own:
            rule = procedure.deadline(row.rule)
            found.append({
                "title": pick(rule.titles), "due_on": row.due_on, "basis": row.basis,
                "administration": row.calendar, "provisional": row.is_provisional,
                "days_left": clocks.days_left(row.due_on, row.calendar),
            })  # fmt: skip
    return found


def _steps(link: DeclarantLink, procedure: Procedure, bound: Bound | None) -> list[dict[str, Any]]:
    """What the procedure offers the declarant now, contesting first and consent last."""
    case = link.case
    security = case.securities.filter(kind="counter").order_by("id").first()
    found = []
    for offer in offers_for(case, actor_of(link)):
        step = offer.step
        if not offer.is_open or DECLARANT not in step.by:
            continue
        mine = bound if bound and bound[0] == f"step:{step.code}" else None
        form = mine[1] if mine else DeclarantStepForm(version=case.version, step=step,
                                                      security=security)  # fmt: skip
        found.append({
            "kind": str(form.kind), "title": pick(step.titles), "basis": step.basis,
            "confirmed": step.confirmed, "form": form, "refused": mine[2] if mine else "",
            "effects": pick(step.effects_text) if step.effects_text else "",
            "url": reverse("declarant-step", args=[step.code]), "open": bool(mine),
        })  # fmt: skip
    return sorted(found, key=lambda row: ORDER.index(SubmissionKind(row["kind"])))


def _licence(case: SeizureCase, bound: Bound | None) -> dict[str, Any] | None:
    if case.is_closed:
        return None
    mine = bound if bound and bound[0] == "licence" else None
    return {"form": mine[1] if mine else LicenceForm(auto_id="licence_%s"),
            "refused": mine[2] if mine else "", "open": bool(mine)}  # fmt: skip


def _questions(case: SeizureCase, bound: Bound | None) -> list[dict[str, Any]]:
    found = []
    rows = case.questions.filter(party=DECLARANT).exclude(status=QuestionStatus.WITHDRAWN)
    for row in rows.order_by("-id"):
        mine = bound if bound and bound[0] == f"question:{row.pk}" else None
        is_open = row.status == QuestionStatus.OPEN
        found.append({
            "row": row, "is_open": is_open, "refused": mine[2] if mine else "",
            "form": (mine[1] if mine else AnswerForm(auto_id=f"answer{row.pk}_%s"))
            if is_open else None,
            "days_left": clocks.days_left(row.due_on, case.administration) if is_open else None,
        })  # fmt: skip
    return found


def _letters(case: SeizureCase) -> list[Letter]:
    found = [row for row in Letter.objects.about("case", case.pk)
             if may_declarant_read_letter(case, row)]  # fmt: skip
    for row in found:
        row.title = pick(TITLES[row.key])  # type: ignore[attr-defined]
    return found[::-1]
