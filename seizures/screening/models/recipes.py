"""What screens: recipe, data version and rules in force, proposals, and their shadow runs."""

from django.db import models

from seizures.core.models import Row
from seizures.screening.choices import Difference, EngineStatus
from seizures.screening.querysets import OwnQuerySet


class RecipeInForce(Row):
    """One setting of an administration's engine: recipe, learned data version, live rules.

    Begun as a proposal of one person, put live by a second one, replaced by the next; never
    edited. `adds` and `drops` are the rules a proposal puts in or takes out, `rules` the whole set
    while it was in force. An empty data version is that of the tables the product ships.
    """

    administration = models.CharField(max_length=2)
    status = models.CharField(max_length=10, choices=EngineStatus)
    recipe = models.CharField(max_length=40)
    data_version = models.CharField(max_length=60, blank=True)
    rules = models.JSONField(default=list, blank=True)
    adds = models.JSONField(default=list, blank=True)
    drops = models.JSONField(default=list, blank=True)
    base = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    shadow = models.ForeignKey(
        "screening.ShadowRun", on_delete=models.PROTECT, null=True, blank=True,
        related_name="proposals",
    )  # fmt: skip
    note = models.CharField(max_length=500, blank=True)
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_by_name = models.CharField(max_length=150)
    confirmed_by_name = models.CharField(max_length=150, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "recipes in force"
        constraints = [
            models.UniqueConstraint(
                fields=["administration"], condition=models.Q(status="in_force"),
                name="one_engine_in_force",
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["administration", "-id"], name="engines_of")]

    def __str__(self) -> str:
        return f"{self.administration} {self.recipe} {self.data_version} {self.status}"


class ShadowRun(Row):
    """Compares a proposed engine with the present one over received days; changes no queue.

    `today` and `proposal` are {"recipe", "data_version", "rules": [definitions]} as they were when
    the run was asked for. `result` holds counts by day, overlap and known outcomes.
    """

    administration = models.CharField(max_length=2)
    first_on = models.DateField()
    last_on = models.DateField()
    today = models.JSONField()
    proposal = models.JSONField()
    is_complete = models.BooleanField(default=False)
    result = models.JSONField(default=dict, blank=True)
    job = models.OneToOneField("core.Job", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)

    objects = OwnQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["administration", "-id"], name="shadow_runs_of"),
            models.Index(
                fields=["id"], condition=models.Q(is_complete=False), name="shadow_runs_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.administration} {self.first_on} - {self.last_on}"


class ShadowExample(models.Model):
    """A line and right on which the two engines of a shadow run differ."""

    run = models.ForeignKey(ShadowRun, on_delete=models.CASCADE, related_name="examples")
    kind = models.CharField(max_length=6, choices=Difference)
    line = models.ForeignKey("cargo.GoodsLine", on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey("rights.Right", on_delete=models.CASCADE, related_name="+")
    before = models.FloatField(null=True, blank=True)
    after = models.FloatField(null=True, blank=True)
    reasons = models.JSONField(default=list)
    span_start = models.PositiveIntegerField(null=True, blank=True)
    span_end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "kind", "line", "right"], name="one_shadow_example"
            )
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.kind} {self.line_id}"
