"""`verify_journal` finds what was changed behind its back; `api_token` gives one token a person."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from seizures.core.actor import system
from seizures.journal.actions import record
from seizures.journal.models import Entry
from tests.builders import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def verdicts() -> tuple[int, dict[str, dict]]:
    """(exit status, what is said of each chain)"""
    out, status = StringIO(), 0
    try:
        call_command("verify_journal", stdout=out, stderr=StringIO())
    except SystemExit as end:
        status = int(end.code or 0)
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    return status, {row["chain"]: row for row in told}


def test_whole_chains_are_told_with_their_length() -> None:
    for _n in range(3):
        record("manifest.read", kind="manifest", key=1, by=system("kr"))
    status, told = verdicts()
    assert status == 0
    assert told["kr"]["links"] == 3 and told["kr"]["broken_at"] is None


def test_a_changed_entry_breaks_its_chain() -> None:
    for _n in range(3):
        record("manifest.read", kind="manifest", key=1, by=system("cn"))
    Entry.objects.filter(chain="cn", sequence=2).update(actor_name="somebody else")
    status, told = verdicts()
    assert status == 1
    assert told["cn"]["broken_at"] == 2 and told["cn"]["reason"]


def test_a_person_has_one_token() -> None:
    user = person("officer", "kr")
    first, again = StringIO(), StringIO()
    call_command("api_token", user.username, stdout=first)
    call_command("api_token", user.username, stdout=again)
    assert first.getvalue() == again.getvalue()
    assert len(first.getvalue().strip()) == 40
    assert Entry.objects.filter(verb="token.issued").count() == 1


def test_nobody_has_a_token_for_a_stranger() -> None:
    with pytest.raises(CommandError, match="no user") as error:
        call_command("api_token", "nobody")
    assert error.value.returncode == 1
