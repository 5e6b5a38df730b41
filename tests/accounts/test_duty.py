"""Trainees act inside an exercise, never in the real house."""

import pytest

from seizures.accounts.models import User
from seizures.cases.policies import law_role
from seizures.core.actor import Actor
from seizures.core.database import _sandbox
from seizures.rights.policies import may_examine


@pytest.fixture
def exercise():
    token = _sandbox.set("sandbox_for_a_rule")
    yield
    _sandbox.reset(token)


def trainee(role: str = "trainee") -> Actor:
    return Actor("user", "1", "kr", "Learner", role)


def test_a_trainee_is_nobody_in_the_real_house():
    assert not User(role="trainee", administration_id="kr").is_on_duty
    assert law_role(trainee()) == ""
    assert not may_examine(trainee(), "kr")
    assert not User(role="trainer", administration_id="kr").is_senior


def test_a_trainee_is_an_officer_inside_an_exercise(exercise):
    assert User(role="trainee", administration_id="kr").is_on_duty
    assert law_role(trainee()) == "officer"
    assert law_role(trainee("trainer")) == "senior_officer"
    assert may_examine(trainee(), "kr") and not may_examine(trainee(), "cn")


def test_an_officer_is_one_everywhere():
    assert User(role="officer", administration_id="cn").is_on_duty
    assert not User(role="auditor", administration_id="cn").is_on_duty
    assert User(role="senior_officer", administration_id="cn").is_senior
