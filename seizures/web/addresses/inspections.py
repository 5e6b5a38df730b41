"""Addresses of inspections."""

from django.urls import path

from seizures.web import inspections as views
from seizures.web import yard

urlpatterns = [
    path("inspections/", views.inspection_list, name="inspection-list"),
    path("inspections/worker.js", yard.worker, name="inspection-worker"),
    path("inspections/<int:pk>/", views.inspection_detail, name="inspection-detail"),
    path("inspections/<int:pk>/start/", views.inspection_start, name="inspection-start"),
    path("inspections/<int:pk>/checklist/<int:item>/", views.inspection_tick,
         name="inspection-tick"),
    path("inspections/<int:pk>/photos/", views.inspection_photo, name="inspection-photo"),
    path("inspections/<int:pk>/findings/", views.inspection_finding, name="inspection-finding"),
    path("inspections/<int:pk>/finish/", views.inspection_finish, name="inspection-finish"),
    path("inspections/<int:pk>/cancel/", views.inspection_cancel, name="inspection-cancel"),
]  # fmt: skip
