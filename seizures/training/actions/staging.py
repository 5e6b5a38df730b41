"""Sets the stage of an exercise: its rights and its manifest, read and screened."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from seizures.cargo import actions as cargo
from seizures.core import clock
from seizures.core.actor import system
from seizures.core.errors import Refused
from seizures.formats.write import write_csv
from seizures.rights.actions import bring_up_to_date, import_rows
from seizures.screening import actions as screening
from seizures.training.scenario import Scenario


def stage(told: Scenario) -> None:
    """Fills the sandbox at hand with what the scenario says."""
    by = system()
    done = import_rows(rows(told), administrations=("kr", "cn"), by=by)
    if done.refused:
        raise Refused(f"scenario {told.name}: {done.refused[0][1]}")
    bring_up_to_date(by=by)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{told.name}.csv"
        write_csv(_lines(told), path)
        with path.open("rb") as stream:
            manifest = cargo.receive_manifest(
                stream, name=path.name, administration=told.administration, by=by
            ).manifest
    for work in (cargo.read_manifest, screening.screen_manifest):
        while not work(manifest.pk, by=by):
            pass


def rows(told: Scenario) -> list[dict[str, Any]]:
    """The scenario's rights as rows of a register, in term today."""
    year = clock.today("kr").year
    dates = {"filed_on": f"{year - 4}-03-02", "registered_on": f"{year - 3}-01-15",
             "expires_on": f"{year + 6}-01-15", "status": "recorded"}  # fmt: skip
    return [{**right, **dates, "number": f"40-{number + 1000001}", "id": right["key"]}
            for number, right in enumerate(told.rights)]  # fmt: skip


def _lines(told: Scenario) -> list[Any]:
    today = clock.today(told.administration)
    return [replace(line, departure_on=today, arrival_on=today) for line in told.lines]
