"""Reads procedure files into frozen dataclasses and refuses loudly what is malformed."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from seizures.law.administrations import administration
from seizures.law.errors import MalformedProcedure, NoEdition, UnknownTrack
from seizures.law.procedures import checks
from seizures.law.procedures.model import (
    Ask,
    Band,
    Choice,
    Deadline,
    LedgerMove,
    Opening,
    Procedure,
    SecurityRule,
    Stage,
    Step,
)
from seizures.law.words import words

FOLDER = Path(__file__).parent
Raw = Mapping[str, Any]


@lru_cache(maxsize=1)
def tracks() -> tuple[str, ...]:
    """Every track, Korea first, in the order of their folders."""
    found = {f"{path.parent.parent.name}/{path.parent.name}" for path in FOLDER.glob("*/*/*.toml")}
    return tuple(sorted(found, key=lambda track: (not track.startswith("kr/"), track)))


@lru_cache(maxsize=64)
def editions(track: str) -> tuple[date, ...]:
    """First days in force of the editions of a track, oldest first."""
    if track not in tracks():
        raise UnknownTrack(f"Unknown track '{track}'. Known: {', '.join(tracks())}.")
    return tuple(sorted(date.fromisoformat(path.stem) for path in (FOLDER / track).glob("*.toml")))


def load(track: str, on: date) -> Procedure:
    """The edition of a track in force on a day; raises `UnknownTrack` or `NoEdition`."""
    known = editions(track)
    in_force = [first for first in known if first <= on]
    if not in_force:
        raise NoEdition(
            f"{track} is not known for {on}: the first edition known is of {known[0]}. "
            f"Editions: {', '.join(map(str, known))}."
        )
    return load_edition(track, in_force[-1])


@lru_cache(maxsize=64)
def load_edition(track: str, first_day: date) -> Procedure:
    """One edition by its first day in force, checked when first read."""
    path = FOLDER / track / f"{first_day}.toml"
    return parse(tomllib.loads(path.read_text(encoding="utf-8")), path.as_posix())


def parse(raw: Raw, where: str) -> Procedure:
    """Turn the tables of a file into a checked procedure; `where` names it in errors."""
    head = raw["procedure"]
    track = str(head["track"])
    code = track.partition("/")[0]
    started = [name for step in raw.get("step", ()) for name in step.get("starts", ())]
    procedure = Procedure(
        track=track,
        administration=administration(code).code,
        first_day=head["first_day"],
        titles=words(head.get("titles"), f"{where} procedure"),
        summary=words(head.get("summary"), f"{where} summary"),
        basis=str(head["basis"]),
        confidence=str(head["confidence"]),
        stages=tuple(_stage(row, where) for row in raw.get("stage", ())),
        steps=tuple(_step(row, where, started) for row in raw.get("step", ())),
        deadlines=tuple(_deadline(row, where) for row in raw.get("deadline", ())),
        security=_security(raw.get("security", {}), where, administration(code).currency),
    )
    checks.check(procedure, where)
    return procedure


@lru_cache(maxsize=1)
def _shared() -> Raw:
    """Fields and events that the procedure files name by code."""
    return tomllib.loads((FOLDER / "shared.toml").read_text(encoding="utf-8"))


def _stage(row: Raw, where: str) -> Stage:
    _only(row, ("code", "titles", "kind"), where)
    return Stage(row["code"], words(row.get("titles"), f"{where} stage {row['code']}"), row["kind"])


STEP_KEYS = (
    "code", "titles", "from", "to", "by", "needs", "facts", "withdraws",
    "starts", "ends", "extends", "letters", "ledger", "security", "asks", "second_person",
    "basis", "confidence", "effects_text",
)  # fmt: skip


def _step(row: Raw, where: str, started: Iterable[str]) -> Step:
    here = f"{where} step {row.get('code')}"
    _only(row, STEP_KEYS, here)
    ends = tuple(row.get("ends", ()))
    return Step(
        code=row["code"],
        titles=words(row.get("titles"), here),
        from_stages=tuple(row["from"]),
        to=row.get("to", ""),
        by=tuple(row["by"]),
        needs=tuple(row.get("needs", ())),
        facts=tuple(row.get("facts", ())),
        withdraws=tuple(row.get("withdraws", ())),
        starts=tuple(row.get("starts", ())),
        ends=tuple(dict.fromkeys(started)) if ends == ("all",) else ends,
        extends=tuple(row.get("extends", ())),
        letters=tuple(row.get("letters", ())),
        ledger=_move(row.get("ledger"), here),
        security=row.get("security", ""),
        asks=tuple(_ask(code, here) for code in row.get("asks", ())),
        second_person=bool(row.get("second_person", False)),
        basis=row["basis"],
        confidence=row["confidence"],
        effects_text=words(row["effects_text"], here) if "effects_text" in row else None,
    )


def _move(raw: Raw | None, where: str) -> LedgerMove | None:
    if not raw:
        return None
    _only(raw, ("from", "to", "scope"), where)
    return LedgerMove(raw["from"], raw["to"], raw["scope"])


def _ask(name: str, where: str) -> Ask:
    """A field by its code; a trailing question mark makes it optional."""
    code = name.removesuffix("?")
    try:
        row = _shared()["field"][code]
    except KeyError:
        raise MalformedProcedure(f"{where}: no field '{code}' in shared.toml.") from None
    return Ask(
        code=code,
        kind=row["kind"],
        titles=words(row["titles"], f"field {code}"),
        required=not name.endswith("?"),
        choices=_choices(row.get("choices", {}), f"field {code}"),
        minimum=_decimal(row.get("minimum")),
        maximum=_decimal(row.get("maximum")),
    )


def _choices(raw: Raw, where: str) -> tuple[Choice, ...]:
    return tuple(Choice(code, words(titles, where)) for code, titles in raw.items())


DEADLINE_KEYS = (
    "code", "titles", "event", "runs_from", "start_ask", "only_if_given", "days",
    "urgent_days", "extension", "counting", "first_day_counted", "roll", "opens",
    "start_unclear", "other_reading", "cutoffs", "if_missed", "basis", "confidence", "to_confirm",
)  # fmt: skip


def _deadline(row: Raw, where: str) -> Deadline:
    here = f"{where} deadline {row.get('code')}"
    _only(row, DEADLINE_KEYS, here)
    events = _shared()["event"]
    if row["event"] not in events:
        raise MalformedProcedure(f"{here}: no event '{row['event']}' in shared.toml.")
    opens = row.get("opens")
    return Deadline(
        code=row["code"],
        titles=words(row.get("titles"), here),
        event=words(events[row["event"]], f"event {row['event']}"),
        runs_from=row.get("runs_from", ""),
        start_ask=row.get("start_ask", ""),
        only_if_given=bool(row.get("only_if_given", False)),
        days=int(row["days"]),
        urgent_days=row.get("urgent_days"),
        extension=row.get("extension"),
        counting=row["counting"],
        first_day_counted=bool(row.get("first_day_counted", False)),
        roll=bool(row.get("roll", True)),
        opens=Opening(opens["unit"], int(opens["n"]), opens["before"]) if opens else None,
        start_unclear=bool(row.get("start_unclear", False)),
        other_reading=bool(row.get("other_reading", False)),
        cutoffs=dict(row.get("cutoffs", {})),
        if_missed=row["if_missed"],
        basis=row["basis"],
        confidence=row["confidence"],
        to_confirm=words(row["to_confirm"], here) if "to_confirm" in row else None,
    )


def _security(raw: Raw, where: str, currency: str) -> SecurityRule:
    here = f"{where} security"
    if "basis" not in raw:
        raise MalformedProcedure(f"{here}: no basis; a track without security cites why.")
    counter, general = raw.get("counter", {}), raw.get("general", {})
    comprehensive, forms = raw.get("comprehensive", {}), raw.get("accepted", {})
    return SecurityRule(
        currency=currency,
        basis=raw["basis"],
        confidence=raw["confidence"],
        bands=tuple(_band(row) for row in raw.get("band", ())),
        sme_rate=_decimal(raw.get("sme_rate")),
        counter_rate=_decimal(counter.get("rate")),
        counter_sme_rate=_decimal(counter.get("sme_rate")),
        counter_basis=counter.get("basis", ""),
        counter_confidence=counter.get("confidence", raw["confidence"]),
        counter_rights=tuple(counter.get("rights", ())),
        general_minimum=_decimal(general.get("minimum")),
        general_basis=general.get("basis", ""),
        general_confidence=general.get("confidence", raw["confidence"]),
        general_rights=tuple(general.get("rights", ())),
        general_until=general.get("until", ""),
        general_letter_until=general.get("letter_until", ""),
        comprehensive_basis=comprehensive.get("basis", ""),
        comprehensive_confidence=comprehensive.get("confidence", raw["confidence"]),
        forms=_choices(raw.get("forms", {}), here),
        counter_forms=_choices(counter.get("forms", {}), here),
        refused_forms=_choices(raw.get("refused_forms", {}), here),
        forms_basis=forms.get("basis", raw["basis"]),
        forms_confidence=forms.get("confidence", raw["confidence"]),
        notes=words(raw["notes"], here) if "notes" in raw else None,
    )


def _band(row: Raw) -> Band:
    return Band(
        up_to=_decimal(row.get("up_to", row.get("below"))),
        including="up_to" in row,
        rate=_decimal(row.get("rate")) or Decimal(0),
        at_least=_decimal(row.get("at_least")) or Decimal(0),
        flat=_decimal(row.get("flat")),
    )


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _only(row: Raw, keys: Iterable[str], where: str) -> None:
    """A misspelt key must not be read as 'absent'."""
    unknown = set(row) - set(keys)
    if unknown:
        raise MalformedProcedure(f"{where}: unknown keys {', '.join(sorted(unknown))}.")
