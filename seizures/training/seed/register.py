"""The demo's rights: the mass taken over in bulk, a few walked through the whole examination."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from seizures.accounts.models import User
from seizures.core import clock
from seizures.core.actor import of_user, system
from seizures.core.languages import LANGUAGE_OF, pick
from seizures.files.actions import attach, store_bytes
from seizures.files.choices import Purpose
from seizures.reference.models import NiceClass
from seizures.rights import actions
from seizures.rights.models import Holder, Recordation, Right
from seizures.training.actions import describe_holders
from seizures.training.invent import pictures
from seizures.training.invent.marks import IDENTIFICATION, HolderName, Mark, Register
from seizures.training.seed.moments import days_ago

BLOCK = 700
SPREAD = ((("kr", "cn"), 0.6), (("kr",), 0.22), (("cn",), 0.18))


def import_register(register: Register, *, seed: int = 2026) -> int:
    """Takes the invented register over, as an export of an office would be; how many are new."""
    rng, today, created = Random(seed), clock.today("kr"), 0
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for mark in register.rights:
        wide = mark.word or mark.kind != "trademark"
        places = ("kr", "cn") if wide else rng.choices(*zip(*SPREAD, strict=True))[0]
        groups.setdefault(places, []).append(row_of(mark, today))
    for places, rows in groups.items():
        for start in range(0, len(rows), BLOCK):
            block = rows[start : start + BLOCK]
            created += actions.import_rows(block, administrations=places, by=system()).created
    describe_holders(
        {firm.name: {"local_name": firm.local_name, "country": firm.country,
                     "address": firm.address, "is_small": firm.is_small}
         for firm in register.holders}, by=system(),
    )  # fmt: skip
    return created


def row_of(mark: Mark, today: dt.date) -> dict[str, Any]:
    """A mark as a row of an exported register."""
    filed = today - dt.timedelta(days=mark.filed)
    aliases: dict[str, list[str]] = {}
    for language, text in mark.aliases:
        aliases.setdefault(language, []).append(text)
    return {
        "id": mark.key, "kind": mark.kind, "mark": mark.mark, "nice": list(mark.nice),
        "holder": mark.holder.name, "jurisdiction": mark.holder.country.lower(),
        "aliases": aliases, "authorised": list(mark.authorised), "terms": list(mark.terms),
        "models": list(mark.models), "hs": list(mark.hs),
        "number": f"{_series(mark.kind)}-{filed.year}-{mark.filed * 37 % 9000000 + 1000000}",
        "filed_on": filed.isoformat(),
        "registered_on": (filed + dt.timedelta(days=240)).isoformat(),
        "expires_on": (today + dt.timedelta(days=45 + mark.filed % 2900)).isoformat(),
        "status": "recorded",
    }  # fmt: skip


def _series(kind: str) -> str:
    return {"trademark": "40", "patent": "10", "design": "30"}[kind]


@dataclass(frozen=True, slots=True)
class Walk:
    """A right that goes the whole way: whose, what, when it was filed, how far it came."""

    owner: str
    mark: Mark
    filed_days_ago: int
    kr: str
    cn: str


STATES = (
    ("holder-small", 88, "recorded", "recorded"), ("holder-small", 80, "recorded", "recorded"),
    ("holder-large", 90, "recorded", "recorded"), ("holder-large", 84, "recorded", "recorded"),
    ("holder-cn", 86, "recorded", "recorded"), ("holder-cn", 78, "recorded", "recorded"),
    ("holder-abroad", 82, "recorded", "recorded"), ("holder-abroad", 76, "recorded", "recorded"),
    ("holder-small", 9, "submitted", "submitted"), ("holder-cn", 6, "submitted", "submitted"),
    ("holder-large", 4, "submitted", "submitted"), ("holder-abroad", 12, "deficient", "submitted"),
    ("holder-small", 3, "submitted", ""), ("holder-cn", 14, "", "deficient"),
    ("holder-small", 0, "draft", "draft"),
)  # fmt: skip
"""Whose right, filed how many days ago, and how far it came with each administration."""


def walks(rights: list[Mark]) -> Iterator[Walk]:
    """One walk per row of the table, each with a mark of its own."""
    for (owner, days, kr, cn), mark in zip(STATES, rights, strict=True):
        yield Walk(owner, mark, days, kr, cn)


def walk(row: Walk, firm: HolderName, *, seed: int) -> Right:
    """Drafts, documents, submits and examines one right at the days of its story."""
    user = User.objects.get(username=row.owner)
    holder = Holder.objects.get(organisation_id=user.organisation_id)
    places = [code for code, state in (("kr", row.kr), ("cn", row.cn)) if state]
    with days_ago(row.filed_days_ago, hour=9):
        right = actions.draft_right(
            holder=holder, kind="trademark", mark=row.mark.mark, administrations=places,
            fields=_fields(row.mark, firm), by=of_user(user),
        )  # fmt: skip
        for language, text in row.mark.aliases:
            actions.add_alias(right, language=language, text=text, by=of_user(user))
        actions.add_trader(right, name=f"{row.mark.mark.title()} Korea Co., Ltd.", country="KR",
                           by=of_user(user))  # fmt: skip
        _hang_pictures(right, user, Random(seed))
        for recordation in right.recordations.all():
            if {"kr": row.kr, "cn": row.cn}[recordation.administration] != "draft":
                actions.submit(recordation, by=of_user(user))
    for recordation in right.recordations.all():
        _examine(recordation, {"kr": row.kr, "cn": row.cn}[recordation.administration], row)
    return right


def _fields(mark: Mark, firm: HolderName) -> dict[str, Any]:
    today = clock.today("kr")
    filed = today - dt.timedelta(days=mark.filed)
    return {
        "nice": list(mark.nice), "goods": _goods(mark, firm),
        "identification": IDENTIFICATION, "jurisdiction": firm.country.lower(),
        "genuine_price": "89.00", "genuine_currency": "USD",
        "filed_on": filed, "registered_on": filed + dt.timedelta(days=200),
        "right_expires_on": today + dt.timedelta(days=1500 + mark.filed % 1500),
        "kr": {"registration_number": f"40-{1000000 + mark.filed * 13}"},
        "cn": {"registration_number": f"{20000000 + mark.filed * 977}"},
    }  # fmt: skip


def _goods(mark: Mark, firm: HolderName) -> str:
    """The goods of its classes, in the language the firm files in."""
    language = LANGUAGE_OF.get(firm.country.lower(), "en")
    classes = NiceClass.objects.filter(number__in=mark.nice)
    return "\n".join(pick(row.names, language) for row in classes)


def _hang_pictures(right: Right, user: User, rng: Random) -> None:
    by = of_user(user)
    for purpose, name, content in (
        (Purpose.MARK, "mark.png", pictures.logo(right.mark, rng)),
        (Purpose.GENUINE, "genuine.png", pictures.product(right.mark, rng, is_genuine=True)),
        (Purpose.FAKE, "fake.png", pictures.product(right.mark, rng, is_genuine=False)),
        (Purpose.CERTIFICATE, "certificate.png", pictures.certificate(right.mark, rng)),
    ):
        stored = store_bytes(content, media_type="image/png", by=by)
        attach(stored, kind="right", key=right.pk, purpose=purpose, name=name, by=by)


def _examine(recordation: Recordation, state: str, row: Walk) -> None:
    examiner = of_user(User.objects.get(username=f"{recordation.administration}-examiner"))
    if state == "deficient":
        with days_ago(max(0, row.filed_days_ago - 3), hour=11):
            text = MISSING[recordation.administration]
            actions.request_supplement(recordation, text, by=examiner)
    if state == "recorded":
        with days_ago(row.filed_days_ago - 8, hour=14):
            actions.accept(recordation, by=examiner)


MISSING = {
    "kr": "위임장에 대표자 서명이 없습니다. 서명된 위임장을 다시 제출하십시오.",
    "cn": "商标注册证缺少续展注册证明，请补充提交。",
}
