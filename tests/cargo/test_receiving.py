"""Manifests come in once, are read in checkpointed chunks, and lose nothing."""

import json
from io import BytesIO
from typing import Any

import pytest

from seizures.cargo import actions
from seizures.cargo.actions import reading, storing
from seizures.cargo.models import Consignment, Container, GoodsLine, Manifest
from seizures.core.actions import lease_job
from seizures.core.actor import Actor, system
from seizures.core.errors import FileRefused, NotAllowed, Refused
from seizures.journal.actions import verify
from seizures.journal.models import Entry
from seizures.parties.models import Party
from tests.making import read, received, row, table

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
KOREAN = Actor("user", "1", "kr", "Kim", "officer")
CHINESE = Actor("user", "2", "cn", "Wang", "officer")


def many(count: int) -> bytes:
    return table(*(row(f"H{n // 3}", f"GOODS {n}") for n in range(count)))


def test_rows_with_the_same_house_document_are_one_consignment_even_far_apart() -> None:
    rows = [row("H1", "SHOES"), *(row(f"X{n}", "CUPS") for n in range(5)), row("H1", "BAGS")]
    manifest = read(table(*rows))
    assert (manifest.status, manifest.lines_count, manifest.consignments_count) == ("read", 7, 6)
    first = Consignment.objects.get(reference="H1")
    assert first.lines_count == 2
    assert [line.description for line in first.lines.order_by("position")] == ["SHOES", "BAGS"]


def test_without_a_house_document_the_transport_document_makes_the_consignment() -> None:
    read(table(row("", "A", transport_document="MB7"), row("", "B", transport_document="MB7")))
    assert Consignment.objects.get().reference == "MB7"


def test_the_sides_of_the_route_come_from_its_ports() -> None:
    manifest = read(table(
        row("H1", "A"), row("H2", "B", origin="HKHKG"), row("H3", "C", origin="VNSGN"),
    ))  # fmt: skip
    sides = Consignment.objects.filter(manifest=manifest).order_by("reference")
    assert [(one.export_side, one.import_side) for one in sides] == [
        ("cn", "kr"), ("", "kr"), ("", "kr")
    ]  # fmt: skip


def test_everything_a_row_says_is_stored() -> None:
    read(table(row("H1", "운동화 NIKE 运动鞋", hs="6404.11.0000")))
    line = GoodsLine.objects.get()
    assert line.description == "운동화 NIKE 运动鞋"
    assert (line.hs, line.unit, line.packages, line.currency) == ("6404110000", "PRS", 60, "CNY")
    assert (str(line.quantity), str(line.gross_kg), str(line.value)) == (
        "1200.000", "900.500", "120000.00"
    )  # fmt: skip
    assert str(line.consignment.arrival_on) == "2026-11-22"
    assert line.consignment.shipper.name == "QINGDAO LANHAI GARMENT CO LTD"


def test_a_container_number_is_checked_by_its_check_digit() -> None:
    read(table(row("H1", "A"), row("H2", "B", container="CSQU3054384"), row("H1", "C")))
    assert list(Container.objects.order_by("number").values_list("number", "is_valid")) == [
        ("CSQU3054383", True), ("CSQU3054384", False)
    ]  # fmt: skip


def test_spellings_of_one_party_are_one_party() -> None:
    read(table(row("H1", "A"), row("H2", "B", shipper="Qingdao  Lanhai Garment Co., Ltd")))
    party = Party.objects.get(key="qingdao lanhai garment co ltd")
    assert party.consignments == 2


def test_the_same_bytes_answer_the_same_manifest() -> None:
    content = many(5)
    first = read(content)
    again = actions.receive_manifest(BytesIO(content), name="other.csv", administration="kr",
                                     by=KOREAN)  # fmt: skip
    assert again.is_duplicate and again.manifest == first
    elsewhere = actions.receive_manifest(BytesIO(content), name="a.csv", administration="cn",
                                         by=CHINESE)  # fmt: skip
    assert not elsewhere.is_duplicate
    assert GoodsLine.objects.count() == 5


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Refused, match="empty"):
        received(b"")


def test_a_file_over_the_limit_is_refused(settings: Any) -> None:
    settings.MAX_MANIFEST_BYTES = 100
    with pytest.raises(FileRefused, match="too large"):
        received(many(50))


def test_only_an_officer_of_the_administration_may_receive() -> None:
    for actor in (CHINESE, Actor("user", "3", "", "Holder", "holder"),
                  Actor("user", "4", "kr", "Lee", "auditor")):  # fmt: skip
        with pytest.raises(NotAllowed):
            actions.receive_manifest(BytesIO(many(1)), name="a.csv", administration="kr", by=actor)


def test_what_is_no_manifest_is_kept_and_told() -> None:
    manifest = read(b"\x89PNG\r\n\x1a\n" + b"\x00" * 400, name="photo.csv")
    assert manifest.status == "failed"
    assert manifest.problem["code"]
    assert manifest.job.status == "failed" and manifest.job.problem
    assert actions.queue_waiting() == []


def test_a_worker_that_dies_in_a_chunk_leaves_whole_chunks(monkeypatch: Any) -> None:
    monkeypatch.setattr(reading, "CHUNK", 10)
    manifest = received(many(45))
    store, calls = storing.store_lines, []

    def dies(*args: Any) -> tuple[int, int]:
        calls.append(1)
        done = store(*args)
        if len(calls) == 3:
            raise MemoryError("the machine went down")
        return done

    monkeypatch.setattr(reading, "store_lines", dies)
    with pytest.raises(MemoryError):
        actions.read_manifest(manifest.pk, by=system(), budget_seconds=60)
    manifest.refresh_from_db()
    read_so_far = GoodsLine.objects.count()
    assert manifest.status == "reading" and 0 < read_so_far < 45
    assert manifest.lines_count == read_so_far
    expire(manifest)
    assert actions.read_manifest(manifest.pk, by=system(), budget_seconds=60)
    manifest.refresh_from_db()
    assert (manifest.lines_count, manifest.consignments_count) == (45, 15)
    assert GoodsLine.objects.count() == 45
    assert {one.lines_count for one in Consignment.objects.all()} == {3}
    assert Party.objects.get(key="hanbit trade co ltd").consignments == 15


def test_a_short_budget_reads_on_from_the_checkpoint(monkeypatch: Any) -> None:
    monkeypatch.setattr(reading, "CHUNK", 10)
    manifest = received(many(35))
    passes = 0
    while not actions.read_manifest(manifest.pk, by=system(), budget_seconds=0):
        passes += 1
    manifest.refresh_from_db()
    assert passes == 3
    assert (manifest.status, manifest.lines_count) == ("read", 35)
    assert manifest.job.share == 100


def test_a_second_worker_leaves_a_manifest_somebody_reads() -> None:
    manifest = received(many(5))
    assert lease_job(manifest.job_id, token="the first worker")
    assert actions.read_manifest(manifest.pk, by=system()) is False
    assert actions.queue_waiting() == []
    assert GoodsLine.objects.count() == 0


def test_a_worker_that_lost_its_lease_writes_nothing(monkeypatch: Any) -> None:
    monkeypatch.setattr(reading, "CHUNK", 10)
    manifest = received(many(25))
    store = reading._Reading._store

    def taken_over(*args: Any) -> None:
        expire(manifest)
        assert lease_job(manifest.job_id, token="the second worker")
        store(*args)

    monkeypatch.setattr(reading._Reading, "_store", taken_over)
    assert actions.read_manifest(manifest.pk, by=system()) is False
    assert GoodsLine.objects.count() == 0


def test_reading_is_given_up_after_three_attempts_with_a_journal_entry(monkeypatch: Any) -> None:
    def dies(*args: Any) -> None:
        raise ValueError("boom")

    monkeypatch.setattr(reading, "store_lines", dies)
    manifest = received(many(5))
    for _attempt in range(2):
        with pytest.raises(ValueError):
            actions.read_manifest(manifest.pk, by=system())
        expire(manifest)
    assert actions.read_manifest(manifest.pk, by=system()) is True
    manifest.refresh_from_db()
    assert manifest.status == "failed" and manifest.problem["code"] == "reading_failed"
    assert "3 attempts" in manifest.job.problem
    assert Entry.objects.about("manifest", manifest.pk).last().verb == "manifest.failed"


def test_a_manifest_is_sent_to_the_workers_once_in_a_while() -> None:
    manifest = received(many(3))
    assert actions.queue_waiting() == [manifest.pk]
    assert actions.queue_waiting() == []


def test_reading_tells_the_journal_twice_whatever_the_number_of_rows() -> None:
    manifest = read(many(200))
    verbs = [entry.verb for entry in Entry.objects.about("manifest", manifest.pk)]
    assert verbs == ["manifest.received", "manifest.read"]
    assert verify("kr").broken_at is None


def test_a_chunk_of_any_size_costs_the_same_number_of_queries(count_queries: Any) -> None:
    manifest = received(many(1500))
    with count_queries(60):
        actions.read_manifest(manifest.pk, by=system(), budget_seconds=60)
    assert Manifest.objects.get(pk=manifest.pk).lines_count == 1500


def expire(manifest: Manifest) -> None:
    """The lease of whoever worked on it ends, as it does by itself after some seconds."""
    manifest.job.refresh_from_db()
    manifest.job.cursor = {**manifest.job.cursor, "leased_until": ""}
    manifest.job.save()


def test_only_the_side_that_holds_goods_lets_them_go() -> None:
    from tests.builders import consignment

    cargo = consignment()
    actions.hold_consignment(cargo, reason="Suspected", by=KOREAN)
    with pytest.raises(Refused, match="other administration"):
        actions.release_consignment(cargo, reason="Not ours", by=CHINESE)
    assert actions.release_consignment(cargo, reason="Genuine", by=KOREAN).status == "released"


@pytest.mark.parametrize("name", ["carrier", "conveyance", "voyage", "message_ref"])
def test_a_header_longer_than_its_place_is_cut_and_the_manifest_read(name: str) -> None:
    first = {**row("H1", "SHOES"), name: "가" * 900}
    manifest = read(json.dumps(first).encode(), name="manifest.jsonl")
    assert (manifest.status, manifest.lines_count) == ("read", 1)
    kept = getattr(manifest, {"message_ref": "message_reference"}.get(name, name))
    assert kept and set(kept) == {"가"} and len(kept) < 900
