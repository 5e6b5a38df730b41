"""What the queue of the demo shows: bundles, a line, random items, a snooze, a second signature."""

import datetime as dt

from seizures.accounts.models import User
from seizures.cargo.actions import merge_parties
from seizures.cargo.models import Consignment, Manifest
from seizures.core import clock
from seizures.core.actor import Actor, of_user, system
from seizures.core.errors import Refused
from seizures.parties.models import MergeEvent
from seizures.screening import actions as screening
from seizures.screening.choices import UNDECIDED, DispositionStatus, Tier
from seizures.screening.models import Bundle, Disposition
from seizures.training.seed.cargo import say
from seizures.web.party_alike import alike, own_parties

CAPACITY = 8
TOGETHER = 3
BUSY = 40
WORDS = {
    "kr": ("권리자에게 견본 요청, 회신 대기", "동일 송하인, 동일 표지", "동일 업체의 다른 표기"),
    "cn": ("已向权利人索取样品，等待答复", "同一发货人、同一商标", "同一企业的不同写法"),
}


def let_go(row: Disposition, reason: str, officer: User) -> None:
    """Dismisses an alert of the past; what needs a second officer was confirmed by the senior."""
    done = screening.dismiss(row, reason=reason, by=of_user(officer))
    if done.status == DispositionStatus.PROPOSED:
        senior = User.objects.get(username=f"{row.administration}-senior")
        screening.confirm_dismissal(done, accept=True, by=of_user(senior))


def set_up_queue() -> None:
    """Arranges today's queues and lets officers put some of it aside; twice is once."""
    for administration in ("kr", "cn"):
        officer = User.objects.select_related("office").get(username=f"{administration}-officer")
        senior = User.objects.get(username=f"{administration}-senior")
        by = of_user(officer)
        _repeat_sender(administration, by)
        for office in (None, officer.office):
            screening.set_capacity(administration, office=office, inspections=CAPACITY,
                                   by=of_user(senior))  # fmt: skip
    while screening.arrange(by=system()):
        pass
    for administration in ("kr", "cn"):
        _put_aside(administration)
        _merge_spellings(administration)
    screening.explore(by=system())


def _repeat_sender(administration: str, by: Actor) -> None:
    """Parcels of the sender of a strong alert, suspected for the same mark by the post counter."""
    if Bundle.objects.filter(administration=administration).exists():
        return
    rows = Disposition.objects.undecided().filter(
        administration=administration, alert__is_by_hand=False,
        alert__consignment__manifest__administration=administration,
    ).select_related("alert__right", "alert__consignment__manifest")  # fmt: skip
    lead = rows.exclude(tier=Tier.REFER).ranked().first()
    if lead is None or lead.alert.consignment.shipper_id is None:
        return
    cargo = lead.alert.consignment
    same = Manifest.objects.filter(pk=cargo.manifest_id).values_list("pk", flat=True)
    others = Consignment.objects.filter(manifest__in=same, shipper=cargo.shipper_id)
    others = others.exclude(alerts__right=lead.alert.right).order_by("pk")[:TOGETHER]
    for one in others:
        try:
            screening.raise_by_hand(one, lead.alert.right, by=by, source="post",
                                    reason=WORDS[administration][1])  # fmt: skip
        except Refused as refusal:
            say(f"  {refusal}")


def _put_aside(administration: str) -> None:
    """One alert sleeps for a week; a colleague proposes to dismiss a strong one."""
    officer = User.objects.get(username=f"{administration}-officer")
    rows = Disposition.objects.filter(
        administration=administration, status__in=UNDECIDED, bundle=None
    ).shown().ranked()  # fmt: skip
    known = Disposition.objects.filter(administration=administration)
    found = list(rows.filter(assignee=None)[3:5])
    if len(found) == 2 and not known.filter(status="snoozed").exists():
        screening.snooze(found[0], until=clock.now() + dt.timedelta(days=7),
                         reason=WORDS[administration][0], by=of_user(officer))  # fmt: skip
        screening.dismiss(found[1], reason="licensed", by=of_user(officer))


def _merge_spellings(administration: str) -> None:
    """An officer has merged two spellings of one firm."""
    if MergeEvent.objects.filter(administration=administration).exists():
        return
    officer = User.objects.get(username=f"{administration}-officer")
    for party in own_parties(administration).order_by("-consignments", "pk")[:BUSY]:
        found = alike(officer, [party], [])
        if found:
            merge_parties(party, [found[0].party], administration=administration,
                          reason=WORDS[administration][2], by=of_user(officer))  # fmt: skip
            return
