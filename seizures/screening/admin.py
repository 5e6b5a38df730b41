"""Back-office view of runs and alerts: to look, not to work."""

from django.contrib import admin

from seizures.core.admin import ReadOnly
from seizures.screening.models import Alert, Disposition, Referral, ScreeningRun


@admin.register(ScreeningRun)
class ScreeningRunAdmin(ReadOnly):
    """Engine runs."""

    list_display = ["kind", "manifest_id", "recipe", "index_version", "is_complete",
                    "alerts_raised", "cpu_seconds"]  # fmt: skip
    list_filter = ["kind", "is_complete", "recipe"]
    raw_id_fields = ["manifest", "job"]


@admin.register(Alert)
class AlertAdmin(ReadOnly):
    """Alerts."""

    list_display = ["number", "right", "score", "tier", "outcome", "is_by_hand"]
    list_filter = ["tier", "outcome", "is_by_hand"]
    list_select_related = ["right"]
    search_fields = ["=number"]
    raw_id_fields = ["consignment", "right", "run"]


@admin.register(Disposition)
class DispositionAdmin(ReadOnly):
    """Queues."""

    list_display = ["alert_id", "administration", "side", "status", "score", "version"]
    list_filter = ["administration", "status", "tier"]
    raw_id_fields = ["alert", "office", "assignee"]


@admin.register(Referral)
class ReferralAdmin(ReadOnly):
    """Referrals between the administrations."""

    list_display = ["alert_id", "sender", "receiver", "by_name", "created_at"]
