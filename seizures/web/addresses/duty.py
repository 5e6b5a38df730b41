"""Addresses of the shift: handing over, service levels, conflicts of interest."""

from django.urls import path

from seizures.web import alert_duty, duty

urlpatterns = [
    path("alerts/<int:pk>/give/", alert_duty.alert_give, name="alert-give"),
    path("alerts/<int:pk>/transfer/", alert_duty.alert_transfer, name="alert-transfer"),
    path("alerts/<int:pk>/conflict/", alert_duty.alert_conflict, name="alert-conflict"),
    path("alerts/hand-over/", duty.shift_handover, name="shift-handover"),
    path("alerts/hand-over/<int:pk>/", duty.handover_detail, name="handover-detail"),
    path("alerts/levels/", duty.queue_levels, name="queue-levels"),
    path("alerts/levels/set/", duty.queue_level_set, name="queue-level-set"),
    path("alerts/conflicts/", duty.conflict_list, name="conflict-list"),
    path("alerts/conflicts/<int:pk>/end/", duty.conflict_end, name="conflict-end"),
]
