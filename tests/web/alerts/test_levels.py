"""Service levels are set by what the senior officer saw, never over what changed since."""

import pytest
from django.urls import reverse

from tests.web.alerts.world import officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def test_a_level_changed_in_between_is_not_overwritten() -> None:
    page, url = reverse("queue-levels"), reverse("queue-level-set")
    values = {"queue": "alerts", "office": "", "take_hours": 2, "decide_hours": 9}
    one, other = officer(role="senior_officer"), officer(role="senior_officer")
    for hours in (3, 4):  # a new level, then a changed one
        seen = [client.get(page).context["form"]["seen"].value() for client in (one, other)]
        sent = [values | {"take_hours": hours + n, "seen": seen[n]} for n in range(2)]
        assert one.post(url, sent[0]).status_code == 302
        late = other.post(url, sent[1])
        assert late.status_code == 422 and "in between" in late.content.decode()
    assert f'name="seen" value="{one.get(page).context["form"]["seen"].value()}"' in (
        one.get(page).content.decode()
    )
