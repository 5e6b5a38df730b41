"""Officers' rules on the desk: the list, the builder, one rule with what it met."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.journal.models import Entry
from seizures.matching.intervals import wilson
from seizures.rights.models import Right
from seizures.screening import actions
from seizures.screening.choices import RULE_TONE, EngineStatus, RuleStatus
from seizures.screening.models import RecipeInForce, Rule, RuleHit
from seizures.screening.policies import may_keep_rules
from seizures.statistics.feedback import precision_of_rules
from seizures.web.access import keeper, official
from seizures.web.asked import number
from seizures.web.forms.rules import (
    HeadForm,
    ReasonForm,
    Row,
    conditions_of,
    rows_from,
    rows_of,
    rule_form,
)
from seizures.web.lists import export, export_urls, keyset_page
from seizures.web.refusals import unprocessable
from seizures.web.rule_words import sentence, sentence_of
from seizures.web.sentences import timeline

STATES = ("live", "shadow", "draft", "retired")
SHOWN = 30


@official
def rule_list(request: HttpRequest) -> HttpResponseBase:
    """The administration's rules, by where they stand."""
    state = request.GET.get("state", "")
    text = request.GET.get("q", "").strip()
    rows = Rule.objects.visible_to(request.user).select_related("right")
    rows = rows.filter(status=state) if state in STATES else rows.exclude(status="retired")
    if text:
        rows = rows.filter(name__icontains=text)
    answer = export(
        request, "rules", [_("Name"), _("Status"), _("Rule"), _("Hits"), _("Owner")],
        ([r.name, r.get_status_display(), sentence_of(r), r.hits, r.owner_name]
         for r in rows.order_by("-id")[:5000]),
    )  # fmt: skip
    if answer:
        return answer
    page = keyset_page(request, rows, order=["-id"], size=SHOWN)
    known = precision_of_rules([row.pk for row in page.rows])
    words = [("", _("All in use")), *((s, RuleStatus(s).label) for s in STATES)]
    tabs = [{"label": word, "url": f"?state={key}", "active": key == state, "count": None}
            for key, word in words]  # fmt: skip
    context = {
        "rows": [_shown(row, known.get(row.pk, (0, 0))) for row in page.rows], "tabs": tabs,
        "state": state, "q": text, "may_keep": may_keep_rules(request.user),
        "previous_url": page.previous_url, "next_url": page.next_url, **export_urls(request),
    }  # fmt: skip
    return render(request, "rules/list.html", context)


def _shown(rule: Rule, known: tuple[int, int]) -> dict[str, Any]:
    return {"rule": rule, "tone": RULE_TONE[rule.status], "sentence": sentence_of(rule),
            "hits": rule.shadow_hits if rule.status == "shadow" else rule.hits,
            "precision": precision_words(*known)}  # fmt: skip


def precision_words(bad: int, known: int) -> str:
    """A share with what it was counted on and its interval, or a dash."""
    if not known:
        return "–"
    low, high = wilson(bad, known)
    return _("%(share)s %% (%(bad)s of %(known)s; %(low)s to %(high)s %%)") % {
        "share": round(100 * bad / known), "bad": bad, "known": known, "low": round(100 * low),
        "high": round(100 * high),
    }  # fmt: skip


@keeper
def rule_new(request: HttpRequest) -> HttpResponse:
    """Builds a rule; nothing happens with it until it is tried and put live."""
    return _build(request, None)


@keeper
def rule_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes a rule that is not live."""
    return _build(request, _find(request, pk))


def _build(request: HttpRequest, rule: Rule | None) -> HttpResponse:
    place = request.user.administration_id or ""  # type: ignore[union-attr]
    if request.method != "POST":
        rows = rows_from(rule.conditions, place) if rule else [Row(0, administration=place)]
        return _page(request, rule, HeadForm(initial=_initial(rule)), rows)
    rows = rows_of(request.POST, place)
    if "add" in request.POST:
        rows.append(Row(len(rows), administration=place))
    head = HeadForm(request.POST)
    if "save" not in request.POST:
        return _page(request, rule, HeadForm(initial=_plain(request)), rows)
    context: dict[str, Any] = {"form": head}
    if head.is_valid():
        try:
            saved = _save(rule, head, rows, request)
        except Refused as refusal:
            unprocessable(context, refusal)
        else:
            messages.success(request, _("Rule saved."))
            return redirect("rule-detail", pk=saved.pk)
    return _page(request, rule, head, rows, context.get("refused", ""), 422)


def _save(rule: Rule | None, head: HeadForm, rows: list[Row], request: HttpRequest) -> Rule:
    form, by = rule_form(head, rows, request.user), of_user(request.user)
    if rule is None:
        return actions.draft_rule(form, administration=by.administration, by=by)
    return actions.change_rule(rule, form, by=by, version=head.cleaned_data["version"])


def _initial(rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"effect": "raise", "strength": 1.0}
    names = ("name", "effect", "strength", "reason", "valid_from", "valid_until", "note", "version")
    return {**{name: getattr(rule, name) for name in names},
            "right": f"#{rule.right_id}" if rule.right_id else ""}  # fmt: skip


def _plain(request: HttpRequest) -> dict[str, Any]:
    return {name: request.POST.get(name, "") for name in HeadForm.base_fields}


def _page(
    request: HttpRequest, rule: Rule | None, head: HeadForm, rows: list[Row], refused: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {"form": head, "conditions": rows, "rule": rule, "refused": refused,
               "preview": _preview(head, rows, request.user)}  # fmt: skip
    return render(request, "rules/build.html", context, status=status)


def _preview(head: HeadForm, rows: list[Row], user: Any) -> str:
    told = {name: head[name].value() or "" for name in ("effect", "strength", "reason", "right")}
    try:
        conditions = conditions_of([row for row in rows if row.field and row.values], user)
        mark, strength = _mark(str(told["right"]), user), float(told["strength"] or 0)
        return sentence(conditions, str(told["effect"]), strength=strength,
                        reason=str(told["reason"]), right=mark)  # fmt: skip
    except (Refused, ValueError):
        return ""


def _mark(text: str, user: Any) -> str:
    seen = Right.objects.visible_to(user)
    row = seen.filter(pk=number(text.strip().removeprefix("#"))).first()
    return row.mark if row else text


@official
def rule_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One rule: what it says, what it met, how right it was, and what may be done with it."""
    return _detail(request, _find(request, pk))


def _detail(request: HttpRequest, rule: Rule, *, form: ReasonForm | None = None,
            refused: str = "", status: int = 200) -> HttpResponse:  # fmt: skip
    may = may_keep_rules(request.user)
    waiting = RecipeInForce.objects.of(rule.administration).filter(status=EngineStatus.PROPOSED)
    proposal = next((row for row in waiting.order_by("-id")[:20] if rule.pk in row.adds), None)
    bad, known = precision_of_rules([rule.pk]).get(rule.pk, (0, 0))
    context = {
        "rule": rule, "tone": RULE_TONE[rule.status], "sentence": sentence_of(rule),
        "hits": _hits(rule), "precision": precision_words(bad, known), "proposal": proposal,
        "may_change": may and rule.status in ("draft", "shadow"),
        "may_try": may and rule.status == "draft",
        "may_retire": may and rule.status != "retired", "may_keep": may,
        "form": form or ReasonForm(initial={"version": rule.version}, auto_id="retire_%s"),
        "refused": refused, "is_open": form is not None,
        "timeline": timeline(Entry.objects.about("rule", rule.pk)[:60]),
        "zone": rule.administration,
    }  # fmt: skip
    return render(request, "rules/detail.html", context, status=status)


def _hits(rule: Rule) -> list[dict[str, Any]]:
    rows = RuleHit.objects.filter(rule=rule, is_shadow=rule.status == "shadow").select_related(
        "line", "alert__right", "consignment"
    )
    met = list(rows.order_by("-id")[:SHOWN])
    marks = dict(
        Right.objects.filter(pk__in={row.right_key for row in met}).values_list("pk", "mark")
    )
    return [{"row": row, "mark": marks.get(row.right_key, "")} for row in met]


@keeper
@require_POST
def rule_try(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a draft into the shadow."""
    return _do(request, pk, lambda rule: actions.try_rule(rule, by=of_user(request.user)))


@keeper
@require_POST
def rule_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes a draft of the same conditions."""
    copy = actions.copy_rule(_find(request, pk), by=of_user(request.user))
    return redirect("rule-edit", pk=copy.pk)


@keeper
@require_POST
def rule_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a rule out at once."""
    rule, form = _find(request, pk), ReasonForm(request.POST, auto_id="retire_%s")
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            data = form.cleaned_data
            actions.retire_rule(rule, reason=data["reason"], by=of_user(request.user),
                                version=data["version"])  # fmt: skip
            return redirect("rule-detail", pk=pk)
        except Refused as refusal:
            unprocessable(context, refusal)
    return _detail(request, _find(request, pk), form=form, refused=context.get("refused", ""),
                   status=422)  # fmt: skip


def _do(request: HttpRequest, pk: int, act: Any) -> HttpResponse:
    rule = _find(request, pk)
    try:
        act(rule)
    except Refused as refusal:
        return _detail(request, _find(request, pk), refused=str(refusal), status=422)
    return redirect("rule-detail", pk=pk)


def _find(request: HttpRequest, pk: int) -> Rule:
    rows = Rule.objects.visible_to(request.user).select_related("right")
    row: Rule = get_object_or_404(rows, pk=pk)
    return row
