"""The goods store: what lies where, labels, moves by scan, stocktakes."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.cases.actions import stocktaking, storing
from seizures.cases.ledger import LineBalance, balance_of
from seizures.cases.models import CaseGoods, StockCount, StoragePlace
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.core.languages import pick
from seizures.law.goods import GOODS_CODES
from seizures.web.access import official, on_duty
from seizures.web.evidence import case_of
from seizures.web.forms.store import CarryForm, CountForm, PlaceForm, ScanForm
from seizures.web.labels import goods_key, goods_label, place_code, place_label
from seizures.web.lists import chips, export, export_urls, keyset_page
from seizures.web.refusals import unprocessable

TONE = {"stored": "info", "sampled": "info", "confiscated": "warning", "released": "success",
        "found_short": "danger", "found_over": "danger"}  # fmt: skip


def bar(line: LineBalance) -> dict[str, Any]:
    """A goods line for the ledger bar."""
    parts = [{"label": pick(GOODS_CODES[code].titles), "value": part,
              "tone": TONE.get(code, "neutral")} for code, part in line.parts]  # fmt: skip
    return {"row": line.goods, "parts": parts, "seized": line.seized, "on_hand": line.on_hand}


@official
def store_list(request: HttpRequest) -> HttpResponseBase:
    """Goods of the administration's open cases, newest first, with their ledgers."""
    return _list(request, ScanForm(auto_id="scan_%s"))


def _list(request: HttpRequest, form: ScanForm, refused: str = "",
          status: int = 200) -> HttpResponseBase:  # fmt: skip
    rows = _filtered(request)
    answer = export(
        request, "store", [_("Control number"), _("Goods"), "HS", _("Place"), _("Quantity"),
                           _("Unit"), _("Disposition")], _export_rows(rows))  # fmt: skip
    if answer:
        return answer
    page = keyset_page(request, rows.prefetch_related("movements"), order=["-id"], size=30)
    places = list(StoragePlace.objects.visible_to(request.user).active())
    names = {place.code: str(place) for place in places}
    context: dict[str, Any] = {
        "rows": [bar(balance_of(goods)) for goods in page.rows], "previous_url": page.previous_url,
        "next_url": page.next_url, "q": request.GET.get("q", ""), "places": places, "form": form,
        "place": request.GET.get("place", ""), "all": request.GET.get("state") == "all",
        "chips": chips(request, {"place": (_("Place"), lambda code: names.get(code, code))}),
        "may_act": request.user.is_on_duty, "refused": refused, **export_urls(request),  # type: ignore[union-attr]
    }  # fmt: skip
    return render(request, "store/list.html", context, status=status)


def _filtered(request: HttpRequest) -> Any:
    rows = CaseGoods.objects.visible_to(request.user).select_related("case", "place")
    if request.GET.get("state") != "all":
        rows = rows.in_store()
    if place := request.GET.get("place"):
        rows = rows.filter(place__code=place)
    if text := request.GET.get("q", "").strip():
        rows = rows.filter(Q(case__number__icontains=text) | Q(description__icontains=text)
                           | Q(hs__startswith=text))  # fmt: skip
    return rows


def _export_rows(rows: Any) -> Any:
    for goods in rows.prefetch_related("movements").order_by("id").iterator(chunk_size=500):
        for code, part in balance_of(goods).parts:
            yield [goods.control_number, goods.description, goods.hs, str(goods.place or ""), part,
                   goods.unit, pick(GOODS_CODES[code].titles)]  # fmt: skip


@on_duty
@require_POST
def store_scan(request: HttpRequest) -> HttpResponseBase:
    """Two scans carry goods to a place; one looks them up."""
    form = ScanForm(request.POST, auto_id="scan_%s")
    if not form.is_valid():
        return _list(request, form, status=422)
    key = goods_key(form.cleaned_data["label"])
    goods = CaseGoods.objects.visible_to(request.user).filter(pk=key).first() if key else None
    if goods is None:
        form.add_error("label", _("No goods of this administration carry this label."))
        return _list(request, form, status=422)
    code = place_code(form.cleaned_data["place"])
    if not code:
        return redirect("store-goods", pk=goods.pk)
    place = StoragePlace.objects.visible_to(request.user).active().filter(code=code).first()
    if place is None:
        form.add_error("place", _("No place of this administration carries this label."))
        return _list(request, form, status=422)
    try:
        storing.carry_goods(goods, to=place, by=of_user(request.user))
    except Refused as refusal:
        return _list(request, form, str(refusal), 422)
    messages.success(request, _("%(goods)s now lies at %(place)s.")
                     % {"goods": goods.control_number, "place": place})  # fmt: skip
    return redirect("store-list")


@official
def store_goods(request: HttpRequest, pk: int) -> HttpResponse:
    """One goods line: what the label leads to."""
    return _goods(request, pk, CarryForm(user=request.user))


@on_duty
@require_POST
def store_carry(request: HttpRequest, pk: int) -> HttpResponse:
    """Carries the goods to another place."""
    form = CarryForm(request.POST, user=request.user)
    goods = get_object_or_404(CaseGoods.objects.visible_to(request.user), pk=pk)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            storing.carry_goods(goods, to=form.cleaned_data["place"], by=of_user(request.user))
        except Refused as refusal:
            unprocessable(context, refusal)
            return _goods(request, pk, form, context.get("refused", ""), 422)
        return redirect("store-goods", pk=pk)
    return _goods(request, pk, form, status=422)


def _goods(request: HttpRequest, pk: int, form: CarryForm, refused: str = "",
           status: int = 200) -> HttpResponse:  # fmt: skip
    rows = CaseGoods.objects.visible_to(request.user).select_related("case__right", "place")
    goods = get_object_or_404(rows.prefetch_related("movements"), pk=pk)
    moves = [{"row": move, "source": _title(move.source), "target": _title(move.target)}
             for move in goods.movements.all()]  # fmt: skip
    carried = goods.relocations.select_related("source", "target").order_by("-id")
    context: dict[str, Any] = {
        "goods": goods, "case": goods.case, "bar": bar(balance_of(goods)), "moves": moves,
        "relocations": list(carried[:50]),
        "form": form, "refused": refused, "zone": goods.case.administration,
        "may_act": request.user.is_on_duty,  # type: ignore[union-attr]
    }  # fmt: skip
    return render(request, "store/goods.html", context, status=status)


def _title(code: str) -> str:
    return pick(GOODS_CODES[code].titles) if code in GOODS_CODES else ""


@official
def case_labels(request: HttpRequest, pk: int) -> HttpResponse:
    """Labels of a case's goods on A4, or of one line alone."""
    case = case_of(request, pk)
    rows = case.goods.select_related("case", "place").prefetch_related("movements").order_by("id")
    one = request.GET.get("goods", "")
    if one.isdecimal():
        rows = rows.filter(pk=int(one))
    labels = [goods_label(balance_of(goods)) for goods in rows]
    return render(request, "store/labels.html", {"labels": labels, "case": case,
                                                 "single": bool(one)})  # fmt: skip


@official
def store_places(request: HttpRequest) -> HttpResponse:
    """Storage places with their labels and the last stocktake."""
    return _places(request, PlaceForm())


def _places(request: HttpRequest, form: PlaceForm, refused: str = "",
            status: int = 200) -> HttpResponse:  # fmt: skip
    places = StoragePlace.objects.visible_to(request.user).active()[:500]
    counts = StockCount.objects.visible_to(request.user).select_related("place").order_by("-id")
    context = {"places": [place_label(place) for place in places], "counts": counts[:20],
               "form": form, "refused": refused, "zone": request.user.administration_id,  # type: ignore[union-attr]
               "may_act": request.user.is_on_duty}  # type: ignore[union-attr]  # fmt: skip
    return render(request, "store/places.html", context, status=status)


@on_duty
@require_POST
def store_place_enter(request: HttpRequest) -> HttpResponse:
    """Enters a storage place."""
    form = PlaceForm(request.POST)
    user: Any = request.user
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            storing.enter_place(administration=user.administration_id, office=user.office,
                                by=of_user(user), **form.cleaned_data)  # fmt: skip
        except Refused as refusal:
            unprocessable(context, refusal)
            return _places(request, form, context.get("refused", ""), 422)
        return redirect("store-places")
    return _places(request, form, status=422)


@on_duty
@require_POST
def store_count_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Begins a stocktake of a place."""
    place = get_object_or_404(StoragePlace.objects.visible_to(request.user), pk=pk)
    count = stocktaking.open_count(place, by=of_user(request.user))
    return redirect("store-count", pk=count.pk)


def _count(request: HttpRequest, pk: int) -> StockCount:
    rows = StockCount.objects.visible_to(request.user).select_related("place")
    return get_object_or_404(rows, pk=pk)


@official
def store_count(request: HttpRequest, pk: int) -> HttpResponse:
    """A stocktake: expected beside counted."""
    count = _count(request, pk)
    return _show_count(request, count, CountForm(count=count))


@on_duty
@require_POST
def store_count_deed(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Enters what was counted, or confirms it as the second person."""
    count = _count(request, pk)
    form = CountForm(request.POST if deed == "enter" else None, count=count)
    context: dict[str, Any] = {"form": form}
    if deed == "enter" and not form.is_valid():
        return _show_count(request, count, form, status=422)
    try:
        if deed == "enter":
            stocktaking.enter_counts(count, counted=form.counted(), reasons=form.reasons(),
                                     by=of_user(request.user))  # fmt: skip
        else:
            stocktaking.close_count(count, by=of_user(request.user))
    except Refused as refusal:
        unprocessable(context, refusal)
        return _show_count(request, count, form, context.get("refused", ""), 422)
    return redirect("store-count", pk=count.pk)


def _show_count(request: HttpRequest, count: StockCount, form: CountForm, refused: str = "",
                status: int = 200) -> HttpResponse:  # fmt: skip
    user: Any = request.user
    context: dict[str, Any] = {
        "count": count,
        "form": form,
        "lines": form.rows(),
        "refused": refused,
        "may_act": user.is_on_duty and count.status != "closed",
        "may_close": user.is_on_duty
        and count.status == "counted"
        and count.counted_by_id != str(user.pk),
        "zone": count.administration,
    }
    return render(request, "store/count.html", context, status=status)
