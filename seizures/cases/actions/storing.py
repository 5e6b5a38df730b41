"""Storage places, and carrying goods from one to another; the ledger does not change by that."""

from django.utils.translation import gettext_lazy as _

from seizures.cases.models import CaseGoods, GoodsRelocation, StoragePlace
from seizures.cases.officers import require_officer
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.journal.actions import record
from seizures.reference.models import Office


def enter_place(*, administration: str, code: str, name: str, by: Actor, shelf: str = "",
                office: Office | None = None) -> StoragePlace:  # fmt: skip
    """Enters a storage place; the code is what its label says. The same code answers the first."""
    require_officer(by, administration)
    code = code.strip().lower()
    if not code or not code.replace("-", "").replace("_", "").isalnum() or not code.isascii():
        raise Refused(_("Give the place a short code of letters, figures and hyphens."),
                      field="code")  # fmt: skip
    if not name.strip():
        raise Refused(_("Name the place."), field="name")
    with atomic():
        place, is_new = StoragePlace.objects.get_or_create(
            administration=administration, code=code,
            defaults={"name": name.strip()[:120], "shelf": shelf[:40], "office": office},
        )  # fmt: skip
        if is_new:
            record("store.place_entered", kind="storage_place", key=place.pk, by=by,
                   reference=code, administration=administration, name=str(place))  # fmt: skip
    return place


def carry_goods(goods: CaseGoods, *, to: StoragePlace, by: Actor) -> GoodsRelocation | None:
    """Puts goods at another place; None when they already lie there."""
    with atomic():
        row = hold(CaseGoods.objects.select_related("case"), pk=goods.pk)
        require_officer(by, row.case.administration)
        if to.administration != row.case.administration or not to.is_active:
            raise Refused(_("This storage place cannot be used for these goods."), field="place")
        if row.place_id == to.pk:
            return None
        moved = GoodsRelocation.objects.create(
            goods=row, source_id=row.place_id, target=to, at=clock.now(), by_name=by.name
        )
        row.place = to
        row.save(update_fields=["place"])
        record("goods.carried", kind="case", key=row.case_id, by=by, reference=row.case.number,
               administration=row.case.administration, goods=row.control_number,
               place=str(to))  # fmt: skip
    return moved
