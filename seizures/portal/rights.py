"""One right: its recordations, spellings, traders and pictures, with the changes its holder may
make at any time."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.files.choices import Purpose
from seizures.portal import clocks, home
from seizures.portal.access import holder_side
from seizures.portal.forms.recording import CardForm, NamesForm
from seizures.portal.forms.traders import TradersForm
from seizures.portal.forms.uploads import PICTURES, ManyFilesField
from seizures.portal.guide import Draft, draft_of
from seizures.portal.papers import take
from seizures.portal.parts.traders import add_traders, countries
from seizures.portal.sentences import timeline
from seizures.rights import actions
from seizures.rights.choices import RecordationStatus
from seizures.rights.models import Right
from seizures.screening.rescreens import following_of

PURPOSES = (Purpose.MARK, Purpose.GENUINE, Purpose.FAKE)


class PictureForm(forms.Form):
    """Pictures added to a right at any time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"] = forms.ChoiceField(
            label=_("What do they show?"), choices=[(p.value, p.label) for p in PURPOSES]
        )
        self.fields["pictures"] = ManyFilesField(label=_("Pictures"), accept=PICTURES)


@holder_side
def right(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a right."""
    return _page(request, _find(request, pk))


@holder_side
def right_screening(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether cargo on the way is still being screened for a right; asked again while it is."""
    return render(request, "rights/_screening.html", _screening(_find(request, pk)))


@holder_side
@require_POST
def right_names(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds or removes a spelling; a recorded right is screened with it at once."""
    draft = _find(request, pk)
    by = of_user(request.user)
    if gone := request.POST.get("remove"):
        for alias in draft.aliases:
            if str(alias.pk) == gone:
                actions.remove_alias(alias, by=by)
        return _done(request, pk, "names")
    known = {alias.text.casefold() for alias in draft.aliases}
    form = NamesForm(request.POST, right=draft.right, known=known)
    if not form.is_valid():
        return _page(request, draft, names_form=form)
    for language, text in form.chosen():
        actions.add_alias(draft.right, language=language, text=text, by=by)
    return _done(request, pk, "names")


@holder_side
@require_POST
def right_traders(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds or removes authorised traders."""
    draft = _find(request, pk)
    by = of_user(request.user)
    gone = request.POST.get("remove", "")
    if gone.isascii() and gone.isdigit():
        for trader in draft.right.traders.filter(pk=gone):
            actions.remove_trader(trader, by=by)
        return _done(request, pk, "traders")
    form = TradersForm(request.POST, countries=countries())
    if not form.is_valid():
        return _page(request, draft, traders_form=form)
    add_traders(form, draft.right, by)
    return _done(request, pk, "traders")


@holder_side
@require_POST
def right_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes how genuine goods are told from fakes, and what they cost."""
    draft = _find(request, pk)
    form = CardForm(request.POST, right=draft.right)
    if not form.is_valid():
        return _page(request, draft, card_form=form)
    try:
        actions.describe_goods(draft.right, **form.fields_of_right(), by=of_user(request.user))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, draft, card_form=form)
    return _done(request, pk, "card")


@holder_side
@require_POST
def right_pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds pictures of the mark, of genuine goods or of fakes."""
    draft = _find(request, pk)
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid() and take(form, "pictures", draft.right, form.cleaned_data["purpose"],
                                of_user(request.user)):  # fmt: skip
        return _done(request, pk, "pictures")
    return _page(request, draft, picture_form=form)


@holder_side
@require_POST
def right_record_also(request: HttpRequest, pk: int) -> HttpResponse:
    """Begins the recordation with the other administration too."""
    draft = _find(request, pk)
    codes = [row.administration for row in draft.rows] + request.POST.getlist("administration")
    try:
        actions.choose_administrations(draft.right, codes, by=of_user(request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("portal-right", pk=pk)
    return redirect("portal-record-part", pk=pk, part="where")


def _page(request: HttpRequest, draft: Draft, **bound: forms.Form) -> HttpResponse:
    row = draft.right
    known = {alias.text.casefold() for alias in draft.aliases}
    row._prefetched_objects_cache = {"recordations": draft.rows}  # type: ignore[attr-defined]
    context = {
        "right": row, "draft": draft, "cells": home.cells(row),
        "zone": clocks.zone_of(request.user),
        "papers": [p for p in draft.papers if p.purpose in PURPOSES],
        "names_form": NamesForm(right=row, known=known),
        "traders_form": TradersForm(countries=countries()), "picture_form": PictureForm(),
        "card_form": CardForm(right=row),
        "timeline": timeline([("right", row.pk), *(("recordation", r.pk) for r in draft.rows)]),
        **_screening(draft),
        "bound": next(iter(bound.values()), None), "opened": next(iter(bound), ""),
    } | bound  # fmt: skip
    return render(request, "portal/right.html", context, status=422 if bound else 200)


def _screening(draft: Draft) -> dict[str, Any]:
    """What the holder learns of it: that it goes on and how far, never what was found."""
    is_recorded = any(row.status == RecordationStatus.RECORDED for row in draft.rows)
    return {
        "following": following_of(draft.right.pk) if is_recorded else None, "is_outside": True,
        "screening_url": reverse("portal-right-screening", args=[draft.right.pk]),
    }  # fmt: skip


def _done(request: HttpRequest, pk: int, anchor: str) -> HttpResponse:
    messages.success(request, _("Saved."))
    answer = redirect("portal-right", pk=pk)
    answer["Location"] += f"#{anchor}"
    return answer


def _find(request: HttpRequest, pk: int) -> Draft:
    rows = Right.objects.visible_to(request.user).select_related("holder")
    return draft_of(get_object_or_404(rows, pk=pk))
