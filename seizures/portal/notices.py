"""Notices of suspected goods: the inbox, one notice with its answer, and the receipt."""

from functools import cache
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seizures.cases import actions
from seizures.cases.actions.answering import notice_answered
from seizures.cases.facts import procedure_of
from seizures.cases.models import DueDate, SeizureCase
from seizures.core.actor import of_user
from seizures.core.errors import NotAllowed, Refused
from seizures.core.languages import cite, pick
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.law import procedures
from seizures.portal import clocks
from seizures.portal.access import holder_side
from seizures.portal.case_view import letters_for_holder, notice_context, wanted_steps
from seizures.portal.finding import find_case
from seizures.portal.forms.answers import LATER, AnswerForm, WantForm
from seizures.portal.lists import newest_first
from seizures.portal.marks import marks_of, on_pictures, points_of, rows_of
from seizures.portal.receipts import receipt_pdf
from seizures.portal.refusals import put_on

REQUEST, DECLINE = "request", "decline"
MOST_FEATURES = 30


@cache
def answerable() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(track, stages) in which the law lets the right holder ask for or decline a suspension."""
    found = []
    for track in procedures.tracks():
        for day in procedures.editions(track):
            stages = {stage for step in procedures.load(track, day).steps if "holder" in step.by
                      and {"holder_requested", "holder_declined"} & set(step.facts)
                      for stage in step.from_stages}  # fmt: skip
            if stages:
                found.append((track, tuple(sorted(stages))))
    return tuple(found)


def _to_answer() -> Q:
    asked = Q(pk__in=[])
    for track, stages in answerable():
        asked |= Q(track=track, stage__in=stages)
    return asked & Q(is_closed=False)


def _rows(user: Any) -> Any:
    running = Prefetch("due_dates", DueDate.objects.running().order_by("due_on"))
    return SeizureCase.objects.visible_to(user).select_related(
        "right__holder", "consignment", "office"
    ).prefetch_related("goods", running)  # fmt: skip


def waiting(user: Any, limit: int) -> list[dict[str, Any]]:
    """Notices that wait for an answer, the most urgent first."""
    return _shown(list(_rows(user).filter(_to_answer()).by_next_clock()[:limit]))


def _shown(cases: list[SeizureCase]) -> list[dict[str, Any]]:
    pictures = _first_pictures([case.inspection_id for case in cases if case.inspection_id])
    return [_row(case, pictures.get(case.inspection_id or 0)) for case in cases]


def _first_pictures(inspections: list[int]) -> dict[int, Attachment]:
    rows = Attachment.objects.pictures().filter(
        subject_kind="inspection", subject_id__in=inspections, purpose=Purpose.PHOTO
    )  # fmt: skip
    found: dict[int, Attachment] = {}
    for row in rows.order_by("pk")[:500]:
        found.setdefault(row.subject_id, row)
    return found


def _row(case: SeizureCase, picture: Attachment | None) -> dict[str, Any]:
    procedure = procedure_of(case)
    mine = {rule for step in procedure.steps_from(case.stage) if "holder" in step.by
            for rule in step.ends}  # fmt: skip
    due = next((row for row in case.due_dates.all() if row.rule in mine), None)
    waits = any(case.track == track and case.stage in stages for track, stages in answerable())
    return {
        "case": case, "picture": picture, "goods": list(case.goods.all()),
        "stage": pick(procedure.stage(case.stage).titles),
        "waits": waits and not case.is_closed,
        "clock": clocks.of_case(due, procedure, case.right.holder) if due else None,
    }  # fmt: skip


@holder_side
def notice_list(request: HttpRequest) -> HttpResponse:
    """Notices to answer, the most urgent first; or every case the holder was told of."""
    everything = request.GET.get("state") == "all"
    if everything:
        page = newest_first(request, _rows(request.user))
        rows, urls = _shown(page.rows), (page.previous_url, page.next_url)
    else:
        rows, urls = waiting(request.user, limit=100), ("", "")
    tabs = [{"label": _("To answer"), "url": "?", "active": not everything, "count": None},
            {"label": _("All cases"), "url": "?state=all", "active": everything,
             "count": None}]  # fmt: skip
    context = {"rows": rows, "tabs": tabs, "everything": everything, "previous_url": urls[0],
               "next_url": urls[1]}  # fmt: skip
    return render(request, "portal/notice_list.html", context)


@holder_side
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice: the goods beside the mark, the clock, what it costs, and the answer."""
    case = find_case(request, pk)
    steps = wanted_steps(case, request.user)
    if not steps:
        is_again = request.method == "POST" and case.answers.exists()
        return redirect("portal-notice-receipt" if is_again else "portal-case", pk=case.pk)
    security = case.securities.filter(kind="request").order_by("id").first()
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AnswerForm(data, version=case.version, steps=list(steps.items()),
                      samples=sample_kinds(case), features=card_features(case))  # fmt: skip
    drawn = rows_of(request.POST if data is not None else None)
    marks, wrong_mark = marks_of(drawn)
    features = data.get("features", "") if data else ""
    wants = {want: WantForm(data, files, step=step, security=security, features=features,
                            prefix=want) for want, step in steps.items()}  # fmt: skip
    chosen = data.get("want") if data else None
    for want, extra in wants.items():
        if want != chosen:
            wants[want] = WantForm(step=extra.step, security=security, prefix=want)
    refused = wrong_mark
    if data is not None and _both_valid(form, wants.get(chosen or "")) and not wrong_mark:
        try:
            _answer(request, case, form, wants.get(form.wanted), marks)
        except NotAllowed:
            raise
        except Refused as refusal:
            refused = put_on(wants.get(form.wanted, form), refusal)
        else:
            return redirect("portal-notice-receipt", pk=case.pk)
    context = notice_context(case, request.user) | {
        "form": form, "wants": _want_rows(wants, steps), "refused": refused,
        "chosen": form.data.get("want", "") if data else "", "drawn": drawn,
    }  # fmt: skip
    return render(request, "portal/notice.html", context, status=200 if data is None else 422)


def _both_valid(form: AnswerForm, extra: WantForm | None) -> bool:
    checked = [form.is_valid(), extra is None or extra.is_valid()]
    return all(checked)


def _answer(request: HttpRequest, case: SeizureCase, form: AnswerForm,
            extra: WantForm | None, marks: list[actions.Mark]) -> None:  # fmt: skip
    given, want = form.cleaned_data, form.wanted
    actions.answer_and_step(
        case, verdict=given["verdict"], features=given["features"],
        sample_kind=given.get("sample_kind", ""), wants_suspension=want == REQUEST,
        points=form.points(), marks=marks,
        step=extra.step.code if extra and want != LATER else "",
        answers=extra.answers() if extra and want != LATER else {},
        version=given["version"], by=of_user(request.user),
    )  # fmt: skip
    messages.success(request, _("Your answer was received."))


def _want_rows(wants: dict[str, WantForm], steps: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"want": want, "form": form, "title": pick(steps[want].titles),
         "basis": steps[want].basis, "confirmed": steps[want].confirmed,
         "effects": pick(steps[want].effects_text) if steps[want].effects_text else ""}
        for want, form in wants.items()
    ]  # fmt: skip


def sample_kinds(case: SeizureCase) -> list[tuple[str, str]]:
    """What may be asked for under this procedure: inspection, samples, photographs, ..."""
    steps = [step for step in procedure_of(case).steps
             if step.code == actions.SAMPLE_STEP and "holder" in step.by]  # fmt: skip
    asks = [ask for step in steps for ask in step.asks if ask.code == "inspection_kind"]
    return [(choice.code, pick(choice.titles)) for ask in asks for choice in ask.choices]


def card_features(case: SeizureCase) -> list[str]:
    """The features of genuine goods on the product card, one a line."""
    lines = [line.strip(" -•\t") for line in case.right.identification.splitlines()]
    return [line[:300] for line in lines if line][:MOST_FEATURES]


@holder_side
def notice_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """What was answered, when and by whom, with its hash; on the page and as PDF."""
    case = find_case(request, pk)
    answer = case.answers.prefetch_related("marks").order_by("-id").first()
    if answer is None:
        return redirect("portal-notice", pk=case.pk)
    procedure = procedure_of(case)
    own = {step.code for step in procedure.steps if "holder" in step.by}
    own.discard(actions.SAMPLE_STEP)
    taken = case.steps.filter(code__in=own).order_by("-id").first()
    step = procedure.step(taken.code) if taken else None
    filed = [letter for letter in letters_for_holder(case) if step and letter.key in step.letters]
    context = {
        "case": case, "answer": answer, "taken": taken, "letters": filed,
        "step_title": pick(step.titles) if step else "", "zone": case.administration,
        "own_zone": clocks.zone_of(request.user), "points": points_of(answer),
        "pictures": on_pictures(answer), "stage": pick(procedure.stage(case.stage).titles),
        "security": case.securities.filter(kind="request").order_by("id").first(),
        "notice": notice_answered(answer),
    }  # fmt: skip
    if "pdf" in request.GET:
        pdf = receipt_pdf(case, _receipt_pairs(context), title=_("Receipt"), at=answer.at,
                          digest=answer.digest)  # fmt: skip
        sent = HttpResponse(pdf, content_type="application/pdf")
        sent["Content-Disposition"] = f'inline; filename="{case.number}-{answer.pk}.pdf"'
        return sent
    return render(request, "portal/notice_receipt.html", context)


def _receipt_pairs(told: dict[str, Any]) -> list[tuple[str, str]]:
    answer, taken = told["answer"], told["taken"]
    pairs = [(_("Right holder"), answer.acting_for), (_("Sent by"), answer.by_name),
             (_("Acting as"), str(answer.get_acting_as_display())),
             (_("Your answer"), str(answer.get_verdict_display()))]  # fmt: skip
    if told["notice"]:
        pairs.insert(0, (_("Answer to"), told["notice"].number))
    if taken:
        pairs.append((_("Step"), f"{told['step_title']} ({cite(taken.basis)})"))
    pairs += [(point["text"], point["word"]) for point in told["points"]]
    pairs += [(_("Mark %(number)s") % {"number": entry["number"]}, entry["mark"].note)
              for picture in told["pictures"] for entry in picture["marks"]]  # fmt: skip
    return [*pairs, (_("Text"), answer.features)] if answer.features else pairs
