"""What a declarant does by its one-time link: contest, consent, show a licence, ask for release."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cases.actions.inviting import actor_of
from seizures.cases.actions.keeping import keep_file
from seizures.cases.actions.locking import hold_letter_numbers
from seizures.cases.actions.questions import answer_question
from seizures.cases.actions.steps import take_step
from seizures.cases.choices import ClaimStatus, SubmissionKind
from seizures.cases.facts import procedure_of
from seizures.cases.models import (
    DeclarantLink,
    DeclarantSubmission,
    LicenceClaim,
    Question,
    SeizureCase,
)
from seizures.cases.policies import require_actor
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused
from seizures.files.models import Attachment
from seizures.journal.actions import record
from seizures.law.procedures import Step
from seizures.rights.actions import add_trader

MOST_FILES, LONGEST_TEXT = 10, 4000
FILES_NOTE = "declarant"


def kind_of_step(step: Step) -> str:
    """As what a step of the declarant is kept, told by what it sets."""
    if step.security == "counter_lodge":
        return SubmissionKind.RELEASE
    if "declarant_consented" in step.facts:
        return SubmissionKind.CONSENT
    if "declarant_replied" in step.facts:
        return SubmissionKind.CONTEST
    return SubmissionKind.OTHER


def send_step(link: DeclarantLink, code: str, *, answers: dict[str, Any],
              files: Sequence[Any] = (),
              confirmed: bool = False) -> DeclarantSubmission:  # fmt: skip
    """Takes a step of the procedure as the declarant, with its papers; answers the receipt.

    Consent to destruction must be `confirmed` a second time. The table decides what is possible.
    """
    by = actor_of(link)
    _require_files(files)
    with atomic():
        case = _case(link, by)
        hold_letter_numbers(case.administration)
        step = procedure_of(case).step(code)
        kind = kind_of_step(step)
        if kind == SubmissionKind.CONSENT and not confirmed:
            raise Refused(_("Confirm that the goods may be destroyed. It cannot be undone."),
                          field="confirmed")  # fmt: skip
        taken = take_step(case, code, by=by, answers=answers)
        kept = getattr(taken, "answers", {})
        papers = [value for value in kept.values() if isinstance(value, dict)
                  and "attachment" in value]  # fmt: skip
        papers += _keep(case, files, by)
        said = {name: value for name, value in kept.items() if not isinstance(value, dict)}
        return _submit(link, case, kind, step=code, files=papers, details=said,
                       text=str(kept.get("reasons", "")))  # fmt: skip


def lodge_licence(link: DeclarantLink, *, trader: str, country: str = "", number: str = "",
                  valid_until: dt.date | None = None, text: str = "",
                  files: Sequence[Any] = ()) -> LicenceClaim:  # fmt: skip
    """Says that the goods come under a licence; the right holder is asked to confirm it."""
    by = actor_of(link)
    _require_files(files)
    name = " ".join(trader.split())[:300]
    if not name:
        raise Refused(_("Write the name of the firm."), field="trader")
    if not files:
        raise Refused(_("Attach the licence or what proves it."), field="files")
    with atomic():
        case = _case(link, by)
        if case.is_closed:
            raise Refused(_("This case is closed."))
        if case.licence_claims.filter(trader=name, status=ClaimStatus.WAITING).exists():
            raise Refused(_("This licence was lodged already and waits for the right holder."))
        details = {"trader": name, "country": country, "number": number.strip(),
                   "valid_until": valid_until.isoformat() if valid_until else ""}  # fmt: skip
        sent = _submit(link, case, SubmissionKind.LICENCE, files=_keep(case, files, by),
                       details=details, text=text.strip()[:LONGEST_TEXT])  # fmt: skip
        claim = LicenceClaim.objects.create(
            submission=sent, case=case, trader=name, country=country,
            licence_number=number.strip()[:100], valid_until=valid_until,
        )  # fmt: skip
    return claim


def send_answer(link: DeclarantLink, question: Question, *, text: str,
                files: Sequence[Any] = ()) -> DeclarantSubmission:  # fmt: skip
    """Answers a formal question that was put to the declarant."""
    by = actor_of(link)
    _require_files(files)
    with atomic():
        case = _case(link, by)
        if question.case_id != case.pk:
            raise NotAllowed(_("This question was put to somebody else."))
        row = answer_question(question, text=text, files=files, by=by)
        return _submit(link, case, SubmissionKind.ANSWER, files=row.files, text=row.answer,
                       details={"question": row.pk})  # fmt: skip


def answer_licence(claim: LicenceClaim, *, is_licensed: bool, reason: str = "",
                   by: Actor) -> LicenceClaim:  # fmt: skip
    """The right holder confirms the licence, which makes the firm an authorised trader, or denies
    it with a reason."""
    if require_actor(by, claim.case) != "holder":
        raise NotAllowed(_("Only the right holder or its agent answers for a licence."))
    if not is_licensed and not reason.strip():
        raise Refused(_("Say why it is no licence of yours."), field="reason")
    with atomic():
        row: LicenceClaim = hold(
            LicenceClaim.objects.select_related("case__right__holder"), pk=claim.pk
        )
        if row.status != ClaimStatus.WAITING:
            return row
        row.status = ClaimStatus.CONFIRMED if is_licensed else ClaimStatus.DENIED
        row.answered_at, row.answered_by_name = clock.now(), by.name
        row.reason = reason.strip()[:300]
        row.save()
        if is_licensed:
            add_trader(row.case.right, name=row.trader, country=row.country,
                       valid_until=row.valid_until, by=by)  # fmt: skip
        record(f"licence.{row.status}", kind="case", key=row.case_id, by=by, claim=row.pk,
               reference=row.case.number, administration=row.case.administration,
               trader=row.trader, reason=row.reason)  # fmt: skip
    return row


def _case(link: DeclarantLink, by: Actor) -> SeizureCase:
    """The link's case, held; refuses a link that ended in between."""
    case: SeizureCase = hold(SeizureCase.objects.select_related(
        "right__holder", "consignment", "office"), pk=link.case_id)  # fmt: skip
    require_actor(by, case)
    return case


def _require_files(files: Sequence[Any]) -> None:
    if len(files) > MOST_FILES:
        raise Refused(_("Send at most 10 files with one answer."), field="files")


def _keep(case: SeizureCase, files: Sequence[Any], by: Actor) -> list[dict[str, Any]]:
    return [keep_file(case, upload, note=FILES_NOTE, by=by) for upload in files]


def _submit(link: DeclarantLink, case: SeizureCase, kind: str, *, files: list[dict[str, Any]],
            text: str, details: dict[str, Any], step: str = "") -> DeclarantSubmission:  # fmt: skip
    at = clock.now()
    hashes = dict(Attachment.objects.filter(pk__in=[file["attachment"] for file in files])
                  .values_list("pk", "file__sha256"))  # fmt: skip
    listed = [{**file, "sha256": hashes.get(file["attachment"], "")} for file in files]
    content = {"case": case.number, "kind": str(kind), "step": step, "text": text, "at": str(at),
               "details": details, "files": [[f["name"], f["sha256"]] for f in listed],
               "by": link.recipient}  # fmt: skip
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    row = DeclarantSubmission.objects.create(
        case=case, link=link, kind=kind, step=step, text=text, details=details, files=listed,
        at=at, digest=hashlib.sha256(written.encode()).hexdigest(),
    )  # fmt: skip
    record(f"declarant.{row.kind}", kind="case", key=case.pk, by=actor_of(link),
           reference=case.number, administration=case.administration, submission=row.pk,
           files=len(listed), sha256=row.digest)  # fmt: skip
    return row
