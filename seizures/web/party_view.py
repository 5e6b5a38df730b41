"""Puts a party with all its spellings into the shape its page shows; asks each table once."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from seizures.cargo.models import Consignment
from seizures.cases.models import SeizureCase
from seizures.parties.groups import group_of
from seizures.parties.models import Address, MergeEvent, Party
from seizures.reference.models import Port
from seizures.screening.choices import TONE, WATCH_TONE, WatchRole
from seizures.screening.models import Alert
from seizures.web.case_board import shown as shown_case
from seizures.web.corridor import place_names
from seizures.web.forms.parties import MergeForm
from seizures.web.party_alike import WORDS, alike, found_by_name, known_as, own_parties
from seizures.web.party_history import Carried, Record, alerts_on, cargo_of
from seizures.web.party_network import network

OUTCOME_TONE = {"infringing": "danger", "genuine": "success", "nothing": "neutral"}
ROWS, BONDS, PLACES = 8, 40, 8


def find(user: Any, pk: int) -> tuple[Party, list[Party]] | None:
    """The listed spelling of a party and all of them, where one stands on own cargo; else None."""
    head, keys = group_of(user.administration_id, pk)
    if not own_parties(user.administration_id).filter(pk__in=keys).exists():
        return None
    rows = Party.objects.in_bulk(keys)
    if head not in rows:
        return None
    others = sorted((key for key in rows if key != head), key=lambda key: rows[key].name)
    return rows[head], [rows[head], *(rows[key] for key in others)]


def present(user: Any, party: Party, spellings: Sequence[Party], *, text: str = "",
            form: MergeForm | None = None, refused: str = "") -> dict[str, Any]:  # fmt: skip
    """The context of the page of a party for this reader."""
    keys = [one.pk for one in spellings]
    cargo, is_capped = cargo_of(user.administration_id, keys)
    alerts = _alerts(user, cargo)
    cases = _cases(user, cargo)
    watched = [
        {**one, "word": WatchRole(one["role"]).label, "tone": WATCH_TONE[one["role"]]}
        for one in known_as(user, spellings)
    ]
    record = _record(cargo, is_capped, alerts)
    return {
        "party": party,
        "spellings": spellings,
        "watched": watched,
        "figures": _figures(record, cases["count"], cargo, set(keys)),
        "record": record,
        "alerts": alerts[:ROWS],
        "cases": cases["rows"],
        "cargo": _cargo(cargo),
        "map": _map(cargo),
        "network": network(user, party.name, keys, cargo),
        "addresses": list(
            Address.objects.visible_to(user).filter(party__in=keys).order_by("text")[:PLACES]
        ),
        "bonds": list(
            MergeEvent.objects.visible_to(user)
            .touching(keys)
            .select_related("one", "other")
            .order_by("-id")[:BONDS]
        ),  # fmt: skip
        "form": form or merge_form(user, spellings, cargo, text),
        "text": text,
        "refused": refused,
        "may_merge": user.is_on_duty,
        "zone": user.administration_id,
    }


def merge_form(user: Any, spellings: Sequence[Party], cargo: Sequence[Carried], text: str,
               data: Any = None) -> MergeForm:  # fmt: skip
    """The form that merges; it offers what is alike, and what was searched for."""
    own = {one.pk for one in spellings}
    offered = {one.party.pk: f"{one.party.name} · {WORDS[one.how]}"
               for one in alike(user, spellings, cargo)}  # fmt: skip
    for other in found_by_name(user, text, own):
        offered.setdefault(other.pk, other.name)
    return MergeForm(data, parties=own_parties(user.administration_id).exclude(pk__in=own),
                     choices=list(offered.items()))  # fmt: skip


def _record(cargo: Sequence[Carried], is_capped: bool, alerts: Sequence[Any]) -> Record:
    outcomes = Counter(row["outcome"] for row in alerts if row["outcome"])
    return Record(len(cargo), is_capped, len(alerts), dict(outcomes))


def _figures(record: Record, cases: int, cargo: Sequence[Carried],
             own: set[int]) -> list[dict[str, Any]]:  # fmt: skip
    sent = sum(one.shipper in own for one in cargo)
    more = _("the latest") if record.is_capped else ""
    told = _("%(sent)s sent, %(received)s received") % {
        "sent": number_format(sent), "received": number_format(len(cargo) - sent),
    }  # fmt: skip
    judged = record.infringing + record.clean
    return [
        {"label": _("Consignments"), "value": number_format(len(cargo)),
         "note": f"{told} · {more}" if more else told},
        {"label": _("Alerts"), "value": number_format(record.alerts),
         "note": _("%(n)s not known yet") % {"n": number_format(record.unknown)}},
        {"label": _("Infringing"), "value": number_format(record.infringing),
         "note": _("of %(n)s that ended") % {"n": number_format(judged)},
         "tone": "danger" if record.infringing else "neutral"},
        {"label": _("Cases"), "value": number_format(cases), "note": ""},
    ]  # fmt: skip


def _alerts(user: Any, cargo: Sequence[Carried]) -> list[dict[str, Any]]:
    """The alerts on its consignments, the latest first, with what the own queue says of each."""
    rows = alerts_on(user, [one.key for one in cargo]).filter(
        dispositions__administration=user.administration_id
    )
    told = rows.order_by("-id").values(
        "pk", "number", "outcome", "right__mark", "consignment__reference",
        "dispositions__status", "created_at",
    )  # fmt: skip
    outcomes = dict(Alert._meta.get_field("outcome").flatchoices)
    statuses = dict(Alert.dispositions.rel.related_model._meta.get_field("status").flatchoices)
    return [
        {
            **row,
            "mark": row["right__mark"], "reference": row["consignment__reference"],
            "word": outcomes[row["outcome"]] if row["outcome"]
            else statuses[row["dispositions__status"]],
            "tone": OUTCOME_TONE.get(row["outcome"]) or TONE[row["dispositions__status"]],
        }
        for row in told
    ]  # fmt: skip


def _cases(user: Any, cargo: Sequence[Carried]) -> dict[str, Any]:
    rows = SeizureCase.objects.visible_to(user).filter(consignment__in=[one.key for one in cargo])
    found = list(rows.select_related("right").order_by("-id")[:200])
    return {"count": len(found), "rows": [shown_case(row) for row in found[:ROWS]]}


def _cargo(cargo: Sequence[Carried]) -> list[dict[str, Any]]:
    names = place_names()
    rows = Consignment.objects.in_bulk([one.key for one in cargo[:ROWS]])
    return [
        {"row": rows[one.key], "origin": names.get(one.origin, one.origin),
         "destination": names.get(one.destination, one.destination)}
        for one in cargo[:ROWS] if one.key in rows
    ]  # fmt: skip


def _map(cargo: Sequence[Carried]) -> dict[str, Any]:
    """Where its consignments go, with how many on each route."""
    routes = Counter((one.origin, one.destination, one.mode) for one in cargo)
    counts: Counter[str] = Counter()
    for (origin, destination, _mode), n in routes.items():
        counts.update({origin: n, destination: n})
    ports = Port.objects.filter(locode__in=counts)
    return {
        "ports": [
            {"code": port.locode, "name": port.name, "lon": float(port.longitude),
             "lat": float(port.latitude), "value": counts[port.locode],
             "administration": {"KR": "kr", "CN": "cn"}.get(port.country_id, "")}
            for port in ports
        ],
        "routes": [
            {"from": origin, "to": destination, "value": n, "mode": mode}
            for (origin, destination, mode), n in routes.most_common(50)
        ],
    }  # fmt: skip
