"""Agreements between administrations and the grants made under them."""

from django.db import models

from seizures.core.models import Row
from seizures.grants.querysets import GrantQuerySet


class Agreement(Row):
    """A standing arrangement between the administrations, with its title and date."""

    code = models.CharField(max_length=40, unique=True)
    names = models.JSONField(default=dict)
    signed_on = models.DateField()

    def __str__(self) -> str:
        return self.code


class Grant(Row):
    """Opens fields of a subject to a grantee, on a basis, for a time, until recalled."""

    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    owner = models.CharField(max_length=2)
    grantee_administration = models.CharField(max_length=2, blank=True)
    grantee_organisation_id = models.BigIntegerField(null=True, blank=True)
    fields = models.JSONField(default=list)
    basis = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200, blank=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    recalled_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "grantee_administration"]),
            models.Index(fields=["grantee_administration", "subject_kind", "-id"]),
            models.Index(fields=["grantee_organisation_id", "subject_kind"]),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} -> {self.grantee_administration}"
