"""Turns hits into alerts in the queues of both administrations, in bulk and only once."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from django.db.models import Q

from seizures.cargo.facts import Journey
from seizures.cargo.routes import Offices
from seizures.core import clock
from seizures.core.actions import take_number
from seizures.core.actor import Actor
from seizures.core.bulk import insert_rows, moment, update_rows
from seizures.core.numbering import PREFIX
from seizures.grants.actions import ensure_agreement, make_grants
from seizures.matching.facts import GoodsFacts, Hit, RightFacts
from seizures.rights.models import Recordation
from seizures.screening.choices import DismissReason, DispositionStatus, Side, Tier
from seizures.screening.engine import Engine, Judged
from seizures.screening.explain import stored
from seizures.screening.models import Alert, AlertHit, Disposition, ScreeningRun

Pair = tuple[int, int]
"""(consignment, right)"""
AGREEMENT = "kr-cn-2026"
AGREEMENT_NAMES = {
    "en": "Korea-China arrangement on joint protection of intellectual property at the border",
    "ko": "한중 세관 지식재산권 공동보호 협정",
    "zh-hans": "中韩海关知识产权联合保护协议",
}
AGREEMENT_SIGNED = dt.date(2026, 1, 5)
SHARED_FIELDS = [
    "reference",
    "route",
    "mode",
    "dates",
    "documents",
    "containers",
    "goods",
    "status",
]
"""What the other administration reads of a consignment; names of parties need a legal basis."""
ALERT = (
    "created_at updated_at number consignment_id right_id run_id score tier is_by_hand outcome "
    "export_side import_side"
)
HIT = (
    "alert_id line_id recipe data_version index_version score tier reasons features rules "
    "context_version right_facts line_facts span_start span_end"
)
DISPOSITION = (
    "created_at updated_at alert_id administration side mode office_id status score tier reason "
    "note decided_by_name version"
)
LOOKUP = 400


def queues_of(journey: Journey) -> dict[str, str]:
    """In whose queues an alert on this journey stands: administration -> side.

    Both ends of the route where both are administrations of the house, else who received it.
    """
    if journey.export_side and journey.import_side:
        return {journey.export_side: Side.EXPORT.value, journey.import_side: Side.IMPORT.value}
    side = Side.EXPORT if journey.administration == journey.export_side else Side.IMPORT
    return {journey.administration: side.value}


def raise_alerts(
    run: ScreeningRun, found: Sequence[Judged], *, index_version: str, by: Actor
) -> int:
    """Writes alerts, hits and queue rows for raised hits inside the caller's transaction.

    The status of every right is asked again of the database. What exists already is left alone,
    so a second run changes nothing. Returns how many alerts are new.
    """
    found = _in_force(found)
    if not found:
        return 0
    best = _best(found)
    _hold_alerts()
    known = alert_keys(best)
    fresh = {pair: one for pair, one in best.items() if pair not in known}
    _insert_alerts(run, fresh)
    keys = known | alert_keys(fresh)
    _insert_hits(found, keys, index_version)
    _raise_scores({known[pair]: best[pair] for pair in known})
    queue_alerts({keys[pair]: one for pair, one in fresh.items()}, by)
    return len(fresh)


def _in_force(found: Sequence[Judged]) -> list[Judged]:
    recorded = recorded_with({int(one.hit.right) for one in found})
    return [one for one in found if recorded[int(one.hit.right)] & places_of(one.goods.journey)]


def places_of(journey: Journey) -> set[str]:
    """The administrations whose recordations count on this journey."""
    return {journey.export_side, journey.import_side, journey.administration} - {""}


def recorded_with(rights: Iterable[int]) -> Mapping[int, set[str]]:
    """With which administrations each right is recorded and in term today."""
    found: dict[int, set[str]] = defaultdict(set)
    in_term = Q(expires_on=None) | Q(expires_on__gte=clock.today("kr"))
    keys = sorted(rights)
    for start in range(0, len(keys), LOOKUP):
        rows = Recordation.objects.recorded().filter(
            in_term, right_id__in=keys[start : start + LOOKUP]
        )
        for right, administration in rows.values_list("right_id", "administration"):
            found[right].add(administration)
    return found


def _best(found: Sequence[Judged]) -> dict[Pair, Judged]:
    best: dict[Pair, Judged] = {}
    for one in found:
        if one.pair not in best or one.hit.score > best[one.pair].hit.score:
            best[one.pair] = one
    return best


def alert_keys(pairs: Iterable[Pair]) -> dict[Pair, int]:
    """Which of these pairs have an alert, and its key."""
    wanted = set(pairs)
    consignments = sorted({consignment for consignment, _right in wanted})
    found: dict[Pair, int] = {}
    for start in range(0, len(consignments), LOOKUP):
        rows = Alert.objects.filter(consignment_id__in=consignments[start : start + LOOKUP])
        for key, consignment, right in rows.values_list("pk", "consignment_id", "right_id"):
            if (consignment, right) in wanted:
                found[consignment, right] = key
    return found


def _hold_alerts() -> None:
    """One worker at a time raises alerts: a consignment may have lines in two parts of a run."""
    alert_numbers(0)


def alert_numbers(count: int) -> list[str]:
    """The next numbers of alerts; an alert belongs to both administrations, so to no series."""
    year = clock.today("kr").year
    last = take_number(series="alert", administration="", year=year, count=count)
    return [f"{PREFIX['alert']}-{year}-{n:06d}" for n in range(last - count + 1, last + 1)]


def _insert_alerts(run: ScreeningRun, fresh: Mapping[Pair, Judged]) -> None:
    if not fresh:
        return
    now = moment(clock.now())
    numbers = alert_numbers(len(fresh))
    insert_rows(Alert, ALERT, [
        (now, now, number, *pair, run.pk, one.hit.score, tier_of(one.hit), False, "",
         one.goods.journey.export_side, one.goods.journey.import_side)
        for number, (pair, one) in zip(numbers, fresh.items(), strict=True)
    ])  # fmt: skip


def tier_of(hit: Hit) -> str:
    """The tier of a hit, as one of the house's."""
    return hit.tier if hit.tier in Tier.values else Tier.LOW.value


def _insert_hits(found: Sequence[Judged], keys: Mapping[Pair, int], index_version: str) -> None:
    rights = {key: _as_json(facts) for key, facts in _facts_of_rights(found).items()}
    insert_rows(AlertHit, HIT, [
        (keys[one.pair], one.goods.line, one.engine.recipe, one.engine.data_version, index_version,
         one.hit.score, tier_of(one.hit),
         json.dumps([stored(reason) for reason in one.hit.reasons], ensure_ascii=False),
         json.dumps(dict(one.hit.features)), json.dumps(one.rules),
         one.engine.context_version, rights.get(one.hit.right, "{}"), _as_json(one.goods.facts),
         *(one.hit.span or (None, None)))
        for one in found
    ])  # fmt: skip


def _facts_of_rights(found: Sequence[Judged]) -> dict[str, RightFacts]:
    """The facts of every right met, as its engine knew them."""
    told: dict[str, RightFacts] = {}
    by_engine: dict[int, tuple[Engine, set[str]]] = {}
    for one in found:
        by_engine.setdefault(id(one.engine), (one.engine, set()))[1].add(one.hit.right)
    for engine, wanted in by_engine.values():
        known = engine.rights(wanted)
        told.update({key: known[key] for key in wanted if key in known})
    return told


def _as_json(facts: RightFacts | GoodsFacts) -> str:
    """Facts as they are kept with a hit: what is empty is left out."""
    told = {name: value for name, value in asdict(facts).items() if value not in ("", None, ())}
    return json.dumps(told, ensure_ascii=False)


def _raise_scores(best: Mapping[int, Judged]) -> None:
    """Alerts that were there take a stronger hit's score; those closed for a lapse open again."""
    rows = [(one.hit.score, tier_of(one.hit), key, one.hit.score) for key, one in best.items()]
    update_rows(Alert, "SET score = %s, tier = %s WHERE id = %s AND score < %s", rows)
    update_rows(Disposition, "SET score = %s, tier = %s WHERE alert_id = %s AND score < %s", rows)
    Disposition.objects.filter(
        alert_id__in=list(best), status=DispositionStatus.CLOSED, reason=DismissReason.LAPSED
    ).update(status=DispositionStatus.OPEN, reason="", updated_at=clock.now())


def queue_alerts(alerts: Mapping[int, Judged], by: Actor) -> None:
    """Puts new alerts into the queues of their administrations and opens the goods to both."""
    queue(
        [(key, one.goods.journey, one.hit.score, tier_of(one.hit)) for key, one in alerts.items()],
        by=by,
    )


def queue(alerts: Sequence[tuple[int, Journey, float, str]], *, by: Actor, note: str = "") -> None:
    """One row per alert and administration; each goes to the office at its end of the route."""
    now, offices = moment(clock.now()), Offices()
    rows, shared = [], defaultdict(list)
    for key, journey, score, tier in alerts:
        for administration, side in queues_of(journey).items():
            port = journey.origin if side == Side.EXPORT else journey.destination
            rows.append(
                (now, now, key, administration, side, journey.mode, offices.at(port, journey.mode),
                 DispositionStatus.OPEN.value, score, tier, "", note, "", 1)
            )  # fmt: skip
            if administration != journey.administration:
                shared[journey.administration, administration].append(journey.consignment)
    insert_rows(Disposition, DISPOSITION, rows)
    for (owner, other), consignments in sorted(shared.items()):
        share(consignments, owner=owner, to=other, by=by)


def share(consignments: Sequence[int], *, owner: str, to: str, by: Actor) -> None:
    """Opens consignments without the names of their parties to the other administration."""
    agreement = ensure_agreement(AGREEMENT, names=AGREEMENT_NAMES, signed_on=AGREEMENT_SIGNED)
    make_grants(kind="consignment", keys=consignments, owner=owner, to_administration=to,
                fields=SHARED_FIELDS, agreement=agreement, by=by)  # fmt: skip
