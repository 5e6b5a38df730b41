"""What single letters say beyond the common blocks: appraisal, release, samples, court, penalty."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from seizures.cases.facts import procedure_of
from seizures.cases.models import SeizureCase, StepTaken
from seizures.core import clock
from seizures.files.models import Attachment
from seizures.law.citations import cited
from seizures.law.formulas import shown

Answers = dict[str, Any]
Block = Callable[[SeizureCase, StepTaken, Answers], dict[str, Any]]
SEE_PAPERS = {"en": "See the enclosed papers.", "ko": "붙임 자료 참조.", "zh-hans": "见所附材料。"}


def special(case: SeizureCase, key: str, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    """The blocks of this letter alone."""
    made = _BLOCKS.get(key)
    return made(case, taken, answers) if made else {}


def choice_words(case: SeizureCase, taken: StepTaken, code: str) -> dict[str, str] | None:
    """The chosen answer of the step in words of the three languages."""
    chosen = taken.answers.get(code)
    for ask in procedure_of(case).step(taken.code).asks:
        for choice in ask.choices:
            if ask.code == code and choice.code == chosen:
                return dict(choice.titles)
    return None


def pictures(case: SeizureCase, key: str, taken: StepTaken) -> list[dict[str, Any]]:
    """The photographs of a letter: those of the order carried out, else those of the step."""
    if key not in {"kr/destruction_report", "cn/disposal_record", "kr/sample_release",
                   "cn/sampling_record"}:  # fmt: skip
        return []
    order = getattr(taken, "disposal_order", None) if taken.pk else None
    if order is not None:
        rows = order.photos.select_related("attachment__file").order_by("id")
        return [_picture(photo.attachment, photo.stage) for photo in rows]
    stage = "sample" if key.endswith(("sample_release", "sampling_record")) else "before"
    keys = [answer["attachment"] for answer in taken.answers.values()
            if isinstance(answer, dict) and answer.get("attachment")]  # fmt: skip
    rows = Attachment.objects.filter(pk__in=keys).select_related("file").order_by("id")
    return [_picture(row, stage) for row in rows if row.file.is_picture]


def _picture(row: Attachment, stage: str) -> dict[str, Any]:
    return {"sha256": row.file.sha256, "stage": stage,
            "caption": row.note if row.note not in {"photographs", ""} else ""}  # fmt: skip


def _day(case: SeizureCase, answers: Answers) -> str:
    return str(answers.get("happened_on") or clock.today(case.administration).isoformat())


def _officers(taken: StepTaken, answers: Answers) -> list[str]:
    names = (taken.by_name, taken.second_name, answers.get("witness"))
    return [str(name) for name in names if name]


def _appraisal(case: SeizureCase, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    return {"appraisal": {
        "result": answers.get("appraisal_result", "infringing"),
        "reasons": answers.get("reasons") or SEE_PAPERS, "examined_on": _day(case, answers),
    }}  # fmt: skip


def _release(case: SeizureCase, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    ground = (choice_words(case, taken, "release_reason")
              or choice_words(case, taken, "release_reason_cn")
              or taken.answers.get("reasons") or SEE_PAPERS)  # fmt: skip
    return {"release": {"ground": ground}}


def _destruction(case: SeizureCase, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    return {"destruction": {
        "done_on": _day(case, answers), "place": answers.get("place") or "—",
        "method": answers.get("method") or "—", "officers": _officers(taken, answers),
    }}  # fmt: skip


def _disposal(case: SeizureCase, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    proceeds = answers.get("proceeds_amount")
    return {"disposal": {
        "channel": _channel(taken), "done_on": _day(case, answers),
        "place": answers.get("place", ""), "method": answers.get("method", ""),
        "holder_opinion": answers.get("holder_opinion", ""),
        "feature_removal": _yes(answers.get("features_removed")),
        "proceeds": dict(shown(str(proceeds).replace(",", ""), case.currency)) if proceeds else "",
        "officers": _officers(taken, answers),
    }}  # fmt: skip


def _yes(value: Any) -> Any:
    if value is True:
        return {"en": "Removed from goods and packaging", "ko": "물품·포장에서 제거함",
                "zh-hans": "货物及包装上的侵权特征已全部消除"}  # fmt: skip
    return value or ""


def _channel(taken: StepTaken) -> str:
    for word, channel in (("donate", "donated"), ("sell", "sold_to_holder"),
                          ("auction", "auctioned")):  # fmt: skip
        if word in taken.code:
            return channel
    return "destroyed"


def _sample(case: SeizureCase, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    basis = dict(cited(procedure_of(case).step(taken.code).basis))
    moment = clock.now().astimezone(clock.zone(case.administration))
    asked = taken.answers
    return {"sample": {
        "requester": asked.get("recipient") or asked.get("authority") or case.right.holder.name,
        "basis": basis, "purpose": asked.get("reasons") or SEE_PAPERS,
        "handed_by": taken.by_name, "handed_to": asked.get("recipient", ""),
        "at": f"{moment:%Y-%m-%d %H:%M}", "place": asked.get("place") or case.storage_place,
    }}  # fmt: skip


def _demand(case: SeizureCase, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    papers = [
        {"zh-hans": "知识产权许可使用合同等合法使用证明",
         "en": "Licence or other proof of lawful use",
         "ko": "사용허락계약서 등 적법사용 증명자료"},
        {"zh-hans": "购销合同、发票等贸易单证", "en": "Contract of sale, invoice and trade papers",
         "ko": "매매계약서, 송장 등 거래자료"},
    ]  # fmt: skip
    return {"demand": {"reply_by": answers.get("reply_by")
                       or clock.today(case.administration).isoformat(),
                       "papers": papers}}  # fmt: skip


def _court(case: SeizureCase, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    return {
        "court": {"authority": answers.get("authority") or "—",
                  "document": answers.get("reference") or "—",
                  "received_on": clock.today(case.administration).isoformat(),
                  "until": answers.get("ordered_until") or ""},
        "consequence": {
            "zh-hans": "根据人民法院协助执行通知，海关继续扣留货物并予以协助执行。",
            "en": "On the court's notice customs keeps the goods detained and assists the court.",
            "ko": "법원의 협조통지에 따라 유치를 계속하고 집행에 협조합니다.",
        },
    }  # fmt: skip


def _hearing(case: SeizureCase, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    return {"hearing": {"at": answers.get("hearing_on") or "—",
                        "place": answers.get("place") or "—",
                        "chair": answers.get("chair", "")}}  # fmt: skip


def _transfer(case: SeizureCase, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    papers = [
        {"zh-hans": "案件调查材料", "en": "The file of the case", "ko": "사건 조사기록"},
        {"zh-hans": "涉案货物清单", "en": "The list of the goods", "ko": "관련 물품 목록"},
    ]  # fmt: skip
    return {"transfer": {"authority": answers.get("authority") or "—",
                         "offence": answers.get("reasons") or "", "papers": papers}}  # fmt: skip


def _sale(case: SeizureCase, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    return {"sale": {
        "reason": taken.answers.get("reasons") or SEE_PAPERS,
        "approved_by": answers.get("approved_by") or taken.second_name,
        "sold_on": _day(case, answers), "proceeds": answers.get("proceeds_amount") or "",
        "currency": case.currency,
    }}  # fmt: skip


EXTENSION = {
    "extend_proof": {
        "en": "The time for proof is extended by 10 working days for unavoidable reasons.",
        "ko": "부득이한 사유로 입증기간을 10일(토·공휴일 제외) 연장함.",
        "zh-hans": "因不可避免的原因，证明期限延长10日（周六、公休日除外）。",
    },
    "record_interim_measure": {
        "en": "The court ordered an interim measure until the day named.",
        "ko": "법원이 기한을 정하여 임시보호조치를 명함.",
        "zh-hans": "法院命令采取有期限的临时保护措施。",
    },
    "record_open_interim_measure": {
        "en": "The court ordered an interim measure without naming its end.",
        "ko": "법원이 기한을 정하지 아니하고 임시보호조치를 명함.",
        "zh-hans": "法院命令采取临时保护措施，未定期限。",
    },
}
"""Why a suspension goes on, by the step that extends it."""


def _extension(case: SeizureCase, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    asked = taken.answers
    return {"extension": {
        "ground": EXTENSION.get(taken.code) or SEE_PAPERS,
        "until": asked.get("ordered_until") or "", "authority": asked.get("authority") or "",
        "document": asked.get("reference") or "",
        "approved_by": asked.get("approved_by") or taken.second_name,
    }, "reason": asked.get("reasons") or ""}  # fmt: skip


def _counter_decision(case: SeizureCase, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    granted = taken.code.startswith("grant")
    return {"decision": "granted" if granted else "refused",
            "reason": taken.answers.get("reasons") or ""}  # fmt: skip


def _approval(case: SeizureCase, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    block = _destruction(case, taken, answers)["destruction"]
    return {"destruction": {**block, "decision": "approved", "approved_on": _day(case, answers),
                            "requested_on": _day(case, answers)}}  # fmt: skip


def _trader(case: SeizureCase, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    return {"trader_reason": answers.get("reasons") or SEE_PAPERS}


def _with_penalty(case: SeizureCase, taken: StepTaken, answers: Answers) -> dict[str, Any]:
    return {"penalty": _penalty(case, answers)}


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


_BLOCKS: dict[str, Block] = {
    "kr/form13_2": _appraisal, "kr/form14": _trader, "kr/release_notice": _release,
    "cn/release": _release, "kr/destruction_report": _destruction,
    "kr/destruction_approval": _approval, "cn/disposal_record": _disposal,
    "kr/sample_release": _sample, "cn/sampling_record": _sample,
    "cn/status_declaration": _demand, "cn/court_notice": _court, "cn/hearing_notice": _hearing,
    "cn/police_transfer": _transfer, "cn/early_sale_notice": _sale,
    "kr/early_sale_notice": _sale, "kr/extension_notice": _extension,
    "cn/extension_notice": _extension, "kr/counter_decision": _counter_decision,
    "cn/penalty_notice": _with_penalty, "cn/penalty_decision": _with_penalty,
}  # fmt: skip
