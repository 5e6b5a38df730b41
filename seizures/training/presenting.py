"""Puts walls, scores and replays into the reader's words."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from seizures.core.languages import pick
from seizures.screening.choices import DismissReason
from seizures.training.choices import TONE, Result
from seizures.training.models import Exercise
from seizures.training.scoring import SIDES, Line, replay, scores, wall

KINDS = {
    "verbatim": {"en": "written in full", "ko": "그대로 표기", "zh-hans": "原样书写"},
    "alias_ko": {"en": "Korean name", "ko": "한글 표기", "zh-hans": "韩文名称"},
    "alias_zh": {"en": "Chinese name", "ko": "중문 표기", "zh-hans": "中文名称"},
    "spaced": {"en": "letters apart", "ko": "띄어 쓴 글자", "zh-hans": "字母拆开"},
    "homoglyph": {"en": "look-alike letters", "ko": "유사 문자", "zh-hans": "形近字符"},
    "typo": {"en": "one letter changed", "ko": "한 글자 변형", "zh-hans": "一字之差"},
    "joined": {"en": "joined to a goods word", "ko": "품명과 붙여 씀", "zh-hans": "与品名连写"},
    "traditional": {"en": "traditional characters", "ko": "번체자", "zh-hans": "繁体字"},
    "licensed": {"en": "authorised trader", "ko": "정당한 사용권자",
                 "zh-hans": "合法使用人"},
    "other_mark": {"en": "another firm's mark", "ko": "다른 상표", "zh-hans": "其他商标"},
    "personal": {"en": "personal use", "ko": "개인용도", "zh-hans": "自用"},
    "generic": {"en": "ordinary word", "ko": "일반 명칭", "zh-hans": "通用词"},
    "accessory": {"en": "only fits the brand", "ko": "호환품", "zh-hans": "仅为配套"},
    "ordinary": {"en": "ordinary goods", "ko": "일반 물품", "zh-hans": "普通货物"},
}  # fmt: skip
VERBS = {
    "alert.taken": gettext_noop("took the alert on %(mark)s"),
    "alert.dismissed": gettext_noop("dismissed the alert on %(mark)s"),
    "alert.dismissal_proposed": gettext_noop("asked to dismiss the alert on %(mark)s"),
    "alert.dismissal_confirmed": gettext_noop("confirmed that the alert on %(mark)s is dismissed"),
    "alert.dismissal_refused": gettext_noop("refused to dismiss the alert on %(mark)s"),
    "alert.snoozed": gettext_noop("put the alert on %(mark)s aside for later"),
    "alert.referred": gettext_noop("referred the alert on %(mark)s to the other side"),
    "alert.raised": gettext_noop("raised an alert on %(mark)s by hand"),
    "alert.reopened": gettext_noop("reopened the alert on %(mark)s"),
    "alert.inspecting": gettext_noop("ordered an inspection for %(mark)s"),
    "alert.cleared": gettext_noop("found the goods of %(mark)s genuine"),
    "alert.in_case": gettext_noop("opened a case for %(mark)s"),
    "alert.outcome": gettext_noop("recorded what the inspection for %(mark)s found"),
}


def lines_of(exercise: Exercise) -> list[dict[str, Any]]:
    """The wall as plain rows: kept once ended, else worked out now."""
    if exercise.ended_at:
        return list(exercise.result["wall"])
    return [asdict(line) for line in wall(exercise)]


def scores_of(exercise: Exercise, rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """Counts and points of both sides and of both together."""
    if exercise.ended_at:
        return dict(exercise.result["scores"])
    return scores([Line(**row) for row in rows])


def wall_rows(rows: Sequence[dict[str, Any]], *, with_truth: bool) -> list[dict[str, Any]]:
    """What may be shown: everything with the truth, else only what somebody decided rightly."""
    settled = {Result.FOUND, Result.RIGHT}
    shown = [row for row in rows
             if row["kind"] != "ordinary" and (with_truth or row["joint"] in settled)]  # fmt: skip
    return [_wall_row(row) for row in shown]


def _wall_row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row, "kind_text": pick(KINDS.get(row["kind"])), "why_text": pick(row["why"]),
        "sides": [
            {"code": side, **badge(row["results"][side]), "who": row["people"][side]}
            for side in SIDES
        ],
        "joint_badge": badge(row["joint"]),
    }  # fmt: skip


def badge(result: str) -> dict[str, Any]:
    """A result's word and tone."""
    return {"word": Result(result).label, "tone": TONE[result]}


def figures(counts: dict[str, int], *, with_truth: bool = True) -> list[dict[str, Any]]:
    """A score as figures in a row; what was missed shows only with the truth."""
    shown = [Result.FOUND, Result.RIGHT, Result.FALSE] + ([Result.MISSED] if with_truth else [])
    told = [{"label": result.label, "value": counts[result], "tone": TONE[result]}
            for result in shown]  # fmt: skip
    points = [{"label": _("Points"), "value": counts["points"]}] if with_truth else []
    return [*points, *told]


def replay_rows(exercise: Exercise) -> Iterator[dict[str, Any]]:
    """Every decision as a sentence with its result and the reason of the truth."""
    told = exercise.result["replay"] if exercise.ended_at else replay(exercise)
    reasons = dict(DismissReason.choices)
    for row in told:
        sentence = _(VERBS[row["verb"]]) % {"mark": row["line"]["mark"]}
        result = badge(row["result"])
        yield {
            "at": dt.datetime.fromisoformat(row["at"]), "sentence": sentence, "actor": row["who"],
            "administration": row["side"], "tone": result["tone"], "result": result,
            "reason": reasons.get(row["reason"], row["reason"]), "why": pick(row["line"]["why"]),
            "description": row["line"]["description"],
        }  # fmt: skip
