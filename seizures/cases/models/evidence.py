"""The evidence room of a case: items, what was added to them later, hand-overs, versions."""

from django.db import models

from seizures.cases.choices import Audience, EntryKind, HandOverStatus, Hides, ItemKind
from seizures.core.models import Row


class EvidenceItem(Row):
    """One numbered item; `place`, `seal` and `keeper` say how it stands after the last entry."""

    case = models.ForeignKey("cases.SeizureCase", on_delete=models.CASCADE,
                             related_name="evidence")  # fmt: skip
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ItemKind)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    goods = models.ForeignKey("cases.CaseGoods", on_delete=models.PROTECT, null=True, blank=True,
                              related_name="evidence")  # fmt: skip
    attachment = models.ForeignKey("files.Attachment", on_delete=models.PROTECT, null=True,
                                   blank=True, related_name="evidence_items")  # fmt: skip
    sha256 = models.CharField(max_length=64, blank=True)
    collected_at = models.DateTimeField()
    collected_place = models.CharField(max_length=200, blank=True)
    by_name = models.CharField(max_length=150)
    place = models.CharField(max_length=200, blank=True)
    seal = models.CharField(max_length=60, blank=True)
    keeper = models.CharField(max_length=200, blank=True)
    client_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_item_per_number"),
            models.UniqueConstraint(
                fields=["case", "client_key"], condition=~models.Q(client_key=""),
                name="one_item_per_client_key",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id} E{self.number}"


class EvidenceEntry(Row):
    """Something that happened to an item after it was entered; earlier entries never change."""

    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=EntryKind)
    field = models.CharField(max_length=30, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.kind}"


class HandOver(Row):
    """One link of the chain of custody: from whom to whom, where, seals, condition, both signed."""

    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="hand_overs")
    status = models.CharField(max_length=10, choices=HandOverStatus,
                              default=HandOverStatus.OFFERED)  # fmt: skip
    giver = models.CharField(max_length=150)
    giver_id = models.CharField(max_length=80)
    giver_role = models.CharField(max_length=60, blank=True)
    giver_office = models.CharField(max_length=150, blank=True)
    receiver = models.CharField(max_length=150)
    receiver_id = models.CharField(max_length=80, blank=True)
    receiver_role = models.CharField(max_length=60, blank=True)
    receiver_office = models.CharField(max_length=150, blank=True)
    is_external = models.BooleanField(default=False)
    place = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200, blank=True)
    condition = models.CharField(max_length=300)
    seal_before = models.CharField(max_length=60, blank=True)
    seal_after = models.CharField(max_length=60, blank=True)
    offered_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_name = models.CharField(max_length=150, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    receipt = models.ForeignKey("files.Attachment", on_delete=models.PROTECT, null=True,
                                blank=True, related_name="+")  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=models.Q(status="offered"),
                                    name="one_open_hand_over")
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.item_id} {self.giver} -> {self.receiver} {self.status}"


class SampleRecord(Row):
    """What the law wants known of a sample: who asked, on what basis, how much, when it returns."""

    item = models.OneToOneField(EvidenceItem, on_delete=models.CASCADE, related_name="sample")
    quantity = models.DecimalField(max_digits=16, decimal_places=3)
    unit = models.CharField(max_length=12)
    requester = models.CharField(max_length=200)
    requester_role = models.CharField(max_length=60)
    basis = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200)
    identifiers = models.CharField(max_length=300, blank=True)
    witness = models.CharField(max_length=150, blank=True)
    is_party_present = models.BooleanField(default=False)
    signatures = models.JSONField(default=list, blank=True)
    is_secret_checked = models.BooleanField(default=False)
    return_due_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    returned_quantity = models.DecimalField(max_digits=16, decimal_places=3, null=True,
                                            blank=True)  # fmt: skip
    returned_to = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.item_id} {self.quantity} {self.unit}"


class RedactedCopy(Row):
    """A copy for one kind of reader with parts blacked out or pages left out; has its own hash."""

    case = models.ForeignKey("cases.SeizureCase", on_delete=models.CASCADE,
                             related_name="redacted_copies")  # fmt: skip
    original = models.ForeignKey("files.Attachment", on_delete=models.PROTECT,
                                 related_name="redacted_copies")  # fmt: skip
    copy = models.OneToOneField("files.Attachment", on_delete=models.PROTECT,
                                related_name="redaction")  # fmt: skip
    audience = models.CharField(max_length=14, choices=Audience)
    hides = models.CharField(max_length=6, choices=Hides, default=Hides.NAMES)
    marks = models.JSONField(default=list, blank=True)
    pages = models.JSONField(default=list, blank=True)
    reason = models.CharField(max_length=300)
    by_name = models.CharField(max_length=150)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by_name = models.CharField(max_length=150, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "redacted copies"
        indexes = [models.Index(fields=["original", "audience"])]

    def __str__(self) -> str:
        return f"{self.original_id} for {self.audience}"


class FileRelease(Row):
    """A file of the case opened whole to one kind of reader, on a basis, until it is recalled."""

    case = models.ForeignKey("cases.SeizureCase", on_delete=models.CASCADE,
                             related_name="file_releases")  # fmt: skip
    attachment = models.ForeignKey("files.Attachment", on_delete=models.PROTECT,
                                   related_name="releases")  # fmt: skip
    audience = models.CharField(max_length=14, choices=Audience)
    basis = models.CharField(max_length=200)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)
    recalled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "attachment", "audience"],
                condition=models.Q(recalled_at=None), name="one_release_per_reader",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.attachment_id} to {self.audience}"


class CaseBundle(Row):
    """The case packed as a bag: where the archive lies, what seals it; the job tells progress."""

    case = models.ForeignKey("cases.SeizureCase", on_delete=models.CASCADE,
                             related_name="bundles")  # fmt: skip
    job = models.OneToOneField("core.Job", on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=200, blank=True)
    size = models.BigIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)
    by_name = models.CharField(max_length=150)
    language = models.CharField(max_length=10, default="en")

    def __str__(self) -> str:
        return f"{self.case_id} {self.seal[:12]}"
