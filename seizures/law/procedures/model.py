"""What a procedure is made of: stages, steps, deadlines and a security, all frozen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from seizures.law.errors import LawError, UnknownRule
from seizures.law.words import Words


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
    forms: tuple[Choice, ...]
    notes: Words | None


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
