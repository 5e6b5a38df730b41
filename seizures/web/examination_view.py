"""Puts a recordation under examination into the shape its page shows."""

import datetime as dt
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from seizures.core.languages import active, pick
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.law.procedures import Procedure, load
from seizures.matching.texts import reason_text
from seizures.rights import letter_data
from seizures.rights.actions import gaps_of
from seizures.rights.choices import INVENTIONS, TONE, RecordationStatus, RenewalStatus, RightKind
from seizures.rights.models import Recordation, Renewal
from seizures.rights.nearby import near_marks
from seizures.rights.policies import may_examine
from seizures.rights.suggestions import suggest_aliases
from seizures.web.days import working_days_left
from seizures.web.earlier_rights import earlier_of
from seizures.web.forms.rights import AcceptForm, ExplanationForm, RefuseForm, SupplementForm
from seizures.web.rescreens import screening_of
from seizures.web.right_view import body, files_of, history, letters_of, published_of
from seizures.web.rights_list import load_seen

UNDECIDED = (RecordationStatus.SUBMITTED, RecordationStatus.DEFICIENT)
KEYS = {"accept": "a", "supplement": "s", "explain": "x", "refuse": "r", "renew": "n",
        "refuse-renewal": "r"}  # fmt: skip
FORMS = {"supplement": SupplementForm, "explain": ExplanationForm, "renew": forms.Form}


def present(row: Recordation, user: Any, *, bound: dict[str, forms.Form] | None = None,
            refused: dict[str, str] | None = None) -> dict[str, Any]:  # fmt: skip
    """The context of the examination page for this reader."""
    right = row.right
    load_seen([right], user)
    files = files_of(right, row)
    procedure = load(f"{row.administration}/recordation", row.created_at.date())
    messages = list(row.messages.order_by("-id"))
    return {
        **body(right, user, files),
        **screening_of(right),
        "row": row,
        "tone": TONE[row.status],
        "procedure_title": pick(procedure.titles),
        "clock": clock_of(row, procedure, messages),
        "steps": _steps(row, procedure, user, bound or {}, refused or {}),
        "checks": _checks(row, files),
        "renewal": renewal_of(row),
        "near": _near(row) if row.status in UNDECIDED and right.kind not in INVENTIONS else [],
        "published": published_of(right, is_whole=True),
        **(earlier_of(row, user) if row.status in UNDECIDED else {}),
        "messages_sent": messages,
        "letters": letters_of(row),
        "timeline": history(right, user),
        "zone": row.administration,
    }


def clock_of(row: Recordation, procedure: Procedure, messages: list[Any]) -> dict[str, Any] | None:
    """The clock that runs: the examiner's, or the holder's while a supplement is awaited."""
    renewal = renewal_of(row)
    if renewal and renewal.status == RenewalStatus.ASKED and renewal.decide_by:
        rules = {rule.code: rule for rule in procedure.deadlines}
        rule = rules.get("renewal_decision") or rules["recordation_exam"]
        return _clock(row, rule, renewal.decide_by)
    waits_for_holder = row.status == RecordationStatus.DEFICIENT
    asked = next((m.answer_by for m in messages if m.answer_by), None)
    day = asked if waits_for_holder else row.examine_by
    if day is None or row.status not in UNDECIDED:
        return None
    code = "recordation_supplement" if waits_for_holder else "recordation_exam"
    return _clock(row, procedure.deadline(code), day)


def _clock(row: Recordation, rule: Any, day: dt.date) -> dict[str, Any]:
    return {
        "title": pick(rule.titles), "due_on": day, "basis": rule.basis,
        "days_left": working_days_left(day, row.administration),
        "administration": row.administration,
    }  # fmt: skip


def renewal_of(row: Recordation) -> Renewal | None:
    """The newest application to renew, with the day until which it is to be decided."""
    found: Renewal | None = row.renewals.order_by("-id").first()
    return found


def form_for(name: str, row: Recordation, data: Any = None) -> forms.Form:
    """The form of a decision, with the ids of its own that one page needs for three of them."""
    if name == "accept":
        suggestions = suggest_aliases(row.right.mark) if _is_mark(row) else []
        return AcceptForm(data, right=row.right, suggestions=suggestions, auto_id="accept_%s")
    return FORMS.get(name, RefuseForm)(data, auto_id=f"{name}_%s")


def _is_mark(row: Recordation) -> bool:
    return row.right.kind in (RightKind.TRADEMARK, RightKind.INDICATION)


def _steps(row: Recordation, procedure: Procedure, user: Any, bound: dict[str, forms.Form],
           refused: dict[str, str]) -> list[dict[str, Any]]:  # fmt: skip
    if not may_examine(user, row.administration):
        return []
    names = ["accept", "refuse"]
    if row.status not in UNDECIDED:
        asked = renewal_of(row)
        is_open = asked is not None and asked.status == RenewalStatus.ASKED
        names = ["renew", "refuse-renewal"] if is_open else []
    if row.status == RecordationStatus.SUBMITTED:
        explains = row.administration in letter_data.EXPLANATION
        names[1:1] = ["supplement", "explain"] if explains else ["supplement"]
    return [
        {
            "url": reverse("examination-decide", args=[row.pk, name]), "title": _titles()[name],
            "effects": _effects()[name], "basis": _basis(procedure, name), "key": KEYS[name],
            "form": bound.get(name) or form_for(name, row), "main": name in ("accept", "renew"),
            "open": name in bound, "refused": refused.get(name, ""),
        }
        for name in names
    ]  # fmt: skip


def _titles() -> dict[str, str]:
    return {"accept": _("Accept"), "supplement": _("Request a supplement"),
            "explain": _("Request an explanation"), "refuse": _("Refuse"),
            "renew": _("Renew"), "refuse-renewal": _("Refuse the renewal")}  # fmt: skip


def _effects() -> dict[str, str]:
    return {
        "accept": _("The right is recorded from today and matched against cargo. "
                    "The right holder is told by letter."),
        "supplement": _("The right holder is told what is missing; the examination starts again "
                        "with the answer."),
        "explain": _("The right holder is asked about parallel imports or a named trader; the "
                     "examination starts again with the answer."),
        "refuse": _("The right is not recorded. The right holder is told by letter."),
        "renew": _("The new term follows the old one, at most until the right itself ends. The "
                   "right holder sees it in the portal."),
        "refuse-renewal": _("The recordation ends with its term. The right holder sees the reason "
                            "in the portal."),
    }  # fmt: skip


def _basis(procedure: Procedure, name: str) -> str:
    rules = {rule.code: rule.basis for rule in procedure.deadlines}
    wanted = {"accept": "recordation_validity", "supplement": "recordation_supplement",
              "explain": "recordation_supplement", "refuse": "recordation_exam",
              "renew": "recordation_renew",
              "refuse-renewal": "recordation_renew"}[name]  # fmt: skip
    return rules.get(wanted, procedure.basis)


def _checks(row: Recordation, files: list[Attachment]) -> list[dict[str, Any]]:
    """What a file must hold, each with whether it does; the law asks for the first ones."""
    gaps = {gap.field: str(gap.sentence) for gap in gaps_of(row)}
    held = {attachment.purpose for attachment in files}
    asked = [("mark", _("Mark or title")), ("registration_number", _("Registration number"))]
    if row.right.kind == RightKind.TRADEMARK:
        asked.append(("nice", _("Nice classes")))
    if row.right.kind in (RightKind.PATENT, RightKind.DESIGN):
        asked.append(("terms", _("Product card")))
    asked.append(("certificate", _("Registration certificate")))
    found = [{"label": label, "is_met": field not in gaps, "note": gaps.get(field, "")}
             for field, label in asked]  # fmt: skip
    ended = row.right_expires_on and working_days_left(
        row.right_expires_on, row.administration) < 0  # fmt: skip
    found.append({"label": _("The right is in force"), "is_met": not ended,
                  "note": _("The right itself has expired.") if ended else ""})  # fmt: skip
    useful = ((Purpose.POWER_OF_ATTORNEY, _("Power of attorney"),
               _("Needed where an agent files.")),
              (Purpose.MARK, _("Picture of the mark"), ""),
              (Purpose.GENUINE, _("Pictures of genuine goods"), ""))  # fmt: skip
    found += [{"label": label, "is_met": purpose in held, "is_optional": True, "note": note}
              for purpose, label, note in useful]  # fmt: skip
    return found


def _near(row: Recordation) -> list[dict[str, Any]]:
    """Marks of other holders that come near, with how, and the classes both are recorded in."""
    own = set(row.right.nice)
    return [
        {
            "right": near.right, "holder": near.right.holder, "score": near.score,
            "how": [reason_text(reason, active()) for reason in near.reasons],
            "shared": ", ".join(str(n) for n in sorted(own & set(near.right.nice))),
            "entries": [(entry, TONE[entry.status]) for entry in near.right.recordations.all()
                        if entry.status == RecordationStatus.RECORDED],
        }
        for near in near_marks(row.right)
    ]  # fmt: skip
