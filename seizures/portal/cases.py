"""Follows a case, and takes the holder's own steps in it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.cases import actions
from seizures.cases.facts import procedure_of
from seizures.cases.models import LicenceClaim
from seizures.cases.policies import offers_for
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.portal.access import holder_side
from seizures.portal.case_view import WANTS, present
from seizures.portal.finding import find_case
from seizures.portal.forms.steps import StepForm
from seizures.portal.refusals import put_on


@holder_side
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case as its right holder may see it."""
    return render(request, "portal/case.html", present(find_case(request, pk), request.user))


@holder_side
@require_POST
def case_step(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Takes a step that is the holder's business; what is wrong comes back in its form."""
    row = find_case(request, pk)
    by = of_user(request.user)
    open_now = {offer.step.code for offer in offers_for(row, by)
                if offer.is_open and not set(WANTS) & set(offer.step.facts)}  # fmt: skip
    if code not in open_now:
        messages.error(request, _("This step is not possible at the stage the case is in."))
        return redirect("portal-case", pk=row.pk)
    form = StepForm(request.POST, request.FILES, version=row.version,
                    step=procedure_of(row).step(code))  # fmt: skip
    refused = ""
    if form.is_valid():
        try:
            actions.take_step(row, code, by=by, answers=form.answers(),
                              version=form.cleaned_data["version"])  # fmt: skip
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            messages.success(request, _("Done."))
            return redirect("portal-case", pk=row.pk)
    context = present(row, request.user, bound=form, refused=refused)
    return render(request, "portal/case.html", context, status=422)


@holder_side
@require_POST
def licence_answer(request: HttpRequest, pk: int, claim: int) -> HttpResponse:
    """Confirms a licence that the declarant lodged, or denies it."""
    row = get_object_or_404(LicenceClaim.objects.select_related("case__right__holder"), pk=claim,
                            case=find_case(request, pk))  # fmt: skip
    try:
        actions.answer_licence(row, is_licensed=request.POST.get("answer") == "yes",
                               reason=request.POST.get("reason", ""),
                               by=of_user(request.user))  # fmt: skip
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your answer was sent."))
    return redirect("portal-case", pk=pk)
