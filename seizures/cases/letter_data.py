"""What the letters of a case say: the case's rows and answers put into the letters' contract."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.conf import settings

from seizures.cases.ledger import balance
from seizures.cases.models import SeizureCase, StepTaken
from seizures.core import clock
from seizures.law.goods import GOODS_CODES
from seizures.letters.choices import Recipient

RIGHT_KIND = {"indication": "geographical_indication", "variety": "plant_variety"}
TO_HOLDER = {
    "kr/form18", "cn/status_notice", "cn/detention_notice_holder", "cn/confiscation_notice_holder",
    "cn/security_release", "kr/form20",
}  # fmt: skip
TO_BOTH = {"kr/form11", "kr/form12", "kr/form12_2", "kr/form15", "kr/form15_2", "kr/form16",
           "cn/determination"}  # fmt: skip
FILED = {"kr/form13", "kr/form13_2", "kr/form17", "kr/form19", "kr/destruction_report",
         "cn/detention_application", "cn/disposal_record"}  # fmt: skip
SHOWS_HOLDER_THE_PARTIES = {"kr/form15", "kr/form15_2", "cn/detention_notice_holder",
                            "cn/confiscation_notice_holder"}  # fmt: skip


def in_minor_units(amount: Decimal, currency: str) -> Decimal:
    """The amount in whole minor units: won without decimals, yuan with two."""
    return amount.quantize(Decimal(1) if currency == "KRW" else Decimal("0.01"))


def owner_name(case: SeizureCase) -> str:
    """The cargo owner's side in this country: consignee at import, consignor at export."""
    cargo = case.consignment
    return cargo.shipper_name if case.direction == "export" else cargo.consignee_name


def recipients(case: SeizureCase, key: str) -> Iterator[tuple[str, str]]:
    """(kind, name) of everybody a letter of this key goes to; papers filed stay in the office."""
    holder, owner = case.right.holder.name, owner_name(case) or "—"
    if key in FILED:
        yield Recipient.INTERNAL, str(case.office.name if case.office else case.administration)
        return
    if key in TO_HOLDER | TO_BOTH:
        yield Recipient.HOLDER, holder
    if key not in TO_HOLDER:
        yield Recipient.DECLARANT, owner


def build(case: SeizureCase, key: str, taken: StepTaken, *, recipient_kind: str = "",
          recipient_name: str = "") -> dict[str, Any]:  # fmt: skip
    """The data of one letter, with only what its recipient may see."""
    answers = _answers(case)
    answers.update(taken.answers)
    data: dict[str, Any] = {
        "demo": bool(settings.IS_DEMO),
        "office": _office(case, taken),
        "signatory": {},
        "recipient": {"name": recipient_name},
        "case": _days(case),
        "declaration": _declaration(case),
        "right": _right(case),
        "parties": list(_parties(case, key, recipient_kind)),
        "goods": list(_goods(case)),
        "condition": {"kind": case.condition},
        "deadlines": _deadlines(case, taken),
        "remarks": answers.get("remarks", ""),
        "reason": answers.get("reasons") or answers.get("reason") or _none(),
        "facts": answers.get("facts") or answers.get("reasons") or _facts(case),
        "result": answers.get("result") or answers.get("determination") or "infringing",
        **_special(case, key, taken, answers),
    }
    security = _security(case)
    if security:
        data["security"] = security
    return data


def _none() -> dict[str, str]:
    return {"en": "See the enclosed papers.", "ko": "붙임 자료 참조.", "zh-hans": "见所附材料。"}


def _answers(case: SeizureCase) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for answers in case.steps.order_by("id").values_list("answers", flat=True):
        merged.update(answers)
    return merged


def _office(case: SeizureCase, taken: StepTaken) -> dict[str, Any]:
    names: Any = case.office.names if case.office else case.administration.upper()
    officer = case.officer.get_full_name() if case.officer else taken.by_name
    return {"name": names, "officer": officer}


def _days(case: SeizureCase) -> dict[str, Any]:
    days: dict[str, Any] = {"reference": case.number}
    wanted = {"notified": "notified_on", "suspended": "suspended_on", "detained": "detained_on",
              "goods_released": "released_on", "holder_requested": "received_on",
              "determined": "decided_on", "penalty_decided": "decided_on",
              "confiscated": "effective_on"}  # fmt: skip
    for code, at in case.facts.values_list("code", "at"):
        if code in wanted:
            days[wanted[code]] = clock.day_of(at, case.administration).isoformat()
    days.setdefault("detained_on", clock.today(case.administration).isoformat())
    return days


def _declaration(case: SeizureCase) -> dict[str, Any]:
    cargo = case.consignment
    container = cargo.containers.order_by("number").values_list("number", flat=True).first()
    return {
        "number": case.declaration_number or cargo.reference, "direction": case.direction,
        "transport_document": cargo.transport_document or cargo.reference,
        "entry_on": cargo.arrival_on.isoformat() if cargo.arrival_on else "",
        "storage_place": case.storage_place, "container": container or "",
        "conveyance": " ".join(filter(None, [cargo.manifest.conveyance, cargo.manifest.voyage])),
        "port": cargo.origin if case.direction == "export" else cargo.destination,
        "destination": cargo.destination,
    }  # fmt: skip


def _right(case: SeizureCase) -> dict[str, Any]:
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


def _parties(case: SeizureCase, key: str, recipient_kind: str) -> Iterator[dict[str, Any]]:
    holder = case.right.holder
    held = {"name": holder.name, "address": holder.address, "phone": holder.contact_phone,
            "email": holder.contact_email}  # fmt: skip
    owner = {"name": owner_name(case) or "—"}
    yield {"role": "exporter" if case.direction == "export" else "importer", **owner}
    yield {"role": "holder", **held}
    if recipient_kind != Recipient.HOLDER or key in SHOWS_HOLDER_THE_PARTIES:
        yield {"role": "consignor", "name": case.consignment.shipper_name or "—"}
        yield {"role": "consignee", "name": case.consignment.consignee_name or "—"}
    if key in {"kr/form13", "cn/detention_application"}:
        yield {"role": "requester" if key == "kr/form13" else "applicant", **held}
    if key == "kr/form13_2":
        yield {"role": "appraiser", **held}
    if key in {"kr/form17", "kr/form19"}:
        yield {"role": "requester" if key == "kr/form17" else "consenter", **owner}


def _goods(case: SeizureCase) -> Iterator[dict[str, Any]]:
    for position, line in enumerate(balance(case), start=1):
        goods = line.goods
        yield {
            "position": position, "name": goods.description, "hs": goods.hs,
            "mark": case.right.mark, "quantity": _plain(goods.quantity), "unit": goods.unit,
            "value": _plain(in_minor_units(goods.quantity * goods.unit_value, case.currency)),
            "currency": case.currency,
            "weight_kg": _plain(goods.gross_kg) if goods.gross_kg else "",
            "fate": _fate(line.parts),
        }  # fmt: skip


def _fate(parts: list[tuple[str, Decimal]]) -> dict[str, str]:
    return {
        language: "; ".join(
            f"{GOODS_CODES[code].titles[language]} {_plain(quantity)}" for code, quantity in parts
        )
        for language in ("en", "ko", "zh-hans")
    }


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _security(case: SeizureCase) -> dict[str, Any] | None:
    row = case.securities.order_by("-id").first()
    if row is None:
        return None
    block: dict[str, Any] = {
        "amount": _plain(row.lodged or row.required), "currency": row.currency,
        "goods_value": _plain(case.value), "formula": row.formula, "form": row.form,
        "number": row.reference,
    }  # fmt: skip
    if row.lodged_at:
        block["provided_on"] = clock.day_of(row.lodged_at, case.administration).isoformat()
    if row.expires_on:
        block["expires_on"] = row.expires_on.isoformat()
    return block


def _deadlines(case: SeizureCase, taken: StepTaken) -> list[dict[str, Any]]:
    from seizures.cases.facts import procedure_of

    procedure = procedure_of(case)
    rows = case.due_dates.filter(step=taken.code, status="running").order_by("due_on")
    return [
        {"code": row.rule, "due_on": row.due_on.isoformat(),
         "title": dict(procedure.deadline(row.rule).titles), "counting": row.basis}
        for row in rows
    ]  # fmt: skip


def _facts(case: SeizureCase) -> dict[str, str]:
    day = clock.day_of(case.opened_at, case.administration).isoformat()
    mark, reference = case.right.mark, case.consignment.reference
    return {
        "en": f"On inspection on {day} goods of consignment {reference} were found to bear "
              f"“{mark}” and are suspected of infringing the right.",
        "ko": f"{day} 화물 {reference}의 현품 검사 결과 ‘{mark}’ 권리를 침해한 것으로 "
              "의심되는 물품이 발견되었습니다.",
        "zh-hans": f"{day}查验货物{reference}时，发现涉嫌侵犯“{mark}”权利的货物。",
    }  # fmt: skip


def _special(case: SeizureCase, key: str, taken: StepTaken,
             answers: dict[str, Any]) -> dict[str, Any]:  # fmt: skip
    day = answers.get("happened_on") or clock.today(case.administration).isoformat()
    officers = [name for name in (taken.by_name, taken.second_name, answers.get("witness")) if name]
    if key == "kr/form13_2":
        return {
            "appraisal": {
                "result": answers.get("appraisal_result", "infringing"),
                "reasons": answers.get("reasons", ""),
                "examined_on": day,
            }
        }
    if key in {"kr/release_notice", "cn/release"}:
        return {
            "release": {
                "ground": _choice_words(case, taken, "release_reason")
                or answers.get("reasons")
                or _none()
            }
        }
    if key == "kr/destruction_report":
        return {
            "destruction": {
                "done_on": day,
                "place": answers.get("place", ""),
                "method": answers.get("method", ""),
                "officers": officers,
            }
        }
    if key == "cn/disposal_record":
        return {
            "disposal": {
                "channel": _channel(taken),
                "done_on": day,
                "place": answers.get("place", ""),
                "method": answers.get("method", ""),
                "holder_opinion": answers.get("holder_opinion", ""),
                "officers": officers,
            }
        }
    if key in {"cn/penalty_notice", "cn/penalty_decision"}:
        return {"penalty": _penalty(case, answers)}
    return {}


def _channel(taken: StepTaken) -> str:
    for word, channel in (("donate", "donated"), ("sell", "sold_to_holder"),
                          ("auction", "auctioned")):  # fmt: skip
        if word in taken.code:
            return channel
    return "destroyed"


def _choice_words(case: SeizureCase, taken: StepTaken, code: str) -> dict[str, str] | None:
    from seizures.cases.facts import procedure_of

    chosen = taken.answers.get(code)
    for ask in procedure_of(case).step(taken.code).asks:
        for choice in ask.choices:
            if ask.code == code and choice.code == chosen:
                return dict(choice.titles)
    return None


def _penalty(case: SeizureCase, answers: dict[str, Any]) -> dict[str, Any]:
    fine = Decimal(str(answers.get("fine_amount") or "0"))
    amount = f"{fine:,.2f}"
    return {
        "fine": f"{fine:f}", "currency": "CNY",
        "content": {
            "zh-hans": f"没收上述侵权货物，并处罚款人民币{amount}元。",
            "en": f"Confiscation of the infringing goods above, and a fine of CNY {amount}.",
            "ko": f"위 침해물품을 몰수하고 과태료(罚款) {amount}위안을 부과함.",
        } if fine else {
            "zh-hans": "没收上述侵权货物。",
            "en": "Confiscation of the infringing goods above.",
            "ko": "위 침해물품을 몰수함.",
        },
        "basis": {
            "zh-hans": "《中华人民共和国海关法》第九十一条、"
                       "《中华人民共和国海关行政处罚实施条例》第二十五条第一款",
            "en": "Customs Law, Art. 91; Customs Administrative Penalty Regulations, Art. 25(1)",
            "ko": "「해관법」 제91조, 「해관행정처벌실시조례」 제25조제1항",
        },
        "payment": {
            "zh-hans": "自收到决定书之日起十五日内缴纳罚款；"
                       "逾期不缴纳的，每日按罚款数额的百分之三加处罚款。",
            "en": "Pay within 15 days of service; 3 % of the fine is added for each day of delay.",
            "ko": "결정서를 받은 날부터 15일 이내에 납부하여야 하며, 연체 시 1일 3%가 가산됩니다.",
        },
    }  # fmt: skip
