"""Keeps what was answered to the questions of a step, checked, in a form that can be read later."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cases.actions.given import amount_given, day_given
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.errors import Refused
from seizures.core.languages import pick
from seizures.files.actions import attach, store_upload
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.law.procedures import Ask, Step

FARTHEST = dt.timedelta(days=3660)


def keep_answers(case: SeizureCase, step: Step, answers: dict[str, Any],
                 by: Actor) -> dict[str, Any]:  # fmt: skip
    """The answers by the code of their question; refuses where a needed one is missing."""
    kept: dict[str, Any] = {}
    for ask in step.asks:
        value = answers.get(ask.code)
        if value in (None, "", {}, []):
            if ask.required and by.kind != "system":
                raise Refused(_("“%(asked)s” is missing."), field=ask.code,
                              asked=pick(ask.titles))  # fmt: skip
            continue
        kept[ask.code] = _keep_one(case, ask, value, by)
    return kept


def keep_file(case: SeizureCase, upload: Any, *, note: str, by: Actor) -> dict[str, Any]:
    """Stores an upload as evidence of the case; answers its {attachment, name}."""
    row = attach(store_upload(upload, by=by), kind="case", key=case.pk, purpose=Purpose.EVIDENCE,
                 name=getattr(upload, "name", note) or note, by=by, note=note)  # fmt: skip
    return {"attachment": row.pk, "name": row.name}


def _kept_before(case: SeizureCase, ask: Ask, value: dict[str, Any]) -> dict[str, Any]:
    """A file that hangs on this case already; a key of another one proves nothing."""
    row = Attachment.objects.on("case", case.pk).filter(pk=value.get("attachment")).first()
    if row is None:
        raise Refused(_("“%(asked)s” is missing."), field=ask.code, asked=pick(ask.titles))
    return {"attachment": row.pk, "name": row.name}


def _keep_one(case: SeizureCase, ask: Ask, value: Any, by: Actor) -> Any:
    if ask.kind == "file":
        if isinstance(value, dict):
            return _kept_before(case, ask, value)
        return keep_file(case, value, note=ask.code, by=by)
    if ask.kind == "date":
        day = day_given(value)
        if day and day > clock.today(case.administration) + FARTHEST:
            raise Refused(_("This day is too far ahead."), field=ask.code)
        return day.isoformat() if day else ""
    if ask.kind == "money":
        return str(amount_given(value))
    if ask.kind == "choice" and value not in {choice.code for choice in ask.choices}:
        raise Refused(_("Choose one of the answers."), field=ask.code)
    if ask.kind == "quantity":
        return {str(key): str(Decimal(str(part))) for key, part in dict(value).items() if part}
    return value if isinstance(value, (bool, int)) else str(value)
