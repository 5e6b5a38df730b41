"""What went before an alert: its parties, its lane, and alerts like it with their outcomes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from seizures.screening.choices import Outcome
from seizures.screening.likeness import wording
from seizures.screening.models import Alert, AlertHit
from seizures.web.party_history import Record, groups_of, lane_record, record_of

OUTCOME_TONE = {"infringing": "danger", "genuine": "success", "nothing": "neutral"}
SIMILAR, LOOKED_BACK = 6, 60
SAME_WORDING, FEWEST_WORDS = 0.6, 3


def parties_of(alert: Alert, user: Any, is_open: bool) -> list[dict[str, Any]]:
    """Sender and receiver with their record on the reader's own cargo; closed ones without."""
    cargo = alert.consignment
    pairs = [
        ("shipper", _("Consignor"), cargo.shipper_id, cargo.shipper_name),
        ("consignee", _("Consignee"), cargo.consignee_id, cargo.consignee_name),
    ]
    keys = [key for _side, _word, key, _name in pairs if key] if is_open else []
    groups = groups_of(user.administration_id, keys) if keys else {}
    found = []
    for side, word, key, name in pairs:
        record = record_of(user, groups[key], side) if key in groups else None
        found.append({
            "side": side, "word": word, "name": name if is_open else None, "record": record,
            "key": key if record and record.consignments else None,
            "spellings": groups.get(key, []), "bar": _bar(record),
        })  # fmt: skip
    return found


def lane_of(alert: Alert, user: Any) -> dict[str, Any]:
    """How alerts on this route ended."""
    cargo = alert.consignment
    record = lane_record(user, cargo.origin, cargo.destination)
    return {"record": record, "bar": _bar(record)}


def _bar(record: Record | None) -> list[dict[str, Any]]:
    """The outcomes that are known, as words with their tone."""
    labels = dict(Outcome.choices)
    outcomes = record.outcomes if record else {}
    return [
        {"word": labels[code], "count": outcomes[code], "tone": OUTCOME_TONE[code]}
        for code in OUTCOME_TONE if outcomes.get(code)
    ]  # fmt: skip


def similar(alert: Alert, user: Any, text: str,
            parties: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:  # fmt: skip
    """Past alerts that ended: of this right, of this sender, or worded alike; the nearest first."""
    judged = Alert.objects.visible_to(user).exclude(pk=alert.pk).exclude(outcome="")
    keys = set(judged.filter(right=alert.right_id).order_by("-id").values_list("pk", flat=True)
               [:LOOKED_BACK])  # fmt: skip
    senders = parties[0]["spellings"]
    if senders:
        of_sender = judged.filter(
            consignment__shipper__in=senders, consignment__administration=user.administration_id
        ).order_by("-id")
        keys |= set(of_sender.values_list("pk", flat=True)[:LOOKED_BACK])
    if not keys:
        return []
    texts = _texts(keys)
    words = set(wording(text))
    rows = Alert.objects.filter(pk__in=keys).select_related("right", "consignment")
    found = [
        _compared(row, alert, senders if _is_own(row, user) else [], words, texts.get(row.pk, ""))
        for row in rows
    ]
    found.sort(key=lambda item: (-item["weight"], -item["row"].pk))
    return found[:SIMILAR]


def _is_own(row: Alert, user: Any) -> bool:
    """Whether the goods are on the reader's own cargo: other senders stay closed."""
    return bool(row.consignment.administration == user.administration_id)


def _texts(alerts: set[int]) -> dict[int, str]:
    """The goods text of the strongest hit of each of these alerts."""
    rows = AlertHit.objects.filter(alert__in=alerts).order_by("score", "-id")
    return dict(rows.values_list("alert", "line__description"))


def _compared(row: Alert, alert: Alert, senders: Sequence[int], words: set[str],
              text: str) -> dict[str, Any]:  # fmt: skip
    common = []
    if row.right_id == alert.right_id:
        common.append((2, _("Same right")))
    if row.consignment.shipper_id in senders:
        common.append((3, _("Same consignor")))
    if _alike(words, set(wording(text))):
        common.append((2, _("Same wording")))
    return {
        "row": row, "tone": OUTCOME_TONE.get(row.outcome, "neutral"), "text": text,
        "weight": sum(weight for weight, _word in common),
        "common": [word for _weight, word in common],
    }  # fmt: skip


def _alike(one: set[str], other: set[str]) -> bool:
    """Whether two goods texts say nearly the same, whatever their order, sizes and numbers."""
    if min(len(one), len(other)) < FEWEST_WORDS:
        return False
    return len(one & other) / len(one | other) >= SAME_WORDING
