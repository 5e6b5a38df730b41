"""Part 6: what is still missing, what looks alike, and submitting."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.portal.guide import PART_OF, Draft, gaps
from seizures.portal.parts.pages import page
from seizures.portal.similar import nearly_same, similar_to
from seizures.rights import actions

PART = "check"


def show(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Everything at a glance; each complete recordation can be submitted."""
    refused = ""
    if request.method == "POST":
        wanted = set(request.POST.getlist("submit"))
        rows = [row for row in draft.rows if row.administration in wanted]
        if not rows:
            refused = _("Choose where to submit.")
        try:
            for row in rows:
                actions.submit(row, by=of_user(request.user))
        except Refused as refusal:
            refused = str(refusal)
        else:
            if rows:
                return redirect("portal-record-receipt", pk=draft.right.pk)
    sides = [_side(row, found, draft) for row, found in gaps(draft)]
    return page(request, draft, PART, None, refused=refused, sides=sides,
                similar=similar_to(draft.right), earlier=nearly_same(draft.right),
                may_submit=any(s["is_ready"] for s in sides),
                advice=_advice(draft))  # fmt: skip


def _side(row: Any, found: list[Any], draft: Draft) -> dict[str, Any]:
    links = [
        {"sentence": gap.sentence,
         "url": reverse("portal-record-part", args=[draft.right.pk, PART_OF[gap.field]])}
        for gap in found
    ]  # fmt: skip
    return {"row": row, "gaps": links, "is_ready": not found,
            "papers": draft.certificates.get(row.pk, [])}  # fmt: skip


def _advice(draft: Draft) -> list[dict[str, str]]:
    """What is not asked for but makes the protection work better."""
    told = []
    if not draft.aliases and draft.right.kind == "trademark":
        told.append((_("No other spelling is given: goods declared in another script may be "
                       "missed."), "names"))  # fmt: skip
    if not draft.traders:
        told.append((_("No authorised trader is named: your own licensees' goods may be "
                       "stopped."), "traders"))  # fmt: skip
    if not draft.right.identification and not draft.papers_for("genuine", "fake"):
        told.append((_("Officers have nothing to tell genuine from fake by."), "genuine"))
    return [{"sentence": sentence, "url": reverse("portal-record-part",
                                                  args=[draft.right.pk, part])}
            for sentence, part in told]  # fmt: skip
