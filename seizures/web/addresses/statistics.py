"""Address of the dashboard."""

from django.urls import path

from seizures.web import statistics

urlpatterns = [path("statistics/", statistics.dashboard, name="dashboard")]
