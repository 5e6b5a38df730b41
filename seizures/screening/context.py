"""What the administration knows beside the goods text, as the matcher wants it.

Parties of the watch-list and of inspected consignments, genuine prices, rates of exchange. Kept in
every process and read anew when it has changed; asked at most every two seconds.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Any

from django.db.models import Avg, Count, Max

from seizures.cargo.models import GoodsLine
from seizures.core import clock
from seizures.core.database import alias
from seizures.matching.cards import feature_words
from seizures.matching.context import Context, KnownParty, PeopleIndex, Price
from seizures.parties.models import Party
from seizures.reference.models import Administration, ExchangeRate
from seizures.rights.choices import RightKind
from seizures.rights.index import newest_change
from seizures.rights.models import Right
from seizures.screening.choices import Outcome
from seizures.screening.models import Alert, WatchEntry

FRESH_SECONDS = 2.0
BLOCK = 400
SIDES = ("shipper", "consignee")


@dataclass(slots=True)
class _Kept:
    asked: float
    stamp: str
    context: Context
    version: str


_kept: dict[tuple[str, str], _Kept] = {}


def context_of(administration: str) -> tuple[Context, str]:
    """What this administration knows now, and a short name of exactly this knowledge."""
    key = (alias(), administration)
    known = _kept.get(key)
    if known and monotonic() - known.asked < FRESH_SECONDS:
        return known.context, known.version
    stamp = _stamp(administration)
    if known and known.stamp == stamp:
        known.asked = monotonic()
        return known.context, known.version
    context = build(administration)
    _kept[key] = _Kept(monotonic(), stamp, context, version_of(context))
    return context, _kept[key].version


def forget() -> None:
    """Lets the next question be answered from the database."""
    _kept.clear()


def _stamp(administration: str) -> str:
    """Changes whenever something a context is made of has changed."""
    own = WatchEntry.objects.of(administration)
    judged = Alert.objects.exclude(outcome="").order_by("-updated_at")
    rates = ExchangeRate.objects.filter(administration=administration)
    facts: tuple[Any, ...] = (
        clock.today(administration),
        own.order_by("-updated_at").values_list("updated_at", flat=True).first(),
        judged.values_list("updated_at", flat=True).first(),
        newest_change(),
        rates.aggregate(last=Max("id"))["last"],
    )
    return repr(facts)


def build(administration: str) -> Context:
    """Reads everything anew."""
    parties = [*watched_parties(administration), *judged_parties(administration)]
    return Context(PeopleIndex.of(parties), _prices(), _rates(administration), _features())


def version_of(context: Context) -> str:
    """A short name of the content: the same knowledge has the same name everywhere."""
    facts = (
        sorted(map(repr, context.parties.parties)),
        sorted(map(repr, context.prices.values())),
        sorted(context.rates.items()),
        sorted((right, sorted(words)) for right, words in context.features.items()),
    )
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:12]


def watched_parties(administration: str) -> Iterator[KnownParty]:
    """The parties of the watch-list whose dates include today."""
    today = clock.today(administration)
    rows = WatchEntry.objects.of(administration).valid_on(today).filter(ended_at=None)
    for row in rows.prefetch_related("rights").order_by("pk"):
        yield KnownParty(
            id=f"watch-{row.pk}",
            names=(row.name, *row.spellings),
            role=row.role,
            rights=tuple(str(right.pk) for right in row.rights.all()),
        )


def judged_parties(administration: str) -> Iterator[KnownParty]:
    """Parties of own consignments that were inspected: how often, and what was found."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    judged = Alert.objects.exclude(outcome="").filter(consignment__administration=administration)
    for side in SIDES:
        rows = judged.filter(**{f"consignment__{side}__isnull": False}).values_list(
            f"consignment__{side}", "outcome"
        )
        for party, outcome, count in rows.annotate(n=Count("consignment", distinct=True)):
            found[party][outcome] += count
    keys = sorted(found)
    for start in range(0, len(keys), BLOCK):
        yield from _of_block(keys[start : start + BLOCK], found)


def _of_block(keys: list[int], found: dict[int, dict[str, int]]) -> Iterator[KnownParty]:
    usual = dict(
        GoodsLine.objects.filter(consignment__shipper__in=keys)
        .values_list("consignment__shipper")
        .annotate(usual=Avg("quantity"))
    )
    for row in Party.objects.filter(pk__in=keys).order_by("pk"):
        outcomes = found[row.pk]
        infringing = outcomes[Outcome.INFRINGING]
        clean = outcomes[Outcome.GENUINE] + outcomes[Outcome.NOTHING]
        quantity = usual.get(row.pk)
        yield KnownParty(
            id=f"party-{row.pk}",
            names=(row.name,),
            role="clean",
            seen=max(row.consignments, infringing + clean),
            infringing=infringing,
            genuine=clean,
            usual_quantity=None if quantity is None else float(quantity),
        )


def _prices() -> dict[str, Price]:
    rows = Right.objects.filter(genuine_price__gt=0).exclude(genuine_currency="")
    told = rows.values_list("pk", "genuine_price", "genuine_currency")
    return {str(pk): Price(str(pk), float(amount), currency) for pk, amount, currency in told}


def _features() -> dict[str, frozenset[str]]:
    """The words of the visible features on the cards of patents and designs."""
    rows = Right.objects.filter(kind__in=(RightKind.PATENT, RightKind.DESIGN))
    told = rows.exclude(identification="").values_list("pk", "identification")
    return {str(pk): feature_words(text) for pk, text in told}


def _rates(administration: str) -> dict[str, float]:
    """What one unit of each currency is worth in the administration's own, on the latest day."""
    today = clock.today(administration)
    rows = ExchangeRate.objects.filter(administration=administration, on__lte=today)
    rates = {
        code: float(rate) for code, rate in rows.order_by("on").values_list("currency_id", "rate")
    }
    own = Administration.objects.filter(pk=administration).values_list("currency", flat=True)
    return {**dict.fromkeys(own, 1.0), **rates}
