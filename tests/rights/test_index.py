"""The match index follows the rights: a base, a delta for the new, a side list for the ended."""

import datetime as dt
from typing import Any

import pytest

from seizures.core.actions import lease_job
from seizures.core.actor import system
from seizures.core.models import Job
from seizures.matching.facts import GoodsFacts
from seizures.matching.screen import screen
from seizures.rights import actions, index
from seizures.rights.models import AuthorisedTrader, MatchIndex, Right
from tests.making import recorded, register_row

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MATCH_INDEX_DIR = tmp_path


def found(text: str) -> set[str]:
    """Marks of the rights the current index finds in a text."""
    opened, _version = index.current()
    goods = GoodsFacts("1", text, hs="640411", shipper="A LTD", consignee="B LTD")
    hits = screen(opened, [goods], candidates=True)
    rights = Right.objects.filter(pk__in=[int(hit.right) for hit in hits])
    return set(rights.values_list("mark", flat=True))


def test_without_an_index_there_is_a_clear_refusal() -> None:
    with pytest.raises(index.NoIndex):
        index.current()


def test_the_first_build_holds_what_is_recorded_and_nothing_else() -> None:
    recorded("VELANTIS")
    recorded("DORMUNDA", status="lapsed")
    assert actions.bring_up_to_date(by=system())
    assert index.current()[0].size == 1
    assert found("VELANTIS SHOES") == {"VELANTIS"}


def test_a_new_right_comes_as_a_delta_and_keeps_the_base() -> None:
    recorded("VELANTIS")
    assert actions.bring_up_to_date(by=system())
    base = index.newest_row()
    recorded("DORMUNDA")
    assert not index.is_up_to_date()
    assert actions.bring_up_to_date(by=system())
    row = index.newest_row()
    assert row.base == base and row.up_to_change > base.up_to_change
    assert found("VELANTIS AND DORMUNDA SHOES") == {"VELANTIS", "DORMUNDA"}
    assert index.current()[1] == row.version != base.version


def test_a_right_that_ended_is_not_found_although_the_base_holds_it() -> None:
    right = recorded("VELANTIS")
    recorded("DORMUNDA")
    assert actions.bring_up_to_date(by=system())
    for row in right.recordations.all():
        actions.suspend(row, "Dispute", by=system())
    assert actions.bring_up_to_date(by=system())
    assert found("VELANTIS AND DORMUNDA SHOES") == {"DORMUNDA"}


def test_a_right_that_ended_with_one_administration_is_still_found() -> None:
    right = recorded("VELANTIS")
    assert actions.bring_up_to_date(by=system())
    actions.suspend(right.recordations.get(administration="kr"), "Dispute", by=system())
    assert actions.bring_up_to_date(by=system())
    assert found("VELANTIS SHOES") == {"VELANTIS"}


def test_a_changed_right_replaces_its_older_self() -> None:
    right = recorded("VELANTIS")
    assert actions.bring_up_to_date(by=system())
    row = register_row("VELANTIS", mark="OSTRELLA", aliases={"ko": "오스트렐라"})
    actions.import_rows([row], administrations=["kr", "cn"], by=system())
    assert actions.bring_up_to_date(by=system())
    right.refresh_from_db()
    assert right.mark == "OSTRELLA"
    assert found("VELANTIS SHOES") == set()
    assert found("OSTRELLA SHOES") == {"OSTRELLA"}
    assert index.current()[0].size == 1


def test_many_changes_make_a_new_base(monkeypatch: Any) -> None:
    from seizures.rights.actions import indexing

    monkeypatch.setattr(indexing, "SMALLEST_DELTA", 1)
    recorded("VELANTIS")
    assert actions.bring_up_to_date(by=system())
    recorded("DORMUNDA")
    recorded("OSTRELLA")
    assert actions.bring_up_to_date(by=system())
    row = index.newest_row()
    assert row.base is None and row.rights == 3
    assert MatchIndex.objects.filter(status="current").count() == 1


def test_an_index_whose_files_are_gone_is_built_again() -> None:
    import shutil

    recorded("VELANTIS")
    assert actions.bring_up_to_date(by=system())
    shutil.rmtree(index.folder())
    index._opened.clear()
    assert not index.is_up_to_date()
    assert actions.bring_up_to_date(by=system())
    assert found("VELANTIS SHOES") == {"VELANTIS"}


def test_only_one_worker_builds() -> None:
    recorded("VELANTIS")
    assert actions.bring_up_to_date(by=system())
    recorded("DORMUNDA")
    job = Job.objects.get(kind="rights.index")
    assert lease_job(job.pk, token="another worker", seconds=50)
    assert actions.bring_up_to_date(by=system()) is False


def test_a_trader_out_of_term_no_longer_explains_anything() -> None:
    from seizures.rights.facts import right_facts

    right = recorded("VELANTIS")
    AuthorisedTrader.objects.update(valid_until=dt.date(2020, 1, 1))
    assert list(right_facts(Right.objects.all()))[0].authorised == ()
    assert right.traders.count() == 1
