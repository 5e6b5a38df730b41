"""The people of the demo: who can be tried with one press. Nothing of it exists elsewhere."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from seizures.accounts.choices import Role
from seizures.accounts.models import User

ADMINISTRATIONS = ("kr", "cn", "")
PEOPLE = "demo.json"


def usernames() -> list[str]:
    """The sign-ins the demo's seed wrote down; none where this is not a demo."""
    path = settings.VAR / PEOPLE
    if not settings.IS_DEMO or not path.exists():
        return []
    return [str(row["username"]) for row in json.loads(path.read_text(encoding="utf-8"))]


def people() -> list[User]:
    """Those people, by administration and role."""
    known = usernames()
    if not known:
        return []
    order = {role: place for place, role in enumerate(Role.values)}
    rows = User.objects.filter(username__in=known, is_active=True).select_related(
        "office", "organisation"
    )
    return sorted(
        rows,
        key=lambda user: (
            ADMINISTRATIONS.index(user.administration_id or ""), order[user.role],
            known.index(user.username),
        ),
    )  # fmt: skip


def demo_roles(request: HttpRequest) -> list[dict[str, Any]]:
    """The buttons of the sign-in page; empty on every other page."""
    match = request.resolver_match
    if match is None or match.url_name != "account_login":
        return []
    return [
        {
            "username": user.username,
            "label": _label(user),
            "administration": user.administration_id or "",
            "language": user.language,
        }
        for user in people()
    ]


def _label(user: User) -> str:
    place = user.office.name if user.office else user.organisation.name if user.organisation else ""
    return " · ".join(part for part in (str(user.get_role_display()), place) if part)
