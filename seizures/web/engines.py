"""Engines: what screens now, what is proposed, what was learned, and how right the alerts were."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.journal.models import Entry
from seizures.matching import recipes
from seizures.matching.intervals import wilson
from seizures.screening import actions
from seizures.screening.choices import ENGINE_TONE, EngineStatus
from seizures.screening.engines import in_force
from seizures.screening.models import LearnedVersion, RecipeInForce, Rule, ShadowRun
from seizures.screening.policies import may_confirm, may_keep_rules
from seizures.statistics import feedback
from seizures.web.access import keeper, official, senior
from seizures.web.asked import number
from seizures.web.corridor import place_names
from seizures.web.forms.rules import ReasonForm
from seizures.web.refusals import unprocessable
from seizures.web.rules import precision_words
from seizures.web.sentences import timeline

SHOWN = 12


@official
def engine_list(request: HttpRequest) -> HttpResponse:
    """What screens now, what waits for a second person, and whether the alerts can be trusted."""
    place = request.user.administration_id or ""  # type: ignore[union-attr]
    now = in_force(place)
    rows = RecipeInForce.objects.visible_to(request.user)
    shadows = ShadowRun.objects.visible_to(request.user).select_related("job")
    lessons = LearnedVersion.objects.visible_to(request.user).select_related("job")
    context = {
        "now": now, "recipe": now.recipe if now else recipes.CURRENT,
        "data": now.data_version if now else "", "shipped": recipes.data_version,
        "live": list(Rule.objects.of(place).filter(pk__in=now.rules if now else [])[:50]),
        "waiting": list(rows.filter(status=EngineStatus.PROPOSED).order_by("-id")[:SHOWN]),
        "past": [(row, ENGINE_TONE[row.status]) for row in
                 rows.exclude(status=EngineStatus.PROPOSED).order_by("-id")[:SHOWN]],
        "shadows": list(shadows.order_by("-id")[:SHOWN]),
        "lessons": list(lessons.order_by("-id")[:SHOWN]), "may_keep": may_keep_rules(request.user),
        "overall": precision_words(*feedback.overall(place)), "questions": _questions(place),
        "scores": _scores(place),
    }  # fmt: skip
    return render(request, "rules/engines.html", context)


def _questions(place: str) -> list[dict[str, Any]]:
    """Every question of precision: its title, and the rows with their intervals."""
    names = place_names()
    asked: list[tuple[str, str, Callable[[str], list[feedback.Share]]]] = [
        ("rights", _("About which rights are the alerts right?"), feedback.by_right),
        ("rules", _("Which rules find infringing goods?"), feedback.by_rule),
        ("recipes", _("Which recipe is right more often?"), feedback.by_recipe),
        ("ports", _("From which ports do the alerts hold true?"), feedback.by_port),
        ("parties", _("Whose goods were infringing?"), feedback.by_party),
    ]
    found = []
    for key, title, ask in asked:
        rows = [(names.get(label, label), bad, known) for label, bad, known in ask(place)]
        found.append({"id": f"precision-{key}", "title": title,
                      "rows": [_row(*row) for row in rows]})  # fmt: skip
    return found


def _row(label: str, bad: int, known: int) -> dict[str, Any]:
    low, high = wilson(bad, known)
    return {"label": label, "bad": bad, "known": known, "share": round(100 * bad / known),
            "low": round(100 * low), "high": round(100 * high)}  # fmt: skip


def _scores(place: str) -> dict[str, Any]:
    rows = feedback.by_score(place)
    return {
        "type": "bar", "unit": "%",
        "labels": [f"{start:.1f}–{start + 0.1:.1f}" for start, *_rest in rows],
        "series": [
            {"name": str(_("Promised by the score, per cent")),
             "values": [round(100 * mean) for _start, mean, _bad, _known in rows]},
            {"name": str(_("Found infringing, per cent")),
             "values": [round(100 * bad / known) for _start, _mean, bad, known in rows]},
        ],
    }  # fmt: skip


@keeper
@require_POST
def engine_learn(request: HttpRequest) -> HttpResponse:
    """Asks for a new data version; the workers estimate it."""
    by = of_user(request.user)
    actions.begin_learning(administration=by.administration, by=by)
    return redirect("engine-list")


@official
def engine_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One setting of the engine: what it changes, and the second person's steps."""
    return _detail(request, _find(request, pk))


def _detail(request: HttpRequest, row: RecipeInForce, *, form: ReasonForm | None = None,
            refused: str = "", status: int = 200) -> HttpResponse:  # fmt: skip
    rules = {rule.pk: rule for rule in Rule.objects.filter(pk__in=[*row.adds, *row.drops,
                                                                   *row.rules])}  # fmt: skip
    is_own = row.proposed_by_id == request.user.pk
    waits = row.status == EngineStatus.PROPOSED
    context = {
        "engine": row, "tone": ENGINE_TONE[row.status], "shadow": row.shadow,
        "adds": [rules[one] for one in row.adds if one in rules],
        "drops": [rules[one] for one in row.drops if one in rules],
        "rules": [rules[one] for one in row.rules if one in rules],
        "may_confirm": waits and may_confirm(request.user) and not is_own,
        "may_withdraw": waits and is_own, "waits_for_other": waits and is_own,
        "form": form or ReasonForm(initial={"version": row.version}, auto_id="refuse_%s"),
        "refused": refused, "is_open": form is not None,
        "timeline": timeline(Entry.objects.about("engine", row.pk)[:40]),
        "zone": row.administration,
    }  # fmt: skip
    return render(request, "rules/engine.html", context, status=status)


@senior
@require_POST
def engine_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person puts it live."""
    version = request.POST.get("version", "")
    return _do(request, pk, lambda row: actions.confirm_engine(
        row, by=of_user(request.user), version=number(version)
    ))  # fmt: skip


@senior
@require_POST
def engine_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person turns it down."""
    row, form = _find(request, pk), ReasonForm(request.POST, auto_id="refuse_%s")
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            data = form.cleaned_data
            actions.refuse_engine(row, reason=data["reason"], by=of_user(request.user),
                                  version=data["version"])  # fmt: skip
            return redirect("engine-detail", pk=pk)
        except Refused as refusal:
            unprocessable(context, refusal)
    return _detail(request, _find(request, pk), form=form, refused=context.get("refused", ""),
                   status=422)  # fmt: skip


@keeper
@require_POST
def engine_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Who proposed takes it back."""
    return _do(request, pk, lambda row: actions.withdraw_engine(row, by=of_user(request.user)))


def _do(request: HttpRequest, pk: int, act: Callable[[RecipeInForce], Any]) -> HttpResponse:
    row = _find(request, pk)
    try:
        act(row)
    except Refused as refusal:
        return _detail(request, _find(request, pk), refused=str(refusal), status=422)
    return redirect("engine-detail", pk=pk)


def _find(request: HttpRequest, pk: int) -> RecipeInForce:
    rows = RecipeInForce.objects.visible_to(request.user).select_related("shadow")
    row: RecipeInForce = get_object_or_404(rows, pk=pk)
    return row
