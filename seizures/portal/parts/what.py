"""Part 1: what is protected."""

from django.http import HttpRequest, HttpResponse

from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.files.choices import Purpose
from seizures.portal.access import posted
from seizures.portal.classes import nice_classes
from seizures.portal.forms.recording import WhatForm
from seizures.portal.guide import Draft
from seizures.portal.papers import take
from seizures.portal.parts.pages import drop_paper, go_on, page
from seizures.portal.refusals import put_on
from seizures.rights import actions

PART = "what"


def show(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Mark, classes and pictures; or the product card of a patent or design."""
    form = WhatForm(*posted(request), right=draft.right)
    refused = ""
    if request.method == "POST" and draft.is_locked:
        return go_on(request, draft, PART)
    if request.method == "POST" and form.is_valid():
        by = of_user(request.user)
        try:
            actions.save_draft(draft.right, form.fields_of_right(), by=by)
            drop_paper(request, draft, by)
        except Refused as refusal:
            refused = put_on(form, refusal)
        if not form.errors and take(form, "picture", draft.right, Purpose.MARK, by):
            return go_on(request, draft, PART)
    chosen = {str(number) for number in form["nice"].value() or []} if "nice" in form.fields else ()
    classes = nice_classes() if "nice" in form.fields else []
    shown = [row | {"is_chosen": str(row["number"]) in chosen} for row in classes]
    published = form.published_fields()
    return page(
        request, draft, PART, form, refused=refused, published=published,
        published_open=any(field.errors for field in published), pictures=draft.papers_for("mark"),
        classes=sorted(shown, key=lambda row: not row["is_chosen"]),
    )  # fmt: skip
