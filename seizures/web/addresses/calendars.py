"""Addresses of the working calendars."""

from django.urls import path

from seizures.web import calendars

urlpatterns = [
    path("calendars/", calendars.calendar_home, name="calendar-home"),
    path("calendars/<slug:administration>/<int:year>/", calendars.calendar_year,
         name="calendar-year"),
    path("calendars/<slug:administration>/<int:year>/notice/", calendars.calendar_notice,
         name="calendar-notice"),
    path("calendars/<slug:administration>/<int:year>/outage/", calendars.calendar_outage,
         name="calendar-outage"),
]  # fmt: skip
