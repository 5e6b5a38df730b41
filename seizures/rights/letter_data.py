"""What the letters about a recordation say, put into the letters' contract."""

import datetime as dt
from typing import Any

from django.conf import settings

from seizures.accounts.models import User
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.languages import LANGUAGE_OF
from seizures.files.models import Attachment
from seizures.law.citations import counted
from seizures.law.procedures import load
from seizures.letters.models import Letter
from seizures.reference.models import Administration
from seizures.rights.models import Recordation

RIGHT_KIND = {"indication": "geographical_indication", "variety": "plant_variety"}
RESULT = {"kr": "kr/form10", "cn": "cn/recordation_result"}
#: Korea decides renewals by the form of the filing itself; its box tells which it was.
RENEWAL = {"kr": "kr/form10", "cn": "cn/renewal_result"}
#: China has no form of its own for a supplement: it is asked in the message alone.
SUPPLEMENT = {"kr": "kr/form10_2"}
#: Korea asks by a form of its own to explain parallel imports or a named trader (Notif. 10(5)).
EXPLANATION = {"kr": "kr/form10_4"}
#: What the holder files in answer to each of them; China has no form for it either.
ANSWERS = {"kr/form10_2": "kr/form10_3", "kr/form10_4": "kr/form10_5"}
LANGUAGE_OF_COUNTRY = {"KR": "ko", "CN": "zh-hans"}


def translation_for(row: Recordation) -> str:
    """The holder's language beside the administration's: that of its country, else English."""
    spoken = LANGUAGE_OF_COUNTRY.get(row.right.holder.country, "en")
    return spoken if spoken != LANGUAGE_OF[row.administration] else "en"


def build(row: Recordation, *, by: Actor, **special: Any) -> dict[str, Any]:
    """The data of one letter: the right, its holder and the office, with what is special to it."""
    holder = row.right.holder
    party = {"name": holder.name, "address": holder.address, "phone": holder.contact_phone,
             "email": holder.contact_email}  # fmt: skip
    return {
        "demo": bool(settings.IS_DEMO),
        "office": _office(row, by),
        "signatory": {},
        "recipient": {"name": holder.name, "address": holder.address},
        "right": right_block(row),
        "parties": [{"role": "holder", **party}],
        **special,
    }


def supplement_deadline(row: Recordation, answer_by: Any) -> list[dict[str, Any]]:
    """The clock of an answer with the law it rests on; none where the law names none."""
    if not answer_by:
        return []
    procedure = load(f"{row.administration}/recordation", answer_by)
    rule = procedure.deadline("recordation_supplement")
    return [{"code": rule.code, "due_on": answer_by.isoformat(), "title": dict(rule.titles),
             "counting": dict(counted(rule.counting, rule.basis))}]  # fmt: skip


def office_name(row: Recordation) -> str:
    """The administration in its own language, in whose office filed papers stay."""
    place = Administration.objects.filter(pk=row.administration).first()
    names = place.names if place else {}
    return str(names.get(LANGUAGE_OF[row.administration]) or row.administration.upper())


def asking_letter(row: Recordation) -> Letter | None:
    """The last letter that asked the holder for a supplement or an explanation."""
    asked = Letter.objects.about("recordation", row.pk).filter(key__in=ANSWERS)
    return asked.order_by("-id").first()


def answer_blocks(row: Recordation, text: str, letter: Letter) -> dict[str, Any]:
    """What an answer says, which letter asked for it and the papers that came with it."""
    answers = [line.strip("-• ").strip() for line in text.splitlines() if line.strip()]
    day = clock.day_of(letter.issued_at, row.administration)
    papers = Attachment.objects.on("recordation", row.pk).filter(created_at__gte=letter.issued_at)
    return {
        "supplement": {"answers": answers, "asked_letter": letter.number,
                       "asked_on": day.isoformat()},
        "enclosures": [paper.name for paper in papers],
    }  # fmt: skip


def right_block(row: Recordation, *, valid_from: dt.date | None = None) -> dict[str, Any]:
    """The right as letters name it; `valid_from` is the first day of a new term."""
    right = row.right
    days = {"valid_from": valid_from or row.effective_on, "valid_until": row.expires_on,
            "expires_on": row.right_expires_on}  # fmt: skip
    return {
        "kind": RIGHT_KIND.get(right.kind, right.kind), "name": right.mark,
        "registration_number": row.registration_number, "recordation_number": row.number,
        "classes": ", ".join(str(number) for number in right.nice),
        **{name: day.isoformat() for name, day in days.items() if day},
    }  # fmt: skip


def _office(row: Recordation, by: Actor) -> dict[str, Any]:
    """The examiner's office, else the administration itself."""
    people = User.objects.select_related("office")
    user = people.filter(pk=by.id).first() if by.kind == "user" else None
    if user and user.office:
        return {"name": user.office.names, "officer": by.name}
    place = Administration.objects.filter(pk=row.administration).first()
    return {"name": place.names if place else row.administration.upper(), "officer": by.name}
