"""Addresses of parties."""

from django.urls import path

from seizures.web import parties

urlpatterns = [
    path("parties/", parties.party_list, name="party-list"),
    path("parties/<int:pk>/", parties.party_detail, name="party-detail"),
    path("parties/<int:pk>/merge/", parties.party_merge, name="party-merge"),
    path("parties/merges/<int:pk>/undo/", parties.party_unmerge, name="party-unmerge"),
]
