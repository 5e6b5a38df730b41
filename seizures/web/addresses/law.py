"""Addresses of the law in the house."""

from django.urls import path

from seizures.web import editions

urlpatterns = [
    path("law/", editions.law_list, name="law-list"),
    path("law/<slug:country>/<slug:track>/", editions.law_track, name="law-track"),
]
