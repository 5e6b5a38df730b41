"""Why an alert was raised, in the reader's language, from the reasons stored with each hit."""

from typing import Any

from seizures.core.languages import active
from seizures.matching.facts import Reason
from seizures.matching.texts import rank, reason_text
from seizures.screening.models import AlertHit

OF_PARTIES = ("party", "declared")
"""Particulars of a reason that name a party of the consignment."""
A_PARTY = {"en": "A party to this consignment", "ko": "이 화물의 거래당사자",
           "zh-hans": "该票货物的当事人"}  # fmt: skip
A_RULE = {"en": "not opened to you", "ko": "열람 권한 없음", "zh-hans": "未对本方开放"}


def stored(reason: Reason) -> dict[str, Any]:
    """A reason in the form a hit keeps it."""
    return {
        "code": reason.code,
        "value": reason.value,
        "weight": round(reason.weight, 4),
        "params": dict(reason.params),
    }


def explanation(hit: AlertHit, language: str | None = None, *, parties: bool = True,
                rules: bool = True) -> list[dict[str, Any]]:  # fmt: skip
    """Every contribution to a hit's score with its sentence, the telling ones first.

    For a reader to whom `parties` or the `rules` of the administration that screened are not open,
    without their names.
    """
    told = veiled(hit.reasons, language or active(), parties=parties, rules=rules)
    return told_reasons(told, language)


def veiled(
    reasons: list[dict[str, Any]], language: str, *, parties: bool, rules: bool
) -> list[dict[str, Any]]:
    """Kept reasons without the names of parties and of officers' rules, where these stay closed."""
    found = []
    for row in reasons:
        params = dict(row.get("params", {}))
        if not parties:
            params |= {name: _pick(A_PARTY, language) for name in OF_PARTIES if name in params}
        if not rules and row["code"] == "rule":
            params |= {"name": _pick(A_RULE, language)}
        found.append({**row, "params": params})
    return found


def _pick(words: dict[str, str], language: str) -> str:
    return words.get(language, words["en"])


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
