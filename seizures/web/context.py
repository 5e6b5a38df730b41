"""What every page knows: who is here, where they may go, whether this is the demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from seizures.core import clock
from seizures.core.database import sandbox
from seizures.web.demo import demo_roles
from seizures.web.navigation import navigation_for


def shell(request: HttpRequest) -> dict[str, Any]:
    """Navigation, administration and demo banner for `base.html`."""
    user = getattr(request, "user", None)
    is_in = bool(user and user.is_authenticated)
    return {
        "demo": settings.IS_DEMO,
        "demo_roles": demo_roles(request) if settings.IS_DEMO else [],
        "demo_today": clock.today("kr") if settings.IS_DEMO else None,
        "sandbox": sandbox(),
        "administration": (user.administration_id or "") if user and is_in else "",
        "navigation": navigation_for(user, request.path) if is_in else [],
    }
