"""Every deed in the journal can be told to a person, in words and not in codes."""

import ast
import re

import pytest
from django.utils import translation

from seizures.law.procedures import load
from seizures.web.sentences import SENTENCES, sentence
from tests.architecture.plan import short, sources, tree

TELLS = {"_note", "_record", "_moved", "record", "tell", "_tell", "_set", "_follow", "settle",
         "_end"}  # fmt: skip
VERB = re.compile(r"^[a-z]+\.[a-z_]+$")
#: Verbs put together from a word: the words they are put together from.
MADE = {"recordation.{}": ("suspended", "withdrawn"), "case.{}": (),
        "security.{}": ("used", "returned"), "licence.{}": ("confirmed", "denied"),
        "power.{}": ("accepted", "refused"),
        "declarant.{}": ("answer", "consent", "contest", "licence", "other", "release"),
        "evidence.{}": ("moved", "sealed", "returned", "corrected")}  # fmt: skip
SPELLED = re.compile(r"%\((\w+)\)s")


def constants(node: ast.AST) -> list[str]:
    """Texts a node may come to: itself, either arm of a choice, or the mould of a made verb."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*constants(node.body), *constants(node.orelse)]
    if isinstance(node, ast.JoinedStr):
        parts = [p.value if isinstance(p, ast.Constant) else "{}" for p in node.values]
        return ["".join(parts)]
    return []


def recorded() -> dict[str, str]:
    """Every verb the rooms write into the journal, with where."""
    found: dict[str, str] = {}
    for path in sources():
        for node in ast.walk(tree(path)):
            told: list[str] = []
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in TELLS:
                    told = [text for part in node.args for text in constants(part)]
                told += [text for named in node.keywords if named.arg == "verb"
                         for text in constants(named.value)]  # fmt: skip
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "verb":
                told = constants(node.value)
            elif isinstance(node, ast.For) and "verb" in ast.unparse(node.target):
                told = [text for part in ast.walk(node.iter) for text in constants(part)]
            for text in told:
                for verb in [text.format(w) for w in MADE[text]] if text in MADE else [text]:
                    if VERB.match(verb):
                        found.setdefault(verb, f"{short(path)}:{node.lineno}")
    return found


def test_the_scan_finds_the_deeds_of_the_main_job():
    assert {
        "manifest.received", "manifest.read", "manifest.incomplete", "alert.raised",
        "alert.dismissed", "inspection.found", "case.opened", "security.used", "security.returned",
        "recordation.accepted", "recordation.suspended", "rule.live", "right.alias_added",
        "consignment.held", "row.corrected", "letter.issued",
    } <= set(recorded())  # fmt: skip


def test_every_verb_recorded_anywhere_has_a_sentence():
    silent = [f"{verb} ({where})" for verb, where in recorded().items() if verb not in SENTENCES]
    assert not silent, "\n".join(silent)


def test_no_sentence_waits_for_a_deed_that_nobody_does():
    made = {text.format(word) for text, words in MADE.items() for word in words}
    assert not sorted(set(SENTENCES) - set(recorded()) - made)


@pytest.mark.parametrize(
    ("verb", "data", "told"),
    [
        ("manifest.read", {"lines": 12345, "refused_rows": 2},
         "Manifest read: 12,345 lines, 2 rows refused"),
        ("inspection.found", {"quantity": "1200", "unit": "PRS", "verdict": "suspected"},
         "Found: 1,200 pairs, Suspected infringement"),
        ("inspection.found", {"quantity": "0", "unit": "PRS", "verdict": "genuine"},
         "Found: Appears genuine"),
        ("inspection.checked", {"item": "count"}, "Checklist: Packages counted"),
        ("inspection.checked", {"item": "Woven label"}, "Checklist: Woven label"),
        ("security.lodged", {"amount": "28139040.00", "currency": "KRW"},
         "Security lodged: 28,139,040 KRW"),
        ("case.holder_answered", {"verdict": "counterfeit"},
         "The right holder answered the notice: Counterfeit"),
        ("recordation.submitted", {"examine_by": None},
         "Recordation submitted, to be decided by —"),
    ],
)  # fmt: skip
def test_particulars_are_told_in_words(verb, data, told):
    assert sentence(verb, data) == told


def test_what_broke_off_is_told_as_the_reader_of_the_file_said_it():
    data = {"problem": {"code": "no_unt", "params": {"reference": "1"}}}
    told = sentence("manifest.incomplete", data)
    assert "no_unt" not in told and "–" not in told


def test_steps_and_clocks_are_worded_by_their_procedure_in_the_readers_language():
    from datetime import date

    procedure = load("kr/on_request", date(2026, 6, 1))
    with translation.override("ko"):
        step = sentence("case.notify", {}, procedure)
        clock = sentence("clock.started", {"rule": "holder_request", "due_on": "2026-06-08"},
                         procedure)  # fmt: skip
    assert step == procedure.step("notify").titles["ko"]
    assert procedure.deadline("holder_request").titles["ko"] in clock
    assert "2026.\N{NO-BREAK SPACE}6.\N{NO-BREAK SPACE}8.(월)" in clock


def test_a_missing_particular_leaves_a_dash_and_no_error():
    assert all(sentence(verb, {}) for verb in SENTENCES)
    assert SPELLED.search(str(SENTENCES["letter.issued"]))
    assert sentence("letter.issued", {}) == "Letter issued: –"
