"""One recordation: where it stands, what its examiner asks, the letters, and taking it back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.core.languages import pick
from seizures.files.models import Attachment
from seizures.letters.choices import Recipient
from seizures.letters.models import Letter
from seizures.letters.titles import TITLES
from seizures.portal import clocks, home
from seizures.portal.access import holder_side, posted
from seizures.portal.forms.uploads import ManyFilesField, one_file
from seizures.portal.refusals import put_on
from seizures.portal.sentences import timeline
from seizures.rights import actions
from seizures.rights.choices import RenewalStatus
from seizures.rights.models import Recordation, Renewal
from seizures.rights.renewals import window_of

OVER = {"refused", "lapsed", "withdrawn", "draft"}


class SupplementForm(forms.Form):
    """The answer to what an examiner asked for."""

    text = forms.CharField(label=gettext_lazy("Your answer"), max_length=20_000,
                           widget=forms.Textarea(attrs={"rows": 5}))  # fmt: skip
    papers = ManyFilesField(label=gettext_lazy("Papers"),
                            help_text=gettext_lazy("PDF, pictures, XLSX or DOCX; at most 20 MB "
                                                   "each."))  # fmt: skip


class RenewalForm(forms.Form):
    """What may have changed since the recordation: the last day of the right itself."""

    right_expires_on = forms.DateField(
        label=gettext_lazy("The right expires on"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The recordation is renewed at most until this day."),
    )  # fmt: skip
    certificate = one_file(
        gettext_lazy("Registration certificate"),
        gettext_lazy("Only where the right was renewed or changed. A PDF or a picture."),
    )
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=4000,
                           widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def __init__(self, *args: Any, row: Recordation, **kwargs: Any) -> None:
        super().__init__(*args, initial={"right_expires_on": row.right_expires_on}, **kwargs)


class WithdrawForm(forms.Form):
    """Why a recordation is taken back."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=4000,
                             widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip


@holder_side
def recordation(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a recordation."""
    return _page(request, _find(request, pk))


@holder_side
@require_POST
def recordation_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends the answer with its papers; sent twice is sent once."""
    row = _find(request, pk)
    if row.status != "deficient":
        messages.info(request, _("Your answer was received."))
        return redirect("portal-recordation", pk=pk)
    form = SupplementForm(request.POST, request.FILES)
    refused = ""
    if form.is_valid():
        try:
            actions.answer_with_papers(row, form.cleaned_data["text"],
                                       form.cleaned_data["papers"],
                                       by=of_user(request.user))  # fmt: skip
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            messages.success(request, _("Your answer was received."))
            return redirect("portal-recordation", pk=pk)
    return _page(request, row, form=form, refused=refused, status=422)


@holder_side
def recordation_renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for another term; nothing is asked for that is known already."""
    row = _find(request, pk)
    window = window_of(row)
    if window is None or not window.is_open or _open_renewal(row):
        return redirect("portal-recordation", pk=pk)
    form = RenewalForm(*posted(request), row=row)
    refused = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.ask_renewal(
                row, right_expires_on=data["right_expires_on"], note=data["note"],
                certificate=data["certificate"], by=of_user(request.user),
            )  # fmt: skip
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            messages.success(request, _("The renewal was asked for."))
            return redirect("portal-recordation", pk=pk)
    context = {"row": row, "form": form, "refused": refused, "window": window}
    status = 422 if form.errors or refused else 200
    return render(request, "portal/recordation_renew.html", context, status=status)


def _open_renewal(row: Recordation) -> Renewal | None:
    found: Renewal | None = row.renewals.filter(status=RenewalStatus.ASKED).first()
    return found


@holder_side
def recordation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once more, then takes the recordation back."""
    row = _find(request, pk)
    if row.status in OVER:
        return redirect("portal-recordation", pk=pk)
    form = WithdrawForm(*posted(request)[:1])
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(row, form.cleaned_data["reason"], by=of_user(request.user))
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            messages.success(request, _("Recordation withdrawn"))
            return redirect("portal-recordation", pk=pk)
    context = {"row": row, "form": form, "refused": refused}
    status = 422 if form.errors or refused else 200
    return render(request, "portal/recordation_withdraw.html", context, status=status)


def _page(request: HttpRequest, row: Recordation, *, form: SupplementForm | None = None,
          refused: str = "", status: int = 200) -> HttpResponse:  # fmt: skip
    asked = list(row.messages.order_by("id"))
    until = next((m.answer_by for m in reversed(asked) if m.answer_by), None)
    is_asked = row.status == "deficient"
    renewals = list(row.renewals.order_by("-id"))
    context: dict[str, Any] = {
        "row": row, "renewals": renewals,
        "may_renew": not any(r.status == RenewalStatus.ASKED for r in renewals),
        "cell": home.cell(row.administration, row, row.right), "messages_of": asked,
        "form": form or SupplementForm() if is_asked else None, "refused": refused,
        "answer_clock": clocks.countdown(until, row.administration, row.right.holder)
        if is_asked and until else None,
        "letters": _letters(row), "papers": list(Attachment.objects.on("recordation", row.pk)),
        "timeline": timeline([("recordation", row.pk)]), "may_withdraw": row.status not in OVER,
    }  # fmt: skip
    return render(request, "portal/recordation.html", context, status=status)


def _letters(row: Recordation) -> list[Letter]:
    found = list(Letter.objects.about("recordation", row.pk).filter(
        recipient_kind=Recipient.HOLDER))  # fmt: skip
    for letter in found:
        letter.title = pick(TITLES[letter.key])  # type: ignore[attr-defined]
    return found[::-1]


def _find(request: HttpRequest, pk: int) -> Recordation:
    rows = Recordation.objects.visible_to(request.user).select_related("right__holder")
    return get_object_or_404(rows, pk=pk)
