"""Other spellings of a mark, and the firms that may lawfully trade under it."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.journal.actions import record
from seizures.rights.actions.changes import note_change_of_recorded
from seizures.rights.choices import AliasOrigin, TraderRole
from seizures.rights.models import Alias, AuthorisedTrader, Right
from seizures.rights.policies import require_holder_or_examiner


def add_alias(
    right: Right,
    *,
    language: str,
    text: str,
    by: Actor,
    origin: str = AliasOrigin.HOLDER,
    is_confirmed: bool = True,
) -> Alias:
    """Adds another spelling; the same text again answers the alias that is there."""
    require_holder_or_examiner(by, right)
    text = " ".join(text.split())
    if not text or len(text) > 200:
        raise Refused(_("Write the other spelling, at most 200 characters."), field="text")
    with atomic():
        right = hold(Right.objects.all(), pk=right.pk)
        alias, is_new = Alias.objects.get_or_create(
            right=right,
            text=text,
            defaults={"language": language, "origin": origin, "is_confirmed": is_confirmed},
        )
        if is_new or (is_confirmed and not alias.is_confirmed):
            alias.is_confirmed = is_confirmed
            alias.save(update_fields=["is_confirmed"])
            note_change_of_recorded(right)
            _tell(right, "right.alias_added", by, text=text, language=language)
    return alias


def remove_alias(alias: Alias, *, by: Actor) -> None:
    """Takes a spelling away; removing it twice is once."""
    require_holder_or_examiner(by, alias.right)
    with atomic():
        right = hold(Right.objects.all(), pk=alias.right_id)
        gone, _rows = Alias.objects.filter(pk=alias.pk).delete()
        if gone:
            note_change_of_recorded(right)
            _tell(right, "right.alias_removed", by, text=alias.text)


def add_trader(
    right: Right,
    *,
    name: str,
    by: Actor,
    role: str = TraderRole.LICENSEE,
    country: str = "",
    valid_until: dt.date | None = None,
) -> AuthorisedTrader:
    """Names a firm that may trade in goods under the right; its cargo raises no alert."""
    require_holder_or_examiner(by, right)
    name = " ".join(name.split())[:300]
    if not name:
        raise Refused(_("Write the name of the firm."), field="name")
    with atomic():
        right = hold(Right.objects.all(), pk=right.pk)
        trader, is_new = AuthorisedTrader.objects.get_or_create(
            right=right, name=name, role=role,
            defaults={"country": country, "valid_until": valid_until},
        )  # fmt: skip
        if is_new:
            note_change_of_recorded(right)
            _tell(right, "right.trader_added", by, name=name, role=role)
    return trader


def remove_trader(trader: AuthorisedTrader, *, by: Actor) -> None:
    """Takes an authorisation back; removing it twice is once."""
    require_holder_or_examiner(by, trader.right)
    with atomic():
        right = hold(Right.objects.all(), pk=trader.right_id)
        gone, _rows = AuthorisedTrader.objects.filter(pk=trader.pk).delete()
        if gone:
            note_change_of_recorded(right)
            _tell(right, "right.trader_removed", by, name=trader.name)


def _tell(right: Right, verb: str, by: Actor, **data: str) -> None:
    record(verb, kind="right", key=right.pk, by=by, reference=right.mark, **data)
