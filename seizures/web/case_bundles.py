"""Case bundles: asked for, packed by a worker, downloaded."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from seizures.cases import tasks
from seizures.cases.actions import bundling
from seizures.cases.models import CaseBundle, SeizureCase
from seizures.core.actor import of_user
from seizures.core.choices import JobStatus
from seizures.core.languages import active
from seizures.files import store
from seizures.web.access import official, on_duty
from seizures.web.evidence import case_of


@official
def case_bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """The bundles of a case, the newest first."""
    case = case_of(request, pk)
    user: Any = request.user
    rows = case.bundles.select_related("job").order_by("-id")[:20]
    context = {"case": case, "bundles": [_shown(row) for row in rows], "zone": case.administration,
               "may_act": user.is_on_duty}  # fmt: skip
    return render(request, "evidence/bundle.html", context)


@on_duty
@require_POST
def bundle_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for a bundle of the case as it stands now."""
    case = case_of(request, pk)
    made = bundling.request_bundle(case, by=of_user(request.user), language=active())
    tasks.kick_bundle(made.pk)
    return redirect("case-bundle", pk=case.pk)


@official
def bundle_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the packing is."""
    return render(request, "evidence/_bundle.html", {"bundle": _shown(_find(request, pk))})


@official
def bundle_download(request: HttpRequest, pk: int) -> FileResponse:
    """The packed archive."""
    made = _find(request, pk)
    path = store.full(made.path) if made.seal else None
    if path is None or not path.exists():
        raise Http404
    answer = FileResponse(path.open("rb"), content_type="application/zip")
    name = f"{made.case.number}.zip"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def _find(request: HttpRequest, pk: int) -> CaseBundle:
    cases = SeizureCase.objects.visible_to(request.user)
    rows = CaseBundle.objects.filter(case__in=cases).select_related("job", "case")
    return get_object_or_404(rows, pk=pk)


def _shown(made: CaseBundle) -> dict[str, Any]:
    job = made.job
    return {"row": made, "job": job, "is_done": bool(made.seal),
            "is_failed": job.status == JobStatus.FAILED,
            "damaged": job.result.get("path", "") if job.problem == "damaged" else ""}  # fmt: skip
