"""What the worklist shows: for an officer the shift's work, for others what waits for them."""

import datetime as dt
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from seizures.accounts.choices import PowerStatus
from seizures.accounts.models import PowerAcceptance
from seizures.cargo.models import Manifest
from seizures.cases.facts import procedure_of
from seizures.cases.models import DueDate, Question, SeizureCase
from seizures.core import clock
from seizures.core.languages import pick
from seizures.inspections.choices import TONE as INSPECTION_TONE
from seizures.inspections.models import Inspection
from seizures.rights.choices import RenewalStatus
from seizures.rights.models import Recordation, Renewal
from seizures.rights.policies import may_accept_power
from seizures.screening.capacity import present_shift
from seizures.screening.choices import UNDECIDED, DispositionStatus
from seizures.screening.models import Disposition, Referral
from seizures.screening.waiting import waits_of
from seizures.statistics.queries import headline
from seizures.web.alert_rows import present_rows, undecided
from seizures.web.asked import number
from seizures.web.case_view import clock_row
from seizures.web.days import working_days_left
from seizures.web.duty_view import said
from seizures.web.queue_head import draws_of

MOST = 40
BEYOND = 6
SIDE_ROWS = 6
TO_EXAMINE = 30
DAYS_AHEAD = 14
WINDOW = 30


def present(request: HttpRequest) -> dict[str, Any]:
    """The context of the worklist for this reader's role."""
    user: Any = request.user
    common = {
        "today": clock.today(user.administration_id),
        "office": user.office,
        "zone": user.administration_id,
        "here": request.get_full_path(),
    }
    if user.is_on_duty:
        return {**common, "kind": "officer", **_officer(request, user)}
    if user.role == "examiner":
        return {**common, "kind": "examiner", "recordations": _recordations(user),
                "powers_wait": _powers_wait(user)}  # fmt: skip
    return {**common, "kind": "analyst", "figures": _figures(user), **_top(request, user)}


def _officer(request: HttpRequest, user: Any) -> dict[str, Any]:
    office = user.office_id if _scope(request, user) == "office" else None
    return {
        **_top(request, user),
        "late": _late(user, office) if user.is_senior else [],
        "proposed": _proposed(user, office),
        "inspections": _inspections(user, office),
        "clocks": _clocks(user),
        "asking": _asking(user),
        "late_questions": _late_questions(user),
        "referrals": _referrals(user),
        "manifests": _manifests(user),
        "may_decide": True,
    }


def _scope(request: HttpRequest, user: Any) -> str:
    """Own office first, where the reader has one that takes goods; or everything."""
    asked = request.GET.get("scope")
    if not user.office_id or asked == "all":
        return "all"
    takes_goods = user.office.kind != "headquarters"
    return "office" if asked == "office" or takes_goods else "all"


def _top(request: HttpRequest, user: Any) -> dict[str, Any]:
    """The strongest undecided alerts, and where this shift's capacity ends among them."""
    asked = number(request.GET.get("capacity", ""))
    scope = _scope(request, user)
    shift = present_shift(user.administration_id, user.office_id if scope == "office" else None)
    capacity = min(asked or shift.left, MOST)
    queue = undecided(user, user.office_id if scope == "office" else None)
    found = queue.order_by("-score", "-id")[: capacity + BEYOND]
    rows = present_rows(found, user)
    draws = draws_of(shift)
    return {
        "draws": draws,
        "head": {"drawn": {draw.disposition_id for draw in draws}},
        "rows": rows[:capacity],
        "beyond": rows[capacity:],
        "capacity": capacity,
        "most": MOST,
        "scope": scope,
    }


def _late(user: Any, office: int | None) -> list[dict[str, Any]]:
    """Alerts nobody took or decided in time, the longest waiting first: a senior officer's."""
    rows = Disposition.objects.visible_to(user).late().shown()
    rows = rows.filter(office=office) if office else rows
    found = list(rows.select_related("alert__right", "office").order_by("created_at", "id")
                 [:SIDE_ROWS])  # fmt: skip
    waits = waits_of(found, user.administration_id)
    return [
        {"row": row, "url": _url("alert-detail", row.alert), "level": said(waits[row.pk])}
        for row in found
    ]


def _proposed(user: Any, office: int | None) -> list[dict[str, Any]]:
    """Dismissals of colleagues that wait for a second officer, the oldest first."""
    rows = Disposition.objects.visible_to(user).filter(status=DispositionStatus.PROPOSED).shown()
    rows = rows.filter(office=office) if office else rows
    rows = rows.exclude(proposer=str(user.pk)).select_related("alert__right")
    return [
        {"row": row, "url": _url("alert-detail", row.alert)}
        for row in rows.order_by("updated_at", "id")[:SIDE_ROWS]
    ]


def _inspections(user: Any, office: int | None) -> list[dict[str, Any]]:
    rows = Inspection.objects.visible_to(user).open().select_related("consignment", "alert__right")
    if office:
        rows = rows.filter(Q(office=office) | Q(office=None))
    return [
        {"row": row, "tone": INSPECTION_TONE[row.status], "url": _url("inspection-detail", row)}
        for row in rows.order_by("-id")[:SIDE_ROWS]
    ]


def _clocks(user: Any) -> list[dict[str, Any]]:
    """Running clocks of the reader's cases that end within the next days, or are late."""
    until = clock.today(user.administration_id) + dt.timedelta(days=DAYS_AHEAD)
    rows = DueDate.objects.running().filter(
        due_on__lte=until, case__in=SeizureCase.objects.visible_to(user).open()
    )
    rows = rows.select_related("case__right").order_by("due_on", "id")[:SIDE_ROWS]
    return [
        {"case": row.case, "url": _url("case-detail", row.case),
         "clock": clock_row(row, procedure_of(row.case))}
        for row in rows
    ]  # fmt: skip


def _asking(user: Any) -> list[dict[str, Any]]:
    """Clocks that ran out and of which the law leaves it to an officer what follows."""
    rows = DueDate.objects.asking().filter(case__in=SeizureCase.objects.visible_to(user).open())
    return [
        {"case": row.case, "url": _url("case-detail", row.case), "due_on": row.due_on,
         "title": pick(procedure_of(row.case).deadline(row.rule).titles)}
        for row in rows.select_related("case__right").order_by("due_on", "id")[:SIDE_ROWS]
    ]  # fmt: skip


def _late_questions(user: Any) -> list[dict[str, Any]]:
    """Formal questions whose answer is late."""
    today = clock.today(user.administration_id)
    rows = Question.objects.filter(status="open", due_on__lt=today,
                                   case__in=SeizureCase.objects.visible_to(user))  # fmt: skip
    return [
        {"row": row, "url": _url("case-detail", row.case)}
        for row in rows.select_related("case__right").order_by("due_on", "id")[:SIDE_ROWS]
    ]


def _referrals(user: Any) -> list[dict[str, Any]]:
    """Alerts the other administration handed over and that still wait for a decision here."""
    waiting = Disposition.objects.filter(
        alert=OuterRef("alert"), administration=user.administration_id, status__in=UNDECIDED
    )
    rows = Referral.objects.filter(Exists(waiting), receiver=user.administration_id)
    rows = rows.select_related("alert__right", "alert__consignment")
    return [
        {"row": row, "url": _url("alert-detail", row.alert)}
        for row in rows.order_by("-id")[:SIDE_ROWS]
    ]


def _manifests(user: Any) -> list[dict[str, Any]]:
    """The latest manifests with refused rows that nobody has corrected or set aside."""
    waiting = Count("refused_rows", filter=Q(refused_rows__status="open"))
    latest = Manifest.objects.visible_to(user).filter(refused_count__gt=0).newest_first()
    rows = Manifest.objects.filter(pk__in=latest.values("pk")[:20])
    rows = rows.annotate(waiting=waiting).filter(waiting__gt=0).order_by("-id")[:SIDE_ROWS]
    return [{"row": row, "waiting": row.waiting, "url": _url("manifest-detail", row)}
            for row in rows]  # fmt: skip


def _recordations(user: Any) -> list[dict[str, Any]]:
    """What this administration has to examine, the most urgent first: recordations, renewals."""
    code = user.administration_id
    rows = Recordation.objects.awaiting_examiner(code).select_related("right__holder")
    asked = Renewal.objects.filter(recordation__administration=code, status=RenewalStatus.ASKED)
    asked = asked.select_related("recordation__right__holder").order_by("decide_by", "id")
    found = [_to_examine(row, row.examine_by, row.submitted_at) for row in rows[:TO_EXAMINE]]
    found += [
        {**_to_examine(one.recordation, one.decide_by, one.created_at), "is_renewal": True}
        for one in asked[:TO_EXAMINE]
    ]
    return sorted(found, key=lambda item: item["due_on"] or dt.date.max)[:TO_EXAMINE]


def _powers_wait(user: Any) -> bool:
    """Whether an agent's power of attorney waits for this reader's word."""
    rows = PowerAcceptance.objects.filter(
        administration=user.administration_id, status=PowerStatus.WAITING, power__revoked_at=None
    )
    return bool(may_accept_power(user, user.administration_id) and rows.exists())


def _to_examine(row: Recordation, due_on: dt.date | None, asked_at: Any) -> dict[str, Any]:
    left = working_days_left(due_on, row.administration) if due_on else None
    return {"row": row, "url": _url("examination-detail", row), "due_on": due_on,
            "days_left": left, "asked_at": asked_at, "is_renewal": False}  # fmt: skip


def _figures(user: Any) -> list[dict[str, Any]]:
    found = headline(user.administration_id, WINDOW)
    words = {
        "lines": _("Goods lines received"), "alerts": _("Alerts raised"),
        "undecided": _("Alerts to decide"), "inspections": _("Inspections finished"),
        "open_cases": _("Open cases"),
    }  # fmt: skip
    return [{"label": word, "value": number_format(found[key], use_l10n=True, force_grouping=True)}
            for key, word in words.items()]  # fmt: skip


def _url(name: str, row: Any) -> str:
    return reverse(name, args=[row.pk])
