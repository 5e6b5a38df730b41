"""Where people arrive: the way to the right desk, the demo's door, and the worklist."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from seizures.accounts.choices import Role
from seizures.accounts.models import User
from seizures.web.access import anybody, official
from seizures.web.demo import usernames
from seizures.web.worklist_view import present

BACKEND = "django.contrib.auth.backends.ModelBackend"


@anybody
def home(request: HttpRequest) -> HttpResponse:
    """Sends officials to their worklist and right holders to their portal."""
    if request.user.is_official:
        return redirect("worklist")
    is_pledgee = request.user.role == Role.PLEDGEE
    return redirect("portal-pledge-list" if is_pledgee else "portal-home")


@official
def worklist(request: HttpRequest) -> HttpResponse:
    """What waits for this person this shift."""
    return render(request, "desk/worklist.html", present(request))


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Signs in as one of the demo's people, in that person's language."""
    username = request.POST.get("username", "")
    if not settings.IS_DEMO or username not in usernames():
        raise Http404
    user = get_object_or_404(User, username=username, is_active=True)
    login(request, user, backend=BACKEND)
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "home"
    answer = redirect(target)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, user.language, max_age=settings.SESSION_COOKIE_AGE,
        samesite="Lax", httponly=False,
    )  # fmt: skip
    return answer
