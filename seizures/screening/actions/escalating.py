"""Service levels, and alerts that waited longer than these allow: told to the senior officers."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.core.errors import Refused, Stale
from seizures.journal.actions import record
from seizures.reference.models import Administration, Office
from seizures.screening.actions.holding import hold_rows
from seizures.screening.choices import Escalation, QueueKind, Tier
from seizures.screening.models import Disposition, ServiceLevel
from seizures.screening.policies import require_senior
from seizures.screening.waiting import Level, levels_of, working_hours_before

BATCH, MOST_HOURS = 200, 900


def set_level(
    administration: str,
    *,
    office: Office | None,
    queue: str,
    take_hours: int,
    decide_hours: int,
    by: Actor,
    version: int | None = None,
) -> ServiceLevel:
    """A senior officer says within how many working hours a queue is taken and decided."""
    require_senior(by, administration)
    if queue not in QueueKind.values:
        raise Refused(_("Choose a queue."), field="queue")
    if not 0 < take_hours <= MOST_HOURS:
        raise Refused(_("Give a number from 1 to %(most)s."), field="take_hours", most=MOST_HOURS)
    if not take_hours <= decide_hours <= MOST_HOURS:
        raise Refused(_("An alert is decided after it is taken."), field="decide_hours")
    if office and office.administration_id != administration:
        raise Refused(_("This office belongs to the other administration."), field="office")
    hours = {"take_hours": take_hours, "decide_hours": decide_hours, "set_by_name": by.name}
    with atomic():
        row, is_new = ServiceLevel.objects.select_for_update().get_or_create(
            administration=administration, office=office, queue=queue, defaults=hours
        )
        if not is_new:
            if version is not None and row.version != version:
                raise Stale(_("Somebody else changed this level in between. Look at it again."))
            for name, value in hours.items():
                setattr(row, name, value)
            row.version, row.updated_at = row.version + 1, clock.now()
            row.save()
        record("level.set", kind="level", key=row.pk, by=by, administration=administration,
               office=office.code if office else "", queue=queue, take_hours=take_hours,
               decide_hours=decide_hours)  # fmt: skip
    return row


def escalate(*, by: Actor) -> int:
    """Marks what has waited too long in every queue, each alert once for each reason."""
    count = 0
    for administration in Administration.objects.values_list("pk", flat=True).order_by("pk"):
        for condition, level in _queues(administration):
            count += _late(administration, condition, level.decide, Escalation.DECIDE, by)
            count += _late(administration, condition, level.take, Escalation.TAKE, by)
    return count


def _queues(administration: str) -> Iterator[tuple[Q, Level]]:
    """Every queue with a level of its own; the level of all counts for the other offices."""
    known = levels_of(administration)
    for (office, queue), level in known.items():
        tier = Q(tier=Tier.REFER) if queue == QueueKind.EXAMINER else ~Q(tier=Tier.REFER)
        if office:
            yield tier & Q(office=office), level
            continue
        own = [key for key, name in known if key and name == queue]
        yield tier & (~Q(office__in=own) | Q(office=None) if own else Q()), level


def _late(administration: str, condition: Q, hours: int, kind: str, by: Actor) -> int:
    """Escalates the oldest rows of one queue; the next sweep goes on."""
    before = working_hours_before(clock.now(), hours, administration)
    rows = (
        Disposition.objects.undecided()
        .shown()
        .filter(condition, administration=administration, created_at__lt=before)
    )
    if kind == Escalation.TAKE:
        rows = rows.filter(assignee=None, escalated_at=None)
    else:
        rows = rows.exclude(escalation=kind)
    keys = list(rows.order_by("created_at", "id").values_list("pk", flat=True)[:BATCH])
    with atomic():
        held = hold_rows(rows.filter(pk__in=keys))
        for row in held:
            row.escalation, row.escalated_at = kind, clock.now()
            row.save(update_fields=["escalation", "escalated_at"])
            record("alert.escalated", kind="alert", key=row.alert_id, by=by,
                   reference=row.alert.number, administration=administration, hours=hours,
                   waited=kind)  # fmt: skip
    return len(held)
