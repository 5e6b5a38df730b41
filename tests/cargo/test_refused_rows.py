"""Refused rows and files that break off: kept, corrected, accepted, never lost."""

import pytest

from seizures.cargo import actions
from seizures.cargo.models import Consignment, GoodsLine, Manifest
from seizures.core.actor import Actor
from seizures.core.errors import NotAllowed, Refused
from tests.making import read, row, table

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
OFFICER = Actor("user", "1", "kr", "Kim", "officer")


@pytest.fixture
def manifest() -> Manifest:
    return read(table(row("H1", "SHOES"), row("H2", "BAGS", quantity="many"), row("H3", "CUPS")))


def test_a_refused_row_keeps_its_place_text_and_reason(manifest: Manifest) -> None:
    assert (manifest.lines_count, manifest.refused_count) == (2, 1)
    refused = manifest.refused_rows.get()
    assert (refused.position, refused.field) == (3, "quantity")
    assert "BAGS" in refused.raw and "many" in refused.raw
    assert refused.values["description"] == "BAGS"


def test_a_corrected_row_takes_its_place_in_the_manifest(manifest: Manifest) -> None:
    refused = manifest.refused_rows.get()
    line = actions.correct_row(refused, {**refused.values, "quantity": "40"}, by=OFFICER)
    manifest.refresh_from_db()
    assert (line.position, line.quantity, line.consignment.reference) == (3, 40, "H2")
    assert (manifest.lines_count, manifest.consignments_count) == (3, 3)
    assert manifest.refused_rows.get().status == "corrected"


def test_correcting_twice_makes_one_line(manifest: Manifest) -> None:
    refused = manifest.refused_rows.get()
    values = {**refused.values, "quantity": "40"}
    assert actions.correct_row(refused, values, by=OFFICER) == actions.correct_row(
        refused, values, by=OFFICER
    )
    assert GoodsLine.objects.count() == 3


def test_a_correction_that_cannot_be_read_says_why_and_at_which_field(manifest: Manifest) -> None:
    refused = manifest.refused_rows.get()
    with pytest.raises(Refused) as error:
        actions.correct_row(refused, {**refused.values, "quantity": "-3"}, by=OFFICER)
    assert error.value.field == "quantity" and str(error.value)
    refused.refresh_from_db()
    assert refused.status == "open"


def test_a_row_is_set_aside_only_with_a_reason(manifest: Manifest) -> None:
    refused = manifest.refused_rows.get()
    with pytest.raises(Refused):
        actions.discard_row(refused, reason=" ", by=OFFICER)
    assert actions.discard_row(refused, reason="Total row", by=OFFICER).status == "discarded"
    refused.refresh_from_db()
    assert refused.raw


def test_the_other_administration_may_not_correct(manifest: Manifest) -> None:
    refused = manifest.refused_rows.get()
    with pytest.raises(NotAllowed):
        actions.correct_row(refused, {}, by=Actor("user", "2", "cn", "Wang", "officer"))


def cuscar(*, is_cut: bool) -> bytes:
    segments = [
        "UNB+UNOA:2+CARRIER+KCS+261120:0900+REF1'", "UNH+1+CUSCAR:D:95B:UN'", "BGM+785+MAN1+9'",
        "TDT+20+V001+1++:::LANHAI++++:::GOLDEN BRIDGE'", "LOC+9+CNTAO'", "LOC+11+KRINC'",
        "CNI+1+HB001'", "GID+1+10:CT'", "FTX+AAA+++VELANTIS SHOES'",
        "CNI+2+HB002'", "GID+1+5:CT'", "FTX+AAA+++CUPS'",
    ]  # fmt: skip
    end = ["UNT+12+1'", "UNZ+1+REF1'"]
    return "".join(segments if is_cut else segments + end).encode()


def test_a_truncated_interchange_keeps_its_lines_and_waits_for_an_officer() -> None:
    manifest = read(cuscar(is_cut=True), name="m.edi")
    assert manifest.status == "incomplete" and not manifest.is_screenable
    assert manifest.problem["code"] and manifest.last_good
    assert manifest.lines_count == 2
    assert not Manifest.objects.screenable().filter(pk=manifest.pk).exists()
    assert actions.accept_incomplete(manifest, by=OFFICER).is_screenable
    assert actions.accept_incomplete(manifest, by=OFFICER).is_accepted


def test_a_whole_interchange_has_nothing_to_accept() -> None:
    manifest = read(cuscar(is_cut=False), name="m.edi")
    assert manifest.format == "cuscar" and manifest.lines_count == 2
    assert set(Consignment.objects.values_list("import_side", flat=True)) == {"kr"}
    if manifest.status == "read":
        with pytest.raises(Refused):
            actions.accept_incomplete(manifest, by=OFFICER)
