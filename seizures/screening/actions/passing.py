"""One worker's pass over waiting lines: chunk, screen, raise, checkpoint; shared by all runs."""

from collections.abc import Callable, Collection
from time import monotonic, process_time
from typing import Any

from django.db.models import F

from seizures.cargo.facts import Goods, goods
from seizures.core import clock
from seizures.core.actions import checkpoint_job, finish_job, free_job, hold_lease
from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.core.models import Job
from seizures.matching.index import MatchIndex
from seizures.screening.actions.noting import note_rules
from seizures.screening.actions.raising import raise_alerts
from seizures.screening.engine import Verdicts
from seizures.screening.engines import engine_of
from seizures.screening.models import ScreeningRun

CHUNK = 4000
Close = Callable[[Job], bool]


class Pass:
    """Screens the lines of a queryset against an index from the run's checkpoint on.

    `only` keeps hits on these rights alone. `close` is called in the last
    chunk's transaction and says whether that was really the end. `part` is the job of one part of
    a run that was shared out, else the run's own job counts; `by_key` tells progress by the keys
    passed instead of the lines met.
    """

    def __init__(
        self,
        run: ScreeningRun,
        token: str,
        *,
        lines: Any,
        index: MatchIndex,
        version: str,
        by: Actor,
        close: Close,
        only: Collection[int] | None = None,
        part: Job | None = None,
        by_key: bool = False,
    ) -> None:
        self.run, self.token, self.by, self.close = run, token, by, close
        self.lines, self.index, self.version = lines, index, version
        self.only = {str(key) for key in only} if only is not None else None
        self.part, self.by_key = part, by_key
        self.job_id = part.pk if part else run.job_id
        if part:
            self.lines, self.close = lines.filter(pk__lte=part.cursor["until"]), self._close_part

    def go(self, job: Job, deadline: float) -> bool:
        """Chunk after chunk until nothing waits or the time is over."""
        last, done = int(job.cursor.get("last_line", 0)), job.done
        while True:
            begin = process_time()
            chunk = goods(self.lines.filter(pk__gt=last).order_by("pk")[:CHUNK])
            verdicts = self._screen(chunk)
            is_last, before = len(chunk) < CHUNK, last
            if chunk:
                last = chunk[-1].line
            if is_last and self.part:
                last = int(self.part.cursor["until"])
            gone = last - before if self.by_key else len(chunk)
            done += gone
            if self._store(verdicts, len(chunk), last, done, gone, begin, is_last):
                return True
            if monotonic() > deadline:
                free_job(job.pk, token=self.token)
                return False

    def _screen(self, chunk: list[Goods]) -> Verdicts:
        """Every administration's own engine judges the goods it received."""
        verdicts = Verdicts()
        for place in sorted({one.journey.administration for one in chunk}):
            mine = [one for one in chunk if one.journey.administration == place]
            judged = engine_of(place).judge(self.index, mine, only=self.only)
            verdicts.found += judged.found
            verdicts.met += judged.met
        return verdicts

    def _store(
        self,
        verdicts: Verdicts,
        lines: int,
        last: int,
        done: int,
        gone: int,
        begin: float,
        is_last: bool,
    ) -> bool:
        """One transaction: alerts, counts and the checkpoint, or nothing."""
        with atomic():
            job = hold_lease(self.job_id, token=self.token)
            raised = raise_alerts(self.run, verdicts.found, index_version=self.version, by=self.by)
            note_rules(verdicts.met, by=self.by)
            ScreeningRun.objects.filter(pk=self.run.pk).update(
                alerts_raised=F("alerts_raised") + raised,
                lines_screened=F("lines_screened") + lines,
                cpu_seconds=F("cpu_seconds") + (process_time() - begin),
                index_version=self.version[:120],
                updated_at=clock.now(),
            )
            checkpoint_job(job, done=done, last_line=last)
            if self.part:
                Job.objects.filter(pk=self.run.job_id).update(
                    done=F("done") + gone, updated_at=clock.now()
                )
            return is_last and self.close(job)

    def _close_part(self, job: Job) -> bool:
        finish_job(job)
        return True
