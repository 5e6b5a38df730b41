"""What was asked and lodged in a case, what it costs, and the double-entry ledger of both."""

from decimal import Decimal

from django.db import models

from seizures.cases.choices import (
    AccountCode,
    CostKind,
    CostPayer,
    GuaranteeKind,
    PostingKind,
    SecurityKind,
    SecurityStatus,
)
from seizures.core.models import Row


class Security(Row):
    """A security in the case: how much the law asks, what was lodged, where it is now.

    `guarantee` is the guarantee for many cases that covers it instead of an own deposit; `paper`
    the written statement lodged with it; `used` and `returned` what became of it.
    """

    case = models.ForeignKey(
        "cases.SeizureCase", on_delete=models.CASCADE, related_name="securities"
    )
    kind = models.CharField(max_length=8, choices=SecurityKind)
    status = models.CharField(
        max_length=10, choices=SecurityStatus, default=SecurityStatus.REQUIRED
    )
    required = models.DecimalField(max_digits=18, decimal_places=2)
    lodged = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    used = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    returned = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    currency = models.CharField(max_length=3)
    basis = models.CharField(max_length=200)
    formula = models.CharField(max_length=200)
    form = models.CharField(max_length=40, blank=True)
    provider = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    paper = models.JSONField(default=dict, blank=True)
    guarantee = models.ForeignKey("cases.Guarantee", on_delete=models.PROTECT, null=True,
                                  blank=True, related_name="securities")  # fmt: skip
    expires_on = models.DateField(null=True, blank=True)
    lodged_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "securities"

    @property
    def is_general(self) -> bool:
        """Whether China's general guarantee covers it, which knows costs and no value of goods."""
        return bool(self.guarantee and self.guarantee.kind == GuaranteeKind.GENERAL)

    @property
    def lacking(self) -> Decimal | None:
        """What a held security lacks; what a general guarantee covers lacks nothing."""
        held = self.status == SecurityStatus.HELD and not self.is_general
        return self.required - self.lodged if held and self.required > self.lodged else None

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.required} {self.currency}"


class Account(Row):
    """One account of the closed chart: of a case, of a guarantee, or of the administration."""

    administration = models.CharField(max_length=2)
    code = models.CharField(max_length=16, choices=AccountCode)
    currency = models.CharField(max_length=3)
    case = models.ForeignKey("cases.SeizureCase", on_delete=models.PROTECT, null=True, blank=True,
                             related_name="accounts")  # fmt: skip
    guarantee = models.ForeignKey("cases.Guarantee", on_delete=models.PROTECT, null=True,
                                  blank=True, related_name="accounts")  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "code", "currency", "case"],
                condition=models.Q(case__isnull=False), name="one_account_of_a_case",
            ),
            models.UniqueConstraint(
                fields=["administration", "code", "currency", "guarantee"],
                condition=models.Q(guarantee__isnull=False), name="one_account_of_a_guarantee",
            ),
            models.CheckConstraint(
                condition=models.Q(case__isnull=False) ^ models.Q(guarantee__isnull=False),
                name="account_of_a_case_or_a_guarantee",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.administration} {self.code} {self.currency}"


class Posting(Row):
    """One journal entry of the ledger; never changed, put right only by its reversal.

    `place` counts the entries of the case (or of the guarantee), `number` is read aloud.
    """

    number = models.CharField(max_length=60, unique=True)
    place = models.PositiveIntegerField()
    administration = models.CharField(max_length=2)
    case = models.ForeignKey("cases.SeizureCase", on_delete=models.PROTECT, null=True, blank=True,
                             related_name="postings")  # fmt: skip
    guarantee = models.ForeignKey("cases.Guarantee", on_delete=models.PROTECT, null=True,
                                  blank=True, related_name="postings")  # fmt: skip
    kind = models.CharField(max_length=12, choices=PostingKind)
    reference = models.CharField(max_length=150, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True,
                                    related_name="reversed_by")  # fmt: skip
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["administration", "at"])]

    def __str__(self) -> str:
        return self.number


class PostingLine(models.Model):
    """One amount debited to one account and credited to another: it cannot fail to balance.

    Where the amount came in another currency, that amount, its currency and the customs exchange
    rate of the day stand beside.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="lines")
    debit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="debits")
    credit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="credits")
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    currency = models.CharField(max_length=3)
    original = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    original_currency = models.CharField(max_length=3, blank=True)
    rate = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    rate_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="line_moves_something"),
            models.CheckConstraint(condition=~models.Q(debit=models.F("credit")),
                                   name="line_between_two_accounts"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.posting_id} {self.amount} {self.currency}"


class Cost(Row):
    """One line of the invoice of a case: what it was for, how much, who owes it and why."""

    case = models.ForeignKey("cases.SeizureCase", on_delete=models.PROTECT, related_name="costs")
    number = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=CostKind)
    payer = models.CharField(max_length=8, choices=CostPayer)
    first = models.DateField()
    last = models.DateField()
    days = models.PositiveIntegerField(default=1)
    rate = models.DecimalField(max_digits=18, decimal_places=2)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    currency = models.CharField(max_length=3)
    note = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    confidence = models.CharField(max_length=1, blank=True)
    posting = models.OneToOneField(Posting, on_delete=models.PROTECT, related_name="cost")
    client_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "client_key"],
                                    condition=~models.Q(client_key=""), name="one_cost_a_key"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class PenaltyBase(Row):
    """What a Chinese fine is measured by: dutiable value, duty and import taxes, in CNY."""

    case = models.OneToOneField("cases.SeizureCase", on_delete=models.CASCADE,
                                related_name="penalty_base")  # fmt: skip
    dutiable = models.DecimalField(max_digits=18, decimal_places=2)
    duty = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    taxes = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    by_name = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.case_id} {self.dutiable} {self.duty} {self.taxes}"
