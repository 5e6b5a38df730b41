"""Shadow runs: a proposed engine and today's over the same received lines; no queue changes."""

import datetime as dt
from collections.abc import Sequence
from time import monotonic
from typing import Any

from django.db.models import Max, Min, Sum
from django.utils.translation import gettext_lazy as _

from seizures.cargo.facts import goods
from seizures.cargo.models import GoodsLine, Manifest
from seizures.core import clock
from seizures.core.actions import (
    MAX_ATTEMPTS,
    attempt_job,
    checkpoint_job,
    finish_job,
    free_job,
    hold_lease,
    open_job,
    queue_jobs,
)
from seizures.core.actor import Actor
from seizures.core.choices import JobStatus
from seizures.core.database import atomic
from seizures.core.errors import NotAllowed, Refused
from seizures.journal.actions import record
from seizures.rights.actions import bring_up_to_date
from seizures.rights.index import current
from seizures.screening.actions.proposing import check_engine
from seizures.screening.choices import RuleStatus
from seizures.screening.comparing import Comparing, Example
from seizures.screening.context import context_of
from seizures.screening.engines import definition, engine_from, in_force
from seizures.screening.models import Rule, ShadowExample, ShadowRun
from seizures.screening.policies import require_keeper

SHADOW = "engine.shadow"
MOST_DAYS, CHUNK = 62, 4000


def begin_shadow_run(
    *,
    administration: str,
    first_on: dt.date,
    last_on: dt.date,
    recipe: str,
    data_version: str = "",
    rules: Sequence[int],
    by: Actor,
) -> ShadowRun:
    """Asks for a comparison over the manifests received on these days; `rules` is the whole set
    that would be live.
    """
    require_keeper(by, administration)
    if by.kind != "user":
        raise NotAllowed(_("A shadow run belongs to a person."))
    _check_days(administration, first_on, last_on)
    check_engine(administration, recipe, data_version)
    wanted = _rules(administration, rules)
    now = in_force(administration)
    live = Rule.objects.of(administration).filter(
        pk__in=now.rules if now else [], status=RuleStatus.LIVE
    )
    today = engine_facts(now.recipe if now else "", now.data_version if now else "", list(live))
    with atomic():
        total = manifests_of(administration, first_on, last_on).aggregate(n=Sum("lines_count"))["n"]
        if not total:
            raise Refused(_("No goods were received on these days. Choose other days."),
                          field="first_on")  # fmt: skip
        run = ShadowRun.objects.create(
            administration=administration, first_on=first_on, last_on=last_on, today=today,
            proposal=engine_facts(recipe, data_version, wanted), by_id=int(by.id), by_name=by.name,
            job=open_job(SHADOW, administration=administration, total=int(total)),
        )  # fmt: skip
        record("shadow.begun", kind="shadow", key=run.pk, by=by, administration=administration,
               first_on=first_on.isoformat(), last_on=last_on.isoformat())  # fmt: skip
    return run


def engine_facts(recipe: str, data_version: str, rules: Sequence[Rule]) -> dict[str, Any]:
    """An engine as plain values, with its rules as they are now."""
    from seizures.matching import recipes

    told = [definition(rule) for rule in sorted(rules, key=lambda rule: rule.pk)]
    return {"recipe": recipe or recipes.CURRENT, "data_version": data_version, "rules": told}


def manifests_of(administration: str, first_on: dt.date, last_on: dt.date) -> Any:
    """Manifests received on these days of the administration's calendar that may be screened."""
    zone = clock.zone(administration)
    begin = dt.datetime.combine(first_on, dt.time.min, tzinfo=zone)
    end = dt.datetime.combine(last_on, dt.time.min, tzinfo=zone) + dt.timedelta(days=1)
    return Manifest.objects.screenable().filter(
        administration=administration, created_at__gte=begin, created_at__lt=end
    )


def waiting_shadow_runs() -> list[int]:
    """Runs that must go on and that nobody was sent to lately; notes them as sent."""
    rows = ShadowRun.objects.filter(is_complete=False).exclude(job__status=JobStatus.FAILED)
    waiting = dict(rows.order_by("id").values_list("job_id", "id")[:10])
    return [waiting[job] for job in queue_jobs(list(waiting))]


def run_shadow(run_id: int, *, by: Actor, budget_seconds: float = 5.0) -> bool:
    """Goes on with a comparison from its checkpoint; True when done or given up."""
    run = ShadowRun.objects.select_related("job").get(pk=run_id)
    if run.is_complete or run.job.status == JobStatus.FAILED:
        return True
    if not bring_up_to_date(by=by):
        return False
    return attempt_job(
        run.job_id,
        lambda _job, token: _go_on(run, token, by, monotonic() + budget_seconds),
        give_up=lambda token, why: _give_up(run, token, by, why),
    )


def _go_on(run: ShadowRun, token: str, by: Actor, deadline: float) -> bool:
    index, _version = current()
    context, version = context_of(run.administration)
    old = engine_from(run.administration, run.today, context, version)
    new = engine_from(run.administration, run.proposal, context, version)
    manifests = list(
        manifests_of(run.administration, run.first_on, run.last_on).values_list("pk", flat=True)
    )
    lines = GoodsLine.objects.filter(manifest__in=manifests)
    span = lines.aggregate(first=Min("pk"), last=Max("pk"))
    while True:
        cursor = run.job.cursor
        last = int(cursor.get("last_line") or (span["first"] or 1) - 1)
        chunk = goods(lines.filter(pk__gt=last, pk__lte=span["last"] or 0).order_by("pk")[:CHUNK])
        comparing = Comparing.of(run.result, cursor.get("tail"))
        examples = comparing.add(old.judge(index, chunk), new.judge(index, chunk), chunk)
        is_last = len(chunk) < CHUNK
        with atomic():
            job = hold_lease(run.job_id, token=token)
            _keep(run, examples)
            run.result, run.updated_at = comparing.result, clock.now()
            run.save(update_fields=["result", "updated_at"])
            checkpoint_job(job, done=job.done + len(chunk), tail=comparing.tail,
                           last_line=chunk[-1].line if chunk else last)  # fmt: skip
            run.job = job
            if is_last:
                return _close(run, by)
        if monotonic() > deadline:
            free_job(run.job_id, token=token)
            return False


def _keep(run: ShadowRun, examples: Sequence[Example]) -> None:
    ShadowExample.objects.bulk_create(
        [
            ShadowExample(
                run=run, kind=one.kind, line_id=one.line, right_id=one.right, before=one.before,
                after=one.after, reasons=one.reasons, span_start=one.span[0], span_end=one.span[1],
            )
            for one in examples
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _close(run: ShadowRun, by: Actor) -> bool:
    run.is_complete = True
    run.save(update_fields=["is_complete"])
    told = {name: run.result.get(name, 0) for name in ("before", "after", "both")}
    finish_job(run.job, result=told)
    record("shadow.finished", kind="shadow", key=run.pk, by=by, administration=run.administration,
           **told)  # fmt: skip
    return True


def _give_up(run: ShadowRun, token: str, by: Actor, why: str) -> bool:
    with atomic():
        job = hold_lease(run.job_id, token=token)
        finish_job(job, problem=f"given up after {MAX_ATTEMPTS} attempts: {why}")
        record("shadow.failed", kind="shadow", key=run.pk, by=by, problem=why[:300],
               administration=run.administration)  # fmt: skip
    return True


def _check_days(administration: str, first_on: dt.date, last_on: dt.date) -> None:
    if last_on < first_on:
        raise Refused(_("The last day lies before the first."), field="last_on")
    if first_on > clock.today(administration):
        raise Refused(_("Choose days that have begun."), field="first_on")
    if (last_on - first_on).days >= MOST_DAYS:
        raise Refused(_("At most 62 days at once."), field="last_on")


def _rules(administration: str, keys: Sequence[int]) -> list[Rule]:
    rows = Rule.objects.of(administration).exclude(status=RuleStatus.RETIRED)
    found = list(rows.filter(pk__in=list(keys)))
    if len(found) != len(set(keys)):
        raise Refused(_("One of the rules is not there any more. Choose again."), field="rules")
    return found
