"""What may be decided about an alert now, as the steps of its page."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from seizures.screening.choices import UNDECIDED
from seizures.screening.models import Disposition
from seizures.web.forms.alerts import (
    DecisionForm,
    DismissForm,
    InspectForm,
    JoinForm,
    MergeForm,
    NoteForm,
    ReferForm,
    SnoozeForm,
)
from seizures.web.forms.duty import GiveForm, InterestForm, TransferForm
from seizures.web.masking import named

FORMS: dict[str, type[forms.Form]] = {
    "inspect": InspectForm, "dismiss": DismissForm, "refer": ReferForm, "take": DecisionForm,
    "reopen": DecisionForm, "snooze": SnoozeForm, "wake": DecisionForm, "merge": MergeForm,
    "part": DecisionForm, "take-out": DecisionForm, "join": JoinForm, "part-case": DecisionForm,
    "confirm": DecisionForm, "send-back": NoteForm, "give": GiveForm, "transfer": TransferForm,
    "conflict": InterestForm,
}  # fmt: skip
KEYS = {
    "inspect": "i", "dismiss": "d", "refer": "r", "take": "t", "reopen": "o", "snooze": "s",
    "wake": "s", "merge": "m", "part": "m", "take-out": "a", "join": "l", "part-case": "l",
    "confirm": "y", "send-back": "n", "give": "g", "transfer": "u", "conflict": "",
}  # fmt: skip
IN_FRONT = 5
"""So many decisions stand in front; the others are folded."""
REOPENED = ("dismissed", "cleared", "closed")


def names_of(own: Disposition, referrals: Sequence[Any], user: Any) -> list[str]:
    """The decisions open to this reader, the likeliest first."""
    if own.status in UNDECIDED:
        names = ["inspect", "dismiss", *(["refer"] if may_refer(own, referrals) else [])]
        names += ["take"] if own.assignee_id is None else []
        names += ["snooze", "merge", "join", *(["take-out"] if own.bundle_id else [])]
        return [*names, "give", "transfer", "conflict"]
    if own.status == "proposed":
        mine = own.proposer == str(user.pk)
        return ["send-back"] if mine else ["confirm", "send-back"]
    if own.status == "in_case":
        joined = own.alert.linked_cases.filter(case__administration=own.administration)
        return ["part-case"] if joined.exists() else []
    others = {"snoozed": ["wake"], "merged": ["part"]}
    return others.get(own.status, ["reopen"] if own.status in REOPENED else [])


def may_refer(own: Disposition, referrals: Sequence[Any]) -> bool:
    """Another administration stands on the route, and nothing was handed to it yet."""
    sides = {own.alert.export_side, own.alert.import_side} - {"", own.administration}
    return bool(sides) and all(row.sender != own.administration for row in referrals)


def steps_of(
    own: Disposition,
    referrals: Sequence[Any],
    user: Any,
    *,
    opened: str,
    back: str,
    bound: Mapping[str, forms.Form],
    refused: Mapping[str, str],
    is_kept_away: bool = False,
) -> list[dict[str, Any]]:
    """The steps with their forms; one that was refused keeps what was typed."""
    if not user.is_on_duty or is_kept_away:
        return []
    names = names_of(own, referrals, user)
    names += [name for name in bound if name not in names]
    query = f"?{urlencode({'next': back})}" if back else ""
    return [
        {
            "title": _titles()[name], "effects": _effects()[name], "key": KEYS[name],
            "url": reverse(f"alert-{name}", args=[own.alert_id]) + query,
            "form": bound.get(name) or _fresh(name, own, user, opened), "main": place == 0,
            "open": name == opened or name in refused or name in bound,
            "refused": refused.get(name, ""), "is_further": place >= IN_FRONT,
        }
        for place, name in enumerate(names)
    ]  # fmt: skip


def form_of(name: str, own: Disposition, user: Any, data: Any = None) -> forms.Form:
    """The form of a decision, with what it offers this reader; unbound without data."""
    asked: dict[str, Any] = {"auto_id": f"{name}_%s", "initial": {"version": own.version}}
    if name in ("give", "transfer"):
        asked["user"] = user
    if name == "conflict":
        asked["choices"] = _interests(own, user)
    return FORMS[name](data, **asked)


def _interests(own: Disposition, user: Any) -> list[tuple[str, str]]:
    """What of an alert an officer may have an interest in; names only where they are open."""
    alert = own.alert
    cargo = alert.consignment
    found = [("right", alert.right.mark), ("holder", alert.right.holder.name)]
    if cargo.pk in named(user, [cargo]):
        pairs = (("shipper", cargo.shipper_id, cargo.shipper_name),
                 ("consignee", cargo.consignee_id, cargo.consignee_name))  # fmt: skip
        found += [(side, name) for side, key, name in pairs if key]
    return found


def _fresh(name: str, own: Disposition, user: Any, opened: str) -> forms.Form:
    """The form of a decision not made yet; the one the reader came for takes the cursor."""
    form = form_of(name, own, user)
    asked = next((field for key, field in form.fields.items() if key != "version"), None)
    if asked and name == opened:
        asked.widget.attrs["autofocus"] = True
    return form


def _titles() -> dict[str, str]:
    return {
        "inspect": _("Order an inspection"),
        "dismiss": _("Dismiss"),
        "refer": _("Refer to the other side"),
        "take": _("Take"),
        "reopen": _("Reopen"),
        "snooze": _("Snooze"),
        "wake": _("End the snooze"),
        "merge": _("Merge"),
        "part": _("Part again"),
        "take-out": _("Take out of the bundle"),
        "join": _("Join to a case"),
        "part-case": _("Take out of the case"),
        "confirm": _("Confirm the dismissal"),
        "send-back": _("Back to the queue"),
        "give": _("Give to a colleague"),
        "transfer": _("Move to another office"),
        "conflict": _("Conflict of interest"),
    }


def _effects() -> dict[str, str]:
    return {
        "inspect": _("The goods are opened and compared with the recorded right."),
        "dismiss": _("The alert leaves the queue; it can be reopened."),
        "refer": _("The other administration finds this alert among its messages."),
        "take": _("Others see that you are deciding this alert."),
        "reopen": _("The alert returns to the queue."),
        "snooze": _("The alert leaves the queue and comes back by itself."),
        "wake": _("This alert and all that was put aside with it return to the queue."),
        "merge": _("This alert leaves the queue; the other one stands for both."),
        "part": _("The alert returns to the queue."),
        "take-out": _("This alert is decided for itself; the others stay together."),
        "join": _("The alert is dealt with in a case that is already open."),
        "part-case": _("The alert returns to the queue."),
        "confirm": _("You confirm what a colleague proposed; the alert leaves the queue."),
        "send-back": _("The dismissal is not confirmed; the alert returns to the queue."),
        "give": _("The colleague finds it among what is taken."),
        "transfer": _("The alert leaves this office’s queue and waits in the other’s."),
        "conflict": _("You can neither take nor decide what this touches, until it is ended."),
    }
