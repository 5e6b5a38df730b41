"""Asks a holder for what its security lacks: no form of the law does, so a formal question must."""

from decimal import Decimal

from django.utils import formats, translation
from django.utils.translation import gettext as _

from seizures.cases import letter_data
from seizures.cases.actions.questions import (
    answer_question,
    ask_question,
    last_day,
    withdraw_question,
)
from seizures.cases.choices import AskedParty, QuestionStatus
from seizures.cases.models import Question, Security, SeizureCase
from seizures.core.actor import Actor
from seizures.core.languages import LANGUAGE_OF, cite
from seizures.law.formulas import figure
from seizures.letters.choices import Recipient
from seizures.reference.models import Administration

TOP_UP = "top_up"
"""What `Question.about` says of a request to top a security up."""
DAYS = 5
"""Working days given: the law says "at once" (Notif. 28) and names no number."""


def ask_for_rest(case: SeizureCase, security: Security, *, by: Actor) -> Question | None:
    """Asks formally for what is lacking now; an earlier request for another amount is withdrawn."""
    lacking = security.lacking
    text = _text(case, security, lacking) if lacking and not case.is_closed else ""
    for row in _open(case):
        if row.text != text:
            withdraw_question(row, reason=_("This is no longer asked for."), by=by)
    if not text:
        return None
    return ask_question(case, party=AskedParty.HOLDER, text=text, days=DAYS, about=TOP_UP, by=by)


def note_rest_lodged(case: SeizureCase, security: Security, *, by: Actor) -> None:
    """Answers the request in the holder's name once nothing is lacking any more."""
    if security.lacking:
        return
    said = _("Lodged: %(amount)s %(currency)s.") % {
        "amount": _figure(security.lodged, security.currency), "currency": security.currency,
    }  # fmt: skip
    for row in _open(case):
        answer_question(row, text=said, answered_by=row.recipient, by=by)


def _open(case: SeizureCase) -> list[Question]:
    return list(case.questions.filter(about=TOP_UP, status=QuestionStatus.OPEN))


def _text(case: SeizureCase, security: Security, lacking: Decimal) -> str:
    """The request in the administration's language and below it in the holder's."""
    spoken = letter_data.translation_for(case, Recipient.HOLDER)
    told = []
    for language in (LANGUAGE_OF[case.administration], spoken):
        with translation.override(language):
            told.append(_worded(case, security, lacking))
    return "\n\n".join(told)


def _worded(case: SeizureCase, security: Security, lacking: Decimal) -> str:
    office, guarantee = case.office, security.guarantee
    values = {
        "case": case.number, "basis": cite(security.basis), "currency": security.currency,
        "lacking": _figure(lacking, security.currency),
        "required": _figure(security.required, security.currency),
        "lodged": _figure(security.lodged, security.currency),
        "day": formats.date_format(last_day(case, DAYS).due_on, "DATE_FORMAT"),
        "account": office.deposit_account if office else "",
        "office": office.name if office else _administration(case),
        "guarantee": guarantee.number if guarantee else "",
    }  # fmt: skip
    if guarantee:
        said = _("The security for case %(case)s lacks %(lacking)s %(currency)s: %(required)s is "
                 "asked, %(lodged)s is lodged (%(basis)s). Guarantee %(guarantee)s does not reach "
                 "further. Raise it at once, at the latest by %(day)s.")  # fmt: skip
    elif values["account"]:
        said = _("The security for case %(case)s lacks %(lacking)s %(currency)s: %(required)s is "
                 "asked, %(lodged)s is lodged (%(basis)s). Pay the rest at once, at the latest by "
                 "%(day)s, to %(account)s and give the number of the case, or lodge a further "
                 "paper at %(office)s.")  # fmt: skip
    else:
        said = _("The security for case %(case)s lacks %(lacking)s %(currency)s: %(required)s is "
                 "asked, %(lodged)s is lodged (%(basis)s). Lodge the rest at once, at the latest "
                 "by %(day)s, at %(office)s, which tells you its account.")  # fmt: skip
    return said % values


def _administration(case: SeizureCase) -> str:
    place = Administration.objects.filter(pk=case.administration).first()
    return place.name if place else case.administration.upper()


def _figure(amount: Decimal, currency: str) -> str:
    return figure(amount, currency)
