"""Checks the envelope of an interchange: UNB/UNZ, UNG/UNE, UNH/UNT, their counts and references."""

from __future__ import annotations

from dataclasses import dataclass

from seizures.formats.edifact import Segment
from seizures.formats.lines import Incomplete

SERVICE = frozenset(("UNB", "UNG", "UNH", "UNT", "UNE", "UNZ"))
"""Service segments; all others belong to a message."""


@dataclass(slots=True)
class _Part:
    """An open part of the interchange: its reference and how much was counted in it so far."""

    reference: str
    count: int = 0


class Envelope:
    """Follows the service segments; what does not agree is collected in `found`.

    `followed` is the last segment that was read whole, set by the reader.
    """

    def __init__(self) -> None:
        self.found: list[Incomplete] = []
        self.message: _Part | None = None
        self._group: _Part | None = None
        self._interchange: _Part | None = None
        self.followed: Segment | None = None

    def open(self, segment: Segment) -> None:
        """Take UNB, UNG or UNH; what was open before it lacks its end."""
        if segment.tag == "UNH":
            self._close_message()
            self.message = _Part(segment.get(1), 1)
            return
        self._close_group()
        if segment.tag == "UNG":
            self._group = _Part(segment.get(5))
            return
        self._close_interchange()
        self._interchange = _Part(segment.get(5))

    def close(self, segment: Segment) -> None:
        """Take UNT, UNE or UNZ and compare it with what was counted."""
        if segment.tag == "UNT":
            part, above = self.message, self._group or self._interchange
            self.message = None
        elif segment.tag == "UNE":
            self._close_message()
            part, above = self._group, self._interchange
            self._group = None
        else:
            self._close_group()
            part, above = self._interchange, None
            self._interchange = None
        if part is None:
            self._tell("stray_segment", segment, tag=segment.tag)
            return
        if segment.tag == "UNT":
            part.count += 1
        if above is not None:
            above.count += 1
        self._compare(part, segment)

    def stray(self, segment: Segment) -> None:
        """Take a segment that stands outside any message."""
        self._tell("stray_segment", segment, tag=segment.tag[:10])

    @property
    def _last(self) -> str:
        return self.followed.shown if self.followed is not None else ""

    def finish(self, *, ended: bool) -> None:
        """The file is over: whatever is still open lacks its end."""
        if not ended:
            open_part = self.message or self._group or self._interchange
            reference = open_part.reference if open_part else ""
            self.found.append(Incomplete("truncated", {"reference": reference}, self._last))
            return
        open_parts = (
            ("no_unt", self.message),
            ("no_une", self._group),
            ("no_unz", self._interchange),
        )
        inmost = next(((code, part) for code, part in open_parts if part is not None), None)
        if inmost is not None:
            self._missing(*inmost)

    def _compare(self, part: _Part, segment: Segment) -> None:
        kind = segment.tag.lower()
        declared = segment.get(1)
        if not (declared.isdecimal() and int(declared) == part.count):
            self._tell(
                f"{kind}_count",
                segment,
                reference=part.reference,
                declared=declared[:35] or "-",
                counted=str(part.count),
            )
        found = segment.get(2)
        if found != part.reference and (found.lstrip("0") != part.reference.lstrip("0")):
            self._tell(
                f"{kind}_reference", segment, reference=part.reference, found=found[:35] or "-"
            )

    def _tell(self, code: str, segment: Segment, **params: str) -> None:
        last = segment.shown if code.endswith(("count", "reference")) else self._last
        self.found.append(Incomplete(code, params, last))

    def _close_message(self) -> None:
        if self.message is not None:
            self._missing("no_unt", self.message)
            above = self._group or self._interchange
            if above is not None:
                above.count += 1
            self.message = None

    def _close_group(self) -> None:
        self._close_message()
        if self._group is not None:
            self._missing("no_une", self._group)
            if self._interchange is not None:
                self._interchange.count += 1
            self._group = None

    def _close_interchange(self) -> None:
        self._close_group()
        if self._interchange is not None:
            self._missing("no_unz", self._interchange)
            self._interchange = None

    def _missing(self, code: str, part: _Part) -> None:
        self.found.append(Incomplete(code, {"reference": part.reference}, self._last))
