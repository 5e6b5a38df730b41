"""The journal of a right and its recordations in sentences, as its holder may read them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.journal.models import Entry

SENTENCES = {
    "right.drafted": _("Right entered as a draft"),
    "right.described": _("Product card changed"),
    "right.alias_added": _("Spelling added: %(text)s"),
    "right.alias_removed": _("Spelling removed: %(text)s"),
    "right.trader_added": _("Authorised trader added: %(name)s"),
    "right.trader_removed": _("Authorised trader removed: %(name)s"),
    "file.attached": _("File added: %(name)s"),
    "file.removed": _("File removed: %(name)s"),
    "recordation.submitted": _("Recordation submitted"),
    "recordation.supplement_requested": _("Supplement requested"),
    "recordation.explanation_requested": _("Explanation requested"),
    "recordation.supplement_answered": _("Supplement sent"),
    "recordation.accepted": _("Recordation accepted"),
    "recordation.refused": _("Recordation refused"),
    "recordation.suspended": _("Recordation suspended"),
    "recordation.withdrawn": _("Recordation withdrawn"),
    "recordation.renewal_asked": _("Renewal asked for"),
    "recordation.renewed": _("Renewed"),
    "recordation.renewal_refused": _("Renewal refused"),
    "recordation.lapsed": _("Recordation lapsed"),
}
TONES = {"accepted": "success", "refused": "danger", "supplement_requested": "warning",
         "explanation_requested": "warning"}  # fmt: skip
LENGTH = 40


class _Gaps(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"


def timeline(subjects: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    """The last entries about these (kind, key), newest first; officials stay without a name."""
    rows: list[Entry] = []
    for kind, key in subjects:
        rows += Entry.objects.about(kind, key).filter(verb__in=SENTENCES).order_by("-id")[:LENGTH]
    rows.sort(key=lambda entry: entry.at, reverse=True)
    return [
        {
            "at": entry.at,
            "sentence": str(SENTENCES[entry.verb]) % _Gaps(entry.data),
            "actor": "" if entry.actor_administration or entry.actor_kind == "system"
            else entry.actor_name,
            "administration": entry.actor_administration,
            "tone": TONES.get(entry.verb.split(".")[-1], "neutral"),
        }
        for entry in rows[:LENGTH]
    ]  # fmt: skip
