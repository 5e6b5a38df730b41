"""Replays of alerts: the same score from the same evidence, and what today would say."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from seizures.core import languages
from seizures.core.errors import Refused
from seizures.journal.actions import log_read
from seizures.matching.facts import Reason
from seizures.matching.texts import reason_text
from seizures.screening.explain import veiled
from seizures.screening.models import Alert, AlertHit, Rule
from seizures.screening.replay import Replayed, replay_alert
from seizures.web.access import official
from seizures.web.masking import named


@official
def alert_replay(request: HttpRequest, pk: int) -> HttpResponse:
    """Every hit of one alert computed again, term by term."""
    rows = Alert.objects.visible_to(request.user).select_related("right", "consignment")
    alert = get_object_or_404(rows, pk=pk)
    user: Any = request.user
    is_own = alert.consignment.administration == user.administration_id
    if not is_own:
        log_read(user_id=user.pk, administration=user.administration_id, kind="consignment",
                 key=alert.consignment_id)  # fmt: skip
    context: dict[str, Any] = {"alert": alert, "hits": [], "refused": ""}
    try:
        found = replay_alert(alert, with_today=True)
    except Refused as refusal:
        context["refused"] = str(refusal)
    else:
        names = dict(Rule.objects.visible_to(user).filter(
            pk__in={rule["rule"] for one in found for rule in one.hit.rules}
        ).values_list("pk", "name"))  # fmt: skip
        is_named = alert.consignment_id in named(user, [alert.consignment])
        for one in found:
            one.hit.reasons = veiled(one.hit.reasons, languages.active(), parties=is_named,
                                     rules=is_own)  # fmt: skip
        context["hits"] = [_shown(one, names) for one in found]
        context["all_equal"] = all(one.is_equal for one in found)
    return render(request, "rules/replay.html", context)


def _shown(one: Replayed, names: dict[int, str]) -> dict[str, Any]:
    hit = one.hit
    words = {row["code"]: row for row in hit.reasons}
    terms = [
        {"text": names.get(int(term.code), _("Not opened to you")) if term.kind == "rule"
         else _worded(term.code, words, hit), "kind": term.kind,
         "value": term.value, "weight": term.weight, "added": term.added}
        for term in one.terms
    ]  # fmt: skip
    changes = one.today.changes if one.today else None
    return {
        "hit": hit, "told": one, "terms": terms, "today": one.today,
        "span": (hit.span_start, hit.span_end) if hit.span_end else None,
        "changes": [
            {"text": _worded(row.feature, words, hit), "then": row.then, "now": row.now,
             "weight": row.weight}
            for row in (changes.changed if changes else ()) if row.weight and not row.depends_on
        ],
    }  # fmt: skip


def _worded(code: str, words: dict[str, Any], hit: AlertHit) -> str:
    row = words.get(code)
    params = tuple((name, str(value)) for name, value in (row or {}).get("params", {}).items())
    if not params:
        written = hit.line.description[hit.span_start or 0 : hit.span_end or 0]
        params = (("written", written), ("mark", hit.alert.right.mark), ("hs", hit.line.hs))
    return reason_text(Reason(code, (row or {}).get("value", ""), 0.0, params), languages.active())
