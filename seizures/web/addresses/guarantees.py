"""Addresses of guarantees for many cases."""

from django.urls import path

from seizures.web import guarantees

urlpatterns = [
    path("guarantees/", guarantees.guarantee_list, name="guarantee-list"),
    path("guarantees/new/", guarantees.guarantee_new, name="guarantee-new"),
    path("guarantees/<int:pk>/", guarantees.guarantee_detail, name="guarantee-detail"),
    path("guarantees/<int:pk>/<slug:deed>/", guarantees.guarantee_deed, name="guarantee-deed"),
]
