"""What the tests of the portal begin with: a holder's right, a case it was told of, papers."""

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from seizures.accounts.models import Organisation, User
from seizures.cases import actions as cases
from seizures.cases.models import PendingStep, SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor, of_user
from seizures.inspections import actions as inspections
from seizures.rights import actions as rights
from seizures.rights.models import Holder, Recordation, Right
from tests.builders import (
    actor,
    consignment,
    holder,
    holder_user,
    person,
    picture,
    power_of_attorney,
    recorded_right,
)

TRACKS = {"kr": "kr/on_request", "cn": "cn/ex_officio"}
NOTICES = {"kr": "notify", "cn": "suspend_release"}


def paper(name: str = "certificate.pdf") -> SimpleUploadedFile:
    """An upload of a small PDF."""
    content = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def signed_in(user: User, language: str = "en") -> Client:
    """A browser of this person."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies["django_language"] = language
    return client


def a_holder(name: str = "Nuribom Co., Ltd.", **fields: Any) -> tuple[Holder, User]:
    """A right holder and somebody who acts for it."""
    owner = holder(name, **fields)
    return owner, holder_user(owner)


def an_agent(*owners: Holder) -> User:
    """An agent that acts for these holders."""
    firm = Organisation.objects.create(kind="agent", name="Hanul Patent & Law", country="KR")
    for owner in owners:
        power_of_attorney(owner, firm)
    return person("agent", organisation=firm)


def a_draft(owner: Holder, user: User, *, mark: str = "NURIBOM", kind: str = "trademark",
            administrations: tuple[str, ...] = ("kr", "cn"), **fields: Any) -> Right:  # fmt: skip
    """A right entered as a draft."""
    return rights.draft_right(holder=owner, kind=kind, mark=mark, fields=fields, by=of_user(user),
                              administrations=administrations)  # fmt: skip


def a_complete_draft(owner: Holder, user: User, mark: str = "NURIBOM") -> Right:
    """A draft that lacks nothing for either administration."""
    right = a_draft(owner, user, mark=mark, nice=[18, 25], registration_number="40-1234567")
    for row in right.recordations.all():
        rights.attach_paper(row, paper(), purpose="certificate", by=of_user(user))
    return right


def asked_for_more(owner: Holder, user: User, administration: str = "kr") -> Recordation:
    """A recordation whose examiner asked for a supplement."""
    right = a_complete_draft(owner, user, mark="MARUSOL")
    row = rights.submit(right.recordations.get(administration=administration), by=of_user(user))
    return rights.request_supplement(row, "Send the extract of the register.",
                                     by=actor("examiner", administration))  # fmt: skip


def notified_case(owner: Holder, administration: str = "kr", mark: str = "NURIBOM",
                  **fields: Any) -> tuple[SeizureCase, Actor]:  # fmt: skip
    """A case of which the holder was told, with a photo of the goods, and its officer."""
    right = Right.objects.filter(holder=owner, mark=mark).first() or recorded_right(
        mark, owner=owner
    )
    officer = actor("officer", administration)
    cargo = consignment(administration=administration, **fields)
    order = inspections.open_inspection(consignment=cargo, by=officer, place="Bonded store 3")
    inspections.add_photo(order, picture(), by=officer)
    inspections.record_finding(order, verdict="suspected", line=cargo.lines.get(position=1),
                               right=right, quantity=1200, by=officer)  # fmt: skip
    case = cases.open_case(inspections.finish(order, by=officer), track=TRACKS[administration],
                           by=officer)  # fmt: skip
    return step(case, NOTICES[administration], officer), officer


def step(case: SeizureCase, code: str, by: Actor, **answers: Any) -> SeizureCase:
    """Takes a step, countersigned where the law asks for it."""
    done = cases.take_step(case, code, by=by, answers=answers)
    if isinstance(done, PendingStep):
        cases.countersign(done, by=actor("senior_officer", case.administration))
    case.refresh_from_db()
    return case


def request_of(case: SeizureCase, **changes: Any) -> dict[str, Any]:
    """What the form of a notice sends when the holder asks for suspension or detention."""
    amount = str(case.securities.get(kind="request").required)
    fields: dict[str, Any] = {
        "version": case.version, "verdict": "counterfeit", "want": "request",
        "features": "The label is printed; ours is woven.", "request-security_amount": amount,
    }  # fmt: skip
    if case.administration == "kr":
        fields |= {"request-appraisal_result": "infringing", "request-security_form": "cash"}
    else:
        fields |= {"request-security_form_cn": "cash"}
    return fields | changes


def in_days(days: int) -> dt.timedelta:
    """A span of days, to move the clock by."""
    return dt.timedelta(days=days)


def today(administration: str = "kr") -> dt.date:
    """The day it is."""
    return clock.today(administration)
