"""Rules and watch-lists that officers keep, and what they met."""

from django.db import models

from seizures.core import clock
from seizures.core.models import Row
from seizures.screening.choices import (
    RuleEffect,
    RuleStatus,
    SuggestionStatus,
    WatchRole,
    WatchSource,
)
from seizures.screening.querysets import OwnQuerySet


class Rule(Row):
    """Conditions over a goods line, and what is done with the lines that fulfil all of them.

    `conditions` is a list of {"field", "op", "values"} over the fields of `matching.rules`;
    `strength` is in log-odds. A live rule is never changed: a copy replaces it.
    """

    administration = models.CharField(max_length=2)
    name = models.CharField(max_length=120)
    note = models.TextField(blank=True)
    status = models.CharField(max_length=8, choices=RuleStatus, default=RuleStatus.DRAFT)
    conditions = models.JSONField(default=list)
    effect = models.CharField(max_length=8, choices=RuleEffect)
    strength = models.FloatField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    right = models.ForeignKey(
        "rights.Right", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    owner = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=150)
    hits = models.PositiveIntegerField(default=0)
    shadow_hits = models.PositiveIntegerField(default=0)
    last_hit_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OwnQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["administration", "status", "-id"], name="rules_by_status")]

    def __str__(self) -> str:
        return self.name


class RuleHit(models.Model):
    """A rule met a goods line: with which right, what the score was before and after."""

    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="met", db_index=False)
    line = models.ForeignKey("cargo.GoodsLine", on_delete=models.CASCADE, related_name="+")
    consignment = models.ForeignKey(
        "cargo.Consignment", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    right_key = models.BigIntegerField(default=0)
    alert = models.ForeignKey(
        "screening.Alert", on_delete=models.CASCADE, null=True, blank=True,
        related_name="rule_hits",
    )  # fmt: skip
    is_shadow = models.BooleanField(default=False)
    before = models.FloatField(null=True, blank=True)
    after = models.FloatField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "line", "right_key"], name="one_rule_hit")
        ]
        indexes = [models.Index(fields=["rule", "-id"], name="hits_of_rule")]

    def __str__(self) -> str:
        return f"{self.rule_id} line {self.line_id}"


class Suggestion(Row):
    """A rule suggests to inspect a consignment although no mark was found on it."""

    administration = models.CharField(max_length=2)
    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="suggestions")
    consignment = models.ForeignKey(
        "cargo.Consignment", on_delete=models.CASCADE, related_name="suggestions"
    )
    line = models.ForeignKey("cargo.GoodsLine", on_delete=models.CASCADE, related_name="+")
    status = models.CharField(
        max_length=10, choices=SuggestionStatus, default=SuggestionStatus.OPEN
    )
    note = models.CharField(max_length=300, blank=True)
    decided_by_name = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consignment", "rule"], name="one_suggestion_a_rule")
        ]
        indexes = [
            models.Index(fields=["administration", "status", "-id"], name="suggestions_by_status")
        ]

    def __str__(self) -> str:
        return f"{self.consignment_id} {self.status}"


class WatchEntry(Row):
    """A party that is watched: its spellings in any script, why, for which rights, how long.

    No rights means any. `ended_at` takes it off the list before its dates do.
    """

    administration = models.CharField(max_length=2)
    name = models.CharField(max_length=300)
    spellings = models.JSONField(default=list, blank=True)
    role = models.CharField(max_length=10, choices=WatchRole)
    rights = models.ManyToManyField("rights.Right", blank=True, related_name="+")
    reason = models.CharField(max_length=300)
    source = models.CharField(max_length=12, choices=WatchSource)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    owner = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=150)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "watch entries"
        indexes = [
            models.Index(fields=["administration", "-id"], name="watched_parties"),
            models.Index(fields=["administration", "-updated_at"], name="watched_lately"),
        ]

    def __str__(self) -> str:
        return self.name
