"""Samples: who asked for them and on what basis, how much was taken, and when they came back."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from seizures.cases.actions.evidence import add_entry, enter_object
from seizures.cases.actions.goods import FINEST
from seizures.cases.choices import EntryKind, ItemKind
from seizures.cases.models import CaseGoods, EvidenceItem, SampleRecord, SeizureCase
from seizures.cases.officers import require_officer
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused, Stale


def record_sample(case: SeizureCase, goods: CaseGoods, *, quantity: Decimal, requester: str,
                  requester_role: str, basis: str, purpose: str, by: Actor, seal: str = "",
                  place: str = "", identifiers: str = "", witness: str = "",
                  is_party_present: bool = False, signatures: Sequence[str] = (),
                  is_secret_checked: bool = False, return_due_on: dt.date | None = None,
                  client_key: str = "") -> EvidenceItem:  # fmt: skip
    """Records a sample of goods that a step of the procedure has taken out of the store.

    In China a party or a witness must be there, the sample is sealed, and three people sign.
    """
    require_officer(by, case.administration)
    with atomic():
        held = hold(CaseGoods.objects.all(), pk=goods.pk)
        same = case.evidence.filter(client_key=client_key).first() if client_key else None
        if same is not None:
            return same
        _require_taken(held, quantity)
        _require_told(requester, basis, purpose)
        if case.administration == "cn":
            _require_chinese_form(seal, witness, is_party_present, signatures)
        item = enter_object(
            case, kind=ItemKind.SAMPLE, title=held.description[:200], goods=held, by=by,
            seal=seal, place=place, client_key=client_key,
        )  # fmt: skip
        SampleRecord.objects.create(
            item=item, quantity=quantity, unit=held.unit, requester=requester.strip()[:200],
            requester_role=requester_role[:60], basis=basis.strip()[:200],
            purpose=purpose.strip()[:200], identifiers=identifiers[:300], witness=witness[:150],
            is_party_present=is_party_present, signatures=[name[:150] for name in signatures],
            is_secret_checked=is_secret_checked, return_due_on=return_due_on,
        )  # fmt: skip
    return item


def _require_taken(goods: CaseGoods, quantity: Decimal) -> None:
    """Only what the ledger shows as taken for samples can be recorded, and only once."""
    if quantity <= 0 or quantity != quantity.quantize(FINEST):
        raise Refused(_("Give a quantity above zero."), field="quantity")
    taken = goods.movements.filter(target="sampled").aggregate(sum=Sum("quantity"))["sum"] or 0
    known = SampleRecord.objects.filter(item__goods=goods).aggregate(sum=Sum("quantity"))["sum"]
    left = Decimal(taken) - (known or Decimal(0))
    if quantity > left:
        raise Refused(
            _("The ledger shows %(left)s %(unit)s taken for samples and not yet recorded. Take "
              "the sample by the step of the procedure first."),
            field="quantity", left=f"{left.normalize():f}", unit=goods.unit,
        )  # fmt: skip


def _require_told(requester: str, basis: str, purpose: str) -> None:
    told = (("requester", requester), ("basis", basis), ("purpose", purpose))
    for field, text in told:
        if not text.strip():
            raise Refused(_("Fill this in: the record of a sample needs it."), field=field)


def _require_chinese_form(seal: str, witness: str, is_party_present: bool,
                          signatures: Sequence[str]) -> None:  # fmt: skip
    if not is_party_present and not witness.strip():
        raise Refused(_("The party or a witness must be present."), field="witness")
    if not seal.strip():
        raise Refused(_("The sample must be sealed. Enter the seal number."), field="seal")
    if len({name.strip() for name in signatures if name.strip()}) < 3:
        raise Refused(_("Three people sign: the officers and the party or witness."),
                      field="signatures")  # fmt: skip


def return_sample(item: EvidenceItem, *, quantity: Decimal, to: str, by: Actor,
                  on: dt.date | None = None) -> SampleRecord:  # fmt: skip
    """Notes that a sample came back or went to the party; a step moves the goods."""
    with atomic():
        row = hold(SampleRecord.objects.select_related("item__case"), item_id=item.pk)
        case = row.item.case
        require_officer(by, case.administration)
        if row.returned_on:
            raise Stale(_("The return of this sample is already on record."))
        if not 0 < quantity <= row.quantity:
            raise Refused(_("At most %(quantity)s %(unit)s were taken."), field="quantity",
                          quantity=f"{row.quantity.normalize():f}", unit=row.unit)  # fmt: skip
        if not to.strip():
            raise Refused(_("Say to whom the sample went."), field="to")
        row.returned_on = on or clock.today(case.administration)
        row.returned_quantity, row.returned_to = quantity, to.strip()[:200]
        row.save(update_fields=["returned_on", "returned_quantity", "returned_to"])
        add_entry(row.item, EntryKind.RETURNED, field="keeper", text=to, by=by,
                  reason=f"{quantity.normalize():f} {row.unit}")  # fmt: skip
    return row
