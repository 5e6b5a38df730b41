"""Opens a case by hand: goods at the post counter, on a traveller, found after a tip-off."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from seizures.cargo import actions as cargo
from seizures.cases.actions.opening import (
    CURRENCY,
    edition_of,
    enter_lines,
    finish_opening,
    in_local_currency,
    require_opener,
    write_case,
)
from seizures.cases.choices import Channel
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.core.actions import take_number
from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.core.errors import Refused
from seizures.core.languages import lazy_cite
from seizures.formats.lines import ManifestLine
from seizures.law import limits
from seizures.law.limits import Limit
from seizures.reference.models import ExchangeRate, Office
from seizures.rights.models import Recordation, Right
from seizures.screening import actions as screening

SMALL = "kr/small_parcel"
MODE = {Channel.POST: "post", Channel.EXPRESS: "express", Channel.TRAVELLER: "air"}
COUNTRY = {"kr": "KR", "cn": "CN"}


@dataclass(frozen=True, slots=True)
class Found:
    """What an officer says of goods that came without a manifest.

    `from_country` and `to_country` are ISO codes; `is_gift` means sent by post without payment;
    `commercial` that a traveller's goods are for trade; `reasonable` the pieces an officer takes
    for personal use in China; `reference` the item's own number. The same `client_key` opens
    one case.
    """

    channel: str
    reason: str
    shipper: str = ""
    consignee: str = ""
    from_country: str = ""
    to_country: str = ""
    reference: str = ""
    mode: str = ""
    is_gift: bool = False
    commercial: bool = False
    reasonable: int | None = None
    client_key: str = ""


def open_by_hand(found: Found, lines: Sequence[ManifestLine], *, track: str, right: Right,
                 office: Office | None, storage_place: str, by: Actor,
                 condition: str = "normal", declaration_number: str = "",
                 value: Decimal | None = None) -> SeizureCase:  # fmt: skip
    """Makes the consignment of these goods and opens a case on it, in the edition of today.

    The limits of the law are asked first: the value caps of the small-consignment track, and the
    exemption of hand baggage and articles for personal use. A recorded right also gets its alert,
    marked as raised by hand.
    """
    administration = by.administration
    require_opener(by, administration)
    if found.channel not in Channel.values or found.channel == Channel.MANIFEST:
        raise Refused(_("Say how the goods came to light."), field="channel")
    if not found.reason.strip():
        raise Refused(_("Say what raised the suspicion."), field="reason")
    _check_lines(lines)
    procedure = edition_of(track, administration)
    local = CURRENCY[administration]
    total = value if value is not None else _value(lines, administration, local)
    check_limits(found, lines, track=track, value=total, administration=administration)
    with atomic():
        take_number(series="case", administration=administration, count=0,
                    year=clock.today(administration).year)  # fmt: skip
        consignment = cargo.enter_by_hand(
            lines, administration=administration, channel=found.channel, mode=_mode(found),
            origin=_place(found.from_country, administration),
            destination=_place(found.to_country, administration), shipper=found.shipper,
            consignee=found.consignee, reference=found.reference, office=office,
            client_key=found.client_key, by=by,
        )  # fmt: skip
        same: SeizureCase | None = consignment.cases.filter(right=right).first()
        if same:
            return same
        alert = None
        if _is_recorded(right, consignment.export_side, consignment.import_side):
            alert = screening.raise_by_hand(consignment, right, reason=found.reason, by=by)
        case = write_case(
            consignment, right, procedure, by=by, administration=administration, office=office,
            alert=alert, is_urgent=condition != "normal", condition=condition,
            declaration_number=declaration_number, storage_place=storage_place,
            channel=found.channel, entry=_kept(found),
        )  # fmt: skip
        entered = enter_lines(case, consignment.lines.order_by("position"), by=by)
        finish_opening(case, value if value is not None else entered, by=by)
    return case


def _check_lines(lines: Sequence[ManifestLine]) -> None:
    if not lines or not all(line.description.strip() for line in lines):
        raise Refused(_("Describe at least one kind of goods."), field="description_1")
    if any(line.quantity is None or line.quantity <= 0 for line in lines):
        raise Refused(_("Give a quantity above zero."), field="quantity_1")


def check_limits(found: Found, lines: Sequence[ManifestLine], *, track: str, value: Decimal,
                 administration: str) -> None:  # fmt: skip
    """Refuses goods outside the small-consignment track, and articles the law leaves alone."""
    if track == SMALL:
        limit = _small(found, value, administration)
        if not limit.allowed:
            raise Refused(
                _("The track for small consignments ends at %(limit)s %(unit)s for this way of "
                  "transport (%(basis)s). Choose another procedure."),
                field="track", limit=f"{limit.limit:,}", unit=limit.unit,
                basis=lazy_cite(limit.basis),
            )  # fmt: skip
    exempt = _left_alone(found, lines, administration)
    if exempt is not None and exempt.allowed:
        raise Refused(
            _("Baggage for personal use up to %(limit)s pieces is outside this procedure "
              "(%(basis)s). Let it go, or say that it is for trade."),
            field="commercial", limit=f"{exempt.limit.normalize():f}",
            basis=lazy_cite(exempt.basis),
        )  # fmt: skip


def _small(found: Found, value: Decimal, administration: str) -> Limit:
    mode = _mode(found)
    if mode == "post" and found.is_gift:
        return limits.small_parcel(mode, value, gift=True)
    rate = ExchangeRate.objects.in_force(administration, "USD", clock.today(administration))
    if rate is None:
        raise Refused(_("There is no customs exchange rate for %(currency)s."), currency="USD")
    return limits.small_parcel(mode, value / rate.rate)


def _left_alone(found: Found, lines: Sequence[ManifestLine], administration: str) -> Limit | None:
    """What the law says of a traveller's articles; None where it is not about them."""
    pieces = [(line.hs[:4] or line.description.casefold(), int(line.quantity or 1))
              for line in lines]  # fmt: skip
    if administration == "kr" and found.channel == Channel.TRAVELLER:
        return limits.traveller_exempt(pieces, commercial=found.commercial)
    if administration == "cn" and found.channel in {Channel.TRAVELLER, Channel.POST}:
        if found.reasonable is None:
            return None
        total = Decimal(sum(number for _kind, number in pieces))
        return limits.personal_use(total, Decimal(found.reasonable), own_use=not found.commercial)
    return None


def _value(lines: Sequence[ManifestLine], administration: str, local: str) -> Decimal:
    return sum(
        (in_local_currency(administration, local, line.value or Decimal(0),
                           line.currency or local) for line in lines), Decimal(0)
    )  # fmt: skip


def _mode(found: Found) -> str:
    return MODE.get(Channel(found.channel), found.mode or "sea")


def _place(country: str, administration: str) -> str:
    return f"{(country or COUNTRY[administration]).upper()}ZZZ"


def _is_recorded(right: Right, *places: str) -> bool:
    rows = Recordation.objects.recorded().filter(right=right)
    return rows.filter(administration__in=[place for place in places if place]).exists()


def _kept(found: Found) -> dict[str, object]:
    return {"reason": found.reason, "is_gift": found.is_gift, "commercial": found.commercial,
            "reasonable": found.reasonable, "reference": found.reference}  # fmt: skip
