"""Earlier rights beside the one under examination, and what its holder's filings look like."""

from typing import Any

from django.utils.translation import gettext as _

from seizures.matching.documents import class_written
from seizures.matching.prior_art import Standing
from seizures.rights.choices import INVENTIONS
from seizures.rights.models import Recordation, Right
from seizures.rights.policies import may_see_recordation
from seizures.rights.prior_art import Found, earlier_rights
from seizures.rights.squatting import SEVERAL, Older, jurisdiction_of, older_marks
from seizures.web.right_view import country_names

TONES = {Standing.PUBLISHED: "warning", Standing.FILED: "warning", Standing.SAME_DAY: "info",
         Standing.UNKNOWN: "neutral", Standing.LATER: "neutral"}  # fmt: skip
LEAST_WORDING = 0.05
"""Share of common wording from which it is told."""


def earlier_of(row: Recordation, user: Any) -> dict[str, Any]:
    """The panels of the examination page: for inventions earlier rights, for marks the pattern."""
    right = row.right
    seen = Right.objects.visible_to(user)
    if right.kind in INVENTIONS:
        found = earlier_rights(right, seen, filed=[row])
        names = country_names([one.right.holder.country for one in found])
        return {
            "is_compared": True,
            "is_bare": not hasattr(right, "specification"),
            "earlier": [_shown(one, names, user) for one in found],
        }
    return {"older": _older(older_marks(right, seen), right)}


def _shown(found: Found, names: dict[str, str], user: Any) -> dict[str, Any]:
    document, country = found.told.document, found.right.holder.country
    rows = [
        row
        for row in found.right.recordations.all()
        if row.registration_number and may_see_recordation(user, _of(row, found.right))
    ]
    standing = found.told.standing
    return {
        "right": found.right, "holder": found.right.holder, "country": names.get(country, country),
        "numbers": [(row.administration, row.registration_number) for row in rows],
        "day": document.day, "is_priority": document.priority_on is not None,
        "published_on": document.published_on,
        "standing": _standings()[standing], "tone": TONES[standing],
        "is_same": found.is_nearly_the_same and standing != Standing.LATER, "why": reasons(found),
    }  # fmt: skip


def _of(row: Recordation, right: Right) -> Recordation:
    """The row knows its right, so that asking for it reads nothing."""
    row.right = right
    return row


def _standings() -> dict[Standing, str]:
    return {Standing.PUBLISHED: _("Published before"), Standing.FILED: _("Filed before"),
            Standing.SAME_DAY: _("Same day"), Standing.UNKNOWN: _("Day unknown"),
            Standing.LATER: _("Filed later")}  # fmt: skip


def reasons(found: Found) -> list[str]:
    """How a right resembles the one asked about, a sentence each."""
    told = found.told
    pictures = {"same": _("Picture nearly the same"), "alike": _("Picture alike")}
    lines = [pictures[found.picture]] if found.picture else []
    if (told.wording or 0.0) >= LEAST_WORDING:
        share = round(100 * (told.wording or 0.0))
        lines.append(_("%(share)s %% of the wording in common") % {"share": share})
    if told.shared:
        words = ", ".join(word for word, _weight in told.shared)
        lines.append(_("Rare terms in common: %(words)s") % {"words": words})
    if told.classes:
        classes = ", ".join(map(class_written, told.classes))
        lines.append(_("Same class: %(classes)s") % {"classes": classes})
    return lines or [_("Words in common")]


def _older(rows: list[Older], right: Right) -> dict[str, Any] | None:
    """The firm's marks that come near older ones of others, where this one does or several do."""
    others = {row.other.holder_id for row in rows}
    if not rows or (len(rows) < SEVERAL and rows[0].own.pk != right.pk):
        return None
    places = country_names([jurisdiction_of(row.other).upper() for row in rows])
    sentence = _(
        "Marks of this right holder that are the same as or near to older marks of others from "
        "another jurisdiction, in a common class: %(marks)s. Older owners: %(owners)s."
    ) % {"marks": len(rows), "owners": len(others)}
    return {
        "sentence": sentence, "tone": "warning" if len(rows) >= SEVERAL else "info",
        "rows": [
            {"own": row.own, "other": row.other, "classes": ", ".join(map(str, row.classes)),
             "own_on": row.own_on, "other_on": row.other_on, "is_this": row.own.pk == right.pk,
             "place": places.get(jurisdiction_of(row.other).upper(), "")}
            for row in rows[:8]
        ],
    }  # fmt: skip
