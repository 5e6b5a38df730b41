"""Holders, rights, recordations and what belongs to them; the versions of the match index."""

from django.db import models

from seizures.core.models import Row
from seizures.rights.choices import (
    AliasOrigin,
    IndexStatus,
    RecordationStatus,
    RenewalStatus,
    RightKind,
    TraderRole,
)
from seizures.rights.querysets import (
    HolderQuerySet,
    RecordationQuerySet,
    RightPictureQuerySet,
    RightQuerySet,
)


class Holder(Row):
    """Who owns rights; linked to an organisation once somebody acts for it in the portal."""

    name = models.CharField(max_length=300)
    local_name = models.CharField(max_length=300, blank=True)
    name_key = models.CharField(max_length=200, db_index=True)
    country = models.CharField(max_length=2, blank=True)
    address = models.CharField(max_length=300, blank=True)
    is_small = models.BooleanField(default=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, blank=True,
        related_name="holders",
    )  # fmt: skip
    contact_name = models.CharField(max_length=150, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)

    objects = HolderQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Right(Row):
    """The thing protected: a mark, a patented invention, a design."""

    kind = models.CharField(max_length=12, choices=RightKind, default=RightKind.TRADEMARK)
    mark = models.CharField(max_length=300)
    mark_key = models.CharField(max_length=300, db_index=True)
    external_id = models.CharField(max_length=60, blank=True, db_index=True)
    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="rights")
    jurisdiction = models.CharField(max_length=2, blank=True)
    nice = models.JSONField(default=list, blank=True)
    goods = models.TextField(blank=True)
    terms = models.JSONField(default=list, blank=True)
    models_made = models.JSONField(default=list, blank=True)
    hs = models.JSONField(default=list, blank=True)
    genuine_price = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    genuine_currency = models.CharField(max_length=3, blank=True)
    identification = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = RightQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "-id"]),
                   models.Index(fields=["kind", "updated_at"])]  # fmt: skip

    def __str__(self) -> str:
        return self.mark


class Specification(Row):
    """What the IP office published of an invention or design: `classes` are IPC or Locarno."""

    right = models.OneToOneField(Right, on_delete=models.CASCADE, related_name="specification")
    classes = models.JSONField(default=list, blank=True)
    priority_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    abstract = models.TextField(blank=True)
    claims = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.right_id}"


class Recordation(Row):
    """The entry of a right with one administration, and the registration it rests on."""

    right = models.ForeignKey(Right, on_delete=models.CASCADE, related_name="recordations")
    administration = models.CharField(max_length=2)
    number = models.CharField(max_length=40, blank=True, db_index=True)
    status = models.CharField(
        max_length=12, choices=RecordationStatus, default=RecordationStatus.DRAFT
    )
    is_unverified = models.BooleanField(default=False)
    registration_number = models.CharField(max_length=60, blank=True)
    filed_on = models.DateField(null=True, blank=True)
    registered_on = models.DateField(null=True, blank=True)
    right_expires_on = models.DateField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    examine_by = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    examiner = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_note = models.TextField(blank=True)

    objects = RecordationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["right", "administration"], name="one_recordation_per_administration"
            )
        ]
        indexes = [models.Index(fields=["administration", "status", "-id"]),
                   models.Index(fields=["status", "expires_on"]),
                   models.Index(fields=["administration", "-decided_at", "-id"],
                                condition=models.Q(decided_at__isnull=False),
                                name="decided_recordations")]  # fmt: skip

    def __str__(self) -> str:
        return self.number or f"{self.right} {self.administration}"


class Renewal(Row):
    """A holder's application to renew a recordation, and what the examiner decided."""

    recordation = models.ForeignKey(Recordation, on_delete=models.CASCADE, related_name="renewals")
    status = models.CharField(
        max_length=10, choices=RenewalStatus, default=RenewalStatus.ASKED
    )  # fmt: skip
    right_expires_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    decide_by = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    asked_by_name = models.CharField(max_length=150)
    decided_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recordation"], condition=models.Q(status="asked"),
                name="one_open_renewal_a_recordation",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.recordation_id} {self.status}"


class Alias(Row):
    """Another spelling of a mark, in Korean, Chinese or Latin script."""

    right = models.ForeignKey(Right, on_delete=models.CASCADE, related_name="aliases")
    language = models.CharField(max_length=8)
    text = models.CharField(max_length=200, db_index=True)
    origin = models.CharField(max_length=10, choices=AliasOrigin, default=AliasOrigin.HOLDER)
    is_confirmed = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [models.UniqueConstraint(fields=["right", "text"], name="one_alias_a_text")]

    def __str__(self) -> str:
        return self.text


class AuthorisedTrader(Row):
    """A firm that may lawfully deal in goods under the right; suppresses alerts."""

    right = models.ForeignKey(Right, on_delete=models.CASCADE, related_name="traders")
    name = models.CharField(max_length=300)
    role = models.CharField(max_length=12, choices=TraderRole, default=TraderRole.LICENSEE)
    country = models.CharField(max_length=2, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class ExaminationMessage(Row):
    """A question, answer or decision between examiner and holder on one recordation."""

    recordation = models.ForeignKey(Recordation, on_delete=models.CASCADE, related_name="messages")
    is_from_holder = models.BooleanField(default=False)
    author_name = models.CharField(max_length=150)
    text = models.TextField()
    answer_by = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text[:60]


class MatchIndex(Row):
    """One built version of the match index over recorded rights, or a delta on top of it."""

    version = models.CharField(max_length=60, unique=True)
    base = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="deltas"
    )
    status = models.CharField(max_length=10, choices=IndexStatus, default=IndexStatus.BUILDING)
    path = models.CharField(max_length=300)
    rights = models.PositiveIntegerField(default=0)
    bytes = models.BigIntegerField(default=0)
    seconds = models.FloatField(default=0)
    up_to_change = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "match indexes"
        indexes = [models.Index(fields=["status", "-id"])]

    def __str__(self) -> str:
        return self.version


class RightChange(models.Model):
    """A change of a right that the index must follow and cargo be screened against again."""

    right = models.ForeignKey(Right, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=20)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.right_id} {self.what}"


class RightPicture(Row):
    """A picture of a right as the look-up finds it; `prints` are made from it and can be made
    again, none where it could not be read."""

    attachment = models.OneToOneField(
        "files.Attachment", on_delete=models.CASCADE, related_name="right_picture"
    )
    right = models.ForeignKey(Right, on_delete=models.CASCADE, related_name="pictures")
    prints = models.BinaryField()

    objects = RightPictureQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.right_id} {self.attachment_id}"


class PictureIndex(Row):
    """One built version of the prints of all pictures of rights; the newest usable one is read."""

    version = models.CharField(max_length=60, unique=True)
    path = models.CharField(max_length=100, blank=True)
    pictures = models.PositiveIntegerField(default=0)
    newest_picture = models.BigIntegerField(default=0)
    seconds = models.FloatField(default=0)

    class Meta:
        verbose_name_plural = "picture indexes"

    def __str__(self) -> str:
        return self.version


class PriorArtIndex(Row):
    """One built version of the library of patents and designs; the newest usable one is read."""

    version = models.CharField(max_length=60, unique=True)
    path = models.CharField(max_length=100, blank=True)
    documents = models.PositiveIntegerField(default=0)
    newest_right = models.BigIntegerField(default=0)
    up_to = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(default=0)

    class Meta:
        verbose_name_plural = "prior art indexes"

    def __str__(self) -> str:
        return self.version
