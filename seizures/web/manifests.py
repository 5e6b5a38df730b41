"""Manifests on the desk: upload, progress, refused rows, and what came of them."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.cargo import actions, tasks
from seizures.cargo.choices import ManifestStatus
from seizures.cargo.models import Consignment, GoodsLine, Manifest, RefusedRow
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.core.languages import active
from seizures.formats.problems import READING_FAILED, sentence
from seizures.journal.models import Entry
from seizures.screening.models import Alert, Disposition, ScreeningRun
from seizures.screening.policies import may_try_again
from seizures.web.access import official, on_duty
from seizures.web.corridor import place_names
from seizures.web.forms.manifests import LABELS, DiscardForm, RowForm, UploadForm
from seizures.web.lists import export, export_urls, keyset_page
from seizures.web.refusals import unprocessable
from seizures.web.sentences import timeline

TONE = {"waiting": "info", "reading": "info", "read": "success", "incomplete": "warning",
        "failed": "danger"}  # fmt: skip


@official
def manifest_list(request: HttpRequest) -> HttpResponseBase:
    """What the administration received, the newest first."""
    rows = Manifest.objects.visible_to(request.user).select_related("job")
    status, text = request.GET.get("status", ""), request.GET.get("q", "").strip()
    if status in ManifestStatus.values:
        rows = rows.filter(status=status)
    if text:
        rows = rows.filter(number__icontains=text) | rows.filter(name__icontains=text)
    answer = export(
        request, "manifests", [_("Manifest"), _("File"), _("Status"), _("Lines"),
                               _("Refused rows")],
        ([r.number, r.name, r.get_status_display(), r.lines_count, r.refused_count]
         for r in rows.order_by("id").iterator(chunk_size=1000)),
    )  # fmt: skip
    if answer:
        return answer
    page, names = keyset_page(request, rows, order=["-id"]), place_names()
    runs = _runs(page.rows)
    context = {
        "rows": [(row, TONE[row.status], names.get(row.origin, row.origin),
                  names.get(row.destination, row.destination), runs.get(row.pk))
                 for row in page.rows],
        "q": text, "status": status, "statuses": ManifestStatus.choices,
        "previous_url": page.previous_url, "next_url": page.next_url, **export_urls(request),
    }  # fmt: skip
    return render(request, "manifests/list.html", context)


@on_duty
def manifest_upload(request: HttpRequest) -> HttpResponse:
    """Takes a file in; reading and screening go on in the background."""
    is_post = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_post else UploadForm()
    context: dict[str, Any] = {"form": form}
    if is_post and form.is_valid():
        upload, user = form.cleaned_data["file"], request.user
        try:
            received = actions.receive_manifest(
                upload, name=upload.name, administration=user.administration_id or "",  # type: ignore[union-attr]
                by=of_user(user), office=user.office,  # type: ignore[union-attr]
            )  # fmt: skip
        except Refused as refusal:
            status = unprocessable(context, refusal)
            return render(request, "manifests/upload.html", context, status=status)
        tasks.kick(received.manifest.pk)
        answer = redirect("manifest-detail", pk=received.manifest.pk)
        if received.is_duplicate:
            answer["Location"] += "?duplicate=1"
        return answer
    return render(request, "manifests/upload.html", context, status=422 if form.errors else 200)


@official
def manifest_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One manifest: progress, what was refused, consignments, alerts, timeline."""
    row = _find(request, pk)
    consignments = Consignment.objects.filter(manifest=row)
    page = keyset_page(request, consignments, order=["-id"], size=25)
    context = {
        "manifest": row, "tone": TONE[row.status], **_progress(request, row),
        "may_act": request.user.is_on_duty,  # type: ignore[union-attr]
        "may_read_again": request.user.is_on_duty  # type: ignore[union-attr]
        and row.problem.get("code") == READING_FAILED,
        "may_accept": request.user.is_on_duty and _is_acceptable(row),  # type: ignore[union-attr]
        "is_duplicate": "duplicate" in request.GET,
        "consignments": _with_alerts(page.rows), "previous_url": page.previous_url,
        "next_url": page.next_url,
        "refused": [_row(r) for r in row.refused_rows.order_by("position")[:20]],
        "refused_open": row.refused_rows.open().count() if row.refused_count else 0,
        "timeline": timeline(Entry.objects.about("manifest", row.pk)[:60]),
        "zone": row.administration,
    }  # fmt: skip
    return render(request, "manifests/detail.html", context)


@official
def manifest_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress of reading and screening, asked again while it runs."""
    row = _find(request, pk)
    return render(request, "manifests/_progress.html", {"manifest": row, **_progress(request, row)})


@on_duty
@require_POST
def manifest_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets the lines of a file that broke off be screened as they are."""
    actions.accept_incomplete(_find(request, pk), by=of_user(request.user))
    return redirect("manifest-detail", pk=pk)


@on_duty
@require_POST
def manifest_read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets a manifest be read on whose reading was given up."""
    row = _find(request, pk)
    if actions.read_again(row, by=of_user(request.user)):
        tasks.kick(row.pk)
    return redirect("manifest-detail", pk=pk)


@official
def refused_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Every refused row of a manifest with its reason."""
    manifest = _find(request, pk)
    rows = RefusedRow.objects.visible_to(request.user).filter(manifest=manifest)
    if request.GET.get("state", "open") == "open":
        rows = rows.open()
    page = keyset_page(request, rows, order=["position", "id"])
    tabs = [
        {"label": _("To be corrected"), "url": "?state=open",
         "active": request.GET.get("state", "open") == "open", "count": None},
        {"label": _("All"), "url": "?state=all", "active": request.GET.get("state") == "all",
         "count": None},
    ]  # fmt: skip
    context = {"manifest": manifest, "rows": [_row(r) for r in page.rows], "tabs": tabs,
               "previous_url": page.previous_url, "next_url": page.next_url}  # fmt: skip
    return render(request, "manifests/refused.html", context)


@on_duty
def refused_row(request: HttpRequest, pk: int) -> HttpResponse:
    """One refused row: corrected and read again, or set aside."""
    rows = RefusedRow.objects.visible_to(request.user).select_related("manifest")
    row = get_object_or_404(rows, pk=pk)
    form = RowForm(request.POST if request.method == "POST" else None, values=row.values)
    discard = DiscardForm(auto_id="discard_%s")
    context: dict[str, Any] = {"row": _row(row), "form": form, "discard_form": discard,
                               "manifest": row.manifest}  # fmt: skip
    if request.method != "POST":
        return render(request, "manifests/row.html", context)
    by = of_user(request.user)
    try:
        if "discard" in request.POST:
            discard = DiscardForm(request.POST, auto_id="discard_%s")
            context.update(discard_form=discard, form=RowForm(values=row.values))
            if not discard.is_valid():
                return render(request, "manifests/row.html", context, status=422)
            actions.discard_row(row, reason=discard.cleaned_data["reason"], by=by)
        elif form.is_valid():
            actions.correct_row(row, {**row.values, **form.cleaned_data}, by=by)
    except Refused as refusal:
        status = unprocessable(context, refusal)
        return render(request, "manifests/row.html", context, status=status)
    following = row.manifest.refused_rows.open().order_by("position").first()
    if following:
        return redirect("refused-row", pk=following.pk)
    return redirect("manifest-detail", pk=row.manifest_id)


def _is_acceptable(row: Manifest) -> bool:
    """Broke off after lines had been read, and nobody has accepted it yet."""
    broken = row.status == ManifestStatus.INCOMPLETE
    return broken and not row.is_accepted and row.lines_count > 0


def _find(request: HttpRequest, pk: int) -> Manifest:
    rows = Manifest.objects.visible_to(request.user).select_related("job", "office", "file")
    return get_object_or_404(rows, pk=pk)


def _row(row: RefusedRow) -> dict[str, Any]:
    return {"row": row, "sentence": sentence(row.code, row.params, active()),
            "is_open": row.status == "open",
            "field": f"#id_{row.field}" if row.field in LABELS else ""}  # fmt: skip


def _with_alerts(rows: list[Consignment]) -> list[tuple[Consignment, int, str, str, str]]:
    """Each consignment with its alerts, the text of its first line and its places by name."""
    keys = [row.pk for row in rows]
    raised = Disposition.objects.filter(alert__consignment__in=keys)
    by_cargo = raised.values_list("alert__consignment")
    counts = dict(by_cargo.annotate(n=Count("alert", distinct=True)))
    texts: dict[int, str] = {}
    lines = GoodsLine.objects.filter(consignment__in=keys).order_by("-position")
    texts.update(lines.values_list("consignment_id", "description"))
    names = place_names()
    return [
        (row, counts.get(row.pk, 0), texts.get(row.pk, ""), names.get(row.origin, row.origin),
         names.get(row.destination, row.destination))
        for row in rows
    ]  # fmt: skip


def _runs(rows: list[Manifest]) -> dict[int, ScreeningRun]:
    """The screening of each manifest, where it has begun."""
    runs = ScreeningRun.objects.filter(manifest__in=[row.pk for row in rows])
    return {run.manifest_id or 0: run for run in runs.select_related("job").order_by("id")}


def _progress(request: HttpRequest, row: Manifest) -> dict[str, Any]:
    run = ScreeningRun.objects.filter(manifest=row).select_related("job").order_by("-id").first()
    done = row.status in {ManifestStatus.READ, ManifestStatus.INCOMPLETE, ManifestStatus.FAILED}
    is_stopped = bool(run and run.is_stopped)
    is_screened = bool(run and run.is_complete and run.lines_screened >= row.lines_count)
    waits = done and row.is_screenable and not is_stopped and not is_screened
    own = request.user.administration_id  # type: ignore[union-attr]
    alerts = 0
    if run:
        alerts = Alert.objects.filter(consignment__manifest=row).in_queue_of(own).count()
    problem = row.problem
    told = sentence(problem["code"], problem.get("params"), active()) if problem else ""
    return {"run": run, "is_read": done, "waits": waits, "alerts": alerts, "problem": told,
            "reading_failed": told if row.status == ManifestStatus.FAILED else "",
            "is_stopped": is_stopped, "is_screened": is_screened,
            "is_finished": done and not waits,
            "may_try_again": may_try_again(request.user)}  # fmt: skip
