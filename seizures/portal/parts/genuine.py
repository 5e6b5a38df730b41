"""Part 5: how to tell genuine goods from fakes."""

from django.http import HttpRequest, HttpResponse

from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.files.choices import Purpose
from seizures.portal.access import posted
from seizures.portal.forms.recording import GenuineForm
from seizures.portal.guide import Draft
from seizures.portal.papers import take
from seizures.portal.parts.pages import drop_paper, go_on, page
from seizures.portal.refusals import put_on
from seizures.rights import actions

PART = "genuine"


def show(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Features in words, pictures of both, and what the genuine goods cost."""
    form = GenuineForm(*posted(request), right=draft.right)
    refused = ""
    if request.method == "POST" and form.is_valid():
        by = of_user(request.user)
        try:
            if not draft.is_locked:
                actions.save_draft(draft.right, form.fields_of_right(), by=by)
            drop_paper(request, draft, by)
        except Refused as refusal:
            refused = put_on(form, refusal)
        taken = [take(form, "genuine", draft.right, Purpose.GENUINE, by),
                 take(form, "fake", draft.right, Purpose.FAKE, by)]  # fmt: skip
        if not refused and not form.errors and all(taken):
            return go_on(request, draft, PART)
    return page(request, draft, PART, form, refused=refused,
                genuine=draft.papers_for("genuine"), fake=draft.papers_for("fake"))  # fmt: skip
