"""Fills the demo from beginning to end; running it again changes nothing."""

import json
import time
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.utils import translation

from seizures.core import clock
from seizures.core.actor import system
from seizures.reference.actions import load_reference
from seizures.rights.actions import bring_up_to_date
from seizures.rights.models import Right
from seizures.training.actions import note_seeding
from seizures.training.invent import marks as invent
from seizures.training.invent import planting
from seizures.training.invent.manifests import TODAY, Shipper
from seizures.training.invent.marks import Mark, Register, coin
from seizures.training.models import Seeding
from seizures.training.seed import people
from seizures.training.seed.cargo import receive_all, say
from seizures.training.seed.casework import do_casework
from seizures.training.seed.history import Past
from seizures.training.seed.inventions import file_inventions, file_marks_of_others
from seizures.training.seed.late import follow_changes, record_late
from seizures.training.seed.moments import days_ago
from seizures.training.seed.money import charge_costs, lodge_guarantee
from seizures.training.seed.powers import name_the_deputy
from seizures.training.seed.queue import set_up_queue
from seizures.training.seed.register import STATES, import_register, walk, walks
from seizures.training.seed.renewals import ask_renewals
from seizures.training.seed.rules import keep_rules, plan_rules
from seizures.training.seed.summary import count, sentences
from seizures.training.seed.today import begin_work

NAME = "demo-2026"
FIRST_DAY = 58
"""How many days ago the first stories happened."""
SIGN_INS, TRUTH = "demo.json", "demo-truth.json"


def is_seeded() -> bool:
    """Whether the demo's data are in."""
    return Seeding.objects.filter(name=NAME).exists()


def seed_demo(folder: Path | None = None) -> list[str]:
    """Fills the demo if it is empty and answers the summary's lines; sign-ins go to `folder`."""
    folder = folder or Path(settings.VAR)
    with translation.override("en"):
        if not is_seeded():
            return _fill(folder)
        if not (folder / SIGN_INS).exists():
            write_sign_ins(folder)
        facts = Seeding.objects.get(name=NAME).summary
        return list(sentences(facts, facts["keys"]))


def write_sign_ins(folder: Path) -> None:
    """A new password for the demo's people, written down where only the owner reads it."""
    password = people.new_password()
    people.give_password(password)
    _private(folder / SIGN_INS, people.sign_ins(password))


def _private(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _fill(folder: Path) -> list[str]:
    begin = time.perf_counter()

    def told(text: str) -> None:
        say(f"[{time.perf_counter() - begin:5.1f} s] {text}")

    load_reference(by=system())
    register = invent.register()
    told("people of both administrations, right holders, an agent")
    firms = people.owners(register.holders)
    with days_ago(100, hour=9):
        people.make_officials()
        people.make_outsiders(firms)
    write_sign_ins(folder)
    told(f"{len(register.rights)} rights of {len(register.holders)} holders")
    with days_ago(95, hour=9):
        import_register(register)
    owned = _walk_rights(register, firms)
    with days_ago(75):
        bring_up_to_date(by=system())
        follow_changes()
    lodge_guarantee()
    file_inventions()
    file_marks_of_others(register)
    shipper = Shipper(register)
    plants = shipper.plants({**planting.INFRINGING, **planting.HARMLESS}, TODAY)
    _plant_own(plants, [mark for rows in owned.values() for _right, mark in rows])
    told("two months of inspections and cases; after the first day rules on each side")
    past = Past(shipper, owned)
    past.tell(until=FIRST_DAY)
    with days_ago(FIRST_DAY - 1, hour=9):
        keep_rules()
    cases = past.tell()
    charge_costs()
    record_late(shipper.unknown, firms["holder-small"])
    do_casework(owned["holder-large"][0][0])
    told(f"{cases} cases; now today's {len(TODAY)} manifests")
    history = len(shipper.truth)
    today = clock.today("kr")
    made = [shipper.manifest(route, plants[route.name], today) for route in TODAY]
    keys, seconds, by_worker = receive_all(made)
    told("first decisions on today's alerts")
    begin_work(keys)
    set_up_queue()
    told("a rule to be decided is compared on today's goods")
    plan_rules()
    name_the_deputy()
    ask_renewals()
    _private(folder / TRUTH, [row.as_row() for row in shipper.truth[history:]])
    facts = {**count(keys, seconds, by_worker), "keys": keys, "cases": cases,
             "whole_seconds": round(time.perf_counter() - begin, 1)}  # fmt: skip
    note_seeding(NAME, facts, by=system())
    told("done")
    return list(sentences(facts, keys))


def _walk_rights(
    register: Register, firms: dict[str, invent.HolderName]
) -> dict[str, list[tuple[Right, Mark]]]:
    """The rights of those who sign in: examined by people, with documents and pictures."""
    owned: dict[str, list[tuple[Right, Mark]]] = {}
    for number, row in enumerate(walks(_own_marks(register, firms))):
        right = walk(row, firms[row.owner], seed=number)
        if (row.kr, row.cn) == ("recorded", "recorded"):
            owned.setdefault(row.owner, []).append((right, row.mark))
    for owner in ("holder-small", "holder-large"):
        for right, _mark in owned.get(owner, [])[:1]:
            people.pledge(right)
    return owned


def _plant_own(plants: dict[str, list[planting.Plant]], marks: list[Mark]) -> None:
    """Some of today's counterfeits bear marks of those who sign in: with pictures beside them."""
    rng, kinds = Random(2026), ("verbatim", "typo", "spaced")
    for number, route in enumerate(TODAY):
        kind, mark = kinds[number % len(kinds)], marks[number % len(marks)]
        if planting.fits(kind, mark):
            plants[route.name].append(planting.infringement(rng, kind, mark, "en"))


def _own_marks(register: Register, firms: dict[str, invent.HolderName]) -> list[Mark]:
    rng, taken = Random(515), {mark.mark.casefold() for mark in register.rights}
    made = []
    for number, (owner, *_rest) in enumerate(STATES):
        coined = coin(rng, "latin", taken)
        made.append(Mark(
            f"own-{number:02d}", "trademark", coined.latin.upper(), firms[owner],
            nice=((18, 25), (25,), (18,), (9, 14), (3,))[number % 5],
            aliases=(("ko", coined.hangul), ("zh", coined.han)), filed=900 + 41 * number,
        ))  # fmt: skip
    return made
