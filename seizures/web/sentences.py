"""The journal in sentences: each verb worded in the reader's language."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cargo.choices import ConsignmentStatus
from seizures.core.languages import pick
from seizures.inspections.choices import Verdict
from seizures.law.errors import LawError
from seizures.law.procedures import Procedure
from seizures.screening.choices import DismissReason, Outcome

SENTENCES = {
    "manifest.received": _("Manifest received: %(name)s"),
    "manifest.read": _("Manifest read: %(lines)s lines, %(refused)s rows refused"),
    "manifest.incomplete": _("Manifest incomplete: read up to %(last_good)s"),
    "manifest.failed": _("Manifest could not be read"),
    "manifest.accepted": _("Incomplete manifest accepted for screening"),
    "manifest.screened": _("Manifest screened: %(alerts)s alerts"),
    "row.corrected": _("Refused row %(position)s corrected"),
    "row.discarded": _("Refused row %(position)s set aside"),
    "consignment.held": _("Consignment held"),
    "consignment.released": _("Consignment released"),
    "consignment.tracked": _("Consignment is now: %(status)s"),
    "alert.raised": _("Alert raised"),
    "alert.inspecting": _("Inspection ordered for this alert"),
    "alert.in_case": _("A case was opened for this alert"),
    "alert.cleared": _("Inspected and cleared"),
    "alert.taken": _("Alert taken for a decision"),
    "alert.dismissed": _("Alert dismissed"),
    "alert.reopened": _("Alert reopened"),
    "alert.referred": _("Alert referred to the other administration"),
    "alert.raised_by_hand": _("Alert raised by hand"),
    "alert.outcome": _("Outcome of the inspection recorded: %(outcome)s"),
    "alert.closed": _("Alert closed"),
    "grant.made": _("Opened to the other side"),
    "grant.recalled": _("Closed to the other side again"),
    "inspection.ordered": _("Inspection ordered"),
    "inspection.started": _("Inspection started"),
    "inspection.checked": _("Checklist: %(item)s"),
    "inspection.found": _("Found: %(quantity)s %(unit)s, %(verdict)s"),
    "inspection.finished": _("Inspection finished"),
    "inspection.cancelled": _("Inspection called off"),
    "file.attached": _("File added: %(name)s"),
    "case.opened": _("Case opened"),
    "case.proposed": _("Proposed, waiting for a second officer: %(step)s"),
    "case.proposal_withdrawn": _("Proposal withdrawn: %(step)s"),
    "case.holder_answered": _("The right holder answered the notice"),
    "clock.started": _("Clock started: %(rule)s, until %(due_on)s"),
    "clock.missed": _("Clock ran out: %(rule)s"),
    "clock.recounted": _("Clock counted again: %(rule)s, now until %(due_on)s"),
    "clock.needs_officer": _("An officer must decide: %(rule)s"),
    "security.lodged": _("Security lodged: %(amount)s %(currency)s"),
    "security.returned": _("Security returned: %(amount)s %(currency)s"),
    "security.used": _("Security used: %(amount)s %(currency)s"),
    "security.adjusted": _("Security adjusted: %(amount)s %(currency)s"),
    "letter.issued": _("Letter issued: %(number)s"),
    "letter.served": _("Letter served"),
    "right.drafted": _("Right entered as a draft"),
    "right.changed": _("Right changed"),
    "recordation.submitted": _("Recordation submitted"),
    "recordation.supplement_requested": _("Supplement requested"),
    "recordation.supplement_answered": _("Supplement sent"),
    "recordation.accepted": _("Recordation accepted"),
    "recordation.refused": _("Recordation refused"),
    "recordation.suspended": _("Recordation suspended"),
    "recordation.withdrawn": _("Recordation withdrawn"),
    "recordation.lapsed": _("Recordation lapsed"),
}
TONES = {"missed": "danger", "failed": "danger", "refused": "danger", "accepted": "success",
         "released": "success", "opened": "info", "needs_officer": "warning",
         "incomplete": "warning"}  # fmt: skip

#: Codes that the journal keeps in these particulars, worded for people.
WORDED = {
    "consignment.status": ConsignmentStatus,
    "alert.outcome": Outcome,
    "alert.reason": DismissReason,
    "inspection.verdict": Verdict,
    "inspection.outcome": Verdict,
}


def worded(verb: str, name: str, value: Any) -> Any:
    """A code of the journal in the reader's words; anything else as it is."""
    choices = WORDED.get(f"{verb.partition('.')[0]}.{name}")
    known: dict[Any, Any] = dict(choices.choices) if choices else {}
    return known.get(value, value) if isinstance(value, str) else value


class _Gaps(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"


def sentence(verb: str, data: dict[str, Any], procedure: Procedure | None = None) -> str:
    """One journal entry as a sentence; steps and clocks are worded by their procedure."""
    values = _Gaps({name: worded(verb, name, value) for name, value in data.items()})
    if procedure:
        values.update(_titles(procedure, data))
        if verb.startswith("case.") and verb not in SENTENCES:
            return _step_title(procedure, verb.removeprefix("case."))
    pattern = SENTENCES.get(verb)
    return str(pattern) % values if pattern else verb


def _step_title(procedure: Procedure, code: str) -> str:
    try:
        return pick(procedure.step(code).titles)
    except LawError:
        return code


def _titles(procedure: Procedure, data: dict[str, Any]) -> dict[str, str]:
    found = {}
    if data.get("rule"):
        try:
            found["rule"] = pick(procedure.deadline(str(data["rule"])).titles)
        except LawError:
            found["rule"] = str(data["rule"])
    if data.get("step"):
        found["step"] = _step_title(procedure, str(data["step"]))
    return found


def _reason(entry: Any) -> str:
    """Why it was done: the reason in words with its note, else the legal basis."""
    reason = worded(entry.verb, "reason", entry.data.get("reason") or "")
    note = entry.data.get("note") if entry.verb.startswith("alert.") else ""
    return " · ".join(str(part) for part in (reason, note) if part) or str(entry.basis)


def timeline(entries: Iterable[Any], procedure: Procedure | None = None) -> list[dict[str, Any]]:
    """Journal entries for the timeline component, newest first."""
    return [
        {
            "at": entry.at,
            "sentence": sentence(entry.verb, entry.data, procedure),
            "actor": "" if entry.actor_kind == "system" else entry.actor_name,
            "administration": entry.actor_administration,
            "reason": _reason(entry),
            "tone": TONES.get(entry.verb.split(".")[-1], "neutral"),
        }
        for entry in reversed(list(entries))
    ]
