"""Scores an exercise: what each administration made of every item, and what both made together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from seizures.core.database import in_sandbox
from seizures.journal.models import Entry
from seizures.screening.choices import DispositionStatus, Outcome
from seizures.screening.models import Alert, Disposition
from seizures.training.choices import Result
from seizures.training.models import Exercise
from seizures.training.scenario import Item, load

SIDES = ("kr", "cn")
ACTED = {DispositionStatus.REFERRED, DispositionStatus.INSPECTING, DispositionStatus.IN_CASE}
LET_GO = {DispositionStatus.DISMISSED, DispositionStatus.PROPOSED, DispositionStatus.CLEARED,
          DispositionStatus.CLOSED}  # fmt: skip
POINTS = {
    Result.FOUND: 10, Result.RIGHT: 3, Result.MISSED: -10, Result.FALSE: -5, Result.OPEN: 0,
    Result.PASSED: 0,
}  # fmt: skip
DECISIONS = {
    "alert.taken", "alert.dismissed", "alert.referred", "alert.raised", "alert.reopened",
    "alert.dismissal_proposed", "alert.dismissal_confirmed", "alert.dismissal_refused",
    "alert.snoozed", "alert.inspecting", "alert.cleared", "alert.in_case", "alert.outcome",
}  # fmt: skip
"""What the replay tells; each has its words in `presenting.VERBS`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One item on the wall: the truth, and for each side its result and who decided.

    `alert` is the key of its alert in the sandbox, where there is one.
    """

    document: str
    mark: str
    infringes: bool
    kind: str
    why: dict[str, str]
    description: str
    results: dict[str, str]
    people: dict[str, str]
    joint: str
    alert: int | None


def judge(infringes: bool, status: str | None) -> Result:
    """What one side's decision is worth against the truth."""
    if status in ACTED:
        return Result.FOUND if infringes else Result.FALSE
    if status in LET_GO:
        return Result.MISSED if infringes else Result.RIGHT
    return Result.OPEN


def together(results: Sequence[str], infringes: bool) -> Result:
    """One side's find is enough; one side's false alarm is one for both."""
    order = ([Result.FOUND, Result.OPEN, Result.MISSED] if infringes
             else [Result.FALSE, Result.OPEN, Result.RIGHT, Result.PASSED])  # fmt: skip
    return next(result for result in order if result in results)


def wall(exercise: Exercise) -> list[Line]:
    """Every item of the scenario and every further alert, with what both sides made of it."""
    with in_sandbox(exercise.sandbox):
        items = list(load(exercise.scenario).items)
        alerts = {(alert.consignment.reference, alert.right.external_id): alert for alert in
                  Alert.objects.select_related("consignment", "right")}  # fmt: skip
        texts = _texts()
        known = {(item.document, item.right) for item in items}
        extra = [_ordinary(alert) for key, alert in alerts.items() if key not in known]
        decided = _decided()
        return [_line(item, alerts.get((item.document, item.right)), decided, texts)
                for item in (*items, *extra)]  # fmt: skip


ORDINARY = {
    "en": "Ordinary goods: nothing in the papers points to this mark.",
    "ko": "일반 물품: 서류상 이 상표와 관련이 없습니다.",
    "zh-hans": "普通货物：单证与该商标无关。",
}


def _ordinary(alert: Alert) -> Item:
    return Item(alert.consignment.reference, alert.right.external_id, alert.right.mark, False,
                "ordinary", ORDINARY, "other_mark")  # fmt: skip


def _texts() -> dict[str, str]:
    rows = Alert._meta.get_field("consignment").related_model._default_manager.values_list(
        "reference", "lines__description"
    )
    return dict(rows)


def _decided() -> dict[tuple[int, str], tuple[str, str]]:
    """Status and name by alert and side; an inspection that found nothing undoes its alarm."""
    rows = Disposition.objects.values_list(
        "alert_id", "administration", "status", "decided_by_name", "alert__outcome"
    )
    found = {}
    for alert, side, status, name, outcome in rows:
        if status == DispositionStatus.INSPECTING and outcome in (Outcome.GENUINE, Outcome.NOTHING):
            status = DispositionStatus.CLEARED.value
        found[alert, side] = (status, name)
    return found


def _line(item: Item, alert: Alert | None, decided: dict[tuple[int, str], tuple[str, str]],
          texts: dict[str, str]) -> Line:  # fmt: skip
    told = {side: decided.get((alert.pk, side), ("", "")) if alert else ("", "") for side in SIDES}
    results = {side: judge(item.infringes, told[side][0]).value for side in SIDES}
    if alert is None and not item.infringes:  # the engine let it pass, nobody had to decide
        results = dict.fromkeys(SIDES, Result.PASSED.value)
    return Line(
        item.document, item.mark, item.infringes, item.kind, item.why,
        texts.get(item.document, ""), results, {side: told[side][1] for side in SIDES},
        together(list(results.values()), item.infringes).value, alert.pk if alert else None,
    )  # fmt: skip


def scores(lines: Sequence[Line]) -> dict[str, dict[str, int]]:
    """Counts of each result and points, for both sides and jointly."""
    told = {}
    for side in (*SIDES, "joint"):
        counts = Counter(line.joint if side == "joint" else line.results[side] for line in lines)
        points = sum(POINTS[Result(result)] * count for result, count in counts.items())
        told[side] = {**{result: counts[result] for result in Result.values}, "points": points}
    return told


def replay(exercise: Exercise) -> list[dict[str, Any]]:
    """Every decision in the order it was made, beside the truth."""
    lines = {line.alert: line for line in wall(exercise) if line.alert}
    with in_sandbox(exercise.sandbox):
        return list(_decisions(lines))


def _decisions(lines: dict[int | None, Line]) -> Iterator[dict[str, Any]]:
    rows = Entry.objects.filter(subject_kind="alert", verb__in=DECISIONS, actor_kind="user")
    for entry in rows.order_by("id"):
        line = lines.get(int(entry.subject_id))
        if line is None:
            continue
        side = entry.actor_administration
        status = str(entry.data.get("status", ""))
        yield {
            "at": entry.at.isoformat(), "verb": entry.verb, "side": side, "who": entry.actor_name,
            "reference": entry.subject_reference, "status": status,
            "reason": str(entry.data.get("reason", "")),
            "result": judge(line.infringes, status).value, "line": asdict(line),
        }  # fmt: skip


def summary(exercise: Exercise) -> dict[str, Any]:
    """What is kept of an ended exercise: its wall, scores and replay."""
    lines = wall(exercise)
    return {"wall": [asdict(line) for line in lines], "scores": scores(lines),
            "replay": replay(exercise)}  # fmt: skip
