"""Further alerts of a case; the one-time links of its declarant and what was sent by them."""

from django.db import models

from seizures.cases.choices import ClaimStatus, SubmissionKind
from seizures.cases.models.case import SeizureCase
from seizures.cases.querysets import LinkQuerySet
from seizures.core.models import Row


class LinkedAlert(Row):
    """An alert an officer joined to a case that was opened for another one."""

    case = models.ForeignKey(SeizureCase, on_delete=models.CASCADE, related_name="linked_alerts")
    alert = models.ForeignKey(
        "screening.Alert", on_delete=models.PROTECT, related_name="linked_cases"
    )
    note = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "alert"], name="one_link_an_alert")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.alert_id}"


class DeclarantLink(Row):
    """A one-time link by which a declarant without an account meets a case.

    Only digests are kept: of the token in the letter, and of the key that the first browser to
    open it was given; after that the token opens nothing.
    """

    case = models.ForeignKey(SeizureCase, on_delete=models.CASCADE, related_name="links")
    recipient = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, default="en")
    token_digest = models.CharField(max_length=64, unique=True)
    browser_digest = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    openings = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=150)

    objects = LinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.case_id} {self.recipient}"


class DeclarantSubmission(Row):
    """One thing a declarant sent by its link: what, when, with which files, and its SHA-256."""

    case = models.ForeignKey(SeizureCase, on_delete=models.CASCADE, related_name="submissions")
    link = models.ForeignKey(DeclarantLink, on_delete=models.PROTECT, related_name="submissions")
    kind = models.CharField(max_length=8, choices=SubmissionKind)
    step = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    details = models.JSONField(default=dict, blank=True)
    files = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class LicenceClaim(Row):
    """A licence the declarant says it has: put to the right holder as an authorised trader."""

    submission = models.OneToOneField(DeclarantSubmission, on_delete=models.CASCADE,
                                      related_name="claim")  # fmt: skip
    case = models.ForeignKey(SeizureCase, on_delete=models.CASCADE, related_name="licence_claims")
    trader = models.CharField(max_length=300)
    country = models.CharField(max_length=2, blank=True)
    licence_number = models.CharField(max_length=100, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=9, choices=ClaimStatus, default=ClaimStatus.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=150, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.case_id} {self.trader}"
