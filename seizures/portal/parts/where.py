"""Part 2: with which administrations, on which registration."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from seizures.accounts.choices import Role
from seizures.core.actor import Actor, of_user
from seizures.core.errors import Refused
from seizures.files.choices import Purpose
from seizures.portal import clocks
from seizures.portal.access import posted
from seizures.portal.forms.recording import ADMINISTRATIONS, WhereForm
from seizures.portal.guide import Draft, draft_of
from seizures.portal.papers import take
from seizures.portal.parts.pages import drop_paper, go_on, page
from seizures.portal.refusals import put_on
from seizures.rights import actions

PART = "where"
FIELDS = ("registration_number", "filed_on", "registered_on", "right_expires_on", "certificate")


def show(request: HttpRequest, draft: Draft) -> HttpResponse:
    """One, the other or both, each with its number, days and certificate."""
    by_agent = request.user.role == Role.AGENT  # type: ignore[union-attr]
    form = WhereForm(*posted(request), right=draft.right,
                     rows=draft.rows, by_agent=by_agent)  # fmt: skip
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            by = of_user(request.user)
            draft = _save(form, draft, by)
            drop_paper(request, draft, by)
        except Refused as refusal:
            refused = put_on(form, refusal)
        if not form.errors and not refused:
            return go_on(request, draft, PART)
    return page(request, draft, PART, form, refused=refused, sides=_sides(form, draft),
                powers=draft.papers_for("power_of_attorney"))  # fmt: skip


def _save(form: WhereForm, draft: Draft, by: Actor) -> Draft:
    chosen = form.chosen()
    actions.choose_administrations(draft.right, chosen, by=by)
    draft = draft_of(draft.right)
    if draft.open_rows:
        actions.save_draft(draft.right, {code: form.fields_of(code) for code in chosen}, by=by)
    for row in draft.open_rows:
        take(form, f"{row.administration}_certificate", row, Purpose.CERTIFICATE, by)
    take(form, "power_of_attorney", draft.right, Purpose.POWER_OF_ATTORNEY, by)
    return draft


def _sides(form: WhereForm, draft: Draft) -> list[dict[str, Any]]:
    by_code = {row.administration: row for row in draft.rows}
    sides = []
    for code in ADMINISTRATIONS:
        row = by_code.get(code)
        names = [f"{code}_{name}" for name in FIELDS if f"{code}_{name}" in form.fields]
        tick = f"{code}_chosen"
        sides.append({
            "code": code, "row": row, "chosen": form[tick] if tick in form.fields else None,
            "fields": [form[name] for name in names],
            "papers": draft.certificates.get(row.pk, []) if row else [],
            "examined": clocks.if_submitted_today(code),
        })  # fmt: skip
    return sides
