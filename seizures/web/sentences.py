"""The journal in sentences: each verb worded in the reader's language."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cargo.choices import ConsignmentStatus
from seizures.cases.choices import (
    AskedParty,
    Audience,
    CorrectionKind,
    CostKind,
    HolderVerdict,
)
from seizures.core.languages import active, cite, pick
from seizures.formats.problems import sentence as problem_sentence
from seizures.inspections.checklists import STANDARD
from seizures.inspections.choices import Verdict
from seizures.law.errors import LawError
from seizures.law.procedures import Procedure
from seizures.screening.choices import DismissReason, Outcome, SuggestionStatus
from seizures.web.party_sentences import PARTY_SENTENCES
from seizures.web.templatetags.wording import (
    NO_BREAK,
    NOTHING,
    write_day,
    write_money,
    write_number,
    write_unit,
)

SENTENCES = {
    "manifest.received": _("Manifest received: %(name)s"),
    "manifest.read": _("Manifest read: %(lines)s lines, %(refused_rows)s rows refused"),
    "manifest.incomplete": _("Manifest incomplete: %(problem)s"),
    "manifest.failed": _("Manifest could not be read: %(problem)s"),
    "manifest.screening_failed": _("Manifest could not be screened"),
    "manifest.screening_tried_again": _("Screening of the manifest is tried once more"),
    "manifest.reading_tried_again": _("Reading of the manifest is tried once more"),
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
    "alert.assigned": _("Alert given to an officer"),
    "alert.dismissal_proposed": _("Dismissal proposed, waiting for a second officer"),
    "alert.dismissal_confirmed": _("Dismissal confirmed by a second officer"),
    "alert.dismissal_refused": _("Dismissal not confirmed: the alert is open again"),
    "alert.snoozed": _("Alert put aside until %(until)s"),
    "alert.woken": _("Alert back in the queue"),
    "alert.merged": _("Alert merged with another about the same goods"),
    "alert.unmerged": _("Alert parted from the one it was merged with"),
    "alert.unbundled": _("Alert taken out of its bundle"),
    "alerts.arranged": _("Queue arranged: %(bundled)s alerts bundled, %(snoozed)s put aside"),
    "snooze.set": _("Snooze set until %(until)s"),
    "snooze.ended": _("Snooze ended"),
    "shift.capacity_set": _("Inspections of the shift set to %(inspections)s"),
    "shift.explored": _("Random items drawn for the shift: %(count)s"),
    "draw.outcome": _("Random inspection: %(outcome)s"),
    "consignment.entered": _("Consignment entered by hand"),
    "case.alert_joined": _("Alert joined to this case: %(alert)s"),
    "case.alert_parted": _("Alert no longer part of this case: %(alert)s"),
    "alert.referred": _("Alert referred to the other administration"),
    "alert.handed_over": _("Alert handed over to the next shift"),
    "alert.released": _("Alert open to all officers again"),
    "alert.transferred": _("Alert moved to %(office)s: %(why)s. The goods: %(whereabouts)s"),
    "alert.escalated": _("Waited longer than %(hours)s working hours: told to the senior officers"),
    "shift.handed_over": _("Shift handed over: %(alerts)s alerts"),
    "shift.handover_seen": _("Hand-over read: %(alerts)s alerts"),
    "conflict.declared": _("Conflict of interest declared"),
    "conflict.ended": _("Conflict of interest ended"),
    "level.set": _(
        "Service level: taken within %(take_hours)s working hours, decided within %(decide_hours)s"
    ),
    "party.merged": _("Spellings merged: %(name)s = %(other)s"),
    "party.unmerged": _("Merge undone: %(name)s and %(other)s are two parties"),
    "alert.outcome": _("Outcome of the inspection recorded: %(outcome)s"),
    "alert.verdict": _("The right holder’s verdict on the goods: %(outcome)s"),
    "rule.drafted": _("Rule drafted"),
    "rule.changed": _("Rule changed"),
    "rule.copied": _("Rule copied from another"),
    "rule.shadowed": _("Rule tried in the shadow"),
    "rule.live": _("Rule put live; proposed by %(proposer)s"),
    "rule.retired": _("Rule retired"),
    "suggestion.settled": _("Suggested inspection decided: %(outcome)s"),
    "watch.entered": _("Party entered on the watch-list"),
    "watch.changed": _("Entry changed"),
    "watch.ended": _("Party taken off the watch-list"),
    "shadow.begun": _("Shadow run asked for"),
    "shadow.finished": _("Shadow run finished: %(before)s alerts today, %(after)s proposed"),
    "shadow.failed": _("Shadow run stopped"),
    "engine.proposed": _("Change of the engine proposed"),
    "engine.confirmed": _("Engine put live; proposed by %(proposer)s"),
    "engine.refused": _("Proposal refused"),
    "engine.withdrawn": _("Proposal taken back"),
    "learning.begun": _("Learning from outcomes asked for"),
    "learning.finished": _("Learned from %(lines)s lines and %(outcomes)s outcomes"),
    "learning.failed": _("Learning stopped"),
    "alerts.closed": _("Alerts closed: the right has ended"),
    "grant.made": _("Opened to the other side"),
    "grants.made": _("Opened to the other side"),
    "grant.recalled": _("Closed to the other side again"),
    "inspection.ordered": _("Inspection ordered"),
    "inspection.started": _("Inspection started"),
    "inspection.checked": _("Checklist: %(item)s"),
    "inspection.found": _("Found: %(quantity)s %(unit)s, %(verdict)s"),
    "inspection.finished": _("Inspection finished"),
    "inspection.cancelled": _("Inspection called off"),
    "file.attached": _("File added: %(name)s"),
    "file.removed": _("File removed: %(name)s"),
    "case.opened": _("Case opened"),
    "case.proposed": _("Proposed, waiting for a second officer: %(step)s"),
    "case.proposal_withdrawn": _("Proposal withdrawn: %(step)s"),
    "case.holder_answered": _("The right holder answered the notice: %(verdict)s"),
    "clock.started": _("Clock started: %(rule)s, until %(due_on)s"),
    "clock.missed": _("Clock ran out: %(rule)s"),
    "clock.recounted": _("Clock counted again: %(rule)s, from %(before)s to %(due_on)s"),
    "clock.needs_officer": _("An officer must decide: %(rule)s"),
    "clock.extended": _("Clock extended: %(rule)s, now until %(due_on)s"),
    "clock.paused": _("Days entered that do not count: %(rule)s, now until %(due_on)s"),
    "clock.resumed": _("Clock runs again: %(rule)s, until %(due_on)s"),
    "clock.reminded": _("Reminder: %(rule)s ends on %(due_on)s"),
    "clock.decided": _("Decided by an officer: %(rule)s"),
    **PARTY_SENTENCES,
    "question.asked": _("Question to %(recipient)s, to be answered by %(due_on)s"),
    "question.answered": _("Question answered: %(party)s"),
    "question.chased": _("Reminder sent to %(recipient)s: the answer is late"),
    "question.withdrawn": _("Question withdrawn: %(party)s"),
    "correction.proposed": _("Correction proposed: %(correction)s"),
    "correction.confirmed": _("Correction made: %(correction)s"),
    "correction.refused": _("Correction turned down: %(correction)s"),
    "calendar.notice_entered": _("Holiday notice entered for %(number)s"),
    "calendar.outage_entered": _("System outage entered from %(number)s"),
    "calendar.outage_over": _("System outage over"),
    "security.lodged": _("Security lodged: %(amount)s %(currency)s"),
    "security.returned": _("Security returned: %(amount)s %(currency)s"),
    "security.used": _("Security used: %(amount)s %(currency)s"),
    "security.adjusted": _("Security adjusted: %(amount)s %(currency)s"),
    "security.topped_up": _("Security topped up: %(amount)s %(currency)s"),
    "security.renewed": _("Security renewed until %(until)s"),
    "money.cost_charged": _("Cost charged: %(cost)s, %(amount)s %(currency)s"),
    "money.paid": _("Payment received: %(amount)s %(currency)s"),
    "money.penalty_base": _("Value for a fine: %(amount)s %(currency)s"),
    "money.reversed": _("Entry %(posting)s reversed"),
    "guarantee.applied": _("Guarantee applied for: %(amount)s %(currency)s"),
    "guarantee.proposed": _("Acceptance of the guarantee proposed"),
    "guarantee.accepted": _("Guarantee accepted until %(until)s"),
    "guarantee.refused": _("Guarantee refused"),
    "guarantee.raised": _("Guarantee raised by %(amount)s %(currency)s"),
    "guarantee.withdrawn": _("Guarantee taken back"),
    "guarantee.expired": _("Guarantee expired"),
    "guarantee.drawn": _("Covered by guarantee %(guarantee)s: %(amount)s %(currency)s"),
    "evidence.entered": _("Evidence entered: E%(item)s"),
    "evidence.corrected": _("Evidence E%(item)s corrected: %(after)s"),
    "evidence.sealed": _("New seal on E%(item)s: %(after)s"),
    "evidence.moved": _("Evidence E%(item)s put elsewhere: %(after)s"),
    "evidence.returned": _("Sample E%(item)s returned to %(after)s"),
    "evidence.offered": _("Evidence E%(item)s offered by %(giver)s to %(receiver)s"),
    "evidence.handed_over": _("Evidence E%(item)s handed over by %(giver)s to %(receiver)s"),
    "evidence.not_taken": _("Hand-over of E%(item)s to %(receiver)s did not happen"),
    "evidence.redacted": _("Redacted copy made for: %(audience)s"),
    "evidence.released": _("Evidence shown to: %(audience)s"),
    "evidence.withdrawn": _("Redacted copy withdrawn from: %(audience)s"),
    "evidence.bundle_requested": _("Case bundle asked for"),
    "evidence.bundle_packed": _("Case bundle packed: %(files)s files, seal %(seal)s"),
    "evidence.bundle_damaged": _("A stored file is damaged: %(path)s"),
    "goods.carried": _("Goods %(goods)s carried to %(place)s"),
    "store.place_entered": _("Storage place entered: %(name)s"),
    "stocktake.opened": _("Stocktake of %(place)s begun"),
    "stocktake.counted": _("Stocktake counted"),
    "stocktake.closed": _("Stocktake closed, %(differences)s differences"),
    "disposal.drafted": _("Disposal order %(order)s drafted"),
    "disposal.marks_removed": _("Removal of the marks recorded: %(order)s"),
    "disposal.approved": _("Disposal order %(order)s approved"),
    "disposal.proposed": _("Disposal %(order)s carried out, waiting for a second officer"),
    "disposal.cancelled": _("Disposal order %(order)s called off"),
    "disposal.reported": _("Disposal %(order)s reported"),
    "letter.issued": _("Letter issued: %(number)s"),
    "letter.sent": _("Letter sent: %(number)s"),
    "letter.opened": _("Letter opened in the portal: %(number)s"),
    "letter.served": _("Letter served: %(number)s"),
    "letter.superseded": _("Letter replaced by %(replacement)s"),
    "right.drafted": _("Right entered as a draft"),
    "right.described": _("Product card changed"),
    "right.saved": _("Draft saved"),
    "right.administrations_chosen": _("Administrations chosen"),
    "right.alias_added": _("Alias added: %(text)s"),
    "right.alias_removed": _("Alias removed: %(text)s"),
    "right.trader_added": _("Authorised trader added: %(name)s"),
    "right.trader_removed": _("Authorised trader removed: %(name)s"),
    "recordation.submitted": _("Recordation submitted, to be decided by %(examine_by)s"),
    "recordation.supplement_requested": _("Supplement requested: %(text)s"),
    "recordation.explanation_requested": _("Explanation requested: %(text)s"),
    "recordation.supplement_answered": _("Supplement sent"),
    "recordation.accepted": _("Recordation accepted, valid until %(expires_on)s"),
    "recordation.refused": _("Recordation refused"),
    "recordation.suspended": _("Recordation suspended"),
    "recordation.withdrawn": _("Recordation withdrawn"),
    "recordation.renewal_asked": _("Renewal asked for, to be decided by %(decide_by)s"),
    "recordation.renewed": _("Recordation renewed, valid until %(expires_on)s"),
    "recordation.renewal_refused": _("Renewal refused: %(reason)s"),
    "recordation.lapsed": _("Recordation lapsed"),
    "office.account_set": _("Account for deposits: %(account)s"),
    "holder.entered": _("Right holder entered"),
    "holder.linked": _("Right holder linked with an organisation"),
    "holders.described": _("Right holders described"),
    "register.imported": _("Register imported: %(created)s new, %(updated)s changed"),
    "index.built": _("Match index built over %(rights)s rights"),
    "rights.rescreened": _("Cargo screened again after changes of rights"),
    "rights.rescreening_failed": _("Cargo could not be screened again"),
    "rights.rescreening_tried_again": _("Screening cargo again is tried once more"),
    "reference.loaded": _("Reference tables loaded"),
    "reads.sealed": _("Reads of the other side's records sealed: %(count)s"),
    "token.issued": _("Token for the interface issued"),
    "user.changed": _("Role, office or access changed"),
    "user.created": _("User created"),
    "organisation.created": _("Organisation entered"),
    "exercise.started": _("Exercise started"),
    "exercise.joined": _("Joined the exercise"),
    "exercise.left": _("Left the exercise"),
    "exercise.reset": _("Exercise reset"),
    "exercise.ended": _("Exercise ended"),
    "demo.seeded": _("Demo filled"),
    "scale.loaded": _("Rows for measuring loaded"),
    "demo.password_set": _("Password of the demo set"),
}
FOUND_UNCOUNTED = _("Found: %(verdict)s")
"""Of goods that were not counted, such as genuine ones."""
TONES = {"missed": "danger", "failed": "danger", "refused": "danger", "accepted": "success",
         "released": "success", "opened": "info", "needs_officer": "warning",
         "incomplete": "warning"}  # fmt: skip

#: Codes that the journal keeps in these particulars, worded for people.
WORDED: dict[str, dict[Any, Any]] = {
    "consignment.status": dict(ConsignmentStatus.choices),
    "alert.outcome": dict(Outcome.choices),
    "suggestion.outcome": dict(SuggestionStatus.choices),
    "draw.outcome": dict(Outcome.choices),
    "alert.reason": dict(DismissReason.choices),
    "inspection.verdict": dict(Verdict.choices),
    "inspection.outcome": dict(Verdict.choices),
    "inspection.item": STANDARD,
    "case.verdict": dict(HolderVerdict.choices),
    "question.party": dict(AskedParty.choices),
    "evidence.audience": dict(Audience.choices),
    "correction.correction": dict(CorrectionKind.choices),
    "money.cost": dict(CostKind.choices),
}
COUNTS = {"lines", "alerts", "refused_rows", "created", "updated", "rights", "count", "amount",
          "position", "quantity", "bundled", "snoozed", "inspections", "hours",
          "take_hours", "decide_hours"}  # fmt: skip
DAYS = {"due_on", "expires_on", "effective_on", "examine_by", "answer_by", "decide_by", "until"}


def worded(verb: str, name: str, value: Any) -> Any:
    """A particular of the journal in the reader's words: codes, days, numbers, problems."""
    known = WORDED.get(f"{verb.partition('.')[0]}.{name}", {})
    if isinstance(value, str | int) and value in known:
        return known[value]
    if name in DAYS or (name == "before" and verb.startswith("clock.")):
        return write_day(dt.date.fromisoformat(value)) if value else NOTHING
    if name in COUNTS:
        return write_number(value)
    if name == "unit":
        return write_unit(str(value))
    if name == "problem" and isinstance(value, dict) and value:
        return problem_sentence(value["code"], value.get("params"), active())
    return value


class _Gaps(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"


def sentence(verb: str, data: dict[str, Any], procedure: Procedure | None = None) -> str:
    """One journal entry as a sentence; steps and clocks are worded by their procedure."""
    values = _Gaps({name: worded(verb, name, value) for name, value in data.items()})
    if data.get("currency") and data.get("amount") not in (None, ""):
        values["amount"] = write_money(data["amount"], str(data["currency"])).partition(NO_BREAK)[2]
    if procedure:
        values.update(_titles(procedure, data))
        if verb.startswith("case.") and verb not in SENTENCES:
            return _step_title(procedure, verb.removeprefix("case."))
    pattern = SENTENCES.get(verb)
    if verb == "inspection.found" and not float(data.get("quantity") or 0):
        pattern = FOUND_UNCOUNTED
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
    return " · ".join(str(part) for part in (reason, note) if part) or cite(str(entry.basis))


def _done_at(entry: Any) -> dt.datetime | None:
    """When it was done, where a phone kept it and sent it later."""
    told = entry.data.get("done_at")
    return dt.datetime.fromisoformat(told) if told else None


def timeline(entries: Iterable[Any], procedure: Procedure | None = None) -> list[dict[str, Any]]:
    """Journal entries for the timeline component, newest first."""
    return [
        {
            "at": entry.at,
            "done_at": _done_at(entry),
            "sentence": sentence(
                entry.verb, {"number": entry.subject_reference, **entry.data}, procedure
            ),
            "actor": "" if entry.actor_kind == "system" else entry.actor_name,
            "administration": entry.actor_administration,
            "reason": _reason(entry),
            "tone": TONES.get(entry.verb.split(".")[-1], "neutral"),
        }
        for entry in reversed(list(entries))
    ]
