"""Training: start or join an exercise, my score, the wall, the replay."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.core.actor import of_user
from seizures.core.database import in_sandbox
from seizures.core.errors import Refused
from seizures.core.languages import pick
from seizures.training import actions
from seizures.training.forms import JoinForm, StartForm
from seizures.training.models import Exercise
from seizures.training.policies import may_lead, may_see_truth
from seizures.training.presenting import (
    badge,
    figures,
    lines_of,
    replay_rows,
    scores_of,
    wall_rows,
)
from seizures.training.scenario import load
from seizures.training.scoring import SIDES
from seizures.web.access import official
from seizures.web.refusals import unprocessable

LIMIT = 50


@official
def training_list(request: HttpRequest) -> HttpResponse:
    """Exercises one leads or sits in, and the ways into one."""
    return render(request, "training/list.html", _list_context(request))


def _list_context(request: HttpRequest, **forms: Any) -> dict[str, Any]:
    rows = Exercise.objects.visible_to(request.user).select_related("trainer").order_by("-id")
    return {
        "rows": [(row, pick(load(row.scenario).titles)) for row in rows[:LIMIT]],
        "may_lead": may_lead(request.user),
        "start_form": forms.get("start_form") or StartForm(),
        "form": forms.get("form") or JoinForm(),
        "scenarios": [load(name) for name, _title in StartForm().fields["scenario"].choices],  # type: ignore[attr-defined]
    }


@official
@require_POST
def training_start(request: HttpRequest) -> HttpResponse:
    """Starts an exercise and shows its code."""
    form = StartForm(request.POST)
    if not form.is_valid():
        return render(request, "training/list.html", _list_context(request, start_form=form),
                      status=422)  # fmt: skip
    exercise = actions.start_exercise(form.cleaned_data["scenario"], by=of_user(request.user))
    return redirect("training-session", exercise.pk)


@official
@require_POST
def training_join(request: HttpRequest) -> HttpResponse:
    """Takes a seat and from now on works in the sandbox of the exercise."""
    form = JoinForm(request.POST)
    if form.is_valid():
        try:
            seat = actions.join_exercise(form.cleaned_data["code"], by=of_user(request.user))
        except Refused as refusal:
            context = _list_context(request, form=form)
            return render(request, "training/list.html", context,
                          status=unprocessable(context, refusal))  # fmt: skip
        _enter(request, seat.exercise)
        return redirect("training-session", seat.exercise_id)
    return render(request, "training/list.html", _list_context(request, form=form), status=422)


def _enter(request: HttpRequest, exercise: Exercise) -> None:
    request.session["sandbox"] = exercise.sandbox
    request.session["exercise"] = exercise.pk


@official
@require_POST
def training_leave(request: HttpRequest) -> HttpResponse:
    """Back to the real house."""
    exercise = Exercise.objects.filter(pk=request.session.get("exercise")).first()
    if exercise:
        actions.leave_exercise(exercise, by=of_user(request.user))
    for name in ("sandbox", "exercise"):
        request.session.pop(name, None)
    messages.success(request, _("You are back at your own desk."))
    return redirect("training-list")


@official
def training_current(request: HttpRequest) -> HttpResponse:
    """The exercise of this session, else the list."""
    exercise = Exercise.objects.visible_to(request.user).filter(
        pk=request.session.get("exercise")
    ).first()  # fmt: skip
    return redirect("training-session", exercise.pk) if exercise else redirect("training-list")


@official
def training_session(request: HttpRequest, pk: int) -> HttpResponse:
    """My score, what is left, the tasks, and who takes part."""
    exercise = _find(request, pk)
    rows = lines_of(exercise)
    counts = scores_of(exercise, rows)
    told, with_truth = load(exercise.scenario), may_see_truth(request.user, exercise)
    side = request.user.administration_id
    undecided = sum(1 for row in rows if row["alert"] and row["results"][side] == "open")
    context = {
        **_shared(request, exercise, "session"), "summary": pick(told.summary),
        "tasks": [pick(task) for task in told.tasks], "minutes": told.minutes,
        "undecided": undecided, "infringing": sum(1 for item in told.items if item.infringes),
        "mine": figures(counts[side], with_truth=with_truth),
        "joint": figures(counts["joint"], with_truth=with_truth),
        "seats": exercise.seats.select_related("user").order_by("administration", "id"),
        "is_inside": request.session.get("sandbox") == exercise.sandbox,
        "form": JoinForm(initial={"code": exercise.code}),
    }  # fmt: skip
    return render(request, "training/session.html", context)


@official
def training_wall(request: HttpRequest, pk: int) -> HttpResponse:
    """Who found what, on both sides and together; the answers where they are asked for, so that the
    page may stand on a projector, and to all once it is over.
    """
    exercise = _find(request, pk)
    rows, asked = lines_of(exercise), "answers" in request.GET or exercise.ended_at is not None
    with_truth = asked and may_see_truth(request.user, exercise)
    counts, planted = scores_of(exercise, rows), [r for r in rows if r["kind"] != "ordinary"]
    shown = wall_rows(rows, with_truth=with_truth)
    context = {
        **_shared(request, exercise, "wall"), "rows": shown, "with_truth": with_truth,
        "hidden": len(planted) - len(shown),
        "may_ask": not asked and may_see_truth(request.user, exercise),
        "scores": [(side, figures(counts[side], with_truth=with_truth)) for side in SIDES],
        "joint": figures(counts["joint"], with_truth=with_truth),
    }  # fmt: skip
    return render(request, "training/wall.html", context)


@official
def training_replay(request: HttpRequest, pk: int) -> HttpResponse:
    """Every decision in its order beside the truth; for the trainer, and for all once it ended."""
    exercise = _find(request, pk)
    may_look = may_see_truth(request.user, exercise)
    missed = [row for row in lines_of(exercise) if row["infringes"] and row["joint"] != "found"]
    context = {
        **_shared(request, exercise, "replay"), "may_look": may_look,
        "entries": list(replay_rows(exercise)) if may_look else [],
        "missed": [{**row, "why_text": pick(row["why"]), "badge": badge(row["joint"])}
                   for row in missed] if may_look else [],
    }  # fmt: skip
    return render(request, "training/replay.html", context)


@official
@require_POST
def training_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the start, for everybody in it."""
    return _lead(request, pk, actions.reset_exercise)


@official
@require_POST
def training_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends the exercise and opens the replay to all."""
    return _lead(request, pk, actions.end_exercise)


def _lead(request: HttpRequest, pk: int, act: Callable[..., Exercise]) -> HttpResponse:
    act(_find(request, pk), by=of_user(request.user))
    return redirect("training-session", pk)


def _find(request: HttpRequest, pk: int) -> Exercise:
    with in_sandbox(""):
        rows = Exercise.objects.visible_to(request.user).select_related("trainer")
        found: Exercise = get_object_or_404(rows, pk=pk)
    return found


def _shared(request: HttpRequest, exercise: Exercise, page: str) -> dict[str, Any]:
    words = {"session": _("My score"), "wall": _("Wall"), "replay": _("Replay")}
    return {
        "exercise": exercise, "title": pick(load(exercise.scenario).titles),
        "may_lead": exercise.trainer_id == request.user.pk,
        "tabs": [{"label": words[key], "url": reverse(f"training-{key}", args=[exercise.pk]),
                  "active": key == page, "count": None}
                 for key in words],
    }  # fmt: skip
