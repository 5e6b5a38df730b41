"""Writes down which rules met which lines, and the inspections they suggest."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import F

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.bulk import insert_rows, moment
from seizures.screening.actions.raising import alert_keys
from seizures.screening.choices import SuggestionStatus
from seizures.screening.engine import Met
from seizures.screening.models import Rule, RuleHit, Suggestion

HIT = "rule_id line_id consignment_id right_key alert_id is_shadow before after at"
SUGGESTION = (
    "created_at updated_at administration rule_id consignment_id line_id status note "
    "decided_by_name version"
)
Key = tuple[int, int, int]


def note_rules(met: Sequence[Met], *, by: Actor) -> int:
    """Keeps every meeting of a rule once, in the caller's transaction; returns how many are new."""
    if not met:
        return 0
    known = _known(met)
    fresh: dict[Key, Met] = {}
    for one in met:
        key = (one.rule, one.goods.line, one.right)
        if key not in known:
            fresh.setdefault(key, one)
    _insert(list(fresh.values()))
    _count(list(fresh.values()))
    _suggest([one for one in fresh.values() if one.suggests])
    return len(fresh)


def _known(met: Sequence[Met]) -> set[Key]:
    lines = [one.goods.line for one in met]
    rows = RuleHit.objects.filter(
        rule__in={one.rule for one in met}, line__gte=min(lines), line__lte=max(lines)
    )
    return set(rows.values_list("rule_id", "line_id", "right_key"))


def _insert(met: Sequence[Met]) -> None:
    now = moment(clock.now())
    pairs = {(one.goods.journey.consignment, one.right) for one in met if one.right}
    alerts = alert_keys(pairs) if pairs else {}
    insert_rows(RuleHit, HIT, [
        (one.rule, one.goods.line, one.goods.journey.consignment, one.right,
         alerts.get((one.goods.journey.consignment, one.right)), one.is_shadow, one.before,
         one.after, now)
        for one in met
    ])  # fmt: skip


def _count(met: Sequence[Met]) -> None:
    counts: dict[tuple[int, bool], int] = defaultdict(int)
    for one in met:
        counts[one.rule, one.is_shadow] += 1
    for (rule, is_shadow), count in sorted(counts.items()):
        name = "shadow_hits" if is_shadow else "hits"
        Rule.objects.filter(pk=rule).update(**{name: F(name) + count, "last_hit_at": clock.now()})


def _suggest(met: Sequence[Met]) -> None:
    now = moment(clock.now())
    insert_rows(Suggestion, SUGGESTION, [
        (now, now, one.goods.journey.administration, one.rule, one.goods.journey.consignment,
         one.goods.line, SuggestionStatus.OPEN.value, "", "", 1)
        for one in met
    ])  # fmt: skip
