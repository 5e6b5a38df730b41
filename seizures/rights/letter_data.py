"""What the letters about a recordation say, put into the letters' contract."""

from typing import Any

from django.conf import settings

from seizures.accounts.models import User
from seizures.core.actor import Actor
from seizures.core.languages import LANGUAGE_OF
from seizures.law.procedures import load
from seizures.reference.models import Administration
from seizures.rights.models import Recordation

RIGHT_KIND = {"indication": "geographical_indication", "variety": "plant_variety"}
RESULT = {"kr": "kr/form10", "cn": "cn/recordation_result"}
#: China has no form of its own for a supplement: it is asked in the message alone.
SUPPLEMENT = {"kr": "kr/form10_2"}
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
        "right": _right(row),
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
             "counting": rule.basis}]  # fmt: skip


def _right(row: Recordation) -> dict[str, Any]:
    right = row.right
    days = {"valid_from": row.effective_on, "valid_until": row.expires_on,
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
