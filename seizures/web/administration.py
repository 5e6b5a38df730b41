"""The administration itself: its people and offices."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from seizures.accounts import actions
from seizures.accounts.choices import OFFICIALS
from seizures.accounts.models import User
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.journal.models import Entry
from seizures.reference.actions import set_deposit_account
from seizures.reference.models import Office
from seizures.web.access import administrator
from seizures.web.forms.administration import AccountForm, AdmitForm, ChangeForm
from seizures.web.lists import keyset_page
from seizures.web.refusals import put_on
from seizures.web.sentences import timeline


@administrator
def people_list(request: HttpRequest) -> HttpResponse:
    """Everybody who works for the administration."""
    rows, text = _people(request).select_related("office"), request.GET.get("q", "").strip()
    if text:
        rows = rows.filter(Q(username__icontains=text) | Q(last_name__icontains=text)
                           | Q(first_name__icontains=text))  # fmt: skip
    page = keyset_page(request, rows, order=["username", "id"])
    context = {"rows": page.rows, "q": text, "previous_url": page.previous_url,
               "next_url": page.next_url}  # fmt: skip
    return render(request, "administration/people.html", context)


@administrator
def people_new(request: HttpRequest) -> HttpResponse:
    """Lets somebody in; the person sets the password."""
    form = AdmitForm(request.POST or None, administration=_code(request))
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.admit(by=of_user(request.user), **form.cleaned_data)
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            messages.success(request, _("%(name)s can now choose a password: “Forgot your "
                                        "password?” on the sign-in page sends the mail.")
                             % {"name": row.get_full_name()})  # fmt: skip
            return redirect("people-list")
    return _form(request, "administration/person.html", form, refused)


@administrator
def people_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: role, office, whether they may sign in, and what was changed."""
    row = get_object_or_404(_people(request), pk=pk)
    form = ChangeForm(request.POST or None, administration=_code(request), row=row)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_person(row, by=of_user(request.user), **form.cleaned_data)
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("people-list")
    past = timeline(Entry.objects.about("user", row.pk))
    return _form(request, "administration/person.html", form, refused, row=row, timeline=past)


@administrator
def office_list(request: HttpRequest) -> HttpResponse:
    """The offices of the administration with their accounts for deposits."""
    rows = Office.objects.filter(administration=_code(request)).order_by("code")
    return render(request, "administration/offices.html", {"rows": rows})


@administrator
def office_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one office takes deposits."""
    row = get_object_or_404(Office, pk=pk, administration=_code(request))
    form = AccountForm(request.POST or None, initial={"account": row.deposit_account})
    if request.method == "POST" and form.is_valid():
        set_deposit_account(row, form.cleaned_data["account"], by=of_user(request.user))
        messages.success(request, _("Saved."))
        return redirect("office-list")
    past = timeline(Entry.objects.about("office", row.pk))
    return _form(request, "administration/office.html", form, "", row=row, timeline=past)


def _code(request: HttpRequest) -> str:
    user: Any = request.user
    return str(user.administration_id)


def _people(request: HttpRequest) -> Any:
    return User.objects.filter(administration=_code(request), role__in=OFFICIALS)


def _form(request: HttpRequest, template: str, form: forms.Form, refused: str,
          **more: Any) -> HttpResponse:  # fmt: skip
    context = {"form": form, "refused": refused, "zone": _code(request), **more}
    return render(request, template, context, status=422 if form.errors or refused else 200)
