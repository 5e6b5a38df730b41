"""What happened while the demo was filled, for the person at the terminal."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Max, Min

from seizures.cargo.models import Manifest
from seizures.core.languages import pick
from seizures.core.models import Job
from seizures.reference.models import Administration
from seizures.screening.explain import explanation
from seizures.screening.models import Alert, Disposition, ScreeningRun

REASONS_SHOWN = 3


def count(manifests: Sequence[int], seconds: float, by_worker: bool) -> dict[str, Any]:
    """The figures of the manifests that were just read and screened."""
    rows = Manifest.objects.filter(pk__in=manifests)
    runs = ScreeningRun.objects.filter(manifest_id__in=manifests)
    lines = sum(rows.values_list("lines_count", flat=True))
    jobs = Job.objects.filter(pk__in=runs.values("job_id"))
    span = jobs.aggregate(first=Min("started_at"), last=Max("finished_at"))
    busy = (span["last"] - span["first"]).total_seconds() if span["last"] else 0.0
    cpu = sum(runs.values_list("cpu_seconds", flat=True))
    found = Disposition.objects.filter(alert__consignment__manifest_id__in=manifests)
    return {
        "manifests": len(manifests), "lines": lines,
        "refused_rows": sum(rows.values_list("refused_count", flat=True)),
        "seconds": round(seconds, 1), "screening_seconds": round(busy, 1),
        "lines_per_second": round(lines / busy) if busy else 0,
        "lines_per_cpu_second": round(lines / cpu) if cpu else 0, "by_worker": by_worker,
        "alerts": {code: found.filter(administration=code).count() for code in ("kr", "cn")},
    }  # fmt: skip


def sentences(facts: dict[str, Any], manifests: Sequence[int]) -> Iterator[str]:
    """The summary line by line, then the five strongest alerts with their main reasons."""
    names = {row.code: row.short_names for row in Administration.objects.all()}
    where = "by the worker" if facts["by_worker"] else "in this process"
    yield f"manifests received: {facts['manifests']}"
    yield f"lines read: {facts['lines']:,} {where}, rows refused: {facts['refused_rows']}"
    yield (f"lines screened per second: {facts['lines_per_second']:,} "
           f"({facts['lines_per_cpu_second']:,} per CPU second)")  # fmt: skip
    told = [
        f"{pick(names[code], 'en')} {total}"
        for code, total in sorted(facts["alerts"].items(), reverse=True)
    ]
    yield f"alerts raised: {', '.join(told)}"
    yield "the five strongest:"
    for alert in _strongest(manifests):
        hit = alert.hits.order_by("-score").select_related("line").first()
        if hit is None:
            continue
        reasons = [row["text"] for row in explanation(hit, "en")[:REASONS_SHOWN]]
        yield f"  {alert.score:.2f} {alert.right.mark}: {hit.line.description}"
        yield f"       {'; '.join(reasons)}"


def _strongest(manifests: Sequence[int]) -> Iterator[Alert]:
    rows = Alert.objects.filter(consignment__manifest_id__in=manifests, is_by_hand=False)
    yield from rows.select_related("right").order_by("-score", "id")[:5]
