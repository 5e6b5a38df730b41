"""Addresses of alerts and of the consignments they are about."""

from django.urls import path

from seizures.web import alerts, consignments

urlpatterns = [
    path("alerts/", alerts.alert_list, name="alert-list"),
    path("alerts/<int:pk>/", alerts.alert_detail, name="alert-detail"),
    path("alerts/<int:pk>/inspect/", alerts.alert_inspect, name="alert-inspect"),
    path("alerts/<int:pk>/dismiss/", alerts.alert_dismiss, name="alert-dismiss"),
    path("alerts/<int:pk>/refer/", alerts.alert_refer, name="alert-refer"),
    path("alerts/<int:pk>/take/", alerts.alert_take, name="alert-take"),
    path("alerts/<int:pk>/reopen/", alerts.alert_reopen, name="alert-reopen"),
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
