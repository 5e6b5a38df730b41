"""Generates `docs/law.md` from the procedure files, so that the page can never disagree."""

from collections.abc import Iterable, Iterator

from seizures.law import guarantees, procedures
from seizures.law.conditions import CONDITIONS, PARAMETRIC
from seizures.law.counting import MODES
from seizures.law.procedures import Deadline, Procedure, SecurityRule, Step

HEAD = """\
# The law in the house

This page is generated from the files in `seizures/law/procedures/`; do not edit it by hand, run
`python -m seizures.law.docs_page > docs/law.md`. It shows what the house knows about the law of
both administrations so that a lawyer can check it. Facts and figures restated in our own words;
not legal advice.

Confidence: **V** the original text was read, **T** a translation or re-post, **S** a secondary
source, **M** not seen in a source. Everything that is not V, or leaves a question open, is
marked *to be confirmed* here and in the house.

To amend the law add a new file named after its first day in force; an edition is never edited,
and a case keeps its edition for life. Add worked examples to `tests/law/scenarios/`.
"""


def render() -> str:
    """The whole page in English, in Markdown."""
    parts = [HEAD, *_counting(), *_contents(), *_conditions(), *_open_questions()]
    for track in procedures.tracks():
        for first_day in procedures.editions(track):
            parts += _procedure(procedures.load(track, first_day))
    return "\n".join(parts).rstrip() + "\n"


def _counting() -> Iterator[str]:
    yield "## Ways of counting\n"
    yield from _table(("Code", "How"), ((f"`{code}`", text["en"]) for code, text in MODES.items()))


def _contents() -> Iterator[str]:
    yield "## Tracks\n"
    rows = []
    for track in procedures.tracks():
        newest = procedures.load(track, procedures.editions(track)[-1])
        days = ", ".join(map(str, procedures.editions(track)))
        size = f"{len(newest.steps)} steps" if newest.steps else "counted only"
        rows.append((f"`{track}`", newest.titles["en"], days, size, str(len(newest.deadlines))))
    yield from _table(("Track", "What", "Editions", "Walk", "Deadlines"), rows)


def _conditions() -> Iterator[str]:
    yield "## Conditions\n"
    yield "What a step needs before it may be taken, and the sentence that refuses it.\n"
    rows = [(f"`{row.name}`", row.sentence["en"], row.basis,
             _confidence(row.confidence, not row.to_be_confirmed))
            for row in sorted(CONDITIONS.values(), key=lambda row: row.name)]  # fmt: skip
    rows += [(f"`{family}:...`", sentence["en"], basis, _confidence(sure, sure == "V"))
             for family, (sentence, basis, sure) in PARAMETRIC.items()]  # fmt: skip
    yield from _table(("Condition", "Refuses with", "Basis", "Confidence"), rows)


def _open_questions() -> Iterator[str]:
    """Everything a lawyer should confirm, in one list."""
    yield "## To be confirmed\n"
    rows = []
    for track in procedures.tracks():
        newest = procedures.load(track, procedures.editions(track)[-1])
        found: list[tuple[str, Deadline | Step]] = [("deadline", row) for row in newest.deadlines]
        found += [("step", row) for row in newest.steps]
        for kind, row in found:
            if row.to_be_confirmed:
                rows.append((f"`{track}`", kind, f"`{row.code}`", row.basis, row.confidence))
        if newest.security.to_be_confirmed:
            sure = newest.security.confidence
            rows.append((f"`{track}`", "security", "-", newest.security.basis, sure))
    yield from _table(("Track", "What", "Code", "Basis", "Confidence"), rows)


def _procedure(procedure: Procedure) -> Iterator[str]:
    titles = procedure.titles
    yield f"## {procedure.track} from {procedure.first_day}: {titles['en']}\n"
    yield f"{titles['ko']} · {titles['zh-hans']}\n"
    yield f"{procedure.summary['en']}\n"
    yield f"Basis: {procedure.basis} ({procedure.confidence}).\n"
    if procedure.stages:
        yield "### Stages\n"
        yield from _table(
            ("Stage", "Name", "한국어", "简体中文", "Kind"),
            (
                (f"`{s.code}`", s.titles["en"], s.titles["ko"], s.titles["zh-hans"], s.kind)
                for s in procedure.stages
            ),
        )
        yield "### Steps\n"
        yield from _table(
            ("Step", "Name", "From", "To", "By", "Needs", "Does", "Basis", "Confidence"),
            (_step(step) for step in procedure.steps),
        )
    yield "### Deadlines\n"
    yield from _table(
        ("Rule", "Name", "Length", "From", "Opens", "If missed", "Basis", "Confidence"),
        (_deadline(row) for row in procedure.deadlines),
    )
    yield "### Security\n"
    yield from _security(procedure.security)
    yield from _forms(procedure)


def _step(step: Step) -> tuple[str, ...]:
    return (
        f"`{step.code}`",
        step.titles["en"],
        ", ".join(step.from_stages),
        step.to or "stays",
        ", ".join(step.by),
        ", ".join(step.needs) or "-",
        _effects(step),
        step.basis,
        _confidence(step.confidence, step.confirmed),
    )


def _effects(step: Step) -> str:
    """What a step sets in motion, in a few words."""
    said = []
    for word, codes in (
        ("starts", step.starts),
        ("ends", step.ends),
        ("extends", step.extends),
        ("letter", step.letters),
        ("takes back", step.withdraws),
    ):
        if codes:
            said.append(f"{word} {', '.join(codes)}")
    if step.ledger:
        move = step.ledger
        said.append(f"goods {move.from_code} to {move.to_code} ({move.scope})")
    if step.security:
        said.append(f"security {step.security}")
    if step.second_person:
        said.append("second officer")
    return "; ".join(said) or "-"


def _deadline(row: Deadline) -> tuple[str, ...]:
    return (
        f"`{row.code}`",
        row.titles["en"],
        _length(row),
        row.event["en"],
        f"{row.opens.n} {row.opens.unit} from the {row.opens.before} day" if row.opens else "-",
        row.if_missed,
        row.basis,
        _confidence(row.confidence, row.confirmed),
    )


def _length(row: Deadline) -> str:
    said = [f"{row.days} `{row.counting}`"]
    if row.urgent_days is not None:
        said.append(f"urgent {row.urgent_days}")
    if row.extension is not None:
        said.append(f"extended by {row.extension}")
    if row.first_day_counted:
        said.append("first day counted")
    if row.other_reading:
        said.append("the ordinary reading is shown beside")
    said += [f"{channel} until {hour.replace('_', ' ')}" for channel, hour in row.cutoffs.items()]
    if not row.roll:
        said.append("last day does not move")
    if row.start_unclear:
        said.append("whether the first day counts is not stated: both days are shown")
    if row.to_confirm:
        said.append(row.to_confirm["en"].rstrip("."))
    return "; ".join(said)


def _security(rule: SecurityRule) -> Iterator[str]:
    rows: list[tuple[str, str, str]] = []
    for band in rule.bands:
        upper = f"value {'up to' if band.including else 'under'} {band.up_to}"
        name = upper if band.up_to is not None else "any (further) value"
        how = f"{band.flat}" if band.flat is not None else f"value x {band.rate}"
        how += f", at least {band.at_least}" if band.at_least else ""
        rows.append((name, f"{how} {rule.currency}", rule.basis))
    if rule.sme_rate is not None:
        rows.append(("small or medium-sized firm", f"value x {rule.sme_rate}", rule.basis))
    if rule.counter_rate is not None:
        who = f" ({', '.join(rule.counter_rights)})" if rule.counter_rights else ""
        sme = f", small firms x {rule.counter_sme_rate}" if rule.counter_sme_rate else ""
        how = f"value x {rule.counter_rate}{sme}"
        rows.append((f"counter-security{who}", how, rule.counter_basis))
    if rule.general_minimum is not None:
        how = f"costs of last year, at least {rule.general_minimum} {rule.currency}"
        if rule.general_until:
            how += f"; stands until {rule.general_until}"
            how += f", letter valid to {rule.general_letter_until} of the next year"
        rows.append(
            (f"general guarantee ({', '.join(rule.general_rights)})", how, rule.general_basis)
        )
    if rule.comprehensive_basis:
        how = "period and maximum amount as stated by the provider"
        rows.append(("comprehensive security", how, rule.comprehensive_basis))
    if not rows:
        rows.append(("any", "none (0)", rule.basis))
    yield from _table(("When", "How much", "Basis"), rows)
    yield f"Confidence: {_confidence(rule.confidence, rule.confirmed)}.\n"
    if rule.notes:
        yield f"{rule.notes['en']}\n"


def _forms(procedure: Procedure) -> Iterator[str]:
    """Which forms of security are taken and which are left out."""
    rows = [
        (row.choice.titles["en"], "accepted" if row.accepted else "not accepted", row.basis,
         _confidence(row.confidence, not row.to_be_confirmed))
        for row in guarantees.forms(procedure.track, edition=procedure.first_day)
    ]  # fmt: skip
    if rows:
        yield from _table(("Form", "Taken", "Basis", "Confidence"), rows)


def _confidence(code: str, confirmed: bool) -> str:
    return code if confirmed else f"{code}, to be confirmed"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
    yield ""


if __name__ == "__main__":
    print(render(), end="")
