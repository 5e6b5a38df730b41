"""Addresses of alerts and of the consignments they are about."""

from django.urls import path

from seizures.web import alert_bulk, alert_deeds, alerts, consignments, queue_pages

urlpatterns = [
    path("alerts/", alerts.alert_list, name="alert-list"),
    path("alerts/bulk/", alert_bulk.alert_bulk, name="alert-bulk"),
    path("alerts/raise/", queue_pages.alert_raise, name="alert-raise"),
    path("alerts/shift/", queue_pages.queue_shift, name="queue-shift"),
    path("alerts/quality/", queue_pages.queue_quality, name="queue-quality"),
    path("alerts/snoozes/", queue_pages.snooze_list, name="snooze-list"),
    path("alerts/snoozes/<int:pk>/end/", queue_pages.snooze_end, name="snooze-end"),
    path("bundles/<int:pk>/", queue_pages.bundle_detail, name="bundle-detail"),
    path("alerts/<int:pk>/", alert_deeds.alert_detail, name="alert-detail"),
    path("alerts/<int:pk>/inspect/", alert_deeds.alert_inspect, name="alert-inspect"),
    path("alerts/<int:pk>/dismiss/", alert_deeds.alert_dismiss, name="alert-dismiss"),
    path("alerts/<int:pk>/refer/", alert_deeds.alert_refer, name="alert-refer"),
    path("alerts/<int:pk>/take/", alert_deeds.alert_take, name="alert-take"),
    path("alerts/<int:pk>/reopen/", alert_deeds.alert_reopen, name="alert-reopen"),
    path("alerts/<int:pk>/snooze/", alert_deeds.alert_snooze, name="alert-snooze"),
    path("alerts/<int:pk>/wake/", alert_deeds.alert_wake, name="alert-wake"),
    path("alerts/<int:pk>/merge/", alert_deeds.alert_merge, name="alert-merge"),
    path("alerts/<int:pk>/part/", alert_deeds.alert_part, name="alert-part"),
    path("alerts/<int:pk>/take-out/", alert_deeds.alert_take_out, name="alert-take-out"),
    path("alerts/<int:pk>/join/", alert_deeds.alert_join, name="alert-join"),
    path("alerts/<int:pk>/part-case/", alert_deeds.alert_part_case, name="alert-part-case"),
    path("alerts/<int:pk>/confirm/", alert_deeds.alert_confirm, name="alert-confirm"),
    path("alerts/<int:pk>/send-back/", alert_deeds.alert_send_back, name="alert-send-back"),
    path("consignments/<int:pk>/", consignments.consignment_detail, name="consignment-detail"),
    path(
        "consignments/<int:pk>/inspect/",
        consignments.consignment_inspect,
        name="consignment-inspect",
    ),
    path("consignments/<int:pk>/raise/", consignments.consignment_raise, name="consignment-raise"),
    path("consignments/<int:pk>/track/", consignments.consignment_track, name="consignment-track"),
    path("consignments/<int:pk>/hold/", consignments.consignment_hold, name="consignment-hold"),
    path(
        "consignments/<int:pk>/release/",
        consignments.consignment_release,
        name="consignment-release",
    ),
]
