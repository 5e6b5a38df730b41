"""Other spellings that may be the same firm, across scripts and legal forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from seizures.cargo.models import Consignment
from seizures.core.prefixes import begins
from seizures.matching.firms import Firm, firm
from seizures.matching.likeness import HOWS, same_firm
from seizures.parties.models import Address, Party
from seizures.parties.names import fold
from seizures.screening.context import context_of
from seizures.web.party_history import Carried

BUSIEST, SAME_START, CO_TRADERS, SHOWN, FOUND = 600, 100, 300, 8, 10
WORDS = {
    "exact": _("Same name in another legal form"),
    "reordered": _("Same words in another order"),
    "abbreviated": _("One says less than the other"),
    "sound": _("Sounds alike in another script"),
    "typo": _("A letter or two differ"),
}


@dataclass(frozen=True, slots=True)
class Alike:
    """A spelling that may be the same party, and what speaks for it."""

    party: Party
    how: str


@lru_cache(maxsize=50_000)
def _taken(name: str) -> Firm:
    return firm(name)


def own_parties(administration: str) -> Any:
    """Parties that stand on the administration's own cargo; others are not for its eyes."""
    own = Consignment.objects.filter(administration=administration)
    seen = Exists(own.filter(shipper=OuterRef("pk"))) | Exists(own.filter(consignee=OuterRef("pk")))
    return Party.objects.filter(seen)


def alike(user: Any, spellings: Sequence[Party], cargo: Sequence[Carried]) -> list[Alike]:
    """The likeliest other spellings of these names, the surest first.

    Looked for among the busiest parties, those beginning alike, those at the same address and
    those that trade with the same partners.
    """
    own = {one.pk for one in spellings}
    mine = [_taken(one.name) for one in spellings]
    found: dict[int, Alike] = {}
    for other in _candidates(user.administration_id, spellings, own, cargo):
        hows = [how for one in mine if (how := same_firm(one, _taken(other.name)))]
        if hows:
            found[other.pk] = Alike(other, min(hows, key=HOWS.index))
    ranked = sorted(found.values(), key=lambda one: (HOWS.index(one.how), -one.party.consignments))
    seen = own_parties(user.administration_id).filter(pk__in=[one.party.pk for one in ranked[:40]])
    allowed = set(seen.values_list("pk", flat=True)) if ranked else set()
    return [one for one in ranked if one.party.pk in allowed][:SHOWN]


def _candidates(
    code: str, spellings: Sequence[Party], own: set[int], cargo: Sequence[Carried]
) -> list[Party]:
    starts = Q(pk__in=[])
    for one in spellings[:4]:
        word = one.key.split(" ")[0][:6]
        if len(word) > 1:
            starts |= begins("key", word)
    keys = set(Party.objects.filter(starts).values_list("pk", flat=True)[:SAME_START])
    keys |= _co_traders(code, own, cargo)
    given = Address.objects.filter(administration=code)
    places = list(given.filter(party__in=own).values_list("key", flat=True)[:8])
    if places:
        keys |= set(given.filter(key__in=places).values_list("party", flat=True)[:50])
    busiest = list(Party.objects.order_by("-consignments", "-id")[:BUSIEST])
    known = {one.pk for one in busiest}
    more = Party.objects.filter(pk__in=keys - known - own)
    return [one for one in (*busiest, *more) if one.pk not in own]


def _co_traders(code: str, own: set[int], cargo: Sequence[Carried]) -> set[int]:
    """Whoever ships to the same receivers, or receives from the same senders."""
    receivers = {one.consignee for one in cargo if one.shipper in own and one.consignee}
    senders = {one.shipper for one in cargo if one.consignee in own and one.shipper}
    rows = Consignment.objects.filter(administration=code).order_by("-id")
    found: set[int] = set()
    for side, other, keys in (
        ("consignee", "shipper", receivers),
        ("shipper", "consignee", senders),
    ):
        few = sorted(keys)[:20]
        part = rows.filter(**{f"{side}__in": few}) if few else rows.none()
        found.update(key for key in part.values_list(other, flat=True)[:CO_TRADERS] if key)
    return found


def found_by_name(user: Any, text: str, own: set[int]) -> list[Party]:
    """Own parties whose name begins so, without the spellings at hand."""
    key = fold(text)
    if not key:
        return []
    rows = own_parties(user.administration_id).filter(begins("key", key)).exclude(pk__in=own)
    return list(rows.order_by("key")[:FOUND])


def known_as(user: Any, spellings: Sequence[Party]) -> list[dict[str, Any]]:
    """The entries of the watch-list that one of these spellings meets."""
    people = context_of(user.administration_id)[0].parties
    met: dict[int, dict[str, Any]] = {}
    for one in spellings:
        for known in people.find_all(one.name):
            if known.party.id.startswith("watch-"):
                key = int(known.party.id.removeprefix("watch-"))
                met.setdefault(key, {"key": key, "role": known.party.role,
                                     "spelling": known.spelling})  # fmt: skip
    return list(met.values())
