"""Only actions write, every action says by whom, nothing overrides `save`."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.plan import HOUSE, is_actions, short, sources, tree

ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "abulk_create"}
ROWS = {"rows", "queryset", "qs", "found", "kept", "self"}
WRITING_SQL = re.compile(
    r"^\s*(insert\s+(or\s+\w+\s+)?into|update\s+\S+\s+set|delete\s+from)\b", re.I
)


def writes(call: ast.Call) -> bool:
    """Whether a call looks like one that changes rows."""
    if not isinstance(call.func, ast.Attribute):
        return False
    name, receiver = call.func.attr, ast.unparse(call.func.value)
    if name in ALWAYS:
        return True
    if name == "save":  # a picture or a workbook is saved *to* something
        return not call.args
    if name == "delete":
        return not call.args and not call.keywords
    if name == "update":  # a dict or a hash takes a positional argument, or is a plain name
        rows = not isinstance(call.func.value, ast.Name) or receiver in ROWS
        return rows and bool(call.keywords) and not call.args
    if name == "create":
        return "objects" in receiver or receiver.endswith("_set")
    if name in ("execute", "executemany") and call.args:
        return isinstance(call.args[0], ast.Constant) and bool(
            WRITING_SQL.match(str(call.args[0].value))
        )
    return False


def writing_lines(path: Path) -> list[str]:
    """Where a file writes."""
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    return [
        f"{short(path)}:{call.lineno} {ast.unparse(call)[:70]}" for call in calls if writes(call)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Alert.objects.create(line=1)", True),
        ("alert.save(update_fields=['state'])", True),
        ("Alert.objects.filter(pk=1).update(state='open')", True),
        ("alert.delete()", True),
        ("cursor.execute('INSERT INTO alert VALUES (1)')", True),
        ("picture.save(buffer, 'PNG')", False),
        ("rows.update(state='open')", True),
        ("known.update(data)", False),
        ("part.update(x=1)", False),
        ("cache.delete(key)", False),
        ("cursor.execute('SELECT 1')", False),
    ],
)
def test_the_scan_knows_a_write_when_it_sees_one(line, expected):
    assert writes(ast.parse(line, mode="eval").body) is expected


def test_only_actions_write():
    found = [line for path in sources() if not is_actions(path) for line in writing_lines(path)]
    assert not found, "\n".join(found)


def test_no_model_overrides_save_or_delete():
    found = []
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and path.name == "models.py":
                found += [
                    f"{short(path)}:{item.lineno}"
                    for item in node.body
                    if isinstance(item, ast.FunctionDef) and item.name in ("save", "delete")
                ]
    assert not found


def public_functions(path: Path) -> list[ast.FunctionDef]:
    """The functions a file hands upward."""
    body = tree(path).body
    return [
        node for node in body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def handed_upward(path: Path) -> list[ast.FunctionDef]:
    """The actions of a file; of a folder, those its `__init__` names."""
    functions = public_functions(path)
    if path.name == "actions.py":
        return functions
    names = {
        alias.asname or alias.name
        for node in tree(path.parent / "__init__.py").body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return [node for node in functions if node.name in names]


def test_every_action_takes_by_as_a_keyword():
    found = []
    for path in sources():
        if not is_actions(path):
            continue
        for node in handed_upward(path):
            for position, argument in enumerate(node.args.args):
                if argument.arg == "by" and position > 0:
                    found.append(f"{short(path)}:{node.lineno} {node.name}")
    assert not found


def test_every_action_policy_and_adjective_says_what_it_is_for():
    silent = []
    for path in sources():
        if not (is_actions(path) or path.stem in ("policies", "querysets", "tasks", "queries")):
            continue
        for node in ast.walk(tree(path)):
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            inside = public and node.col_offset <= 4
            if inside and not ast.get_docstring(node):
                silent.append(f"{short(path)}:{node.lineno} {node.name}")
    assert not silent, "\n".join(silent)


def test_actions_know_neither_the_request_nor_the_queue():
    found = []
    for path in sources(HOUSE):
        if not is_actions(path):
            continue
        for node in ast.walk(tree(path)):
            names = []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            if any(name.partition(".")[0] == "celery" or name.endswith(".tasks") for name in names):
                found.append(f"{short(path)}:{node.lineno}")
    assert not found
