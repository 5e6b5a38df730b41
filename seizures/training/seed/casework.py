"""What officers do beside the steps in the demo's cases: evidence, questions, papers, disposals."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from random import Random

from seizures.accounts.models import User
from seizures.cases import actions as cases
from seizures.cases.actions import Found, custody, disposing, evidence, redacting, storing
from seizures.cases.models import DueDate, SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor, of_user, system
from seizures.core.errors import Refused
from seizures.files.redacting import Box
from seizures.formats.lines import ManifestLine
from seizures.letters.actions import correct_letter, record_sending, record_service
from seizures.letters.choices import Channel
from seizures.letters.models import Letter
from seizures.rights.models import Right
from seizures.training.invent import pictures
from seizures.training.seed.cargo import say
from seizures.training.seed.history import Upload
from seizures.training.seed.moments import days_ago
from seizures.training.seed.words import CASEWORK

DETAINED = {"kr": ("kr/on_request", "suspended"), "cn": ("cn/ex_officio", "detained")}
DISPOSING = {"kr": ("destruction_agreed", "destroy", "incineration"),
             "cn": ("confiscated", "donate", "welfare")}  # fmt: skip


def do_casework(parcel: Right) -> None:
    """Furnishes a few cases of each side and opens one by hand; what stands is left alone."""
    for administration in ("kr", "cn"):
        for deed in (_evidence, _question, _letters, _disposal):
            _try(deed, administration)
    with days_ago(3, hour=11):
        _try(lambda _side: _open_at_the_counter(parcel), "kr")
    with days_ago(1, hour=7):
        _try(_miss, "kr")


def _try(deed: Callable[[str], None], administration: str) -> None:
    """A refusal leaves that deed out; the demo goes on."""
    try:
        deed(administration)
    except Refused as refusal:
        say(f"  {refusal}")


def _somebody(username: str) -> User:
    return User.objects.select_related("office").get(username=username)


def _case(track: str, stage: str) -> SeizureCase | None:
    rows = SeizureCase.objects.filter(track=track, stage=stage, is_closed=False)
    found: SeizureCase | None = rows.order_by("-opened_at", "-pk").first()
    return found


def _evidence(administration: str) -> None:
    """Photos and a sealed sample; one item went to a colleague, one waits for the receiver; a
    copy without names is open to the holder."""
    case, words = _case(*DETAINED[administration]), CASEWORK[administration]
    if case is None or case.evidence.exists():
        return
    officer, senior = _somebody(f"{administration}-officer"), _somebody(f"{administration}-senior")
    by = of_user(officer)
    with days_ago(2, hour=9):
        evidence.enter_known_files(case, by=by)
        drawn = Upload("label.png", pictures.product(case.right.mark, _rng(), is_genuine=False))
        label = evidence.enter_file(case, drawn, title=words["label"], place=words["store"], by=by)
        sample = evidence.enter_object(
            case, kind="sample", title=words["sample"], goods=case.goods.order_by("pk").first(),
            place=words["store"], seal="S-40117", by=by,
        )  # fmt: skip
        _put_on_a_shelf(case, words["store"], by)
        offer = custody.offer_hand_over(sample, to=senior, place=words["laboratory"],
                                        condition=words["sealed"].format(seal="S-40117"),
                                        by=by)  # fmt: skip
        custody.confirm_hand_over(offer, by=of_user(senior))
        paper = label.attachment
        assert paper is not None
        copy = redacting.redact_file(case, paper, audience="holder", reason=words["hidden"],
                                     boxes=[Box(0.55, 0.7, 0.4, 0.2)], by=by)  # fmt: skip
        redacting.release_copy(copy, basis=words["basis"], by=by)
    with days_ago(0, hour=8):
        custody.offer_hand_over(label, to=senior, place=words["laboratory"],
                                condition=words["whole"], by=by)  # fmt: skip


def _put_on_a_shelf(case: SeizureCase, name: str, by: Actor) -> None:
    shelf = storing.enter_place(administration=case.administration, code="demo-a-01", name=name,
                                shelf="A-01", by=by)  # fmt: skip
    for goods in case.goods.all():
        storing.carry_goods(goods, to=shelf, by=by)


def _question(administration: str) -> None:
    """The holder is asked which features tell the goods from its own."""
    case = _case(*DETAINED[administration])
    if case is None or case.questions.exists():
        return
    with days_ago(1, hour=14):
        cases.ask_question(case, party="holder", text=CASEWORK[administration]["question"],
                           days=5, by=of_user(_somebody(f"{administration}-officer")))  # fmt: skip


def _letters(administration: str) -> None:
    """Of the last letters of a case one was served by post, one was corrected."""
    case = _case(*DETAINED[administration])
    rows = Letter.objects.about("case", case.pk).filter(superseded_by=None) if case else []
    served = [row for row in rows if not row.is_filed and row.served_at is None][-2:]
    if len(served) < 2 or case is None:
        return
    words, by = CASEWORK[administration], of_user(_somebody(f"{administration}-officer"))
    first, second = served
    sent = first.issued_at + dt.timedelta(hours=1)
    record_sending(first, channel=Channel.POST, on=sent, by=by)
    record_service(first, channel=Channel.POST, on=sent + dt.timedelta(days=1),
                   evidence=words["receipt"], by=by)  # fmt: skip
    correct_letter(second, changes={"remarks": words["remark"]}, reason=words["why"], by=by)


def _disposal(administration: str) -> None:
    """Korea: an approved order is being carried out. China: a draft waits for approval."""
    stage, step, method = DISPOSING[administration]
    case = _case(DETAINED[administration][0], stage)
    if case is None or case.disposal_orders.exists():
        return
    officer, words = _somebody(f"{administration}-officer"), CASEWORK[administration]
    senior = of_user(_somebody(f"{administration}-senior"))
    by, today = of_user(officer), clock.today(administration)
    quantities = {goods.pk: Decimal(goods.quantity) for goods in case.goods.all()}
    order = disposing.draft_order(
        case, step=step, method=method, place=words["works"], planned_on=today, by=by,
        officers=[officer.get_full_name(), words["colleague"]], witnesses=[words["witness"]],
        recipient="" if administration == "kr" else words["charity"], quantities=quantities,
        is_immediate=administration == "kr",
    )  # fmt: skip
    if administration == "cn":
        return
    disposing.approve_order(order, by=senior)
    for number, taken in enumerate(("before", "loading")):
        drawn = pictures.parcel(case.right.mark, _rng(number))
        disposing.add_photo(order, Upload(f"{taken}.png", drawn), stage=taken, by=by)
    disposing.carry_out(order, by=by)


def _open_at_the_counter(right: Right) -> None:
    """A parcel that no manifest names, found at the post counter."""
    words = CASEWORK["kr"]
    found = Found(
        channel="post", reason=words["suspicion"], shipper="LI CHUNHUA", consignee=words["person"],
        from_country="CN", to_country="KR", reference="EB904417263CN", client_key="demo-counter",
    )  # fmt: skip
    line = ManifestLine(position=1, description=f"{right.mark} {words['goods']}", hs="420222",
                        quantity=Decimal(3), unit="PCE", value=Decimal(210_000),
                        currency="KRW")  # fmt: skip
    officer = _somebody("kr-officer")
    cases.open_by_hand(found, [line], track="kr/small_parcel", right=right, office=officer.office,
                       storage_place=words["counter"], by=of_user(officer))  # fmt: skip


def _miss(administration: str) -> None:
    """Last night's sweep found a decision overdue; an officer has to say what follows."""
    deciding = SeizureCase.objects.filter(track="kr/small_parcel", stage="deciding")
    case = deciding.order_by("opened_at", "pk").first()
    for row in DueDate.objects.running().filter(case=case):
        cases.miss_due(row, by=system(administration))


def _rng(seed: int = 0) -> Random:
    return Random(4417 + seed)
