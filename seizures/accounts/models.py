"""Organisations and the people who act for them: own people, agents by power, deputies."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from seizures.accounts.choices import OFFICIALS, OUTSIDE, OrganisationKind, PowerStatus, Role
from seizures.accounts.duty import is_on_duty, part_of
from seizures.accounts.querysets import OF_DEPUTIES, DeputyQuerySet, PowerQuerySet
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

    def represented_ids(self, scope: str = "", administration: str = "") -> list[int]:
        """Keys of the organisations this person may act for: the own one, its principals by an
        accepted and valid power of attorney that covers the scope, and those it is deputy of."""
        found = [self.organisation_id] if self.organisation_id else []
        powers = PowerOfAttorney.objects.in_force(scope, administration)
        if self.organisation_id and self.role != Role.PLEDGEE:
            found += powers.filter(agent=self.organisation_id).values_list("principal", flat=True)
        if scope in OF_DEPUTIES and self.role == Role.HOLDER:
            found += Deputy.objects.in_force().filter(person=self.pk).values_list(
                "organisation", flat=True)  # fmt: skip
        return list(dict.fromkeys(found))


class PowerOfAttorney(Row):
    """What a principal's document lets an agent do; it counts where an administration accepted
    it, from its first to its last day, until it is revoked."""

    principal = models.ForeignKey(Organisation, on_delete=models.PROTECT,
                                  related_name="powers_given")  # fmt: skip
    agent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="powers_held")
    for_recordation = models.BooleanField(default=False)
    for_cases = models.BooleanField(default=False)
    for_securities = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField()
    lodged_by_name = models.CharField(max_length=150)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by_name = models.CharField(max_length=150, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True)

    objects = PowerQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "powers of attorney"
        indexes = [models.Index(fields=["agent", "valid_until"])]

    def __str__(self) -> str:
        return f"{self.principal_id} -> {self.agent_id}"


class PowerAcceptance(Row):
    """What one administration says of a power of attorney lodged with it."""

    power = models.ForeignKey(PowerOfAttorney, on_delete=models.CASCADE,
                              related_name="acceptances")  # fmt: skip
    administration = models.CharField(max_length=2)
    status = models.CharField(max_length=8, choices=PowerStatus, default=PowerStatus.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=150, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["power", "administration"],
                                    name="one_acceptance_per_administration")
        ]  # fmt: skip
        indexes = [models.Index(fields=["administration", "status"])]

    def __str__(self) -> str:
        return f"{self.power_id} {self.administration} {self.status}"


class Deputy(Row):
    """A person who answers notices for a right holder during a period."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE,
                                     related_name="deputies")  # fmt: skip
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="deputyships")
    starts_on = models.DateField()
    ends_on = models.DateField()
    named_by_name = models.CharField(max_length=150)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deputies"
        indexes = [models.Index(fields=["person", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.organisation_id}"
