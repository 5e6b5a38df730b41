"""Who may open a page: each view carries one of these, and a test asks every address for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from seizures.screening.policies import may_confirm, may_keep_rules, may_try_again

View = Callable[..., HttpResponse]


def requires(test: Callable[[Any], bool]) -> Callable[[View], View]:
    """Lets signed-in people pass for whom the test holds; others see 403, strangers sign in."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not test(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = test  # type: ignore[attr-defined]
        return guarded

    return wrap


official = requires(lambda user: bool(user.is_official))
on_duty = requires(lambda user: bool(user.is_on_duty))
examiner = requires(lambda user: user.is_official and user.role in {"examiner", "administrator"})
administrator = requires(lambda user: user.is_official and user.role == "administrator")
auditor = requires(lambda user: user.is_official and user.role in {"administrator", "auditor"})
keeper = requires(may_keep_rules)
senior = requires(may_confirm)
resumer = requires(may_try_again)
anybody = requires(lambda user: True)
