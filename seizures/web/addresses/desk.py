"""Addresses of the desk: arrival, worklist, search."""

from django.urls import path

from seizures.web import desk, search

urlpatterns = [
    path("", desk.home, name="home"),
    path("worklist/", desk.worklist, name="worklist"),
    path("search/", search.search, name="search"),
    path("demo/sign-in/", desk.demo_sign_in, name="demo-sign-in"),
]
