"""Files that come twice, broken, in old encodings or made to do harm, as an officer meets them."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from seizures.cargo import actions as cargo
from seizures.cargo.models import GoodsLine, Manifest
from seizures.core.actor import system
from seizures.screening import actions as screening
from seizures.screening.models import ScreeningRun
from tests.builders import person
from tests.formats.samples import CHINESE, INTERCHANGE, KOREAN
from tests.making import row, table

ROOT = Path(__file__).parents[2]
HEAD = ["B/L No", "Shipper", "Description", "Qty", "Unit"]
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    b"<sst><si><t>&b;</t></si></sst>"
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture
def desk() -> Client:
    """An officer of Korea at the desk."""
    client = Client()
    client.force_login(person("officer", "kr"))
    return client


def upload(desk: Client, content: bytes, name: str) -> Any:
    """Sends the form; answers the response."""
    return desk.post(reverse("manifest-upload"), {"file": SimpleUploadedFile(name, content)})


def read(desk: Client, content: bytes, name: str) -> tuple[Manifest, str]:
    """Uploads, lets the worker's action read to the end; answers the manifest and its page."""
    answer = upload(desk, content, name)
    assert answer.status_code == 302
    manifest = Manifest.objects.latest("pk")
    assert cargo.read_manifest(manifest.pk, by=system(), budget_seconds=60)
    manifest.refresh_from_db()
    page = desk.get(answer["Location"])
    assert page.status_code == 200
    return manifest, page.content.decode()


def is_refused(manifest: Manifest, page: str, sentence: str) -> bool:
    """Failed without a line, the bytes kept, the page says why."""
    assert manifest.status == "failed" and not GoodsLine.objects.exists()
    assert manifest.file.size and ScreeningRun.objects.count() == 0
    return sentence in page


def book(*rows: list[Any], change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook with these rows."""
    made = openpyxl.Workbook()
    for values in rows:
        made.active.append(values)
    if change:
        change(made.active)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one part put in or replaced."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for known in old.namelist():
            if known != name:
                new.writestr(known, old.read(known))
        new.writestr(name, part)
    return file.getvalue()


def test_the_same_file_twice_is_one_manifest_and_the_officer_is_told(desk: Client) -> None:
    content = table(row("H1", "SHOES"), row("H2", "BAGS"))
    first, _ = read(desk, content, "monday.csv")
    again = upload(desk, content, "tuesday.csv")
    assert again["Location"] == reverse("manifest-detail", args=[first.pk]) + "?duplicate=1"
    assert "These bytes came before" in desk.get(again["Location"]).content.decode()
    assert (Manifest.objects.count(), GoodsLine.objects.count()) == (1, 2)


def test_a_truncated_cuscar_keeps_its_lines_and_waits_for_an_officer(desk: Client) -> None:
    whole = INTERCHANGE.encode()
    manifest, page = read(desk, whole[: whole.index(b"CNI+2")], "broken.edi")
    assert manifest.status == "incomplete" and manifest.lines_count == 2
    assert "PLASTIC TOYS" in manifest.last_good and "Last good segment" in page
    assert "FTX+AAA+++PLASTIC TOYS" in page
    assert manifest.pk not in screening.queue_waiting()

    accept = reverse("manifest-accept", args=[manifest.pk])
    assert accept in page
    assert desk.post(accept).status_code == 302
    assert manifest.pk in screening.queue_waiting()
    assert screening.screen_manifest(manifest.pk, by=system(), budget_seconds=60)
    assert ScreeningRun.objects.get(manifest=manifest).lines_screened == 2


def test_a_replacement_of_a_truncated_file_is_read_whole(desk: Client) -> None:
    whole = INTERCHANGE.encode()
    broken, _ = read(desk, whole[: whole.index(b"CNI+2")], "broken.edi")
    replacement, _ = read(desk, whole, "whole.edi")
    assert replacement.pk != broken.pk
    assert (replacement.status, replacement.lines_count) == ("read", 3)
    assert replacement.pk in screening.queue_waiting()
    assert broken.pk not in screening.queue_waiting()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(KOREAN, "euc-kr"), (CHINESE, "gb18030"), (KOREAN, "utf-16"), (CHINESE, "utf-16-be")],
)
def test_old_encodings_are_read_to_the_letter(desk: Client, text: str, encoding: str) -> None:
    manifest, page = read(desk, text.encode(encoding), "manifest.csv")
    assert (manifest.status, manifest.lines_count, manifest.refused_count) == ("read", 2, 0)
    told = text.splitlines()[1].split(",")
    line = GoodsLine.objects.order_by("position").first()
    assert line is not None
    assert line.description == told[9] and line.consignment.shipper_name == told[7]
    assert told[9] in page


def test_garbage_is_refused_with_a_sentence(desk: Client) -> None:
    noise = b"description,shipper\n" + bytes(range(128, 256)) * 40
    assert is_refused(*read(desk, noise, "manifest.csv"), "The text of the file cannot be read")


def test_formulas_and_merged_cells_are_read_and_what_has_no_value_waits(desk: Client) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B2:B3")

    rows = [["M1", "A Co", "shoes", 12, "PRS"], [None, None, "bags", 3, "PCS"],
            ["M2", "B Co", "hats", "=2*3", "PCS"]]  # fmt: skip
    manifest, page = read(desk, book(HEAD, *rows, change=merge), "manifest.xlsx")
    assert (manifest.status, manifest.lines_count, manifest.refused_count) == ("read", 2, 1)
    shippers = GoodsLine.objects.values_list("consignment__reference", "consignment__shipper_name")
    assert set(shippers) == {("M1", "A Co")}
    assert "The cell D4 holds a formula without a stored result" in page

    refused = manifest.refused_rows.get()
    fixed = {**refused.values, "quantity": "6"}
    assert desk.post(reverse("refused-row", args=[refused.pk]), fixed).status_code == 302
    assert GoodsLine.objects.get(description="hats").quantity == 6


@pytest.mark.parametrize(
    ("part", "content", "sentence"),
    [
        ("xl/media/x.bin", bytes(80 << 20), "a sign of a harmful file"),
        ("xl/sharedStrings.xml", LAUGHS, "declares XML entities"),
    ],
    ids=["zip bomb", "entity bomb"],
)
def test_a_workbook_made_to_do_harm_is_refused_before_it_is_opened(
    desk: Client, part: str, content: bytes, sentence: str
) -> None:
    bomb = with_part(book(HEAD, ["M1", "A Co", "shoes", 1, "PRS"]), part, content)
    assert len(bomb) < 200_000
    assert is_refused(*read(desk, bomb, "manifest.xlsx"), sentence)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"%PDF-1.7\n" + bytes(400), "manifest.pdf", "The file is PDF, not a manifest"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old.xls", "old Excel workbook"),
        (b"UNB+UNOC:3+A+B+260305:1200+R1'UNH+1+BAPLIE:D:95B:UN'UNT+2+1'UNZ+1+R1'", "b.edi",
         "holds a BAPLIE message, not CUSCAR"),
    ],
)  # fmt: skip
def test_an_unsupported_file_is_named_for_what_it_is(
    desk: Client, content: bytes, name: str, sentence: str
) -> None:
    assert is_refused(*read(desk, content, name), sentence)


def test_an_empty_file_is_refused_on_the_form(desk: Client) -> None:
    answer = upload(desk, b"", "manifest.csv")
    assert answer.status_code == 422 and "empty" in answer.content.decode()
    assert not Manifest.objects.exists()


def test_a_file_over_the_limit_is_refused_on_the_form(desk: Client, settings: Any) -> None:
    settings.MAX_MANIFEST_BYTES = 1 << 20
    answer = upload(desk, table(*(row(f"H{n}", "SHOES" * 400) for n in range(600))), "m.csv")
    assert answer.status_code == 422
    assert "at most 1 MB" in answer.content.decode()
    assert not Manifest.objects.exists()


def test_a_broken_row_costs_only_itself(desk: Client) -> None:
    rows = [row(f"H{n}", f"GOODS {n}") for n in range(50)]
    rows[20]["quantity"], rows[30]["description"] = "many", ""
    manifest, page = read(desk, table(*rows), "manifest.csv")
    assert (manifest.status, manifest.lines_count, manifest.refused_count) == ("read", 48, 2)
    assert "many cannot be read as a number" in page
    assert "The description of the goods is missing" in page


WORK = """
import json, re, sys
from pathlib import Path
from time import perf_counter, process_time
import django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
begin, cpu = perf_counter(), process_time()
call_command("receive_manifest", sys.argv[1], administration="kr", wait=True)
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
told = {"seconds": perf_counter() - begin, "cpu_seconds": process_time() - cpu, "peak_mb": peak}
print(json.dumps(told))
"""


@pytest.mark.alone
@pytest.mark.timeout(600)
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc to tell memory")
def test_200_megabytes_are_received_read_and_screened_in_constant_memory(tmp_path: Path) -> None:
    """Long texts keep it to about 100,000 lines: the size of the file is the enemy here."""
    head = "house_document,mode,origin,destination,arrival_on,shipper,consignee,description,hs\n"
    filler = "운동화 SPORTS SHOES model, size 230-280 " * 38
    path = tmp_path / "big.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        number = 0
        while file.tell() < 200 << 20:
            file.write(f"H{number // 4:07d},sea,CNTAO,KRINC,2026-03-05,청도무역,서울상사,"
                       f'"{number} {filler}",640399\n')  # fmt: skip
            number += 1
    environment = dict(os.environ) | {
        "DJANGO_SETTINGS_MODULE": "customs_ip.settings.test",
        "DATABASE_URL": f"sqlite:///{tmp_path}/big.sqlite3",
        "TEST_SCRATCH": str(tmp_path),
        "BROKER_URL": "memory://",
    }
    done = subprocess.run([sys.executable, "-c", WORK, str(path)], cwd=ROOT, env=environment,
                          capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    answer, found = (json.loads(line) for line in done.stdout.splitlines()[-2:])
    print(json.dumps({**answer, **found, "megabytes": path.stat().st_size >> 20}))
    assert answer["status"] == "read" and answer["lines"] == number
    assert answer["refused_rows"] == 0
    assert found["peak_mb"] < 500
