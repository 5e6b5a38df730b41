"""Why an alert was raised, in the reader's language, from the reasons stored with each hit."""

from typing import Any

from seizures.core.languages import active
from seizures.matching.facts import Reason
from seizures.matching.texts import rank, reason_text
from seizures.screening.models import AlertHit


def stored(reason: Reason) -> dict[str, Any]:
    """A reason in the form a hit keeps it."""
    return {
        "code": reason.code,
        "value": reason.value,
        "weight": round(reason.weight, 4),
        "params": dict(reason.params),
    }


def explanation(hit: AlertHit, language: str | None = None) -> list[dict[str, Any]]:
    """Every contribution to a hit's score with its sentence, the telling ones first."""
    return told_reasons(hit.reasons, language)


def told_reasons(
    reasons: list[dict[str, Any]], language: str | None = None
) -> list[dict[str, Any]]:
    """Kept reasons with their sentences, the telling ones first."""
    rows = sorted(reasons, key=lambda row: (rank(row["code"]), -abs(row["weight"])))
    return [
        {
            "code": row["code"],
            "text": reason_text(_reason(row), language or active()),
            "value": row["value"],
            "weight": row["weight"],
        }
        for row in rows
    ]


def _reason(row: dict[str, Any]) -> Reason:
    params = tuple((name, str(value)) for name, value in row.get("params", {}).items())
    return Reason(row["code"], row["value"], row["weight"], params)
