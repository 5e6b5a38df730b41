"""The law's rows in the reader's words: roles, effects, lengths, and the fields of a difference."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seizures.core.languages import cite, pick
from seizures.law import guarantees
from seizures.law.conditions import get as condition
from seizures.law.counting import MODES
from seizures.law.differences import Difference, differences
from seizures.law.goods import GOODS_CODES
from seizures.law.procedures import Deadline, Procedure, SecurityRule, Step
from seizures.letters.titles import TITLES

ROLES = {
    "officer": gettext_lazy("Officer"), "senior_officer": gettext_lazy("Senior officer"),
    "holder": gettext_lazy("Right holder"), "declarant": gettext_lazy("Declarant"),
    "system": gettext_lazy("The clock itself"),
}  # fmt: skip
MONEY = {
    "lodge": gettext_lazy("security lodged"), "adjust": gettext_lazy("security adjusted"),
    "counter_lodge": gettext_lazy("counter-security lodged"),
    "release": gettext_lazy("security returned"), "draw": gettext_lazy("security used"),
    "counter_release": gettext_lazy("counter-security returned"),
    "counter_draw": gettext_lazy("counter-security used"),
}  # fmt: skip
FIELDS = {
    "titles": gettext_lazy("Name"), "kind": gettext_lazy("Kind"),
    "from_stages": gettext_lazy("From stage"), "to": gettext_lazy("To stage"),
    "by": gettext_lazy("By"),
    "needs": gettext_lazy("Needs"), "facts": gettext_lazy("Facts"),
    "withdraws": gettext_lazy("Takes back"), "starts": gettext_lazy("Starts"),
    "ends": gettext_lazy("Ends"), "extends": gettext_lazy("Extends"),
    "letters": gettext_lazy("Letters"), "ledger": gettext_lazy("Goods"),
    "security": gettext_lazy("Security"), "asks": gettext_lazy("Asks"),
    "second_person": gettext_lazy("Second officer"), "basis": gettext_lazy("Basis"),
    "confidence": gettext_lazy("How sure"), "effects_text": gettext_lazy("Explanation"),
    "days": gettext_lazy("Length"), "urgent_days": gettext_lazy("Length for urgent goods"),
    "extension": gettext_lazy("Extension"), "counting": gettext_lazy("Counted in"),
    "if_missed": gettext_lazy("If missed"), "event": gettext_lazy("Runs from"),
    "bands": gettext_lazy("Amount"), "sme_rate": gettext_lazy("Rate for small firms"),
    "forms": gettext_lazy("Forms accepted"), "summary": gettext_lazy("Summary"),
    "notes": gettext_lazy("Notes"), "counter_rate": gettext_lazy("Rate of the counter-security"),
    "counter_sme_rate": gettext_lazy("Rate of the counter-security for small firms"),
    "counter_rights": gettext_lazy("Rights with counter-security"),
    "counter_basis": gettext_lazy("Basis of the counter-security"),
    "general_minimum": gettext_lazy("Lowest general guarantee"),
    "general_basis": gettext_lazy("Basis of the general guarantee"),
    "refused_forms": gettext_lazy("Forms not accepted"),
    "first_day_counted": gettext_lazy("First day counted"),
    "roll": gettext_lazy("Moved off rest days"), "opens": gettext_lazy("Opens"),
    "runs_from": gettext_lazy("Started by"), "start_ask": gettext_lazy("Day of the event"),
    "to_confirm": gettext_lazy("Open question"), "cutoffs": gettext_lazy("Hour of the last day"),
}  # fmt: skip
KINDS = {"added": (gettext_lazy("Added"), "success"),
         "removed": (gettext_lazy("Removed"), "danger"),
         "changed": (gettext_lazy("Changed"), "info")}  # fmt: skip
PARTS = {"stage": gettext_lazy("Stage"), "step": gettext_lazy("Step"),
         "deadline": gettext_lazy("Legal period"), "security": gettext_lazy("Security"),
         "procedure": gettext_lazy("Procedure")}  # fmt: skip
SURE = {"V": gettext_lazy("original read"), "T": gettext_lazy("translation read"),
        "S": gettext_lazy("secondary source"),
        "M": gettext_lazy("not seen in a source")}  # fmt: skip


def step_row(procedure: Procedure, step: Step) -> dict[str, Any]:
    """One step as a row of the page."""
    stages = {stage.code: pick(stage.titles) for stage in procedure.stages}
    return {
        "code": step.code, "title": pick(step.titles), "basis": step.basis,
        "from": [stages[code] for code in step.from_stages], "to": stages.get(step.to, ""),
        "by": [ROLES[role] for role in step.by], "second": step.second_person,
        "needs": [condition(name).name for name in step.needs],
        "effects": _effects(procedure, step),
        "explanation": pick(step.effects_text) if step.effects_text else "",
        "to_be_confirmed": step.to_be_confirmed, "sure": SURE[step.confidence],
    }  # fmt: skip


def _effects(procedure: Procedure, step: Step) -> list[str]:
    """What a step sets in motion, one short line each."""

    def clocks(codes: tuple[str, ...]) -> str:
        return ", ".join(pick(procedure.deadline(code).titles) for code in codes)

    said = []
    if step.starts:
        said.append(_("Starts: %(clocks)s") % {"clocks": clocks(step.starts)})
    if step.extends:
        said.append(_("Extends: %(clocks)s") % {"clocks": clocks(step.extends)})
    for key in step.letters:
        said.append(_("Letter: %(letter)s") % {"letter": pick(TITLES.get(key, {"en": key}))})
    if step.ledger:
        there, then = (pick(GOODS_CODES[code].titles)
                       for code in (step.ledger.from_code, step.ledger.to_code))  # fmt: skip
        said.append(_("Goods: %(before)s → %(after)s") % {"before": there, "after": then})
    if step.security:
        said.append(str(MONEY[step.security]))
    return said


def deadline_row(procedure: Procedure, row: Deadline) -> dict[str, Any]:
    """One legal period as a row of the page."""
    missed = _("an officer decides")
    if row.if_missed != "ask":
        missed = pick(procedure.step(row.if_missed).titles)
    return {
        "code": row.code, "title": pick(row.titles), "event": pick(row.event),
        "length": _length(row), "counting": pick(MODES[row.counting]), "missed": missed,
        "basis": row.basis, "to_be_confirmed": row.to_be_confirmed, "sure": SURE[row.confidence],
        "question": pick(row.to_confirm) if row.to_confirm else "",
    }  # fmt: skip


def _length(row: Deadline) -> str:
    parts = [str(row.days)]
    if row.urgent_days is not None:
        parts.append(_("urgent %(days)s") % {"days": row.urgent_days})
    if row.extension is not None:
        parts.append(_("may be extended by %(days)s") % {"days": row.extension})
    return ", ".join(parts)


def security_rows(procedure: Procedure) -> list[dict[str, Any]]:
    """How the security of a track is worked out, with its forms."""
    rule = procedure.security
    pairs = [{"label": str(FIELDS["bands"]), "value": _bands(rule)},
             {"label": str(FIELDS["basis"]), "value": cite(rule.basis)}]  # fmt: skip
    taken = [pick(row.choice.titles) for row in guarantees.forms(
        procedure.track, edition=procedure.first_day) if row.accepted]  # fmt: skip
    refused = [pick(choice.titles) for choice in rule.refused_forms]
    if taken:
        pairs.append({"label": str(FIELDS["forms"]), "value": ", ".join(taken)})
    if refused:
        pairs.append({"label": _("Not accepted"), "value": ", ".join(refused)})
    if rule.notes:
        pairs.append({"label": str(FIELDS["notes"]), "value": pick(rule.notes)})
    return pairs


def _bands(rule: SecurityRule) -> str:
    if not rule.bands:
        return _("costs of last year") if rule.general_minimum else _("none")
    said = []
    for band in rule.bands:
        amount = f"{band.flat:,} {rule.currency}" if band.flat is not None else f"{band.rate:.0%}"
        if band.at_least:
            amount += f" (≥ {band.at_least:,})"
        said.append(f"≤ {band.up_to:,}: {amount}" if band.up_to is not None else amount)
    if rule.sme_rate is not None:
        said.append(_("small firms %(rate)s") % {"rate": f"{rule.sme_rate:.0%}"})
    return "; ".join(said)


def difference_rows(older: Procedure, newer: Procedure) -> list[dict[str, Any]]:
    """Differences of two editions with both readings in words."""
    rows = []
    for row in differences(older, newer):
        word, tone = KINDS[row.kind]
        rows.append({
            "part": PARTS[row.part], "title": _title(row, older, newer), "code": row.code,
            "kind": word, "tone": tone,
            "changes": [{"field": FIELDS.get(c.field, c.field.replace("_", " ")),
                         "before": shown(c.before), "after": shown(c.after)}
                        for c in row.changes],
        })  # fmt: skip
    return rows


def _title(row: Difference, older: Procedure, newer: Procedure) -> str:
    """What the changed row is called in the edition that has it."""
    edition = older if row.kind == "removed" else newer
    if row.part == "step":
        return pick(edition.step(row.code).titles)
    if row.part == "deadline":
        return pick(edition.deadline(row.code).titles)
    return pick(edition.stage(row.code).titles) if row.part == "stage" else ""


def shown(value: Any) -> str:
    """Any value of a procedure as a person reads it."""
    if value is None or value in ("", ()):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        named = set(value) >= {"en", "ko"}
        return pick(value) if named else ", ".join(f"{key} {value[key]}" for key in value)
    if isinstance(value, tuple):
        return ", ".join(shown(part) for part in value)
    if is_dataclass(value):
        if hasattr(value, "titles"):
            return pick(value.titles)
        return " ".join(shown(getattr(value, field.name)) for field in fields(value))
    return str(value)
