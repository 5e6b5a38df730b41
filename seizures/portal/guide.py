"""The guide that records a right: its parts in order, which are done, and what is still missing."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seizures.files.models import Attachment
from seizures.portal.papers import papers_on
from seizures.rights.actions import Gap, gaps_of
from seizures.rights.models import Alias, AuthorisedTrader, Recordation, Right

PARTS = {
    "what": _("What"),
    "where": _("Where"),
    "names": _("Other spellings"),
    "traders": _("Who may deal"),
    "genuine": _("Genuine or fake"),
    "check": _("Check and submit"),
}
#: The part in which a gap is filled.
PART_OF = {"mark": "what", "nice": "what", "terms": "what", "registration_number": "where",
           "certificate": "where"}  # fmt: skip
OPEN = {"draft", "deficient"}


@dataclass
class Draft:
    """A right being recorded with everything the guide shows of it, each table read once."""

    right: Right
    rows: list[Recordation]
    aliases: list[Alias] = field(default_factory=list)
    traders: list[AuthorisedTrader] = field(default_factory=list)
    papers: list[Attachment] = field(default_factory=list)
    certificates: dict[int, list[Attachment]] = field(default_factory=dict)

    @property
    def is_locked(self) -> bool:
        """An administration relies on it: the right itself no longer changes here."""
        return any(row.status not in OPEN for row in self.rows)

    @property
    def open_rows(self) -> list[Recordation]:
        """Recordations that can still be filled in."""
        return [row for row in self.rows if row.status in OPEN]

    def papers_for(self, *purposes: str) -> list[Attachment]:
        """Papers of the right for these purposes."""
        return [paper for paper in self.papers if paper.purpose in purposes]


def draft_of(right: Right) -> Draft:
    """Reads a right for the guide."""
    rows = list(right.recordations.order_by("-administration"))
    for row in rows:
        row.right = right
    return Draft(
        right,
        rows,
        list(right.aliases.order_by("language", "pk")),
        list(right.traders.order_by("pk")[:200]),
        papers_on("right", [right.pk]).get(right.pk, []),
        papers_on("recordation", [row.pk for row in rows]),
    )


def gaps(draft: Draft) -> list[tuple[Recordation, list[Gap]]]:
    """What each open recordation still lacks."""
    return [(row, gaps_of(row)) for row in draft.open_rows]


def guide(draft: Draft | None, current: str) -> list[dict[str, Any]]:
    """The parts for the guide component."""
    done = _done(draft) if draft else set()
    found = []
    for code, label in PARTS.items():
        state = "current" if code == current else "done" if code in done else "next"
        url = reverse("portal-record-part", args=[draft.right.pk, code]) if draft else ""
        found.append({"label": label, "url": url, "state": state})
    return found


def _done(draft: Draft) -> set[str]:
    right = draft.right
    missing = {PART_OF.get(gap.field, "what") for _row, found in gaps(draft) for gap in found}
    done = {"what", "where"} - missing
    if draft.aliases:
        done.add("names")
    if draft.traders:
        done.add("traders")
    if right.identification or draft.papers_for("genuine", "fake"):
        done.add("genuine")
    return done


def first_open(draft: Draft) -> str:
    """Where to go on: the first part not done."""
    done = _done(draft)
    return next((code for code in PARTS if code not in done), "check")


def after(code: str) -> str:
    """The part that follows."""
    codes = list(PARTS)
    return codes[min(codes.index(code) + 1, len(codes) - 1)]
