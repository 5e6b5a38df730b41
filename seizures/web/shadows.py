"""Shadow runs: two engines side by side over chosen days, before anything goes live."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.core import clock, languages
from seizures.core.actor import of_user
from seizures.core.choices import JobStatus
from seizures.core.errors import Refused
from seizures.matching import recipes
from seizures.screening import actions
from seizures.screening.choices import EngineStatus, RuleStatus
from seizures.screening.engines import in_force
from seizures.screening.explain import told_reasons
from seizures.screening.models import LearnedVersion, Rule, ShadowExample, ShadowRun
from seizures.screening.policies import may_keep_rules
from seizures.web.access import keeper, official
from seizures.web.forms.rules import NoteForm, ShadowForm
from seizures.web.refusals import unprocessable
from seizures.web.rules import precision_words

BACK = dt.timedelta(days=6)


@keeper
def shadow_new(request: HttpRequest) -> HttpResponse:
    """Chooses the days and what is tried; the workers compare."""
    place = request.user.administration_id or ""  # type: ignore[union-attr]
    is_post = request.method == "POST"
    form = ShadowForm(request.POST if is_post else None, choices=_choices(place),
                      initial=_initial(request, place))  # fmt: skip
    context: dict[str, Any] = {"form": form}
    if is_post and form.is_valid():
        data = form.cleaned_data
        try:
            run = actions.begin_shadow_run(
                administration=place, first_on=data["first_on"], last_on=data["last_on"],
                recipe=data["recipe"], data_version=data["data_version"],
                rules=[int(key) for key in data.get("rules", [])], by=of_user(request.user),
            )  # fmt: skip
            return redirect("shadow-detail", pk=run.pk)
        except Refused as refusal:
            unprocessable(context, refusal)
            return render(request, "rules/shadow_new.html", context, status=422)
    return render(request, "rules/shadow_new.html", context, status=422 if form.errors else 200)


def _choices(place: str) -> dict[str, list[tuple[str, Any]]]:
    lessons = LearnedVersion.objects.of(place).filter(is_complete=True).order_by("-id")[:20]
    rows = Rule.objects.of(place).exclude(status=RuleStatus.RETIRED).order_by("-status", "-id")
    return {
        "recipe": [(name, name) for name in recipes.names()],
        "data_version": [("", _("None: the shipped tables")), *((r.name, r.name) for r in lessons)],
        "rules": [(str(row.pk), f"{row.name} · {row.get_status_display()}") for row in rows[:100]],
    }  # fmt: skip


def _initial(request: HttpRequest, place: str) -> dict[str, Any]:
    now, today = in_force(place), clock.today(place)
    rules = [str(one) for one in (now.rules if now else [])]
    asked = request.GET.get("rule", "")
    return {
        "first_on": (today - BACK).isoformat(), "last_on": today.isoformat(),
        "recipe": now.recipe if now else recipes.CURRENT,
        "data_version": request.GET.get("data", now.data_version if now else ""),
        "rules": [*rules, asked] if asked and asked not in rules else rules,
    }  # fmt: skip


@official
def shadow_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What would change: alerts a day, overlap, known outcomes, examples gained and lost."""
    return _detail(request, _find(request, pk))


def _detail(request: HttpRequest, run: ShadowRun, *, refused: str = "",
            status: int = 200) -> HttpResponse:  # fmt: skip
    proposals = list(run.proposals.order_by("-id")[:5])
    stands = any(row.status in (EngineStatus.PROPOSED, EngineStatus.IN_FORCE) for row in proposals)
    may_propose = run.is_complete and not stands and may_keep_rules(request.user)
    context = {
        **_progress(run), "proposals": proposals,
        "may_propose": may_propose, "form": NoteForm(), "refused": refused,
        "days": _days(run), "gained": _examples(run, "gained"), "lost": _examples(run, "lost"),
        "new_rules": _names(run.proposal, run.today), "old_rules": _names(run.today, run.proposal),
    }  # fmt: skip
    return render(request, "rules/shadow.html", context, status=status)


def _progress(run: ShadowRun) -> dict[str, Any]:
    result = run.result or {}
    return {
        "run": run, "job": run.job, "failed": run.job.status == JobStatus.FAILED,
        "counts": {name: result.get(name, 0) for name in ("before", "after", "both")},
        "gained_count": result.get("after", 0) - result.get("both", 0),
        "lost_count": result.get("before", 0) - result.get("both", 0),
        "precision_before": precision_words(result.get("bad_before", 0),
                                            result.get("known_before", 0)),
        "precision_after": precision_words(result.get("bad_after", 0),
                                           result.get("known_after", 0)),
        "bad_lost": result.get("bad_lost", 0), "good_gone": result.get("good_gone", 0),
    }  # fmt: skip


def _days(run: ShadowRun) -> dict[str, Any]:
    days = sorted((run.result or {}).get("days", {}).items())
    return {
        "type": "bar", "labels": [day[5:] for day, _counts in days],
        "series": [
            {"name": str(_("Today’s engine")), "values": [counts[0] for _day, counts in days]},
            {"name": str(_("Proposal")), "values": [counts[1] for _day, counts in days]},
        ],
    }  # fmt: skip


def _names(told: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """The rules of one engine that the other has not."""
    known = {rule["id"] for rule in other["rules"]}
    return [rule["name"] for rule in told["rules"] if rule["id"] not in known]


def _examples(run: ShadowRun, kind: str) -> list[dict[str, Any]]:
    rows = ShadowExample.objects.filter(run=run, kind=kind).select_related("line", "right")
    found = sorted(rows, key=lambda row: -(row.after or row.before or 0))[:20]
    return [
        {"row": row, "span": (row.span_start, row.span_end) if row.span_end else None,
         "reasons": _telling(told_reasons(row.reasons, languages.active()))}
        for row in found
    ]  # fmt: skip


def _telling(reasons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was matched and which rules spoke, then the next best."""
    return sorted(reasons, key=lambda reason: reason["code"] not in ("matched", "rule"))[:4]


@official
def shadow_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress of the comparison, asked again while it runs."""
    return render(request, "rules/_shadow_progress.html", _progress(_find(request, pk)))


@keeper
@require_POST
def shadow_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Proposes what was compared to a second officer."""
    run = _find(request, pk)
    try:
        row = actions.propose_engine(run, note=request.POST.get("note", ""),
                                     by=of_user(request.user))  # fmt: skip
    except Refused as refusal:
        return _detail(request, _find(request, pk), refused=str(refusal), status=422)
    return redirect("engine-detail", pk=row.pk)


def _find(request: HttpRequest, pk: int) -> ShadowRun:
    rows = ShadowRun.objects.visible_to(request.user).select_related("job")
    row: ShadowRun = get_object_or_404(rows, pk=pk)
    return row
