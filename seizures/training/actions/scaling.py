"""Fills the house to the size of a border: for measuring, not for looking at.

Rows go in by plain bulk inserts with keys counted up from the highest there is, one transaction a
block, so that a million lines take less than a minute.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from itertools import islice
from random import Random
from typing import Any

from django.core.management.color import no_style

from seizures.cargo.choices import ConsignmentStatus, ManifestStatus
from seizures.cargo.models import Consignment, GoodsLine, Manifest
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.choices import JobStatus
from seizures.core.database import atomic, connection
from seizures.core.models import Job
from seizures.files.actions import store_bytes
from seizures.grants.models import Grant
from seizures.journal.actions import record
from seizures.matching import recipes
from seizures.parties.models import Party
from seizures.parties.names import fold
from seizures.rights.actions import build_index
from seizures.rights.choices import RecordationStatus
from seizures.rights.models import Alias, Holder, Recordation, Right
from seizures.screening.models import Alert, AlertHit, Disposition, ScreeningRun
from seizures.training.actions.scaling_alerts import load_alerts
from seizures.training.actions.tables import BLOCK, Filled, Table
from seizures.training.invent import goods, names

LINES_A_MANIFEST = 5000
PARTIES = 20_000
HOLDERS_A_RIGHT = 20
ROUTES = (("cn", "CNTAO", "KRINC", "sea"), ("kr", "CNWEI", "KRINC", "express"),
          ("cn", "CNYNT", "KRICN", "express"), ("kr", "CNSHA", "KRPUS", "sea"),
          ("kr", "CNCAN", "KRICN", "express"), ("cn", "KRINC", "CNTAO", "sea"))  # fmt: skip
Tell = Callable[[str, int], None]


def _silent(what: str, count: int) -> None:
    """Nobody wants to hear how far it is."""


def load_scale(
    *,
    lines: int,
    rights: int,
    alerts: int = 0,
    by: Actor,
    tell: Tell = _silent,
    with_index: bool = True,
) -> Filled:
    """Adds generated rights, cargo and alerts; on an empty house or on top of what is there.

    The rights are no changes that cargo would be screened against again: `with_index` builds the
    match index over all of them instead. `tell` hears of every block.
    """
    rng, done = Random(lines * 31 + rights), Filled()
    _load_rights(rights, rng, done, tell)
    _load_cargo(lines, rng, by, done, tell)
    load_alerts(alerts, rng, done, tell)
    _reset_keys()
    with atomic():
        record("scale.loaded", kind="scale", key=lines, by=by, rows=done.rows)
    if rights and with_index:
        build_index(by=by)
    return done


def _blocks(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while block := list(islice(rows, BLOCK)):
        yield block


def coined(rng: Random, start: int) -> Iterator[str]:
    """Names that do not repeat: the number of a name decides its syllables."""
    parts = [latin for latin, _hangul, _han in names.syllables()]
    base, number = len(parts), start
    while True:
        step, text = number * 7919 % base**4, ""
        for _place in range(4):
            step, at = divmod(step, base)
            text += parts[at]
        yield text.capitalize()
        number += 1


def _load_rights(count: int, rng: Random, done: Filled, tell: Tell) -> None:
    if not count:
        return
    holder, right, entry, alias = (Table(model) for model in (Holder, Right, Recordation, Alias))
    spelled = coined(rng, right.next_key)
    first, owners = holder.next_key, max(1, count // HOLDERS_A_RIGHT)
    named = ((f"{next(spelled)} {number} Co., Ltd.", number) for number in range(owners))
    with atomic():
        for block in _blocks(
            holder.row(name=name, name_key=fold(name), country="KR", is_small=bool(number % 3))
            for name, number in named
        ):
            holder.put(block)
    made = 0
    while made < count:
        size = min(BLOCK, count - made)
        with atomic():
            _right_block(size, (right, entry, alias), spelled, rng, (first, owners))
        made += size
        tell("rights", made)
    done.add(holder, right, entry, alias)


def _right_block(size: int, tables: tuple[Table, Table, Table], spelled: Iterator[str],
                 rng: Random, owners: tuple[int, int]) -> None:  # fmt: skip
    right, entry, alias = tables
    year = clock.today("kr").year
    rows, entries, spellings = [], [], []
    for _one in range(size):
        mark = next(spelled)
        row = right.row(
            kind="trademark", mark=mark, mark_key=fold(mark), external_id=f"scale-{right.next_key}",
            holder_id=owners[0] + rng.randrange(owners[1]), jurisdiction="kr",
            nice=json.dumps([rng.choice((3, 9, 11, 14, 18, 25, 28))]),
        )  # fmt: skip
        rows.append(row)
        for code in ("kr", "cn"):
            entries.append(entry.row(
                right_id=row[0], administration=code, number=f"40-{row[0]:08d}",
                status=RecordationStatus.RECORDED.value, registration_number=f"40-{row[0]:08d}",
                filed_on=f"{year - 4}-05-02", registered_on=f"{year - 3}-02-01",
                effective_on=f"{year - 3}-03-01", expires_on=f"{year + 6}-02-01",
            ))  # fmt: skip
        if row[0] % 2:
            spellings.append(alias.row(right_id=row[0], language="en", text=f"{mark} {row[0]}"))
    right.put(rows)
    entry.put(entries)
    alias.put(spellings)


def _load_cargo(count: int, rng: Random, by: Actor, done: Filled, tell: Tell) -> None:
    if not count:
        return
    stored = store_bytes(b"generated for measuring", media_type="text/plain", by=by)
    party = Table(Party)
    first = party.next_key
    spelled = coined(rng, first + 40_000_000)
    with atomic():
        for block in _blocks(
            party.row(
                key=fold(f"{name} {number} trading"),
                country="CN",
                name=f"{name.upper()} {number} TRADING",
            )
            for number, name in enumerate(islice(spelled, PARTIES), first)
        ):
            party.put(block)
    tables = tuple(Table(model) for model in (Job, Manifest, Consignment, GoodsLine, ScreeningRun))
    made = 0
    while made < count:
        size = min(LINES_A_MANIFEST, count - made)
        with atomic():
            _manifest_block(size, tables, rng, stored.pk, (first, PARTIES))
        made += size
        if made % 50_000 < LINES_A_MANIFEST:
            tell("lines", made)
    done.add(party, *tables)


def _manifest_block(size: int, tables: tuple[Table, ...], rng: Random, file: int,
                    parties: tuple[int, int]) -> None:  # fmt: skip
    job, manifest, consignment, line, run = tables
    number = manifest.next_key
    place, origin, destination, mode = ROUTES[number % len(ROUTES)]
    day = (clock.today("kr") - dt.timedelta(days=number % 300)).isoformat()
    jobs = [job.row(kind=kind, administration=place, subject_kind="manifest", subject_id=number,
                    status=JobStatus.DONE.value, done=size, total=size, attempts=1)
            for kind in ("manifest.read", "manifest.screen")]  # fmt: skip
    route = {"mode": mode, "origin": origin, "destination": destination,
             "departure_on": day, "arrival_on": day}  # fmt: skip
    head = {"manifest_id": number, "administration": place, **route,
            "export_side": origin[:2].lower(), "import_side": destination[:2].lower(),
            "status": ConsignmentStatus.EXPECTED.value}  # fmt: skip
    consignments: list[list[Any]] = []
    lines: list[list[Any]] = []
    while len(lines) < size:
        several = min(rng.choice((1, 2, 3, 4)), size - len(lines))
        reference = f"SC{consignment.next_key:09d}"
        shipper = parties[0] + rng.randrange(parties[1])
        consignments.append(consignment.row(
            reference=reference, transport_document=reference, house_document=reference,
            shipper_id=shipper, consignee_id=shipper, shipper_name=f"SHIPPER {shipper} CO., LTD.",
            consignee_name=f"RECEIVER {shipper}", lines_count=several, **head,
        ))  # fmt: skip
        for _line in range(several):
            lines.append(_line_row(line, consignments[-1][0], number, len(lines) + 1, rng))
    job.put(jobs)
    manifest.put([manifest.row(
        number=f"XX-SC-{number:08d}", administration=place, file_id=file,
        sha256=f"{number:064x}", name=f"scale-{number}.csv", format="csv",
        status=ManifestStatus.READ.value, lines_count=size,
        consignments_count=len(consignments), job_id=jobs[0][0], **route,
    )])  # fmt: skip
    consignment.put(consignments)
    line.put(lines)
    run.put([run.row(
        kind="manifest", manifest_id=number, recipe=recipes.CURRENT,
        data_version=recipes.data_version, index_version="scale", is_complete=True,
        lines_screened=size, job_id=jobs[1][0],
    )])  # fmt: skip


def _line_row(line: Table, consignment: int, manifest: int, position: int, rng: Random
              ) -> list[Any]:  # fmt: skip
    product = _PRODUCTS[rng.randrange(len(_PRODUCTS))]
    quantity = rng.randint(1, 600)
    return line.row(
        consignment_id=consignment, manifest_id=manifest, position=position,
        description=f"{product.words['en'][0]} {rng.randint(100, 9999)}", hs=product.hs,
        quantity=quantity, unit=product.unit, packages=1 + quantity // 24, gross_kg=quantity,
        value=quantity * 3, currency="USD", created_at=line.defaults[line.places["created_at"]],
    )  # fmt: skip


_PRODUCTS = goods.products()


def _reset_keys() -> None:
    """PostgreSQL counts keys by itself; it is told where to go on."""
    models = [Holder, Right, Recordation, Alias, Party, Job, Manifest, Consignment, GoodsLine,
              ScreeningRun, Alert, AlertHit, Disposition, Grant]  # fmt: skip
    link = connection()
    commands = link.ops.sequence_reset_sql(no_style(), models)
    with link.cursor() as cursor:
        for command in commands:
            cursor.execute(command)
        if link.vendor == "postgresql":
            cursor.execute("ANALYZE")
