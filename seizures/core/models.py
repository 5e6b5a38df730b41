"""The base row, the counters behind reference numbers, and long jobs with their progress."""

import datetime as dt

from django.db import models

from seizures.core import clock
from seizures.core.choices import JobStatus


class Row(models.Model):
    """A row that knows when it came and when it last changed."""

    created_at = models.DateTimeField(default=clock.now, editable=False)
    updated_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True


class Counter(models.Model):
    """The last number given in one series of one administration and year."""

    series = models.CharField(max_length=40)
    administration = models.CharField(max_length=2, blank=True)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "administration", "year"], name="one_counter_per_series"
            )
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.administration} {self.year}: {self.last}"


class Job(Row):
    """A long piece of work a person may watch: counts, rate, what went wrong so far."""

    kind = models.CharField(max_length=40)
    administration = models.CharField(max_length=2, blank=True)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=JobStatus, default=JobStatus.WAITING)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    cursor = models.JSONField(default=dict, blank=True)
    result = models.JSONField(default=dict, blank=True)
    problem = models.TextField(blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "status"]),
                   models.Index(fields=["subject_kind", "subject_id"])]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.done}/{self.total} {self.status}"

    @property
    def share(self) -> int:
        """How much is done, in whole per cent."""
        if self.status == JobStatus.DONE:
            return 100
        return min(99, int(100 * self.done / self.total)) if self.total else 0

    @property
    def seconds(self) -> float:
        """How long it has run so far, or ran."""
        if not self.started_at:
            return 0.0
        end: dt.datetime = self.finished_at or clock.now()
        return max(0.0, (end - self.started_at).total_seconds())

    @property
    def rate(self) -> float:
        """Units a second since it was begun, or begun again after it had stopped."""
        gone = self.done - int(self.cursor.get("done_before", 0))
        return gone / self.seconds if self.seconds > 0.2 else 0.0

    @property
    def seconds_left(self) -> int | None:
        """A fair guess of what is left, or None while there is nothing to guess from."""
        if not self.rate or not self.total:
            return None
        return int((self.total - self.done) / self.rate)


class KeptAnswer(models.Model):
    """What was answered to a write with this key, so that sending it again does nothing new."""

    owner = models.CharField(max_length=80)
    key = models.CharField(max_length=100)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    headers = models.JSONField(default=dict)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="one_answer_a_key")]

    def __str__(self) -> str:
        return f"{self.owner} {self.key} {self.status}"
