"""What a procedure is made of: stages, steps, deadlines and a security, all frozen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from seizures.law.errors import LawError, UnknownRule
from seizures.law.words import Words

FIELD_IN_CODE = re.compile(r"\{(\w+)\}")
"""A field whose answered choice becomes part of a fact code."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a step accepts for a field of choices."""

    code: str
    titles: Words


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing a step asks of the person who takes it."""

    code: str
    kind: str
    """money, date, text, file, quantity, choice, number or yes_no."""
    titles: Words
    required: bool
    choices: tuple[Choice, ...] = ()
    minimum: Decimal | None = None
    """Smallest and largest number the law allows, for fields of numbers."""
    maximum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LedgerMove:
    """Goods that a step moves from one goods code to another."""

    from_code: str
    to_code: str
    scope: str
    """`all` moves everything under `from_code`, `asked` the quantities given with the step."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a case stands."""

    code: str
    titles: Words
    kind: str
    """open (customs acts next), waiting (somebody else does) or closed."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that can be done to a case, by whom, from where, and what it does."""

    code: str
    titles: Words
    from_stages: tuple[str, ...]
    to: str
    """The stage the case moves to; empty when it stays where it is."""
    by: tuple[str, ...]
    needs: tuple[str, ...]
    facts: tuple[str, ...]
    """Fact codes the step sets; `{field}` in a code stands for the choice that was answered."""
    withdraws: tuple[str, ...]
    """Fact codes it takes back; a code that ends in `*` means every code that begins so."""
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    extends: tuple[str, ...]
    """Running clocks that this step extends by their `extension`."""
    letters: tuple[str, ...]
    ledger: LedgerMove | None
    security: str
    """What happens to money: lodge, counter_lodge, release, counter_release, draw, adjust, or
    empty."""
    asks: tuple[Ask, ...]
    second_person: bool
    """A second officer must countersign."""
    basis: str
    confidence: str
    effects_text: Words | None
    """One sentence for the person about to take the step."""

    @property
    def confirmed(self) -> bool:
        """Whether the original text of the instrument was read for this step."""
        return self.confidence == "V"

    @property
    def to_be_confirmed(self) -> bool:
        """Whether a lawyer should confirm the step."""
        return not self.confirmed

    def facts_given(self, answers: Mapping[str, object]) -> tuple[str, ...]:
        """The fact codes this step sets with these answers; codes of unanswered fields fall."""
        found = []
        for code in self.facts:
            names = FIELD_IN_CODE.findall(code)
            if all(answers.get(name) not in (None, "") for name in names):
                found.append(FIELD_IN_CODE.sub(lambda m: str(answers[m.group(1)]), code))
        return tuple(found)

    def facts_withdrawn(self, held: frozenset[str]) -> frozenset[str]:
        """Which of the facts held on a case this step takes back."""
        return frozenset(
            code
            for code in held
            for pattern in self.withdraws
            if code == pattern or (pattern.endswith("*") and code.startswith(pattern[:-1]))
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """The first day on which something may be done, relative to the start or the due day."""

    unit: str
    n: int
    before: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A rule behind a clock: how long, counted how, from what, and what if it is missed."""

    code: str
    titles: Words
    event: Words
    """The event the period runs from."""
    runs_from: str
    """The step that starts it; empty when an event outside the walk does."""
    start_ask: str
    """The field of that step holding the day of the event; where it is not given, or there is
    none, the day of the step counts."""
    only_if_given: bool
    """The clock starts only when the day of the event was given (a security that expires)."""
    days: int
    """Length in the unit of the counting (days, working days, months or years)."""
    urgent_days: int | None
    extension: int | None
    """Further units when extended to the full."""
    counting: str
    first_day_counted: bool
    roll: bool
    opens: Opening | None
    start_unclear: bool
    """The instrument does not say whether the first day counts; both days are shown."""
    other_reading: bool
    """The law can also be read the ordinary way (first day not counted, last day moved); the day
    that gives is shown beside."""
    cutoffs: Mapping[str, str]
    """Until when on the last day, by channel: `24:00` or `office_close`; empty: all day."""
    if_missed: str
    """The step the law then names, or `ask` for a decision of the officer."""
    basis: str
    confidence: str
    to_confirm: Words | None
    """What exactly must be confirmed by a lawyer, if anything."""

    @property
    def confirmed(self) -> bool:
        """Whether the number was read in the original instrument and nothing is left open."""
        return self.confidence == "V" and self.to_confirm is None

    @property
    def to_be_confirmed(self) -> bool:
        """Whether a lawyer should confirm the number or the counting."""
        return not self.confirmed


@dataclass(frozen=True, slots=True)
class Band:
    """One bracket of a security: up to a value, a rate with a floor, or a flat amount."""

    up_to: Decimal | None
    including: bool
    rate: Decimal
    at_least: Decimal
    flat: Decimal | None


@dataclass(frozen=True, slots=True)
class SecurityRule:
    """How much security a track asks for, and on what basis."""

    currency: str
    basis: str
    confidence: str
    bands: tuple[Band, ...]
    sme_rate: Decimal | None
    counter_rate: Decimal | None
    counter_sme_rate: Decimal | None
    counter_basis: str
    counter_confidence: str
    counter_rights: tuple[str, ...]
    general_minimum: Decimal | None
    general_basis: str
    general_confidence: str
    general_rights: tuple[str, ...]
    general_until: str
    """Last day (month-day) the general guarantee stands for single cases."""
    general_letter_until: str
    """Last day (month-day of the next year) the letter itself must be valid."""
    comprehensive_basis: str
    """Korea: one security for many requests; empty where the track knows none."""
    comprehensive_confidence: str
    forms: tuple[Choice, ...]
    """Forms of security that are accepted."""
    counter_forms: tuple[Choice, ...]
    """Forms accepted as counter-security; empty means the same as `forms`."""
    refused_forms: tuple[Choice, ...]
    """Forms the law expressly leaves out."""
    forms_basis: str
    forms_confidence: str
    notes: Words | None

    @property
    def confirmed(self) -> bool:
        """Whether every part of the rule was read in the original."""
        parts = [self.confidence]
        parts += [self.counter_confidence] if self.counter_rate is not None else []
        parts += [self.general_confidence] if self.general_minimum is not None else []
        parts += [self.comprehensive_confidence] if self.comprehensive_basis else []
        parts += [self.forms_confidence] if self.forms else []
        return set(parts) == {"V"}

    @property
    def to_be_confirmed(self) -> bool:
        """Whether a lawyer should confirm part of the rule."""
        return not self.confirmed


@dataclass(frozen=True, slots=True)
class Procedure:
    """One edition of one track: everything the house knows about doing it lawfully."""

    track: str
    administration: str
    first_day: date
    titles: Words
    summary: Words
    basis: str
    confidence: str
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    deadlines: tuple[Deadline, ...]
    security: SecurityRule

    @property
    def first_stage(self) -> str:
        """Code of the stage a new case starts in; empty for a track that is only counted."""
        return self.stages[0].code if self.stages else ""

    def stage(self, code: str) -> Stage:
        """Find a stage; raises `LawError` naming those that exist."""
        for stage in self.stages:
            if stage.code == code:
                return stage
        raise LawError(self._unknown("stage", code, [s.code for s in self.stages]))

    def step(self, code: str) -> Step:
        """Find a step; raises `LawError` naming those that exist."""
        for step in self.steps:
            if step.code == code:
                return step
        raise LawError(self._unknown("step", code, [s.code for s in self.steps]))

    def deadline(self, code: str) -> Deadline:
        """Find a deadline; raises `UnknownRule` naming those that exist."""
        for deadline in self.deadlines:
            if deadline.code == code:
                return deadline
        raise UnknownRule(self._unknown("rule", code, [d.code for d in self.deadlines]))

    def steps_from(self, stage: str) -> tuple[Step, ...]:
        """The steps that start from this stage, in the order of the file."""
        return tuple(step for step in self.steps if stage in step.from_stages)

    def _unknown(self, kind: str, code: str, known: list[str]) -> str:
        names = ", ".join(known) or "none"
        return f"{self.track} has no {kind} '{code}'. Known: {names}."
