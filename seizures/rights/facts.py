"""Rights as the matcher wants them, read in blocks by plain values."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import models
from django.db.models import Q

from seizures.core import clock
from seizures.matching.facts import RightFacts
from seizures.rights.models import Alias, AuthorisedTrader, Right

BLOCK = 2000
COLUMNS = (
    "pk", "kind", "mark", "nice", "holder__name", "holder__local_name", "jurisdiction", "terms",
    "models_made", "hs",
)  # fmt: skip


def right_facts(rights: "models.QuerySet[Right]") -> Iterator[RightFacts]:
    """The facts of every right of a queryset, with confirmed aliases and traders still in term."""
    rows = rights.order_by("pk").values_list(*COLUMNS).iterator(chunk_size=BLOCK)
    while block := list(islice(rows, BLOCK)):
        span = Q(right_id__gte=block[0][0], right_id__lte=block[-1][0])
        aliases, traders = _aliases(span), _traders(span)
        for row in block:
            yield _facts(row, aliases[row[0]], traders[row[0]])


def _aliases(span: Q) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Alias.objects.filter(span, is_confirmed=True).order_by("pk")
    for right, language, text in rows.values_list("right_id", "language", "text"):
        found[right].append((language, text))
    return found


def _traders(span: Q) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    in_term = Q(valid_until=None) | Q(valid_until__gte=clock.today("kr"))
    rows = AuthorisedTrader.objects.filter(span & in_term).order_by("pk")
    for right, name in rows.values_list("right_id", "name"):
        found[right].append(name)
    return found


def _facts(row: tuple[Any, ...], aliases: list[tuple[str, str]], traders: list[str]) -> RightFacts:
    pk, kind, mark, nice, holder, local_name, jurisdiction, terms, models_made, hs = row
    return RightFacts(
        id=str(pk),
        kind=kind,
        mark=mark,
        aliases=tuple(aliases),
        nice=tuple(nice),
        holder=holder,
        authorised=(*traders, local_name) if local_name else tuple(traders),
        jurisdiction=jurisdiction,
        terms=tuple(terms),
        models=tuple(models_made),
        hs=tuple(hs),
    )
