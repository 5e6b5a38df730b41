"""A right that an officer may not see is not told by a rule or a watch-list entry about it."""

import pytest
from django.urls import reverse

from seizures.screening.models import Rule, WatchEntry
from tests.builders import holder, person, recorded_right
from tests.portal.worlds import a_draft, holder_user
from tests.web.alerts.world import signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_tables", "own_index"),
]
SECRET = "ZEPHYRMOON"
RULE = {"name": "Alert on it", "effect": "alert", "strength": "1.0", "reason": "tried",
        "field-0": "hs", "op-0": "is", "value-0": "42"}  # fmt: skip


@pytest.fixture
def hidden() -> int:
    """The key of a draft that its holder has shown to nobody."""
    owner = holder("Gaon Industries")
    return int(a_draft(owner, holder_user(owner), mark=SECRET).pk)


def test_the_builder_does_not_read_out_a_hidden_mark(hidden: int) -> None:
    desk = signed_in(person("officer", "kr"))
    page = desk.post(reverse("rule-new"), {**RULE, "right": f"#{hidden}"}).content.decode()
    assert SECRET not in page


@pytest.mark.parametrize("named", ["#{key}", SECRET.title()])
def test_a_rule_about_a_hidden_right_is_refused_as_one_about_none(hidden: int, named: str) -> None:
    desk = signed_in(person("officer", "kr"))
    said = []
    for text in (named.format(key=hidden), "#987654321" if "#" in named else "Nosuchmark"):
        sent = {**RULE, "right": text, "save": "1"}
        answer = desk.post(reverse("rule-new"), sent)
        assert answer.status_code == 422
        said.append(f"No right is called “{text}”" in answer.content.decode())
    assert said == [True, True] and not Rule.objects.exists()
    condition = {**RULE, "effect": "raise", "field-0": "right", "value-0": f"#{hidden}",
                 "save": "1"}  # fmt: skip
    answer = desk.post(reverse("rule-new"), condition)
    assert answer.status_code == 422 and not Rule.objects.exists()


def test_the_watch_list_takes_no_hidden_right(hidden: int) -> None:
    desk = signed_in(person("officer", "kr"))
    sent = {"name": "Lanhai Garment", "role": "watched", "reason": "A tip of a carrier",
            "source": "tip", "spellings": "", "rights": f"#{hidden}"}  # fmt: skip
    answer = desk.post(reverse("watch-new"), sent)
    assert answer.status_code == 422 and SECRET not in answer.content.decode()
    assert "No right is called" in answer.content.decode() and not WatchEntry.objects.exists()
    seen = desk.post(reverse("watch-new"), {**sent, "rights": f"#{recorded_right('NURIBOM').pk}"})
    assert seen.status_code == 302 and WatchEntry.objects.get().rights.count() == 1
