"""Is a procedure well formed? Run on every file when it is first read."""

from collections.abc import Iterable, Iterator

from seizures.law import conditions
from seizures.law.counting import MODES
from seizures.law.errors import LawError, MalformedProcedure
from seizures.law.goods import GOODS_CODES
from seizures.law.procedures.model import FIELD_IN_CODE, Deadline, Procedure, Step

ROLES = ("officer", "senior_officer", "holder", "declarant", "system")
CONFIDENCE = ("V", "T", "S", "M")
STAGE_KINDS = ("open", "waiting", "closed")
SECURITY_MOVES = (
    "", "lodge", "counter_lodge", "release", "counter_release", "draw", "counter_draw",
    "adjust",
)  # fmt: skip
FIELD_KINDS = ("money", "date", "text", "file", "quantity", "choice", "number", "yes_no")


def check(procedure: Procedure, where: str) -> None:
    """Raise `MalformedProcedure` naming everything that is wrong with a procedure."""
    problems = [
        *_unique(procedure),
        *_citations(procedure),
        *(problem for step in procedure.steps for problem in _step(procedure, step)),
        *(problem for row in procedure.deadlines for problem in _deadline(procedure, row)),
        *_walk(procedure),
    ]
    if problems:
        raise MalformedProcedure(f"{where}: " + " ".join(problems))


def reachable(procedure: Procedure) -> set[str]:
    """Stages that can be reached from the first one."""
    seen: set[str] = set()
    waiting = [procedure.first_stage]
    while waiting:
        stage = waiting.pop()
        if stage in seen:
            continue
        seen.add(stage)
        waiting += [step.to for step in procedure.steps_from(stage) if step.to]
    return seen


def _unique(procedure: Procedure) -> Iterator[str]:
    groups: dict[str, Iterable[str]] = {
        "stage": [row.code for row in procedure.stages],
        "step": [row.code for row in procedure.steps],
        "deadline": [row.code for row in procedure.deadlines],
    }
    for kind, codes in groups.items():
        listed = list(codes)
        for code in sorted({code for code in listed if listed.count(code) > 1}):
            yield f"{kind} {code} exists twice."


def _citations(procedure: Procedure) -> Iterator[str]:
    rows: list[tuple[str, str, str]] = [("procedure", procedure.basis, procedure.confidence)]
    rows += [(f"step {row.code}", row.basis, row.confidence) for row in procedure.steps]
    rows += [(f"deadline {row.code}", row.basis, row.confidence) for row in procedure.deadlines]
    rows.append(("security", procedure.security.basis, procedure.security.confidence))
    for name, basis, confidence in rows:
        if not basis.strip():
            yield f"{name} cites no law."
        if confidence not in CONFIDENCE:
            yield f"{name} has confidence {confidence!r}, not one of {', '.join(CONFIDENCE)}."


def _step(procedure: Procedure, step: Step) -> Iterator[str]:
    stages = {stage.code for stage in procedure.stages}
    clocks = {row.code for row in procedure.deadlines}
    for stage in (*step.from_stages, *((step.to,) if step.to else ())):
        if stage not in stages:
            yield f"step {step.code} names the unknown stage {stage}."
    for clock in (*step.starts, *step.ends, *step.extends):
        if clock not in clocks:
            yield f"step {step.code} names the unknown deadline {clock}."
    for role in step.by:
        if role not in ROLES:
            yield f"step {step.code} names the unknown role {role}."
    if not step.by or not step.from_stages:
        yield f"step {step.code} can never be taken."
    for code in step.facts:
        for name in FIELD_IN_CODE.findall(code):
            if not any(ask.code == name and ask.choices for ask in step.asks):
                yield f"step {step.code} sets {code} but asks no choice {name}."
    if step.security not in SECURITY_MOVES:
        yield f"step {step.code} does the unknown {step.security} to a security."
    yield from _needs(step)
    yield from _ledger(procedure, step)
    for ask in step.asks:
        if ask.kind not in FIELD_KINDS or (ask.kind == "choice") != bool(ask.choices):
            yield f"step {step.code} asks {ask.code} in an unknown way."


def _needs(step: Step) -> Iterator[str]:
    for name in step.needs:
        try:
            conditions.get(name)
        except LawError as error:
            yield f"step {step.code}: {error}"


def _ledger(procedure: Procedure, step: Step) -> Iterator[str]:
    if step.ledger is None:
        return
    for code in (step.ledger.from_code, step.ledger.to_code):
        if code not in GOODS_CODES:
            yield f"step {step.code} names the unknown goods code {code}."
        elif procedure.administration not in GOODS_CODES[code].administrations:
            yield f"step {step.code}: {code} does not exist here."
    if step.ledger.scope not in ("all", "asked"):
        yield f"step {step.code} moves goods of the unknown scope {step.ledger.scope}."


def _deadline(procedure: Procedure, row: Deadline) -> Iterator[str]:
    steps = {step.code: step for step in procedure.steps}
    if set(row.cutoffs.values()) - {"24:00", "office_close"}:
        yield f"deadline {row.code} ends at an unknown hour."
    if row.counting not in MODES:
        yield f"deadline {row.code} counts in the unknown way {row.counting}."
    starters = [step for step in procedure.steps if row.code in step.starts]
    if row.runs_from and row.runs_from not in [step.code for step in starters]:
        yield f"deadline {row.code} is not started by step {row.runs_from}."
    for step in starters:
        if not row.runs_from:
            yield f"deadline {row.code} does not say that {step.code} starts it."
        if row.start_ask and row.start_ask not in [ask.code for ask in step.asks]:
            yield f"deadline {row.code}: step {step.code} does not ask {row.start_ask}."
    if row.if_missed == "ask":
        return
    missed = steps.get(row.if_missed)
    if missed is None:
        yield f"deadline {row.code}: if missed, there is no step {row.if_missed}."
    elif "system" not in missed.by:
        yield f"deadline {row.code}: the clock cannot take step {row.if_missed} by itself."


def _reopening(stage: str, onward: Iterable[Step]) -> Iterator[str]:
    """A closed case is opened again only with a reason and a second officer."""
    for step in onward:
        reasoned = any(ask.code == "reasons" and ask.required for ask in step.asks)
        if not step.second_person or not reasoned:
            yield f"stage {stage} is closed: step {step.code} needs a reason and a second officer."


def _walk(procedure: Procedure) -> Iterator[str]:
    if not procedure.stages:
        return
    seen = reachable(procedure)
    for stage in procedure.stages:
        if stage.kind not in STAGE_KINDS:
            yield f"stage {stage.code} is of the unknown kind {stage.kind}."
        if stage.code not in seen:
            yield f"stage {stage.code} cannot be reached."
        onward = [step for step in procedure.steps_from(stage.code) if step.to]
        if stage.kind != "closed" and not onward:
            yield f"stage {stage.code} is a dead end."
        if stage.kind == "closed":
            yield from _reopening(stage.code, onward)
    for step in procedure.steps:
        if not seen.intersection(step.from_stages):
            yield f"step {step.code} starts from no stage that can be reached."
