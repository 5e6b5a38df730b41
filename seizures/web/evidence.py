"""The evidence room of a case: its list, entering items, and the page of one item."""

import secrets
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from seizures.cases.actions import custody, evidence, sampling
from seizures.cases.models import EvidenceItem, HandOver, SeizureCase
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.web.access import official, on_duty
from seizures.web.forms import evidence as forms
from seizures.web.lists import keyset_page
from seizures.web.refusals import unprocessable

PAGE = 48


def case_of(request: HttpRequest, pk: int) -> SeizureCase:
    """The case, for those who may see it."""
    rows = SeizureCase.objects.visible_to(request.user).select_related("right__holder", "office")
    return get_object_or_404(rows, pk=pk)


@official
def evidence_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Every item of the case, a page at a time, and the forms that enter more."""
    return _list(request, case_of(request, pk), {})


def _list(request: HttpRequest, case: SeizureCase, extra: dict[str, Any],
          status: int = 200) -> HttpResponse:  # fmt: skip
    rows = case.evidence.select_related("attachment__file")
    page = keyset_page(request, rows, order=["number"], size=PAGE)
    new_key = {"client_key": secrets.token_hex(8)}
    context: dict[str, Any] = {
        "case": case, "rows": page.rows, "previous_url": page.previous_url,
        "next_url": page.next_url, "zone": case.administration,
        "may_act": request.user.is_on_duty,  # type: ignore[union-attr]
        "files_form": forms.EnterFilesForm(
            initial={**new_key, "place": case.storage_place}, auto_id="files_%s"),
        "object_form": forms.EnterObjectForm(initial=new_key, auto_id="object_%s"),
        "sample_form": forms.SampleForm(case=case, initial=new_key, auto_id="sample_%s"),
        **extra,
    }  # fmt: skip
    return render(request, "evidence/list.html", context, status=status)


@on_duty
@require_POST
def evidence_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enters photos and papers."""
    form = forms.EnterFilesForm(request.POST, request.FILES, auto_id="files_%s")

    def work(case: SeizureCase, data: dict[str, Any], by: Any) -> None:
        for position, upload in enumerate(data["files"]):
            key = f"{data['client_key']}-{position}" if data["client_key"] else ""
            evidence.enter_file(case, upload, title=data["title"], place=data["place"],
                                client_key=key, by=by)  # fmt: skip

    return _enter(request, pk, form, "files_form", work)


@on_duty
@require_POST
def evidence_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Enters a thing."""
    form = forms.EnterObjectForm(request.POST, auto_id="object_%s")
    return _enter(request, pk, form, "object_form",
                  lambda case, data, by: evidence.enter_object(case, by=by, **data))  # fmt: skip


@on_duty
@require_POST
def evidence_sample(request: HttpRequest, pk: int) -> HttpResponse:
    """Records a sample."""
    form = forms.SampleForm(request.POST, case=case_of(request, pk), auto_id="sample_%s")
    return _enter(request, pk, form, "sample_form",
                  lambda case, data, by: sampling.record_sample(
                      case, data.pop("goods"), by=by, **data))  # fmt: skip


@on_duty
@require_POST
def evidence_enter_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Enters what already hangs on the case and its inspection."""
    case = case_of(request, pk)
    evidence.enter_known_files(case, by=of_user(request.user))
    return redirect("evidence-list", pk=case.pk)


def _enter(request: HttpRequest, pk: int, form: Any, name: str,
           work: Callable[[SeizureCase, dict[str, Any], Any], Any]) -> HttpResponse:  # fmt: skip
    case = case_of(request, pk)
    context: dict[str, Any] = {name: form, "open": name}
    if form.is_valid():
        try:
            work(case, dict(form.cleaned_data), of_user(request.user))
        except Refused as refusal:
            context["form"] = form
            return _list(request, case, context, unprocessable(context, refusal))
        return redirect("evidence-list", pk=case.pk)
    return _list(request, case, context, 422)


def _item(request: HttpRequest, pk: int) -> EvidenceItem:
    cases = SeizureCase.objects.visible_to(request.user)
    rows = EvidenceItem.objects.filter(case__in=cases).select_related(
        "case__right", "attachment__file", "goods", "sample"
    )
    return get_object_or_404(rows, pk=pk)


@official
def evidence_item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item: what it is, its hash, where it is, its chain of custody."""
    return _show(request, _item(request, pk), {})


def _show(request: HttpRequest, item: EvidenceItem, extra: dict[str, Any],
          status: int = 200) -> HttpResponse:  # fmt: skip
    hand_overs = list(item.hand_overs.select_related("receipt"))
    offer = next((row for row in hand_overs if row.status == "offered"), None)
    user: Any = request.user
    context: dict[str, Any] = {
        "item": item,
        "case": item.case,
        "file": item.attachment,
        "offer": offer,
        "hand_overs": hand_overs,
        "entries": list(item.entries.all()),
        "sample": getattr(item, "sample", None),
        "zone": item.case.administration,
        "copies": list(item.attachment.redacted_copies.select_related("copy").order_by("-id"))
        if item.attachment
        else [],
        "may_act": user.is_on_duty,
        "is_receiver": offer is not None and offer.receiver_id == str(user.pk),
        "is_giver": offer is not None and offer.giver_id == str(user.pk),
        "forms": {deed: make(item, user, None, None) for deed, (make, _work) in DEEDS.items()},
        "receipt_form": forms.ReceiptForm(auto_id="receipt_%s"),
        "refuse_form": forms.ReasonForm(auto_id="refuse_%s"),
        "release_form": forms.ReleaseForm(auto_id="release_%s"),
    }
    context["forms"].update(extra.pop("forms", {}))
    return render(request, "evidence/item.html", {**context, **extra}, status=status)


def _plain(kind: Any) -> Callable[..., Any]:
    return lambda item, user, data, files: kind(data, auto_id=f"{kind.__name__.lower()}_%s")


def _offer_form(item: EvidenceItem, user: Any, data: Any, files: Any) -> forms.OfferForm:
    known = {"place": item.place, "seal_before": item.seal}
    return forms.OfferForm(data, item=item, user=user, initial=known, auto_id="offer_%s")


DEEDS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "offer": (_offer_form, custody.offer_hand_over),
    "correct": (_plain(forms.CorrectForm), evidence.correct_item),
    "seal": (_plain(forms.SealForm), evidence.reseal_item),
    "move": (_plain(forms.MoveItemForm), evidence.move_item),
    "return": (_plain(forms.ReturnForm), sampling.return_sample),
}


@on_duty
@require_POST
def evidence_deed(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Hands an item over, corrects, seals or moves it, notes the return of a sample."""
    item = _item(request, pk)
    if deed not in DEEDS:
        return redirect("evidence-item", pk=item.pk)
    make, work = DEEDS[deed]
    form = make(item, request.user, request.POST, None)
    context: dict[str, Any] = {"forms": {deed: form}, "open": deed, "form": form}
    if form.is_valid():
        try:
            work(item, by=of_user(request.user), **form.cleaned_data)
        except Refused as refusal:
            return _show(request, item, context, unprocessable(context, refusal))
        return redirect("evidence-item", pk=item.pk)
    return _show(request, item, context, 422)


@official
@require_POST
def hand_over(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """The receiver confirms or refuses; an outside receiver's receipt is filed."""
    cases = SeizureCase.objects.visible_to(request.user)
    rows = HandOver.objects.filter(item__case__in=cases).select_related("item")
    row = get_object_or_404(rows, pk=pk)
    by = of_user(request.user)
    form: Any = None
    if deed == "receipt":
        form = forms.ReceiptForm(request.POST, request.FILES, auto_id="receipt_%s")
    elif deed == "refuse":
        form = forms.ReasonForm(request.POST, auto_id="refuse_%s")
    context: dict[str, Any] = {"form": form, "open": deed}
    if form is not None:
        context[f"{deed}_form"] = form
        if not form.is_valid():
            return _show(request, _item(request, row.item_id), context, 422)
    try:
        if deed == "receipt":
            custody.confirm_with_receipt(row, by=by, **form.cleaned_data)
        elif deed == "refuse":
            custody.refuse_hand_over(row, by=by, **form.cleaned_data)
        else:
            custody.confirm_hand_over(row, by=by)
    except Refused as refusal:
        item = _item(request, row.item_id)
        return _show(request, item, context, unprocessable(context, refusal))
    return redirect("evidence-item", pk=row.item_id)
