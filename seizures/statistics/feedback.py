"""How right the alerts were, by what raised them; each answers one question for one administration.

Counted over alerts that came to an outcome: an inspection's finding, or the right holder's verdict
where there is one. A pair is always (infringing, known).
"""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.core.cache import cache
from django.db.models import Case, Count, F, Q, When
from django.db.models.fields import CharField

from seizures.core.database import alias
from seizures.screening.choices import Outcome, Side
from seizures.screening.models import Alert, AlertHit, Disposition, RuleHit

TOP = 10
KEPT_SECONDS = 60
Share = tuple[str, int, int]
"""(label, infringing, known)"""
BAD = Count("alert", filter=Q(alert__outcome=Outcome.INFRINGING), distinct=True)
KNOWN = Count("alert", distinct=True)


def _kept(name: str, administration: str, ask: Callable[[str], Any]) -> Any:
    key = f"feedback:{name}:{alias()}:{administration}"
    return cache.get_or_set(key, lambda: ask(administration), KEPT_SECONDS)


def overall(administration: str) -> tuple[int, int]:
    """All alerts of the administration that came to an outcome."""
    rows = _judged(administration).aggregate(bad=BAD, known=KNOWN)
    return int(rows["bad"]), int(rows["known"])


def by_right(administration: str) -> list[Share]:
    """The rights with most outcomes."""
    return cast(list[Share], _kept("right", administration, _by("alert__right__mark")))


def by_port(administration: str) -> list[Share]:
    """The ports at the other end of the route with most outcomes; labels are UN/LOCODEs."""
    return cast(list[Share], _kept("port", administration, _by_port))


def by_party(administration: str) -> list[Share]:
    """The consignors of own consignments with most outcomes."""
    return cast(list[Share], _kept("party", administration, _by_party))


def by_recipe(administration: str) -> list[Share]:
    """Recipe and data version that raised the alerts."""
    return cast(list[Share], _kept("recipe", administration, _by_recipe))


def by_rule(administration: str) -> list[Share]:
    """Live rules that had a hand in the alerts."""
    return cast(list[Share], _kept("rule", administration, _by_rule))


def precision_of_rules(keys: Iterable[int]) -> dict[int, tuple[int, int]]:
    """(infringing, known) of the alerts these rules had a hand in, or would have had."""
    rows = RuleHit.objects.filter(rule__in=list(keys)).exclude(alert=None)
    counted = rows.exclude(alert__outcome="").values_list("rule").annotate(bad=BAD, known=KNOWN)
    return {rule: (bad, known) for rule, bad, known in counted}


def by_score(administration: str) -> list[tuple[float, float, int, int]]:
    """Do scores hold what they promise: (from, mean score, infringing, known) for every tenth."""
    return cast(list[tuple[float, float, int, int]], _kept("score", administration, _by_score))


def _judged(administration: str) -> Any:
    rows = Disposition.objects.filter(administration=administration)
    return rows.exclude(alert__outcome="")


def _by(field: str) -> Callable[[str], list[Share]]:
    def ask(administration: str) -> list[Share]:
        rows = _judged(administration).values_list(field).annotate(bad=BAD, known=KNOWN)
        return _top(rows)

    return ask


def _by_port(administration: str) -> list[Share]:
    other = Case(
        When(side=Side.EXPORT, then=F("alert__consignment__destination")),
        default=F("alert__consignment__origin"), output_field=CharField(),
    )  # fmt: skip
    rows = _judged(administration).annotate(port=other).values_list("port")
    return _top(rows.annotate(bad=BAD, known=KNOWN))


def _by_party(administration: str) -> list[Share]:
    own = _judged(administration).filter(alert__consignment__administration=administration)
    rows = own.exclude(alert__consignment__shipper=None)
    named = rows.values_list("alert__consignment__shipper__name")
    return _top(named.annotate(bad=BAD, known=KNOWN))


def _by_recipe(administration: str) -> list[Share]:
    alerts = Alert.objects.exclude(outcome="").in_queue_of(administration)  # type: ignore[attr-defined]
    rows = AlertHit.objects.filter(alert__in=alerts.values("pk"))
    counted = rows.values_list("recipe", "data_version").annotate(bad=BAD, known=KNOWN)
    return _top((f"{recipe} · {data}", bad, known) for recipe, data, bad, known in counted)


def _by_rule(administration: str) -> list[Share]:
    rows = RuleHit.objects.filter(rule__administration=administration, is_shadow=False)
    known = rows.exclude(alert=None).exclude(alert__outcome="").values_list("rule__name")
    return _top(known.annotate(bad=BAD, known=KNOWN))


def _top(rows: Iterable[tuple[Any, int, int]]) -> list[Share]:
    found = [(str(label or "–"), bad, known) for label, bad, known in rows]
    return sorted(found, key=lambda row: (-row[2], row[0]))[:TOP]


def _by_score(administration: str) -> list[tuple[float, float, int, int]]:
    rows = _judged(administration).filter(alert__is_by_hand=False)
    bins: dict[int, list[tuple[float, bool]]] = {}
    told = rows.values_list("alert__score", "alert__outcome")
    for score, outcome in told[:50_000]:
        bins.setdefault(min(9, int(score * 10)), []).append((score, outcome == Outcome.INFRINGING))
    return [
        (tenth / 10, sum(s for s, _bad in seen) / len(seen), sum(bad for _s, bad in seen),
         len(seen))
        for tenth, seen in sorted(bins.items())
    ]  # fmt: skip
