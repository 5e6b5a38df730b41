"""Large files: constant memory and speed, measured in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from seizures.formats.lines import ManifestHeader, ManifestLine, Progress
from seizures.formats.reader import parse_row, read
from seizures.formats.write import write_cuscar

MEASURE = r"""
import json, re, resource, sys
from pathlib import Path
from seizures.formats.lines import ManifestLine
from seizures.formats.reader import read
count = sum(isinstance(item, ManifestLine) for item in read(Path(sys.argv[1]), name="big"))
if sys.platform == "linux":  # ru_maxrss would be that of the process that started this one
    peak_mb = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024
else:
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
print(json.dumps({"lines": count, "peak_mb": peak_mb}))
"""


def _measured(path: Path) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(run.stdout)
    return found


@pytest.mark.alone
def test_a_csv_of_200_megabytes_is_read_in_constant_memory(tmp_path: Path) -> None:
    head = (
        "transport_document,house_document,container,mode,origin,destination,arrival_on,shipper,"
        "consignee,description,hs,quantity,unit,value,currency\n"
    )
    row = (
        "QDIN2603001,H{0:07d},CSQU3054383,sea,CNTAO,KRINC,2026-03-05,청도무역 유한공사,서울상사,"
        '"{1}",6403999000,{0},PRS,{0}.50,USD\n'
    )
    filler = "운동화 SPORTS SHOES model, size 230-280 " * 26
    block = "".join(row.format(number, filler) for number in range(500)).encode()
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.write(head.encode())
        while file.tell() < 200 << 20:
            file.write(block)
    found = _measured(path)
    print(json.dumps({**found, "megabytes": path.stat().st_size >> 20}))
    assert found["lines"] > 100_000
    assert found["peak_mb"] < 200


@pytest.mark.alone
def test_many_csv_rows_and_the_same_in_cuscar_are_the_same_lines(tmp_path: Path) -> None:
    from seizures.formats.write import write_csv

    rows = [_line(number) for number in range(40_000)]
    write_csv(rows, tmp_path / "m.csv")
    write_cuscar(ManifestHeader("cuscar", "1", mode="sea"), rows, tmp_path / "m.edi")
    table, report = _measured(tmp_path / "m.csv"), _measured(tmp_path / "m.edi")
    assert table["lines"] == report["lines"] == 40_000


def test_progress_is_told_to_the_last_byte(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("description,shipper\n" + "shoes,A Co\n" * 200_000)
    told: list[Progress] = []
    count = sum(
        isinstance(item, ManifestLine) for item in read(path, name="m", on_progress=told.append)
    )
    assert count == 200_000
    assert told[-1].bytes_read == path.stat().st_size
    assert [step.bytes_read for step in told] == sorted(step.bytes_read for step in told)
    assert len(told) > 3


def _line(number: int) -> ManifestLine:
    line = parse_row(
        {
            "transport_document": f"QDIN26{number // 40:05d}",
            "house_document": f"H{number // 4:07d}",
            "container": "CSQU3054383",
            "mode": "sea",
            "origin": "CNTAO",
            "destination": "KRINC",
            "arrival_on": "2026-03-05",
            "shipper": f"Qingdao Trading Co {number % 997}",
            "consignee": f"서울상사 {number % 887} 주식회사",
            "description": f"SPORTS SHOES model {number} 운동화 100 pairs",
            "hs": "6403999000",
            "quantity": str(number % 5000),
            "unit": "PRS",
            "packages": str(number % 90),
            "gross_kg": f"{number % 700}.25",
            "value": f"{number % 9000}.50",
            "currency": "USD",
        }
    )
    assert isinstance(line, ManifestLine)
    return line
