"""Three patents of which one came first, and a firm that files the marks of others."""

import datetime as dt
from random import Random
from typing import Any

from seizures.accounts.models import User
from seizures.core import clock
from seizures.core.actor import Actor, of_user, system
from seizures.files.actions import attach, store_bytes
from seizures.files.choices import Purpose
from seizures.rights import actions
from seizures.rights.models import Holder, Right
from seizures.training.actions import describe_holders
from seizures.training.invent import pictures
from seizures.training.invent.marks import Mark, Register
from seizures.training.seed.moments import days_ago

CLASSES = ["A61C 17/22", "A61C 17/34"]
CHINESE = (
    "一种电动牙刷，包括刷柄、设在刷柄内的磁悬浮电机和可拆卸地装在电机轴上的刷头，其特征在于，"
    "所述刷柄内设有压力传感器，所述压力传感器在刷头所受压力超过阈值时使磁悬浮电机降速，"
)
FILAMENTS, DISPLAY = "所述刷头的刷毛为锥形细丝。", "所述刷柄上设有倒计时显示屏。"
KOREAN = (
    "칫솔대와 칫솔대 내부의 자기부상 모터, 모터 축에 착탈되는 칫솔모를 포함하는 전동칫솔에 있어서, "
    "칫솔대 내부의 압력 센서가 설정값을 넘는 압력을 감지하면 자기부상 모터의 회전을 늦추는 것을 "
    "특징으로 하는 전동칫솔."
)
TERMS = ["magnetic levitation motor", "pressure sensor", "tapered filament"]
INVENTIONS: tuple[dict[str, Any], ...] = (
    {"owner": "holder-cn", "side": "cn", "title": "磁悬浮电动牙刷", "claims": CHINESE + FILAMENTS,
     "days": 70, "years": 6, "recorded": True},
    {"owner": "holder-abroad", "side": "cn", "title": "压力感应电动牙刷",
     "claims": CHINESE + DISPLAY, "days": 5, "years": 2, "recorded": False},
    {"owner": "holder-small", "side": "kr", "title": "압력 감지 전동칫솔", "claims": KOREAN,
     "days": 2, "years": 3, "recorded": False},
)  # fmt: skip
SQUATTER = "Lumizhen Brand Trading Co., Ltd."
TAKEN = 3


def file_inventions() -> None:
    """The first is recorded with China; the others wait for their examiners."""
    for number, row in enumerate(INVENTIONS):
        user = User.objects.get(username=row["owner"])
        holder = Holder.objects.get(organisation=user.organisation)
        with days_ago(row["days"], hour=10):
            day = clock.today(row["side"]) - dt.timedelta(days=365 * row["years"])
            right = actions.draft_right(
                holder=holder, kind="patent", mark=row["title"], administrations=[row["side"]],
                fields=_fields(row, day, number), by=of_user(user),
            )  # fmt: skip
            _submit(right, of_user(user))
        if row["recorded"]:
            with days_ago(row["days"] - 8, hour=14):
                examiner = User.objects.get(username=f"{row['side']}-examiner")
                actions.accept(right.recordations.get(), by=of_user(examiner))


def _fields(row: dict[str, Any], day: dt.date, number: int) -> dict[str, Any]:
    return {
        "terms": TERMS, "hs": ["850980"], "jurisdiction": row["side"],
        "registration_number": _number(row["side"], day, number), "filed_on": day,
        "registered_on": day + dt.timedelta(days=700),
        "right_expires_on": day + dt.timedelta(days=7300),
        "specification": {"classes": CLASSES[: 2 - number % 2], "claims": row["claims"],
                          "published_on": day + dt.timedelta(days=548)},
    }  # fmt: skip


def _number(side: str, day: dt.date, number: int) -> str:
    plain = 512340 + 137 * number
    return f"10-2{plain}" if side == "kr" else f"ZL{day.year}10{plain}.{number + 3}"


def _submit(right: Right, by: Actor) -> None:
    content = pictures.certificate(right.mark, Random(right.pk))
    stored = store_bytes(content, media_type="image/png", by=by)
    attach(stored, kind="right", key=right.pk, purpose=Purpose.CERTIFICATE, name="certificate.png",
           by=by)  # fmt: skip
    for recordation in right.recordations.all():
        actions.submit(recordation, by=by)


def file_marks_of_others(register: Register) -> None:
    """A Chinese firm with marks that Korean firms had for years: two suspended, one just filed."""
    taken = _senior_marks(register)
    today = clock.today("cn")
    with days_ago(60, hour=9):
        actions.import_rows([_row(mark, today) for mark in taken[:-1]], administrations=["cn"],
                            by=system())  # fmt: skip
        describe_holders({SQUATTER: {"local_name": "路米臻品牌贸易有限公司", "country": "CN",
                                     "address": "168 深圳市南山区", "is_small": True}},
                         by=system())  # fmt: skip
    with days_ago(3, hour=10):
        right = actions.draft_right(
            holder=Holder.objects.get(name=SQUATTER), kind="trademark", mark=taken[-1].mark,
            administrations=["cn"], by=system(),
            fields={"nice": list(taken[-1].nice), "jurisdiction": "cn",
                    "registration_number": "61204417",
                    "filed_on": today - dt.timedelta(days=430),
                    "registered_on": today - dt.timedelta(days=120),
                    "right_expires_on": today + dt.timedelta(days=3200)},
        )  # fmt: skip
        _submit(right, system())


def _senior_marks(register: Register) -> list[Mark]:
    wanted = (mark for mark in register.trademarks
              if mark.holder.country == "KR" and mark.filed > 1500 and mark.mark.isascii()
              and len(mark.mark) > 5 and not mark.word)  # fmt: skip
    return [mark for mark, _number in zip(wanted, range(TAKEN), strict=False)]


def _row(mark: Mark, today: dt.date) -> dict[str, Any]:
    filed = today - dt.timedelta(days=500)
    return {
        "id": f"taken-{mark.key}", "kind": "trademark", "mark": mark.mark, "nice": list(mark.nice),
        "holder": SQUATTER, "jurisdiction": "cn", "number": f"6{mark.filed:07d}",
        "filed_on": filed.isoformat(), "status": "suspended",
        "registered_on": (filed + dt.timedelta(days=300)).isoformat(),
        "expires_on": (today + dt.timedelta(days=3000)).isoformat(),
    }  # fmt: skip
