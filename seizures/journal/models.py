"""Entries of the chains, the heads of the chains, and the log of reads."""

from django.db import models

from seizures.journal.querysets import EntryQuerySet


class ChainHead(models.Model):
    """The last link of one chain; held while an entry is added."""

    chain = models.CharField(max_length=8, primary_key=True)
    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence}"


class Entry(models.Model):
    """One deed: verb, subject, actor, legal basis and particulars, linked to the one before."""

    chain = models.CharField(max_length=8)
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    subject_reference = models.CharField(max_length=80, blank=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=150, blank=True)
    actor_administration = models.CharField(max_length=2, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "sequence"], name="one_link")]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-id"]),
            models.Index(fields=["chain", "actor_id", "sequence"], name="journal_by_actor"),
            models.Index(fields=["chain", "subject_kind", "sequence"], name="journal_by_kind"),
            models.Index(fields=["chain", "subject_reference", "sequence"],
                         name="journal_by_reference"),
            models.Index(fields=["chain", "at", "sequence"], name="journal_by_day"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.chain}/{self.sequence} {self.verb} {self.subject_reference}"


class Read(models.Model):
    """Somebody looked at a record of the other administration."""

    at = models.DateTimeField()
    user_id = models.BigIntegerField()
    administration = models.CharField(max_length=2)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    is_sealed = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["is_sealed", "id"])]

    def __str__(self) -> str:
        return f"{self.administration} read {self.subject_kind} {self.subject_id}"
