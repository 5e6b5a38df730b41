"""Rows of alert queues in the shape lists show them; each table is asked once for a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, OuterRef, QuerySet, Subquery

from seizures.cargo.models import Consignment, GoodsLine
from seizures.journal.models import Entry
from seizures.screening.choices import TIER_TONE, TONE, UNDECIDED, BundleReason
from seizures.screening.models import AlertHit, Disposition
from seizures.screening.waiting import waits_of
from seizures.web.corridor import place_names
from seizures.web.duty_view import said
from seizures.web.masking import named
from seizures.web.queues import Ranked

BEFORE, LENGTH = 40, 150
DOTS = "…"
WORTH_SAYING = 0.5
"""Working hours from which a list says how long an alert waits."""


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One alert in a list, as this reader may see it; masked names are None."""

    disposition: Disposition
    status_tone: str
    tier_tone: str
    text: str
    span: tuple[int, int] | None
    hs: str
    origin: str
    destination: str
    shipper: str | None
    consignee: str | None
    other: Disposition | None
    other_tone: str
    is_undecided: bool
    reasons: tuple[str, ...] = ()
    level: dict[str, Any] | None = None
    suspicion: str = ""

    @property
    def alert(self) -> Any:
        """The alert both administrations share."""
        return self.disposition.alert

    @property
    def consignment(self) -> Consignment:
        """The consignment it is about."""
        found: Consignment = self.disposition.alert.consignment
        return found


def shown() -> "QuerySet[Any]":
    """Dispositions with everything a row needs, the key of the strongest hit among it."""
    hits = AlertHit.objects.filter(alert=OuterRef("alert")).order_by("-score", "id")
    return Disposition.objects.select_related(
        "alert__right", "alert__consignment", "assignee", "bundle", "snooze"
    ).annotate(top_hit=Subquery(hits.values("pk")[:1]))


def ranked(
    user: Any,
    statuses: Sequence[str] | None,
    conditions: Sequence[Any] = (),
    *,
    is_narrow: bool = False,
) -> Ranked:
    """The reader's queue in these states (None: in any), narrowed by conditions.

    A bundle stands in the list by its lead. Conditions that leave few rows (`is_narrow`) are
    evaluated once, not once for every state, and find the members of bundles too.
    """
    rows = Disposition.objects.visible_to(user)
    rows = rows if is_narrow else rows.shown()
    for condition in conditions:
        rows = rows.filter(condition)
    if statuses is None:
        return Ranked([rows], shown())
    if is_narrow:
        return Ranked([rows.filter(status__in=statuses)], shown())
    return Ranked([rows.filter(status=status) for status in statuses], shown())


def undecided(user: Any, office: int | None = None) -> Ranked:
    """What is still to be decided, of one office or of the whole administration."""
    queue = ranked(user, UNDECIDED)
    return queue.filter(office=office) if office else queue


def present_rows(rows: Iterable[Any], user: Any) -> list[AlertRow]:
    """Rows for a list: goods text with its match, route, parties where open, the other side.

    An alert that no line was matched for shows the first goods line of its consignment.
    """
    found = list(rows)
    cargo = [row.alert.consignment for row in found]
    names, open_to_reader = place_names(), named(user, cargo)
    keys = [row.top_hit for row in found if row.top_hit]
    hits = AlertHit.objects.select_related("line").in_bulk(keys) if keys else {}
    others = _others([row.alert_id for row in found], user)
    waits = {
        key: said(wait) for key, wait in waits_of(found, user.administration_id).items()
        if wait.is_late or wait.hours >= WORTH_SAYING
    }  # fmt: skip
    goods = _first_lines([row.alert.consignment_id for row in found if not row.top_hit])
    said_by_hand = suspicions([row.alert_id for row in found if row.alert.is_by_hand])
    return [
        _row(row, hits.get(row.top_hit), goods.get(row.alert.consignment_id), names,
             row.alert.consignment_id in open_to_reader, others.get(row.alert_id),
             level=waits.get(row.pk), suspicion=said_by_hand.get(row.alert_id, ""))
        for row in found
    ]  # fmt: skip


def suspicions(alerts: list[int]) -> dict[int, str]:
    """What officers said when they raised these alerts by hand, as the journal keeps it."""
    if not alerts:
        return {}
    entries = Entry.objects.filter(
        subject_kind="alert", subject_id__in=[str(key) for key in alerts], verb="alert.raised"
    )
    told = entries.values_list("subject_id", "data")
    return {int(key): str(data.get("reason", "")) for key, data in told}


def _first_lines(cargo: list[int]) -> dict[int, GoodsLine]:
    """The first goods line of each of these consignments."""
    if not cargo:
        return {}
    rows = GoodsLine.objects.filter(consignment__in=cargo).order_by().values("consignment")
    keys = [row["first"] for row in rows.annotate(first=Min("pk"))]
    return {line.consignment_id: line for line in GoodsLine.objects.filter(pk__in=keys)}


def _others(alerts: list[int], user: Any) -> dict[int, Disposition]:
    rows = Disposition.objects.filter(alert__in=alerts).exclude(
        administration=user.administration_id
    )
    return {row.alert_id: row for row in rows}


def _row(row: Any, hit: Any, goods: GoodsLine | None, names: dict[str, str], is_open: bool,
         other: Disposition | None, **more: Any) -> AlertRow:  # fmt: skip
    cargo = row.alert.consignment
    line = hit.line if hit else goods
    text, span = snippet(line.description, span_of(hit) if hit else None) if line else ("", None)
    return AlertRow(
        disposition=row,
        status_tone=TONE[row.status],
        tier_tone=TIER_TONE[row.tier],
        text=text,
        span=span,
        hs=line.hs if line else "",
        origin=names.get(cargo.origin, cargo.origin),
        destination=names.get(cargo.destination, cargo.destination),
        shipper=cargo.shipper_name if is_open else None,
        consignee=cargo.consignee_name if is_open else None,
        other=other,
        other_tone=TONE[other.status] if other else "",
        is_undecided=row.status in UNDECIDED,
        **more,
        reasons=tuple(str(BundleReason(code).label) for code in row.bundle.reasons)
        if row.bundle
        else (),
    )


def span_of(hit: AlertHit) -> tuple[int, int] | None:
    """Where in the goods text the match stands, in code points."""
    if hit.span_start is None or hit.span_end is None:
        return None
    return hit.span_start, hit.span_end


def snippet(text: str, span: tuple[int, int] | None) -> tuple[str, tuple[int, int] | None]:
    """The part of a long goods text around its match, with the match's new place in it."""
    if len(text) <= LENGTH:
        return text, span
    start = max(0, min(span[0] - BEFORE, len(text) - LENGTH)) if span else 0
    end = start + LENGTH
    lead = DOTS if start else ""
    cut = f"{lead}{text[start:end]}{DOTS if end < len(text) else ''}"
    if not span:
        return cut, None
    shift = len(lead) - start
    return cut, (span[0] + shift, min(span[1], end) + shift)
