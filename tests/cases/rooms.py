"""Cases brought to where goods are disposed of and evidence is worked on, for the tests."""

import io
import random
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from seizures.cases import actions
from seizures.cases.models import CaseFact, PendingStep, SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor
from tests.builders import actor, found_goods, recorded_right

TRACK = {"kr": "kr/on_request", "cn": "cn/ex_officio"}


def opened(administration: str = "kr", **fields: Any) -> tuple[SeizureCase, Actor]:
    """A case just opened, and its officer."""
    inspection, officer = found_goods(recorded_right(**fields), administration=administration)
    return actions.open_case(inspection, track=TRACK[administration], by=officer), officer


def at_stage(case: SeizureCase, stage: str, *facts: str) -> SeizureCase:
    """The same case put at a stage of its procedure with these facts."""
    SeizureCase.objects.filter(pk=case.pk).update(stage=stage)
    for code in facts:
        CaseFact.objects.create(case=case, code=code, at=clock.now())
    case.refresh_from_db()
    return case


def confiscated() -> tuple[SeizureCase, Actor]:
    """A Chinese case whose goods are confiscated and wait for their disposal."""
    case, officer = opened("cn")
    at_stage(case, "confiscated", "detained", "confiscated", "penalty_final")
    goods = case.goods.get()
    actions.move_goods(goods, source="stored", target="confiscated", quantity=goods.quantity,
                       by=officer)  # fmt: skip
    return case, officer


def consented() -> tuple[SeizureCase, Actor]:
    """A Korean case whose importer agreed to destruction."""
    case, officer = opened("kr")
    at_stage(case, "destruction_agreed", "notified", "suspended", "declarant_consented")
    return case, officer


def countersigned(done: Any) -> Any:
    """The step, confirmed by a second officer where it waits for one."""
    if isinstance(done, PendingStep):
        return actions.countersign(done, by=actor("senior_officer", done.case.administration))
    return done


def photo(seed: int = 0, name: str = "photo.jpg", size: tuple[int, int] = (640, 480)) -> Any:
    """An upload of a picture that differs from every other by its seed."""
    rng = random.Random(seed)
    image = Image.frombytes("RGB", (16, 12), rng.randbytes(16 * 12 * 3)).resize(size)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def total(case: SeizureCase) -> Decimal:
    """What was seized in all."""
    return sum((goods.quantity for goods in case.goods.all()), Decimal(0))
