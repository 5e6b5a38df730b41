"""The letters of a record as its page shows them, and the drafts of a step."""

from typing import Any

from django.utils.translation import gettext as _

from seizures.cases.letter_data import draft_of, recipients, translation_for
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.errors import Refused
from seizures.core.languages import CODES, LANGUAGE_OF, pick
from seizures.law.procedures import Step
from seizures.letters import render
from seizures.letters.actions import picture_bytes
from seizures.letters.choices import Recipient
from seizures.letters.models import Letter
from seizures.letters.titles import TITLES
from seizures.web.pictures import as_image

PPI = 100
MOST_PAGES = 12


def letter_panel(case: SeizureCase) -> dict[str, Any]:
    """Letters issued, newest first, with their titles and where they stand."""
    rows = Letter.objects.about("case", case.pk).select_related("superseded_by")
    return {"letters": told(list(rows.order_by("-id")))}


def told(letters: list[Letter]) -> list[Letter]:
    """The same letters with title and state for a table."""
    for letter in letters:
        letter.title = pick(TITLES[letter.key])  # type: ignore[attr-defined]
        letter.state = state_of(letter)  # type: ignore[attr-defined]
    return letters


def state_of(letter: Letter) -> dict[str, str]:
    """How far the letter is on its way, as a tone and a word."""
    if letter.is_filed:
        return {"tone": "neutral", "word": _("For the file")}
    if letter.served_at and letter.served_at > clock.now():
        return {"tone": "info", "word": _("Takes effect later")}
    if letter.served_at:
        return {"tone": "success", "word": _("Received")}
    if letter.sent_at:
        return {"tone": "info", "word": _("Under way")}
    return {"tone": "warning", "word": _("Not sent yet")}


def pages_of(letter: Letter, language: str) -> list[str]:
    """The pages of an issued letter in one of its languages, set again from what it said."""
    found = render.pages(
        letter.key, language, letter.data, ppi=PPI, pictures=picture_bytes(letter.data),
        issued_on=clock.day_of(letter.issued_at, letter.administration),
    )  # fmt: skip
    return [as_image(page) for page in found[:MOST_PAGES]]


def drafts(case: SeizureCase, step: Step, answers: dict[str, Any], *, by: Actor,
           beside: str = "") -> list[dict[str, Any]]:  # fmt: skip
    """The letters a step would issue with these answers, as pages marked as drafts.

    Nothing is stored or numbered. `beside` is the language of the second column.
    """
    own = LANGUAGE_OF[case.administration]
    found = []
    for key in step.letters:
        for kind, name in recipients(case, key, answers):
            data = draft_of(case, key, step.code, answers, by=by, recipient_kind=kind,
                            recipient_name=name)  # fmt: skip
            other = beside if beside in CODES and beside != own else translation_for(case, kind)
            found.append({
                "title": pick(TITLES[key]), "recipient": name,
                "kind": Recipient(kind).label, "other": other, "own": own,
                **_draft_pages(case, key, data, own, other),
            })  # fmt: skip
    return found


def _draft_pages(case: SeizureCase, key: str, data: dict[str, Any], own: str, other: str
                 ) -> dict[str, Any]:  # fmt: skip
    marked = {**data, "draft": True, "number": "", "verify_url": ""}
    today = clock.today(case.administration)
    shown = picture_bytes(marked)
    try:
        return {
            "pages": [as_image(page) for page in render.pages(
                key, own, marked, issued_on=today, ppi=PPI, pictures=shown)[:MOST_PAGES]],
            "beside": [as_image(page) for page in render.pages(
                key, other, marked, issued_on=today, ppi=PPI, pictures=shown)[:MOST_PAGES]],
        }  # fmt: skip
    except Refused as refusal:
        return {"refused": str(refusal)}
