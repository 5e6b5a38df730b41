"""Organisations and the people who act for them."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from seizures.accounts.choices import OFFICIALS, OUTSIDE, OrganisationKind, Role
from seizures.accounts.duty import is_on_duty, part_of
from seizures.core.models import Row

FIRST_HAN = "\u2e80"


class Organisation(Row):
    """A firm or body that people act for."""

    kind = models.CharField(max_length=16, choices=OrganisationKind)
    name = models.CharField(max_length=200)
    local_name = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2)
    address = models.CharField(max_length=300, blank=True)
    business_number = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_small = models.BooleanField(default=False)
    acts_for = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="agents")

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person with one role, in an administration's office or in an organisation."""

    role = models.CharField(max_length=16, choices=Role, default=Role.HOLDER)
    administration = models.ForeignKey(
        "reference.Administration", on_delete=models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    language = models.CharField(max_length=8, default="en")

    def get_full_name(self) -> str:
        """The name as its owner writes it: in Hangul and Han the family name first, unspaced."""
        if self.last_name and self.last_name[0] >= FIRST_HAN:
            return f"{self.last_name}{self.first_name}"
        return str(super().get_full_name())

    @property
    def is_official(self) -> bool:
        """Works for a customs administration."""
        return self.role in OFFICIALS and bool(self.administration_id)

    @property
    def is_on_duty(self) -> bool:
        """Decides on cargo: officers, and trainees inside an exercise."""
        return self.is_official and is_on_duty(self.role)

    @property
    def is_outside(self) -> bool:
        """A right holder, agent or pledgee."""
        return self.role in OUTSIDE

    @property
    def is_senior(self) -> bool:
        """May be the second person."""
        return self.is_official and part_of(self.role) == Role.SENIOR_OFFICER

    def represented_ids(self) -> list[int]:
        """Keys of the organisations this person may act for: the own one and its principals."""
        if not self.organisation_id:
            return []
        own = self.organisation
        return [own.pk, *own.acts_for.values_list("pk", flat=True)] if own else []
