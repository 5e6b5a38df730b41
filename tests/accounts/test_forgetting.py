"""The log of sign-ins is kept as long as the setting says; the journal for good."""

import datetime as dt
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessLog
from django.conf import settings as house
from django.test import Client
from django.urls import reverse

from seizures.accounts.actions import forget_sign_ins
from seizures.core import clock
from seizures.core.actor import system
from seizures.journal.actions import record, verify
from seizures.journal.models import Entry
from tests.builders import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
PASSWORD = "a long and winding road"


def signed_in(days_ago: float) -> AccessLog:
    """Somebody came in by their password some days ago."""
    user = person("officer", "kr")
    user.set_password(PASSWORD)
    user.save()
    Client().post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    log = AccessLog.objects.get(username=user.username)
    return moved(log, days_ago)


def moved(row: Any, days_ago: float) -> Any:
    """The same row, as it would be had it been written then."""
    at = clock.now() - dt.timedelta(days=days_ago)
    type(row).objects.filter(pk=row.pk).update(attempt_time=at)
    return row


@pytest.mark.postgres
def test_sign_ins_older_than_the_setting_are_forgotten(settings: Any) -> None:
    settings.SIGN_IN_LOG_DAYS = 30
    old, fresh = [signed_in(31), signed_in(400)], signed_in(29)
    assert forget_sign_ins(at_once=1) == len(old)
    assert list(AccessLog.objects.all()) == [fresh]


def test_nothing_is_forgotten_where_the_setting_says_so(settings: Any) -> None:
    settings.SIGN_IN_LOG_DAYS = 0
    signed_in(4000)
    assert forget_sign_ins() == 0 and AccessLog.objects.count() == 1


def test_a_wrong_password_is_forgotten_once_its_pause_is_over() -> None:
    for name in ("kim", "li"):
        Client().post(reverse("account_login"), {"login": name, "password": "no"})
    over = AccessAttempt.objects.get(username="kim")
    moved(over, house.AXES_COOLOFF_TIME / 24 + 0.01)
    forget_sign_ins()
    assert [row.username for row in AccessAttempt.objects.all()] == ["li"]


def test_the_journal_outlives_every_sign_in(settings: Any) -> None:
    settings.SIGN_IN_LOG_DAYS = 1
    before = clock.now() - dt.timedelta(days=9000)
    record("case.opened", kind="case", key=1, by=system("kr"))
    Entry.objects.update(at=before)
    count = Entry.objects.count()
    signed_in(5)
    made = Entry.objects.count()
    forget_sign_ins()
    assert Entry.objects.count() == made >= count
    assert house.CELERY_BEAT_SCHEDULE["forget old sign-ins"]["task"] == "accounts.forget_sign_ins"
    assert verify("kr").links > 0
