"""The addresses of the component tests: the gallery and what its shell links to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from tests.web.gallery import gallery


def show(request: HttpRequest) -> HttpResponse:
    """The gallery in the reader's language."""
    shown: dict[str, Any] = {"navigation": NAVIGATION, "administration": "kr", "demo": True}
    return render(request, "components/gallery.html", {**shown, **gallery()})


NAVIGATION = [
    {"url": "/gallery/", "label": "A", "icon": "bell", "active": True, "count": 3},
    {"url": "/gallery/?b=1", "label": "B", "icon": "inbox", "active": False},
]
urlpatterns = [
    path("", show, name="home"),
    path("gallery/", show, name="gallery"),
    path("demo/", show, name="demo-sign-in"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("allauth.urls")),
]
