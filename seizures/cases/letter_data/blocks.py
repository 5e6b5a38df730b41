"""The blocks every letter of a case is made of, from office and days to parties and goods."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Q

from seizures.cases.facts import procedure_of
from seizures.cases.ledger import LineBalance, balance
from seizures.cases.letter_data.money import in_minor_units, plain
from seizures.cases.letter_data.recipients import (
    SHOWS_HOLDER_THE_PARTIES,
    owner_name,
    owner_party,
)
from seizures.cases.models import SeizureCase, StepTaken
from seizures.core import clock
from seizures.core.units import unit_words
from seizures.law.citations import counted
from seizures.law.goods import GOODS_CODES
from seizures.letters.choices import Recipient
from seizures.reference.models import Administration, Country, Port

RIGHT_KIND = {"indication": "geographical_indication", "variety": "plant_variety"}
DAY_OF = {"notified": "notified_on", "suspended": "suspended_on", "detained": "detained_on",
          "goods_released": "released_on", "holder_requested": "received_on",
          "determined": "decided_on", "penalty_decided": "decided_on",
          "confiscated": "effective_on"}  # fmt: skip
ASKED_GOODS = {"kr/sample_release", "cn/sampling_record", "cn/early_sale_notice",
               "kr/early_sale_notice", "kr/return_order"}  # fmt: skip
"""Letters about the quantities of one step only."""
FILES_ITSELF = {"kr/form13": "requester", "kr/form14": "requester", "kr/form21": "provider",
                "kr/form22": "provider", "kr/form13_2": "appraiser",
                "cn/detention_application": "applicant"}  # fmt: skip
OWNER_FILES = {"kr/form17": "requester", "kr/form19": "consenter"}
LANGUAGES = ("en", "ko", "zh-hans")


def answers_of(case: SeizureCase, taken: StepTaken) -> dict[str, Any]:
    """What was answered in all steps so far, the step at hand last."""
    merged: dict[str, Any] = {}
    for answers in case.steps.order_by("id").values_list("answers", flat=True):
        merged.update(answers)
    merged.update(taken.answers)
    return merged


def administration_names(case: SeizureCase) -> Any:
    """The administration in three languages, who signs where a case has no office."""
    place = Administration.objects.filter(pk=case.administration).first()
    return place.names if place else case.administration.upper()


def office(case: SeizureCase, taken: StepTaken, *, to_holder: bool = False) -> dict[str, Any]:
    """The issuing customs house, and whom to call there; the holder also learns where to pay."""
    names: Any = case.office.names if case.office else administration_names(case)
    officer = case.officer
    block = {"name": names, "officer": officer.get_full_name() if officer else taken.by_name}
    if officer and officer.email:
        block["email"] = officer.email
    if to_holder and case.office and case.office.deposit_account:
        block["deposit_account"] = case.office.deposit_account
    return block


def days(case: SeizureCase, taken: StepTaken) -> dict[str, Any]:
    """The case's reference and the days on which it moved, with those of the step at hand."""
    found: dict[str, Any] = {"reference": case.number}
    today = clock.today(case.administration).isoformat()
    for code, at in case.facts.order_by("id").values_list("code", "at"):
        if code in DAY_OF:
            found[DAY_OF[code]] = clock.day_of(at, case.administration).isoformat()
    for code in procedure_of(case).step(taken.code).facts:
        if code in DAY_OF:
            found[DAY_OF[code]] = today
    for answer in ("detained_on", "released_on"):
        if taken.answers.get(answer):
            found[answer] = taken.answers[answer]
    found.setdefault("detained_on", today)
    return found


def declaration(case: SeizureCase, answers: dict[str, Any]) -> dict[str, Any]:
    """The declaration the goods stand under, and where they are."""
    cargo = case.consignment
    container = cargo.containers.order_by("number").values_list("number", flat=True).first()
    return {
        "number": case.declaration_number or cargo.reference, "direction": case.direction,
        "transport_document": cargo.transport_document or cargo.reference,
        "entry_on": cargo.arrival_on.isoformat() if cargo.arrival_on else "",
        "storage_place": case.storage_place, "container": container or "",
        "conveyance": " ".join(filter(None, [cargo.manifest.conveyance, cargo.manifest.voyage])),
        "port": _port(cargo.origin if case.direction == "export" else cargo.destination),
        "destination": _port(cargo.destination), "detention_number": case.number,
        "expected_on": answers.get("expected_on")
        or (cargo.arrival_on.isoformat() if cargo.arrival_on else ""),
    }  # fmt: skip


def _port(locode: str) -> Any:
    """The names of a port; a code nobody knows stays as it was declared."""
    row = Port.objects.filter(pk=locode).first()
    return row.names if row else locode


def _country(code: str) -> Any:
    row = Country.objects.filter(pk=code).first()
    return row.names if row else code


def right(case: SeizureCase) -> dict[str, Any]:
    """The right the case is about, with its recordation."""
    recordation = case.recordation
    block: dict[str, Any] = {
        "kind": RIGHT_KIND.get(case.right.kind, case.right.kind), "name": case.right.mark,
        "classes": ", ".join(str(number) for number in case.right.nice),
    }  # fmt: skip
    if recordation:
        block["registration_number"] = recordation.registration_number
        block["recordation_number"] = recordation.number
        if recordation.expires_on:
            block["valid_until"] = recordation.expires_on.isoformat()
    return block


def parties(case: SeizureCase, key: str, recipient_kind: str,
            answers: dict[str, Any]) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Those this recipient may read of: consignor and consignee only when the law opens them."""
    holder = case.right.holder
    held = {"name": holder.name, "address": holder.address, "phone": holder.contact_phone,
            "email": holder.contact_email}  # fmt: skip
    party = owner_party(case)
    owner: dict[str, Any] = {"name": owner_name(case) or (party.name if party else "") or "—"}
    yield {"role": "exporter" if case.direction == "export" else "importer", **owner}
    yield {"role": "holder", **held}
    if recipient_kind != Recipient.HOLDER or key in SHOWS_HOLDER_THE_PARTIES:
        yield {"role": "consignor", "name": case.consignment.shipper_name or "—"}
        yield {"role": "consignee", "name": case.consignment.consignee_name or "—"}
    if key in FILES_ITSELF:
        yield {"role": FILES_ITSELF[key], **held}
    if key in OWNER_FILES:
        yield {"role": OWNER_FILES[key],
               "name": answers.get("consenting_person") or owner["name"]}  # fmt: skip
    if key == "kr/form23":
        yield {"role": "provider", "name": holder.name}
    if key == "kr/form14":
        yield {"role": "suspected", "name": case.consignment.shipper_name or owner["name"]}
    yield from _named(key, answers)


def _named(key: str, answers: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """People that the step at hand names."""
    for asked, role in (("witness", "witness"), ("recipient", "recipient_party")):
        if answers.get(asked):
            yield {"role": role, "name": str(answers[asked])}


def goods(case: SeizureCase, key: str, taken: StepTaken) -> Iterator[dict[str, Any]]:
    """The goods lines; only the asked quantities where a letter is about one step alone."""
    asked = taken.answers.get("quantities") or {} if key in ASKED_GOODS else {}
    position, country = 0, _country(case.consignment.origin[:2])
    for line in balance(case):
        quantity = Decimal(str(asked.get(str(line.goods.pk), 0))) if asked else line.goods.quantity
        if quantity <= 0:
            continue
        position += 1
        yield {**_line(case, line, quantity, position), "export_country": country}


def _line(case: SeizureCase, line: LineBalance, quantity: Decimal, position: int
          ) -> dict[str, Any]:  # fmt: skip
    row = line.goods
    share = quantity / row.quantity if row.quantity else Decimal(1)
    recordation = case.recordation
    return {
        "position": position, "name": row.description, "hs": row.hs, "mark": case.right.mark,
        "registration_number": recordation.registration_number if recordation else "",
        "quantity": plain(quantity), "unit": unit_words(row.unit),
        "value": plain(in_minor_units(quantity * row.unit_value, case.currency)),
        "currency": case.currency,
        "weight_kg": plain((row.gross_kg * share).quantize(Decimal("0.001")))
        if row.gross_kg else "",
        "fate": _fate(line.parts),
    }  # fmt: skip


def _fate(parts: list[tuple[str, Decimal]]) -> dict[str, str]:
    return {
        language: "; ".join(
            f"{GOODS_CODES[code].titles[language]} {plain(quantity)}" for code, quantity in parts
        )
        for language in LANGUAGES
    }


def deadlines(case: SeizureCase, taken: StepTaken) -> list[dict[str, Any]]:
    """The clocks this step started or extended, as the recipient must keep them."""
    procedure = procedure_of(case)
    longer = procedure.step(taken.code).extends
    rows = case.due_dates.filter(Q(step=taken.code) | Q(rule__in=longer), status="running")
    rows = rows.order_by("due_on", "id")
    return [
        {"code": row.rule, "due_on": row.due_on.isoformat(),
         "title": dict(procedure.deadline(row.rule).titles),
         "counting": dict(counted(row.counting, row.basis))}
        for row in rows
    ]  # fmt: skip


def facts(case: SeizureCase) -> dict[str, str]:
    """What was found, in one sentence, where nobody wrote it."""
    day = clock.day_of(case.opened_at, case.administration)
    mark, reference = case.right.mark, case.consignment.reference
    ko = f"{day.year}. {day.month}. {day.day}."
    zh = f"{day.year}年{day.month}月{day.day}日"
    return {
        "en": f"On inspection on {day:%-d %B %Y} goods of consignment {reference} were found to "
              f"bear “{mark}” and are suspected of infringing the right.",
        "ko": f"{ko} 화물 {reference}의 현품 검사 결과 ‘{mark}’ 권리를 침해한 것으로 의심되는 "
              "물품이 발견되었습니다.",
        "zh-hans": f"{zh}查验货物{reference}时，发现涉嫌侵犯“{mark}”权利的货物。",
    }  # fmt: skip
