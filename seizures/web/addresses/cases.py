"""Addresses of cases."""

from django.urls import path

from seizures.web import cases

urlpatterns = [
    path("cases/", cases.case_list, name="case-list"),
    path("cases/<int:pk>/", cases.case_detail, name="case-detail"),
    path("cases/<int:pk>/steps/<slug:code>/", cases.case_step, name="case-step"),
    path(
        "cases/<int:pk>/proposals/<int:pending>/", cases.case_countersign, name="case-countersign"
    ),
    path("inspections/<int:inspection>/case/", cases.case_open, name="case-open"),
]
