"""Reading cases and their clocks."""

import datetime as dt
from typing import Any

from django.db import models

from seizures.cargo.models import Consignment
from seizures.core import clock
from seizures.core.prefixes import begins
from seizures.parties.names import fold
from seizures.rights.models import Alias, Holder, Right

#: As many rights or consignments a search of cases follows.
FOUND = 500
ADMINISTRATIONS = ("kr", "cn")
#: Facts with which the right holder knows of a case: told of it, or party to it by an own request.
TOLD_HOLDER = ("notified", "holder_notified", "holder_requested", "suspended", "detained")


class CaseQuerySet(models.QuerySet[Any]):
    """Seizure cases."""

    def visible_to(self, user: Any) -> "CaseQuerySet":
        """Own administration's cases; for a holder or agent, those they were notified of."""
        if user.is_official:
            return self.filter(administration=user.administration_id)
        facts = self.model._meta.get_field("facts").related_model
        told = facts.objects.filter(
            case=models.OuterRef("pk"), code__in=TOLD_HOLDER, is_withdrawn=False
        )
        ours = models.Q(pk__in=[])
        for code in ADMINISTRATIONS:
            principals = user.represented_ids("cases", code)
            ours |= models.Q(administration=code, right__holder__organisation_id__in=principals)
        return self.filter(ours, models.Exists(told))

    def open(self) -> "CaseQuerySet":
        """Not closed."""
        return self.filter(is_closed=False)

    def asking_an_officer(self) -> "CaseQuerySet":
        """With a clock that ran out and where the law leaves it to an officer what follows."""
        clocks = self.model._meta.get_field("due_dates").related_model
        asking = clocks.objects.filter(case=models.OuterRef("pk"), asks_officer=True)
        return self.filter(models.Exists(asking))

    def found_by(self, text: str) -> "CaseQuerySet":
        """Whose number, mark (or one of its spellings), right holder, consignment or declaration
        begins so, in any script, whatever case and width; each read through its own index."""
        key = fold(text)
        named = models.Q(pk__in=[])
        if key:
            rights = Right.objects.filter(begins("mark_key", key)).values("pk")[:FOUND]
            spelled = Alias.objects.filter(begins("text", text)).values("right")[:FOUND]
            holders = Right.objects.filter(holder__in=Holder.objects.filter(
                begins("name_key", key)).values("pk")[:FOUND]).values("pk")[:FOUND]  # fmt: skip
            named = models.Q(right__in=rights) | models.Q(right__in=spelled) | models.Q(
                right__in=holders)  # fmt: skip
        cargo = Consignment.objects.filter(
            begins("reference", text) | begins("reference", text.upper())
        ).values("pk")[:FOUND]
        numbers = begins("number", text.upper()) | begins("declaration_number", text)
        return self.filter(named | numbers | models.Q(consignment__in=cargo))

    def by_next_clock(self) -> "CaseQuerySet":
        """The most urgent first; cases without a clock last."""
        return self.order_by(models.F("next_due_on").asc(nulls_last=True), "id")


class DueDateQuerySet(models.QuerySet[Any]):
    """Clocks."""

    def running(self) -> "DueDateQuerySet":
        """Neither met, missed nor ended."""
        return self.filter(status="running")

    def asking(self) -> "DueDateQuerySet":
        """Ran out, and an officer has to decide what follows."""
        return self.filter(asks_officer=True)

    def due_before(self, day: dt.date) -> "DueDateQuerySet":
        """Running clocks whose last day lies before the day: missed."""
        return self.running().filter(due_on__lt=day)


class CaseGoodsQuerySet(models.QuerySet[Any]):
    """Seized goods."""

    def visible_to(self, user: Any) -> "CaseGoodsQuerySet":
        """Goods in the cases of the reader's own administration."""
        if not user.is_official:
            return self.none()
        return self.filter(case__administration=user.administration_id)

    def in_store(self) -> "CaseGoodsQuerySet":
        """Goods of cases that are still open."""
        return self.filter(case__is_closed=False)


class StoragePlaceQuerySet(models.QuerySet[Any]):
    """Storage places."""

    def visible_to(self, user: Any) -> "StoragePlaceQuerySet":
        """Places of the reader's own administration."""
        if not user.is_official:
            return self.none()
        return self.filter(administration=user.administration_id)

    def active(self) -> "StoragePlaceQuerySet":
        """Places in use, by their code."""
        return self.filter(is_active=True).order_by("code")


class StockCountQuerySet(models.QuerySet[Any]):
    """Stocktakes."""

    def visible_to(self, user: Any) -> "StockCountQuerySet":
        """Stocktakes of the reader's own administration."""
        if not user.is_official:
            return self.none()
        return self.filter(administration=user.administration_id)


class GuaranteeQuerySet(models.QuerySet[Any]):
    """Guarantees for many cases."""

    def visible_to(self, user: Any) -> "GuaranteeQuerySet":
        """Officials see those lodged with their administration; outsiders their own."""
        if user.is_official:
            return self.filter(administration=user.administration_id)
        return self.filter(holder__organisation_id__in=user.represented_ids())

    def in_force(self, on: dt.date) -> "GuaranteeQuerySet":
        """Accepted, and a case can still be put under them on that day."""
        return self.filter(status="accepted", covers_from__lte=on, covers_until__gte=on)


class LinkQuerySet(models.QuerySet[Any]):
    """One-time links of declarants."""

    def live(self) -> "LinkQuerySet":
        """Neither revoked nor expired."""
        return self.filter(revoked_at=None, expires_at__gt=clock.now())
