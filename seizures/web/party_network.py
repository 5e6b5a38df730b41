"""Whom a party trades with, who shares its address, and how those are linked among each other."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from seizures.cargo.models import Consignment
from seizures.parties.models import Address, Party, Spelling
from seizures.web.party_history import Carried

PARTNERS, NEIGHBOURS, SECOND, FAR = 12, 8, 400, 10


def network(
    user: Any, name: str, spellings: Sequence[int], cargo: Sequence[Carried]
) -> dict[str, Any]:
    """Nodes and links of a party's surroundings, and the same as rows of a table."""
    code, own = user.administration_id, set(spellings)
    first = _partners(code, own, cargo)
    near = [key for key, _n in first.most_common(PARTNERS)]
    second = _second(code, near, own)
    neighbours = _neighbours(code, own)
    far = [key for key, _n in _weights(second).most_common(FAR) if key not in near]
    heads = _heads(code, [*near, *far, *neighbours])
    names = dict(Party.objects.filter(pk__in={*near, *far, *neighbours}).values_list("pk", "name"))
    nodes = [{"id": "0", "name": name, "kind": 0}]
    for kind, keys in ((1, near), (2, [key for key in neighbours if key not in near]), (3, far)):
        nodes += [
            {"id": str(key), "name": names.get(key, ""), "kind": kind,
             "url": reverse("party-detail", args=[heads.get(key, key)])}
            for key in dict.fromkeys(keys)
        ]  # fmt: skip
    known = {node["id"] for node in nodes}
    links = [{"source": "0", "target": str(key), "value": first[key], "kind": 0} for key in near]
    links += [
        {"source": str(one), "target": str(other), "value": n, "kind": 0}
        for (one, other), n in second.items() if str(one) in known and str(other) in known
    ]  # fmt: skip
    links += [{"source": "0", "target": str(key), "value": 1, "kind": 1} for key in neighbours]
    return {
        "nodes": nodes, "links": links,
        "kinds": [str(_("This party")), str(_("Trades with it")), str(_("Same address")),
                  str(_("Trades with its partners"))],
        "rows": _rows(nodes, first, neighbours, second),
    }  # fmt: skip


def _partners(code: str, own: set[int], cargo: Sequence[Carried]) -> "Counter[int]":
    """The parties on the other side of its consignments, those of one merge counted as one."""
    ends: Counter[int] = Counter()
    for one in cargo:
        for key in {one.shipper, one.consignee} - own - {None}:
            ends[key or 0] += 1
    heads = _heads(code, [key for key, _n in ends.most_common(10 * PARTNERS)])
    found: Counter[int] = Counter()
    for key, n in ends.items():
        found[heads.get(key, key)] += n
    return found


def _second(code: str, near: Sequence[int], own: set[int]) -> "Counter[tuple[int, int]]":
    """How often the partners trade with each other and with third parties, lately."""
    rows = Consignment.objects.filter(administration=code)
    found: Counter[tuple[int, int]] = Counter()
    for side in ("shipper", "consignee"):
        part = rows.filter(**{f"{side}__in": near}).order_by("-id")
        for one, other in part.values_list("shipper", "consignee")[:SECOND]:
            if one and other and one != other and not {one, other} & own:
                found[one, other] += 1
    return found


def _weights(links: "Counter[tuple[int, int]]") -> "Counter[int]":
    weights: Counter[int] = Counter()
    for (one, other), n in links.items():
        weights[one] += n
        weights[other] += n
    return weights


def _neighbours(code: str, own: set[int]) -> dict[int, str]:
    """Other parties that gave the same address, with that address."""
    given = Address.objects.filter(administration=code)
    keys = list(given.filter(party__in=own).values_list("key", flat=True)[:NEIGHBOURS])
    rows = given.filter(key__in=keys).exclude(party__in=own) if keys else given.none()
    return dict(rows.order_by("party").values_list("party", "text")[:NEIGHBOURS])


def _heads(code: str, parties: Sequence[int]) -> dict[int, int]:
    rows = Spelling.objects.of(code).filter(party__in=parties)
    return dict(rows.values_list("party", "head"))


def _rows(nodes: list[dict[str, Any]], first: "Counter[int]", neighbours: dict[int, str],
          second: "Counter[tuple[int, int]]") -> list[dict[str, Any]]:  # fmt: skip
    weights = _weights(second)
    return [
        {
            "name": node["name"], "url": node["url"], "kind": node["kind"],
            "together": first[int(node["id"])],
            "address": neighbours.get(int(node["id"]), ""),
            "others": weights[int(node["id"])],
        }
        for node in nodes[1:]
    ]  # fmt: skip
