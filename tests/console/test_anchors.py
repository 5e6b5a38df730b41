"""Anchors outside the database find out who writes a whole chain anew."""

import json
import logging
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as house
from django.core.management import CommandError, call_command

from seizures.core.actor import system
from seizures.journal import actions, anchors, tasks
from seizures.journal.models import ChainHead, Entry
from tests.console.test_journal_and_tokens import verdicts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _anchored_in(tmp_path: Path, settings: Any) -> None:
    settings.JOURNAL_ANCHOR_DIR = tmp_path / "anchors"


def links(count: int, chain: str = "kr", value: str = "true") -> None:
    """So many deeds more."""
    for _n in range(count):
        actions.record("manifest.read", kind="manifest", key=1, by=system(chain), value=value)


def forged(chain: str, count: int) -> None:
    """Somebody with the whole database in hand writes a chain anew, soundly linked."""
    Entry.objects.filter(chain=chain).delete()
    ChainHead.objects.filter(chain=chain).delete()
    links(count, chain, "forged")


def anchor() -> list[dict[str, Any]]:
    """What the command tells."""
    out = StringIO()
    call_command("anchor_journal", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_heads_are_written_to_the_folder_and_to_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    start = {head.chain: head.sequence for head in ChainHead.objects.all()}
    links(3, "kr")
    links(2, "cn")
    with caplog.at_level(logging.INFO):
        told = {row["chain"]: row for row in anchor()}
    heads = {head.chain: head for head in ChainHead.objects.all()}
    for chain, more in (("kr", 3), ("cn", 2)):
        assert told[chain]["links"] == start.get(chain, 0) + more
        assert told[chain]["digest"] == heads[chain].digest
        assert heads[chain].digest in caplog.text
    assert {row.chain for row in anchors.kept()} == set(heads)


def test_only_what_moved_is_anchored_again() -> None:
    links(1)
    assert tasks.anchor() > 0
    assert tasks.anchor() == 0
    links(1)
    assert [row.chain for row in actions.anchor()] == ["kr"]
    assert verdicts()[0] == 0


def test_a_chain_written_anew_as_a_whole_no_longer_meets_its_anchor() -> None:
    links(5)
    anchor()
    links(2)
    length = Entry.objects.filter(chain="kr").count()
    forged("kr", length)
    assert actions.verify("kr").broken_at is None  # by itself it holds together
    status, told = verdicts()
    assert status == 1
    assert told["kr"]["broken_at"] == length - 2 and "written anew" in told["kr"]["reason"]


def test_a_chain_cut_off_together_with_its_head_is_found() -> None:
    links(5)
    anchor()
    length = Entry.objects.filter(chain="kr").count()
    Entry.objects.filter(chain="kr", sequence__gt=length - 2).delete()
    last = Entry.objects.of_chain("kr").last()
    assert last is not None
    ChainHead.objects.filter(chain="kr").update(sequence=last.sequence, digest=last.digest)
    status, told = verdicts()
    assert status == 1 and told["kr"]["reason"] == f"{length} links were anchored"


def test_a_chain_that_was_taken_out_is_missed() -> None:
    links(2, "cn")
    anchor()
    Entry.objects.filter(chain="cn").delete()
    ChainHead.objects.filter(chain="cn").delete()
    status, told = verdicts()
    assert status == 1 and told["cn"]["links"] == 0


def test_a_copy_kept_elsewhere_is_compared_too(tmp_path: Path) -> None:
    links(3)
    anchor()
    copy = tmp_path / "audit.jsonl"
    anchors.place().rename(copy)
    forged("kr", Entry.objects.filter(chain="kr").count())
    assert verdicts()[0] == 0  # nothing is left here to compare with
    with pytest.raises(SystemExit):
        call_command("verify_journal", anchors=copy, stdout=StringIO(), stderr=StringIO())


def test_a_file_that_is_not_there_or_no_anchor_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("verify_journal", anchors=tmp_path / "none.jsonl", stdout=StringIO())
    odd = tmp_path / "odd.jsonl"
    odd.write_text('{"chain": "kr"}\n')
    with pytest.raises(CommandError, match="line 1"):
        call_command("verify_journal", anchors=odd, stdout=StringIO())


def test_beat_anchors_the_journal() -> None:
    assert house.CELERY_BEAT_SCHEDULE["anchor the journal"]["task"] == "journal.anchor"
