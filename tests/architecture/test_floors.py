"""Calls go down: the import contracts, the door plate and the furniture."""

import ast
import re
import subprocess
import sys

import pytest

from tests.architecture.plan import CELLAR, FACES, HOUSE, ROOT, floors, rooms, short, sources, tree

LAZY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff"}


def test_every_import_contract_is_kept():
    code = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports())"
    told = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout[-6000:] + told.stderr[-2000:]


def test_every_room_is_on_the_plan():
    planned = {room for floor in floors(built_only=False) for room in floor}
    assert set(rooms()) <= planned


def test_every_room_of_the_plan_is_built_or_stands_in_parentheses():
    assert {room for floor in floors() for room in floor} <= set(rooms())


def test_the_door_plate_tells_the_same_order():
    plate = ast.get_docstring(tree(HOUSE / "__init__.py")) or ""
    known = set(rooms())
    order = [
        [name for name in re.findall(r"[a-z]+", line) if name in known]
        for line in plate.splitlines()
    ]
    assert [sorted(line) for line in order if line] == [sorted(floor) for floor in floors()]


def test_the_plan_for_readers_tells_the_same_rooms():
    text = (ROOT / "docs" / "house.md").read_text()
    assert not [room for room in rooms() if not re.search(rf"\b{room}\b", text)]


@pytest.mark.parametrize("room", rooms())
def test_every_room_says_what_it_is_for(room):
    module = tree(HOUSE / room / "__init__.py")
    assert len(ast.get_docstring(module) or "") > 30
    assert len(module.body) == 1, "a room's __init__.py holds its docstring and no code"


@pytest.mark.parametrize("room", [room for room in rooms() if room not in CELLAR])
def test_no_file_is_named_after_nothing(room):
    lazy = [short(path) for path in sources(HOUSE / room) if path.stem in LAZY_NAMES]
    assert not lazy


def test_a_file_does_one_thing():
    long = {short(path): len(path.read_text().splitlines()) for path in sources()}
    over = {name: lines for name, lines in long.items() if lines > 300}
    assert len(over) <= len(long) * 0.03, over
    assert not {name: lines for name, lines in over.items() if lines > 450}


@pytest.mark.parametrize("room", [room for room in rooms() if room not in (*FACES, "training")])
def test_below_the_faces_nobody_handles_a_request(room):
    guilty = []
    for path in sources(HOUSE / room):
        if path.name == "admin.py":  # Django's back office is a face of its own
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.arg) and node.arg == "request":
                guilty.append(f"{short(path)}:{node.lineno}")
    assert not guilty
