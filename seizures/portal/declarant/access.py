"""Who may open a declarant's page: the browser that opened the one-time link, within limits."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from seizures.cases import actions
from seizures.cases.models import DeclarantLink
from seizures.core.limiter import seconds_to_wait

View = Callable[..., HttpResponse]
COOKIE, COOKIE_PATH = "declarant", "/portal/declarant/"
WINDOW = 600
#: Tries in ten minutes: of an address at the door, of a code at the door, of a link's pages, of
#: what a link sends.
LIMITS = {"door": 20, "code": 6, "pages": 300, "sends": 30}


def too_many(request: HttpRequest, what: str, who: str) -> HttpResponse | None:
    """The page that says how long to wait, once this was tried too often; else None."""
    wait = seconds_to_wait(f"declarant:{what}", who, limit=LIMITS[what], window=WINDOW)
    if not wait:
        return None
    minutes = -(-wait // 60)
    answer = render(request, "portal/declarant/wait.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(wait)
    return private(answer)


def private(answer: HttpResponse) -> HttpResponse:
    """Keeps a page out of search engines, caches and the addresses other sites are told.

    The referrer policy is not "no-referrer", under which browsers hide the origin of a form and
    the guard against forged forms turns it away; nothing secret is ever in an address here.
    """
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer["Referrer-Policy"] = "same-origin"
    add_never_cache_headers(answer)
    return answer


def link_of(request: HttpRequest) -> DeclarantLink | None:
    """The live link this browser opened, if any."""
    pk, _dot, key = request.COOKIES.get(COOKIE, "").partition(".")
    return actions.return_by_link(int(pk), key) if pk.isdecimal() and len(pk) < 16 else None


def keep(answer: HttpResponse, link: DeclarantLink, key: str) -> None:
    """Binds the link to this browser until it expires."""
    answer.set_cookie(
        COOKIE, f"{link.pk}.{key}", expires=link.expires_at, path=COOKIE_PATH, httponly=True,
        samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def by_link(view: View) -> View:
    """Lets the browser of a live link pass, as `view(request, link, ...)`; others see the door."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        link = link_of(request)
        if link is None:
            return private(redirect("declarant-door"))
        what = "sends" if request.method == "POST" else "pages"
        stopped = too_many(request, what, str(link.pk))
        return stopped or private(view(request, link, *args, **kwargs))

    guarded.access = by_link  # type: ignore[attr-defined]
    return guarded
