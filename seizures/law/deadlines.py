"""When a period ends: the rule from the edition in force, counted on the right calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

from seizures.law import counting, procedures
from seizures.law.calendars import Calendar, calendar_for
from seizures.law.counting import CountedDay, Stop
from seizures.law.errors import OptionNotKnown
from seizures.law.procedures import Deadline, Opening
from seizures.law.words import Words


@dataclass(frozen=True, slots=True)
class Outage:
    """A failure of the Korean customs system, from its first day to the day it was restored."""

    first: date
    restored_on: date


@dataclass(frozen=True, slots=True)
class Due:
    """The answer to "by when": the day, how it was counted, and what it rests on."""

    rule: str
    start: date
    """Day of the triggering event itself."""
    due_on: date
    opens_on: date | None
    """First day on which it may be done, for rules with a window."""
    counting: str
    basis: str
    provisional: bool
    """Leans on a calendar year that is not officially published yet."""
    confirmed: bool
    """False where a lawyer should confirm the number or the way of counting."""
    title: Words
    due_on_if_start_counted: date | None
    """Chinese periods "from detention": the day if the detention day counted."""
    trail: tuple[CountedDay, ...]
    edition: date
    calendar_version: str
    due_on_other_reading: date | None = None
    """Where the law can be read in two ways: the day the ordinary reading gives."""
    cutoffs: Mapping[str, str] = field(default_factory=dict)
    """Until when on the last day, by channel: `24:00` or `office_close`."""

    @property
    def to_be_confirmed(self) -> bool:
        """Whether a lawyer should confirm the number or the counting."""
        return not self.confirmed


def compute(
    track: str,
    rule: str,
    start: date,
    *,
    urgent: bool = False,
    extended: bool = False,
    edition: date | None = None,
    calendar: Calendar | None = None,
    stops: Sequence[Stop] = (),
    outage: Outage | None = None,
) -> Due:
    """Work out one deadline of a track from the day of its event.

    `edition` is a day on which the wanted edition was in force (default: the day of the event).
    Raises `UnknownTrack`, `NoEdition`, `UnknownRule`, `OptionNotKnown`; all are `LawError`.
    """
    procedure = procedures.load(track, edition or start)
    deadline = procedure.deadline(rule)
    days = calendar or calendar_for(procedure.administration)
    length = length_of(deadline, track, urgent=urgent, extended=extended)
    counted = counting.count(
        deadline.counting,
        start,
        length,
        days,
        first_day_counted=deadline.first_day_counted,
        roll=deadline.roll,
        stops=stops,
    )
    other = None
    if deadline.start_unclear:
        other = counting.count(
            deadline.counting, start, length, days, first_day_counted=True
        ).due_on
    due = Due(
        rule=rule,
        start=start,
        due_on=counted.due_on,
        opens_on=_opens_on(deadline.opens, start, counted.due_on),
        counting=deadline.counting,
        basis=deadline.basis,
        provisional=counted.provisional,
        confirmed=deadline.confirmed,
        title=deadline.titles,
        due_on_if_start_counted=other,
        trail=counted.trail,
        edition=procedure.first_day,
        calendar_version=days.version,
        due_on_other_reading=_other_reading(deadline, start, length, days),
        cutoffs=deadline.cutoffs,
    )
    return after_outage(due, outage, days) if outage else due


def length_of(deadline: Deadline, track: str, *, urgent: bool, extended: bool) -> int:
    """The length of a period with its options; refuses options the rule does not know."""
    where = f"{track} {deadline.code}"
    length = deadline.days
    if urgent:
        if deadline.urgent_days is None:
            raise OptionNotKnown(f"{where} has no urgent form. {_options(deadline)}")
        length = deadline.urgent_days
    if extended:
        if deadline.extension is None:
            raise OptionNotKnown(f"{where} cannot be extended. {_options(deadline)}")
        length += deadline.extension
    return length


def after_outage(due: Due, outage: Outage, calendar: Calendar) -> Due:
    """Customs Act 8(4): a deadline inside an outage becomes the day after the system is back."""
    if calendar.administration != "kr":
        raise OptionNotKnown("The rule for system outages exists in Korea only (Act 8(4)).")
    if not outage.first <= due.due_on <= outage.restored_on:
        return due
    day = outage.restored_on + timedelta(days=1)
    moved = counting.roll_to_working_day(day, calendar)
    unsure = calendar.is_provisional(moved)
    entry = CountedDay(moved, None, "outage", calendar.day_name(moved), unsure)
    return replace(
        due,
        due_on=moved,
        basis=f"{due.basis}; Act 8(4)",
        provisional=due.provisional or unsure,
        trail=(*due.trail, entry),
    )


def in_time(due: Due, day: date, *, channel: str = "", at: time | None = None,
            office_close: time = time(17, 30)) -> bool:  # fmt: skip
    """Whether something done on a day (at an hour, by a channel) keeps the deadline.

    China, Measures 41: by post or bank the last day lasts until 24:00, handed in it ends when the
    office closes. Raises `OptionNotKnown` for a channel the rule does not know.
    """
    if channel and due.cutoffs and channel not in due.cutoffs:
        raise OptionNotKnown(f"{due.rule} knows the channels {', '.join(due.cutoffs)}.")
    if day != due.due_on or at is None:
        return day <= due.due_on
    return due.cutoffs.get(channel) != "office_close" or at <= office_close


def _other_reading(deadline: Deadline, start: date, length: int, days: Calendar) -> date | None:
    """The day of the ordinary reading: first day not counted, last day moved off a rest day."""
    if not deadline.other_reading:
        return None
    return counting.count(deadline.counting, start, length, days).due_on


def _opens_on(opens: Opening | None, start: date, due_on: date) -> date | None:
    """The first day of a window; an opening is a plain date and moves for no holiday."""
    if opens is None:
        return None
    anchor = start if opens.before == "start" else due_on
    if opens.unit == "days":
        return anchor + timedelta(days=opens.n)
    months = opens.n * (12 if opens.unit == "years" else 1)
    return counting.shift_months(anchor, months, begins_next_day=False)


def _options(deadline: Deadline) -> str:
    known = [
        name
        for name, value in (("urgent", deadline.urgent_days), ("extended", deadline.extension))
        if value is not None
    ]
    return f"Options it knows: {', '.join(known) or 'none'}."
