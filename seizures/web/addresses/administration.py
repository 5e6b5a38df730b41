"""Addresses of the administration: people, offices, the journal."""

from django.urls import path

from seizures.web import administration as views
from seizures.web import journal

urlpatterns = [
    path("administration/people/", views.people_list, name="people-list"),
    path("administration/people/new/", views.people_new, name="people-new"),
    path("administration/people/<int:pk>/", views.people_detail, name="people-detail"),
    path("administration/offices/", views.office_list, name="office-list"),
    path("administration/offices/<int:pk>/", views.office_detail, name="office-detail"),
    path("administration/journal/", journal.journal_list, name="journal-list"),
]
