"""Cargo screened again after changes of rights: the runs, their progress, and what stopped."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.core.actor import of_user
from seizures.core.choices import JobStatus
from seizures.rights.index import newest_change
from seizures.rights.models import Right
from seizures.screening import actions
from seizures.screening.models import ScreeningRun
from seizures.screening.policies import may_try_again
from seizures.screening.rescreens import followed_to, following_of, rights_of
from seizures.web.access import official, resumer
from seizures.web.lists import keyset_page

TONE = {JobStatus.WAITING: "info", JobStatus.RUNNING: "info", JobStatus.DONE: "success",
        JobStatus.FAILED: "danger"}  # fmt: skip
STATES = ("work", "stopped", "done")
SIZE, AT_WORK = 25, 3


@official
def rescreen_list(request: HttpRequest) -> HttpResponse:
    """Every run over cargo in reach, the newest first; the one at work with its progress."""
    runs = ScreeningRun.objects.rescreens().visible_to(request.user).select_related("job")
    state = request.GET.get("state", "")
    told = runs.exclude(is_complete=True, lines_screened=0)  # nothing was there to be screened
    wanted = {"work": runs.at_work(), "stopped": runs.stopped(),
              "done": runs.filter(is_complete=True)}.get(state, told)  # fmt: skip
    page = keyset_page(request, wanted, order=["-up_to_change", "-id"], size=SIZE)
    at_work = list(runs.at_work().order_by("id")[:AT_WORK])
    context = {
        "rows": _rows(page.rows, request.user), "at_work": at_work,
        "waits": not at_work and newest_change() > followed_to(),
        "state": state if state in STATES else "", "states": _states(),
        "may_try_again": may_try_again(request.user),
        "zone": request.user.administration_id,  # type: ignore[union-attr]
        "previous_url": page.previous_url, "next_url": page.next_url,
    }  # fmt: skip
    return render(request, "rules/rescreens.html", context)


def _states() -> list[tuple[str, str]]:
    return [("work", _("At work")), ("stopped", _("Stopped")), ("done", _("Finished"))]


def _rows(runs: list[ScreeningRun], user: Any) -> list[dict[str, Any]]:
    named = rights_of(runs, user)
    return [
        {
            "run": run, "job": run.job, "rights": named[run.pk], "tone": TONE[run.job.status],
            "more": max(0, run.job.cursor.get("rights", 0) - len(named[run.pk])),
            "word": _word(run),
        }
        for run in runs
    ]  # fmt: skip


def _word(run: ScreeningRun) -> str:
    if run.is_stopped:
        return _("Stopped")
    return _("Finished") if run.is_complete else str(run.job.get_status_display())


@official
def rescreen_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress of one run, asked again while it is at work."""
    runs = ScreeningRun.objects.rescreens().visible_to(request.user).select_related("job")
    run = get_object_or_404(runs, pk=pk)
    return render(request, "rules/_rescreen.html", {"run": run})


@resumer
@require_POST
def screening_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets a screening that stopped go on: of changed rights, or of a manifest."""
    runs = ScreeningRun.objects.visible_to(request.user).select_related("manifest")
    run = get_object_or_404(runs, pk=pk)
    actions.try_again(run, by=of_user(request.user))
    if run.manifest_id:
        return redirect("manifest-detail", pk=run.manifest_id)
    return redirect("rescreen-list")


@official
def right_screening(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether cargo already here is still being screened for a right; asked again while it is."""
    right = get_object_or_404(Right.objects.visible_to(request.user), pk=pk)
    context = {**screening_of(right), "is_over": True}
    return render(request, "rights/_screening.html", context)


def screening_of(right: Right) -> dict[str, Any]:
    """What the block on the pages of a right shows."""
    return {
        "following": following_of(right.pk),
        "screening_url": reverse("right-screening", args=[right.pk]),
        "again_url": reverse("right-detail", args=[right.pk]),
    }
