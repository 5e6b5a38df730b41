"""Manifests, consignments, containers, goods lines and refused rows."""

from django.db import models

from seizures.cargo.choices import ConsignmentStatus, ManifestStatus, Mode, RowStatus
from seizures.cargo.querysets import (
    ConsignmentQuerySet,
    LineQuerySet,
    ManifestQuerySet,
    RefusedRowQuerySet,
)
from seizures.core import clock
from seizures.core.models import Row


class Manifest(Row):
    """One file of cargo data as an administration received it; the same bytes only once."""

    number = models.CharField(max_length=40, unique=True)
    administration = models.CharField(max_length=2)
    office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    format = models.CharField(max_length=12, blank=True)
    status = models.CharField(max_length=12, choices=ManifestStatus, default=ManifestStatus.WAITING)
    is_accepted = models.BooleanField(default=False)
    mode = models.CharField(max_length=8, choices=Mode, blank=True)
    carrier = models.CharField(max_length=200, blank=True)
    conveyance = models.CharField(max_length=200, blank=True)
    voyage = models.CharField(max_length=60, blank=True)
    message_reference = models.CharField(max_length=80, blank=True)
    origin = models.CharField(max_length=5, blank=True)
    destination = models.CharField(max_length=5, blank=True)
    departure_on = models.DateField(null=True, blank=True)
    arrival_on = models.DateField(null=True, blank=True)
    lines_count = models.PositiveIntegerField(default=0)
    consignments_count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)
    problem = models.JSONField(default=dict, blank=True)
    last_good = models.CharField(max_length=300, blank=True)
    received_by_name = models.CharField(max_length=150, blank=True)
    job = models.OneToOneField("core.Job", on_delete=models.PROTECT, related_name="+")

    objects = ManifestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "sha256"], name="same_bytes_once_per_administration"
            )
        ]
        indexes = [models.Index(fields=["administration", "-id"]),
                   models.Index(fields=["status", "id"])]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def is_screenable(self) -> bool:
        """Completely read, or incomplete and accepted by an officer."""
        return self.status == ManifestStatus.READ or (
            self.status == ManifestStatus.INCOMPLETE and self.is_accepted
        )


class Consignment(Row):
    """Goods under one house (else transport) document from one sender to one receiver.

    `export_side` and `import_side` are the administrations at the two ends of its route ("kr",
    "cn" or empty); both may see it once an alert was referred under the agreement.
    """

    manifest = models.ForeignKey(
        Manifest, on_delete=models.CASCADE, related_name="consignments", db_index=False
    )
    administration = models.CharField(max_length=2)
    reference = models.CharField(max_length=100, db_index=True)
    transport_document = models.CharField(max_length=100, blank=True, db_index=True)
    house_document = models.CharField(max_length=100, blank=True)
    mode = models.CharField(max_length=8, choices=Mode)
    origin = models.CharField(max_length=5, blank=True)
    destination = models.CharField(max_length=5, blank=True)
    departure_on = models.DateField(null=True, blank=True)
    arrival_on = models.DateField(null=True, blank=True)
    export_side = models.CharField(max_length=2, blank=True)
    import_side = models.CharField(max_length=2, blank=True)
    shipper = models.ForeignKey(
        "parties.Party", on_delete=models.PROTECT, null=True, blank=True, related_name="shipped",
        db_index=False,
    )  # fmt: skip
    consignee = models.ForeignKey(
        "parties.Party", on_delete=models.PROTECT, null=True, blank=True, related_name="received",
        db_index=False,
    )  # fmt: skip
    shipper_name = models.CharField(max_length=500, blank=True)
    consignee_name = models.CharField(max_length=500, blank=True)
    notify_name = models.CharField(max_length=500, blank=True)
    status = models.CharField(
        max_length=10, choices=ConsignmentStatus, default=ConsignmentStatus.EXPECTED
    )
    held_by = models.CharField(max_length=2, blank=True, default="", db_default="")
    open_cases = models.PositiveSmallIntegerField(default=0, db_default=0)
    lines_count = models.PositiveIntegerField(default=0)

    objects = ConsignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["manifest", "reference"], name="one_consignment_per_document"
            )
        ]
        indexes = [
            models.Index(fields=["administration", "-id"]),
            models.Index(fields=["status", "arrival_on"]),
            models.Index(fields=["manifest", "-id"], name="cargo_of_manifest"),
            models.Index(fields=["shipper", "administration", "-id"], name="cargo_of_shipper"),
            models.Index(fields=["consignee", "administration", "-id"], name="cargo_of_consignee"),
        ]

    def __str__(self) -> str:
        return self.reference


class Container(models.Model):
    """A container a consignment travels in; `is_valid` is its check digit's verdict."""

    consignment = models.ForeignKey(
        Consignment, on_delete=models.CASCADE, related_name="containers", db_index=False
    )
    number = models.CharField(max_length=100, db_index=True)
    seal = models.CharField(max_length=100, blank=True)
    is_valid = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consignment", "number"], name="one_container_row")
        ]

    def __str__(self) -> str:
        return self.number


class GoodsLine(models.Model):
    """One goods line as declared; what the file said beyond the columns is in `extra`."""

    consignment = models.ForeignKey(
        Consignment, on_delete=models.CASCADE, related_name="lines", db_index=False
    )
    manifest = models.ForeignKey(
        Manifest, on_delete=models.CASCADE, related_name="lines", db_index=False
    )
    position = models.PositiveIntegerField()
    description = models.TextField()
    hs = models.CharField(max_length=13, blank=True)
    quantity = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    packages = models.PositiveIntegerField(null=True, blank=True)
    gross_kg = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    container = models.CharField(max_length=100, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = LineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["manifest", "position"], name="one_line_per_position")
        ]
        indexes = [
            models.Index(fields=["consignment", "position"]),
            models.Index(fields=["manifest", "id"]),
        ]

    def __str__(self) -> str:
        return self.description[:80]


class RefusedRow(Row):
    """A row that could not be read: where, its text, why; corrected or set aside, never lost."""

    manifest = models.ForeignKey(
        Manifest, on_delete=models.CASCADE, related_name="refused_rows", db_index=False
    )
    position = models.PositiveIntegerField()
    raw = models.TextField()
    values = models.JSONField(default=dict, blank=True)
    code = models.CharField(max_length=40)
    params = models.JSONField(default=dict, blank=True)
    field = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=10, choices=RowStatus, default=RowStatus.OPEN)
    line = models.ForeignKey(
        GoodsLine, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RefusedRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["manifest", "position"], name="one_refused_row")
        ]

    def __str__(self) -> str:
        return f"{self.manifest_id}:{self.position} {self.code}"
