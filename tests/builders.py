"""Small worlds for tests: people, a recorded right, a consignment, an inspection with a finding."""

import datetime as dt
import itertools
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image

from seizures.accounts.models import Organisation, PowerOfAttorney, User
from seizures.cargo.models import Consignment, GoodsLine, Manifest
from seizures.core import clock
from seizures.core.actions import open_job
from seizures.core.actor import Actor, of_user, system
from seizures.files.actions import store_manifest
from seizures.inspections import actions as inspections
from seizures.inspections.models import Inspection
from seizures.parties.names import fold
from seizures.reference.models import Office
from seizures.rights.models import Holder, Recordation, Right

COUNTER = itertools.count(1)
PORTS = {"cn": "CNTAO", "kr": "KRINC"}


def person(role: str, administration: str = "", **fields: Any) -> User:
    """A user with a role; officials get an office of their administration."""
    office = Office.objects.of(administration).order_by("pk").first() if administration else None
    name = fields.pop("username", f"{administration or 'x'}-{role}-{next(COUNTER)}")
    return User.objects.create_user(
        username=name, password=None, role=role, administration_id=administration or None,
        office=office, **fields,
    )  # fmt: skip


def actor(role: str, administration: str = "", **fields: Any) -> Actor:
    """The actor behind such a user."""
    return of_user(person(role, administration, **fields))


def holder(name: str = "Nuribom Co., Ltd.", *, is_small: bool = False,
           has_agent: bool = True) -> Holder:  # fmt: skip
    """A Korean right holder that may act in the portal, with the agent it needs in China."""
    organisation = Organisation.objects.create(kind="holder", name=name, country="KR")
    owner = Holder.objects.create(name=name, name_key=fold(name), country="KR", is_small=is_small,
                                  organisation=organisation)  # fmt: skip
    if has_agent:
        firm, _is_new = Organisation.objects.get_or_create(
            kind="agent", name="Lanhe Intellectual Property Agency", country="CN"
        )
        power_of_attorney(owner, firm, administrations=("cn",))
    return owner


def power_of_attorney(owner: Holder, agent: Organisation, *, status: str = "accepted",
                      administrations: tuple[str, ...] = ("kr", "cn"),
                      scopes: tuple[str, ...] = ("recordation", "cases", "securities"),
                      first: int = -30, last: int = 365) -> PowerOfAttorney:  # fmt: skip
    """A power of attorney of the holder to an agent, from so many days ago, decided as said."""
    today = clock.today("kr")
    power = PowerOfAttorney.objects.create(
        principal=owner.organisation, agent=agent, lodged_by_name="Test",
        valid_from=today + dt.timedelta(days=first), valid_until=today + dt.timedelta(days=last),
        **{f"for_{scope}": True for scope in scopes},
    )  # fmt: skip
    for code in administrations:
        power.acceptances.create(administration=code, status=status)
    return power


def holder_user(owner: Holder) -> User:
    """Somebody who acts for the holder in the portal."""
    return person("holder", organisation=owner.organisation)


def recorded_right(mark: str = "NURIBOM", *, owner: Holder | None = None, kind: str = "trademark",
                   administrations: tuple[str, ...] = ("kr", "cn"),
                   nice: tuple[int, ...] = (18, 25)) -> Right:  # fmt: skip
    """A right recorded with these administrations."""
    right = Right.objects.create(kind=kind, mark=mark, mark_key=fold(mark), nice=list(nice),
                                 holder=owner or holder())  # fmt: skip
    for code in administrations:
        today = clock.today(code)
        Recordation.objects.create(
            right=right, administration=code, status="recorded",
            number=f"{code.upper()}-RC-{right.pk}", registration_number=f"40-{right.pk:07d}",
            effective_on=today - dt.timedelta(days=90),
            expires_on=today + dt.timedelta(days=3000),
        )  # fmt: skip
    return right


def consignment(*, administration: str = "kr", lines: int = 1, mode: str = "sea",
                text: str = "NURIBOM SPORTS SHOES", quantity: int = 1200,
                value: str = "120000.00", currency: str = "CNY") -> Consignment:  # fmt: skip
    """A consignment from Qingdao to Incheon in a manifest that was read."""
    number = next(COUNTER)
    file = store_manifest(BytesIO(f"manifest {number}".encode()), by=system())
    manifest = Manifest.objects.create(
        number=f"{administration.upper()}-MF-T-{number}", administration=administration,
        file=file, sha256=file.sha256, name="test.csv", format="csv", status="read", mode=mode,
        lines_count=lines, job=open_job("manifest.read"), conveyance="GOLDEN BRIDGE",
    )  # fmt: skip
    cargo = Consignment.objects.create(
        manifest=manifest, administration=administration, reference=f"QDICN{number:06d}",
        transport_document=f"QDICN{number:06d}", mode=mode, origin=PORTS["cn"],
        destination=PORTS["kr"], export_side="cn", import_side="kr",
        shipper_name="QINGDAO LANHAI GARMENT CO LTD", consignee_name="HANBIT TRADE CO LTD",
        arrival_on=clock.today("kr"), lines_count=lines,
    )  # fmt: skip
    for position in range(1, lines + 1):
        GoodsLine.objects.create(
            consignment=cargo, manifest=manifest, position=position, description=text,
            hs="640411", quantity=quantity, unit="PR", value=Decimal(value), currency=currency,
        )  # fmt: skip
    return cargo


def found_goods(right: Right, *, administration: str = "kr", quantity: int = 1200,
                **fields: Any) -> tuple[Inspection, Actor]:  # fmt: skip
    """A finished inspection that found suspected goods, and the officer who did it."""
    officer = actor("officer", administration)
    cargo = consignment(administration=administration, quantity=quantity, **fields)
    order = inspections.open_inspection(consignment=cargo, by=officer, place="Bonded store 3")
    line = cargo.lines.get(position=1)
    inspections.record_finding(order, verdict="suspected", line=line, right=right,
                               quantity=quantity, by=officer)  # fmt: skip
    return inspections.finish(order, by=officer), officer


def picture(colour: str = "teal", name: str = "photo.png") -> Any:
    """An upload of a small picture."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    out = BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")
