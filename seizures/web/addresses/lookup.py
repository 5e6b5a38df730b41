"""The address of the picture look-up."""

from django.urls import path

from seizures.web import lookup

urlpatterns = [path("lookup/", lookup.lookup, name="lookup")]
