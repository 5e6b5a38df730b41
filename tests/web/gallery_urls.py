"""The addresses of the component tests: the gallery and what its shell links to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import RequestContext, Template
from django.urls import include, path

from tests.web.gallery import gallery


def show(request: HttpRequest) -> HttpResponse:
    """The gallery in the reader's language."""
    shown: dict[str, Any] = {"navigation": NAVIGATION, "administration": "kr", "demo": True}
    return render(request, "components/gallery.html", {**shown, **gallery()})


LIST = """{% extends "layouts/worklist.html" %}{% load house %}
{% block title %}List{% endblock %}{% block heading %}List{% endblock %}
{% block filters %}<div><label for="q">Find</label><input type="search" id="q" name="q"
  value="{{ q }}"></div><div><label for="kind">Kind</label><select id="kind" name="kind">
  <option value="">-</option><option value="b">b</option></select></div>{% endblock %}
{% block table %}<table class="table-rows" data-keys><thead><tr><th scope="col">Name</th></tr>
</thead><tbody>{% for row in rows %}<tr data-row><th scope="row"><a data-row-link
  href="?open={{ row }}">{{ row }}</a></th></tr>{% endfor %}</tbody></table>{% endblock %}"""
ROWS = ["apple", "bread", "butter"]


def found(request: HttpRequest) -> HttpResponse:
    """A list page made with the worklist layout: rows that begin with what was typed."""
    typed = request.GET.get("kind") or request.GET.get("q", "")
    rows = [row for row in ROWS if row.startswith(typed)]
    chips = [{"label": "Find", "value": typed, "url": "?"}] if typed else []
    shown = {"rows": rows, "chips": chips, "q": typed, "announce": f"{len(rows)} rows"}
    return HttpResponse(Template(LIST).render(RequestContext(request, shown)))


NAVIGATION = [
    {"url": "/gallery/", "label": "A", "icon": "bell", "active": True, "count": 3},
    {"url": "/gallery/?b=1", "label": "B", "icon": "inbox", "active": False},
]
urlpatterns = [
    path("", show, name="home"),
    path("gallery/", show, name="gallery"),
    path("list/", found, name="list"),
    path("demo/", show, name="demo-sign-in"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("allauth.urls")),
]
