"""The declarant of a case on the desk: one-time links, what was sent by them, licences shown."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.cases import actions
from seizures.cases.choices import Audience, PointState
from seizures.cases.facts import procedure_of
from seizures.cases.letter_data.recipients import owner_name
from seizures.cases.models import DeclarantLink, HolderAnswer, SeizureCase
from seizures.cases.versions import step_reached
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.core.languages import LANGUAGE_OF, pick
from seizures.web.access import on_duty
from seizures.web.case_finding import find_case
from seizures.web.forms.links import LinkForm
from seizures.web.refusals import put_on

MOST = 40


def declarant_panel(case: SeizureCase, user: Any, *, form: LinkForm | None = None,
                    refused: str = "") -> dict[str, Any]:  # fmt: skip
    """Links of the case, what came in by them, and the form for a new one."""
    titles = {step.code: pick(step.titles) for step in procedure_of(case).steps}
    sent = case.submissions.select_related("claim", "link").order_by("-id")
    may_issue = user.is_on_duty and not case.is_closed
    return {
        "links": [{"row": row, "state": _state(row)} for row in case.links.order_by("-id")[:MOST]],
        "sent": [{"row": row, "step": titles.get(row.step, "")} for row in sent[:MOST]],
        "may_issue": may_issue,
        "is_told": may_issue and step_reached(case, Audience.DECLARANT),
        "form": form or LinkForm(auto_id="link_%s", initial={
            "recipient": owner_name(case), "language": LANGUAGE_OF[case.administration],
            "days": 14}),
        "refused": refused, "open": form is not None,
    }  # fmt: skip


def _state(row: DeclarantLink) -> tuple[str, str]:
    """(tone, word) of a link."""
    if row.revoked_at:
        return "danger", _("Ended")
    if row.expires_at <= clock.now():
        return "neutral", _("Expired")
    return ("success", _("Opened")) if row.opened_at else ("warning", _("Not opened yet"))


def answer_panel(case: SeizureCase) -> list[dict[str, Any]]:
    """The holder's answers with the marks on the pictures, newest first."""
    rows = case.answers.prefetch_related("marks").order_by("-id")
    return [{"row": row, "points": _points(row), "pictures": _pictures(row)} for row in rows]


def _points(row: HolderAnswer) -> list[dict[str, str]]:
    words = dict(PointState.choices)
    return [{"text": point["text"], "word": str(words.get(point["state"], ""))}
            for point in row.points]  # fmt: skip


def _pictures(row: HolderAnswer) -> list[dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for number, mark in enumerate(row.marks.all(), start=1):
        entry = found.setdefault(mark.attachment_id, {"pk": mark.attachment_id, "marks": []})
        entry["marks"].append({"number": number, "mark": mark})
    return list(found.values())


@on_duty
@require_POST
def link_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issues a link; its letter is shown this once, since only a digest of the code is kept."""
    from seizures.web.case_view import page_of

    case = find_case(request, pk)
    form = LinkForm(request.POST, auto_id="link_%s")
    refused = ""
    if form.is_valid():
        try:
            link, token = actions.issue_link(case, **form.cleaned_data, by=of_user(request.user))
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            return _letter(request, link, token)
    return page_of(request, case, link=(form, refused))


def _letter(request: HttpRequest, link: DeclarantLink, token: str) -> HttpResponse:
    door = f"{settings.PUBLIC_URL.rstrip('/')}{reverse('declarant-door')}"
    context = {"case": link.case, "link": link, "address": f"{door}#{token}", "door": door,
               "token": token, "zone": link.case.administration}  # fmt: skip
    with translation.override(link.language):
        text = render(request, "cases/link_letter.txt", context).content.decode()
    answer = render(request, "cases/link.html", context | {"text": text})
    add_never_cache_headers(answer)
    return answer


@on_duty
@require_POST
def link_revoke(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Ends a link at once."""
    row = get_object_or_404(DeclarantLink.objects.select_related("case"), pk=link,
                            case=find_case(request, pk))  # fmt: skip
    try:
        actions.revoke_link(row, reason=request.POST.get("reason", ""), by=of_user(request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The link opens nothing from now on."))
    return redirect(f"{reverse('case-detail', args=[pk])}#declarant")
