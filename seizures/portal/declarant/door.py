"""The door of a one-time link: the code is typed or comes behind the # of the address, which no
server, log or other site is ever told; opening it is a press of a button, not a mere visit."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from seizures.cases import actions
from seizures.core.errors import Refused
from seizures.core.limiter import address_in
from seizures.portal.declarant.access import keep, link_of, private, too_many


class CodeForm(forms.Form):
    """The code of the letter."""

    code = forms.CharField(
        label=_("Code from your letter"), max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none",
                                      "spellcheck": "false"}),
    )  # fmt: skip


@sensitive_post_parameters("code")
def door(request: HttpRequest) -> HttpResponse:
    """Asks for the code, and opens the case to the first browser that has it."""
    if request.method != "POST":
        form = CodeForm()
        context = {"form": form, "link": link_of(request), "refused": ""}
        return private(render(request, "portal/declarant/door.html", context))
    form = CodeForm(request.POST)
    stopped = too_many(request, "door", address_in(request.META))
    if stopped is None and form.is_valid():
        stopped = too_many(request, "code", form.cleaned_data["code"])
    if stopped:
        return stopped
    refused = ""
    if form.is_valid():
        try:
            link, key = actions.open_link(form.cleaned_data["code"].strip())
        except Refused as refusal:
            refused = str(refusal)
        else:
            answer = redirect("declarant-case")
            keep(answer, link, key)
            if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
                answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, link.language, samesite="Lax")
            return private(answer)
    context = {"form": form, "link": None, "refused": refused}
    return private(render(request, "portal/declarant/door.html", context, status=422))
