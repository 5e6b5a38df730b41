"""The tables in the back office: to look at; the text tables in `data/` are where they change."""

from typing import Any

from django.contrib import admin

from seizures.core.actor import of_user
from seizures.reference import models
from seizures.reference.actions import set_deposit_account


class ReadMostly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Searchable, not editable: a row comes from its text table."""

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: object = None) -> bool:
        return False


@admin.register(models.Administration)
class AdministrationAdmin(ReadMostly):
    list_display = ["code", "name", "time_zone", "currency"]


@admin.register(models.Office)
class OfficeAdmin(ReadMostly):
    """The account for deposits is the one thing set here; its action journals who set it."""

    list_display = ["code", "name", "administration", "kind", "is_official_code"]
    list_filter = ["administration", "kind", "is_official_code"]
    search_fields = ["code", "names"]
    fields = ["code", "names", "administration", "kind", "deposit_account"]
    readonly_fields = ["code", "names", "administration", "kind"]

    def has_change_permission(self, request: Any, obj: object = None) -> bool:
        """Administrators set the account of their own offices."""
        own = obj is None or getattr(obj, "administration_id", "") == of_user(
            request.user).administration  # fmt: skip
        return bool(own and of_user(request.user).role == "administrator")

    def save_model(self, request: Any, obj: models.Office, form: Any, change: bool) -> None:
        """Writes through the action."""
        set_deposit_account(obj, form.cleaned_data["deposit_account"], by=of_user(request.user))


@admin.register(models.Port)
class PortAdmin(ReadMostly):
    list_display = ["locode", "name", "country", "iata", "is_sea", "is_air", "is_land"]
    list_filter = ["country", "is_sea", "is_air"]
    search_fields = ["locode", "iata", "names"]


@admin.register(models.HSHeading)
class HSHeadingAdmin(ReadMostly):
    list_display = ["code", "name"]
    search_fields = ["code", "names"]


@admin.register(models.NiceClass)
class NiceClassAdmin(ReadMostly):
    list_display = ["number", "name", "is_goods"]


@admin.register(models.ExchangeRate)
class ExchangeRateAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["administration", "currency", "on", "rate", "source"]
    list_filter = ["administration", "currency"]


admin.site.register([models.Country, models.Currency], ReadMostly)
