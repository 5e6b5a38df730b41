"""Sample values for every component, in the reader's language where they are words."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms

from seizures.web.templatetags.wording import pick_language

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 5, 20, tzinfo=UTC)


def say(en: str, ko: str, zh: str) -> str:
    """One of three wordings."""
    return pick_language({"en": en, "ko": ko, "zh-hans": zh})


class SampleForm(forms.Form):
    """Every kind of control, some of them wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "value": say("Taxable value", "과세가격", "完税价格"),
            "on": say("Day of receipt", "접수일", "收到日期"),
            "kind": say("Kind of right", "권리 종류", "权利种类"),
            "answer": say("Your answer", "답변", "答复"),
            "small": say("Small or medium firm", "중소기업", "中小企业"),
            "note": say("Reasons", "사유", "理由"),
            "papers": say("Documents", "첨부서류", "附件"),
        }
        for name, label in labels.items():
            self.fields[name].label = label

    value = forms.DecimalField(help_text="KRW")
    on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(choices=[("trademark", "商标 상표 Trademark")])
    answer = forms.ChoiceField(
        choices=[("a", "A"), ("b", "B"), ("c", "C")], widget=forms.RadioSelect, required=False
    )
    small = forms.BooleanField(required=False)
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    papers = forms.FileField(required=False)


def wrong_form() -> SampleForm:
    """The sample form sent with mistakes."""
    form = SampleForm({"value": "abc", "kind": "trademark", "on": ""})
    form.is_valid()
    return form


def words() -> dict[str, Any]:
    """Statuses, chips, tabs, figures and clocks."""
    return {
        "title": say("Components", "구성 요소", "组件"),
        "office": say("Incheon", "인천세관", "仁川海关"),
        "badges": [
            {"tone": "neutral", "word": say("Closed", "종결", "已结案")},
            {
                "tone": "info",
                "word": say("Waiting for the holder", "권리자 회신 대기", "等待权利人"),
            },
            {"tone": "success", "word": say("Genuine", "정품", "正品")},
            {"tone": "warning", "word": say("Due soon", "기한 임박", "即将到期")},
            {"tone": "danger", "word": say("Late", "기한 경과", "已逾期")},
        ],
        "chips": [
            {
                "label": say("Office", "세관", "海关"),
                "value": say("Incheon", "인천", "仁川"),
                "url": "?",
            },
            {"label": say("Class", "류", "类别"), "value": "25", "url": "?"},
        ],
        "tabs": [
            {"label": say("Mine", "내 업무", "我的"), "url": "?", "active": True, "count": 12},
            {"label": say("All", "전체", "全部"), "url": "?", "count": 1204},
        ],
        "figures": [
            {"label": say("Lines screened", "선별한 품목", "已筛查行"), "value": "20,114"},
            {"label": say("Alerts", "경보", "预警"), "value": "131", "url": "#"},
            {"label": say("Late clocks", "경과 기한", "逾期"), "value": "2", "tone": "danger"},
        ],
        "clocks": [
            {
                "title": say("Holder's request", "권리자 신청", "权利人申请"),
                "due_on": DAY,
                "days_left": 6,
                "administration": "kr",
                "basis": "Art. 237 ③",
            },
            {
                "title": say("Security", "담보 제공", "提供担保"),
                "due_on": DAY,
                "days_left": 1,
                "administration": "cn",
                "provisional": True,
            },
            {
                "title": say("Answer", "회신", "答复"),
                "due_on": DAY,
                "days_left": -2,
                "administration": "cn",
            },
            {
                "title": say("Decision", "결정", "决定"),
                "due_on": DAY,
                "days_left": 3,
                "administration": "kr",
                "stopped": say("Met", "이행됨", "已履行"),
            },
        ],
    }


def work() -> dict[str, Any]:
    """Jobs, texts, goods, stages, steps and what happened."""
    told = say("Suspended the clearance", "통관을 보류함", "中止放行")
    return {
        "stages": [
            {"title": say("Notified", "통보", "通知"), "state": "done", "on": DAY},
            {"title": say("Requested", "보류 요청", "申请扣留"), "state": "done", "on": DAY},
            {"title": told, "state": "current"},
            {"title": say("Decided", "결정", "认定"), "state": "next"},
            {"title": say("Disposed of", "처분", "处置"), "state": "next"},
        ],
        "jobs": [
            {
                "label": say("Screening", "선별", "筛查"),
                "done": 12400,
                "total": 20000,
                "unit": say("lines", "행", "行"),
                "rate": 4100.4,
                "seconds_left": 2,
                "problems": 3,
            },
            {
                "label": say("Reading", "판독", "读取"),
                "done": 20000,
                "total": 20000,
                "finished": True,
            },
            {"label": say("Reading", "판독", "读取"), "done": 400, "failed": "E-17"},
        ],
        "goods": {"text": "남성용 운동화 NI KE 로고, PU SNEAKERS", "span": (8, 13)},
        "reasons": [
            {"text": "나이키 → nai-ki ≈ NIKE", "weight": 0.62},
            {"text": "25 ↔ HS 6404", "weight": 0.21},
            {
                "text": say("On the authorised list", "허가 목록에 있음", "在授权名单内"),
                "weight": -0.3,
            },
        ],
        "ledger": [
            {"label": say("Held", "보관", "在库"), "value": 700},
            {"label": say("Sampled", "견본", "取样"), "value": 20},
            {"label": say("Destroyed", "폐기", "销毁"), "value": 480},
            {"label": say("Released", "반환", "放行"), "value": 0},
        ],
        "amount": Decimal("1234567.8"),
        "timeline": [
            {
                "at": AT,
                "sentence": told,
                "actor": "kim.jiwoo",
                "administration": "kr",
                "reason": "Art. 235 ⑤",
                "tone": "warning",
                "icon": "stop-circle",
            },
            {
                "at": AT - timedelta(days=1),
                "sentence": say("Case opened", "사건 개시", "立案"),
                "actor": "li.na",
                "administration": "cn",
            },
        ],
        "steps": [
            {"title": told, "basis": "Art. 235 ⑤", "effects": told, "main": True, "key": "s"},
            {
                "title": say("Release", "통관 허용", "放行"),
                "basis": "Art. 239",
                "second_person": True,
            },
            {"title": say("Destroy", "폐기", "销毁"), "basis": "Art. 160", "refusals": [told]},
        ],
    }


def places() -> dict[str, Any]:
    """Ports, people and figures."""
    months = ["2026-07", "2026-08", "2026-09", "2026-10"]
    return {
        "day": DAY,
        "origin": {
            "code": "CNTAO",
            "name": say("Qingdao", "칭다오", "青岛"),
            "administration": "cn",
        },
        "destination": {
            "code": "KRINC",
            "name": say("Incheon", "인천", "仁川"),
            "administration": "kr",
        },
        "pairs": [
            {"label": say("Consignee", "수하인", "收货人"), "value": "Hanbit Trading Co., Ltd."},
            {"label": say("Container", "컨테이너", "集装箱"), "value": "TEMU1234567"},
            {"label": say("Seal", "봉인", "封志"), "value": ""},
        ],
        "parts": [
            {"label": say("The right", "권리", "权利"), "state": "done", "url": "#"},
            {"label": say("The holder", "권리자", "权利人"), "state": "current"},
            {"label": say("Check", "확인", "核对"), "state": "next"},
        ],
        "roles": [
            {
                "label": say("Officer, Incheon", "인천세관 직원", "仁川海关关员"),
                "username": "a",
                "administration": "kr",
            },
            {
                "label": say("Officer, Qingdao", "칭다오 해관 직원", "青岛海关关员"),
                "username": "b",
                "administration": "cn",
            },
        ],
        "question": say("Are seizures growing?", "적발이 늘고 있는가?", "查扣是否在增加？"),
        "chart": {
            "type": "line",
            "labels": months,
            "series": [
                {"name": "KCS", "values": [31, 28, 44, 52], "administration": "kr"},
                {"name": "GACC", "values": [22, 35, 30, 41], "administration": "cn"},
            ],
        },
        "bars": {
            "type": "hbar",
            "labels": ["6404", "4202", "9101"],
            "series": [{"name": say("Pieces", "수량", "数量"), "values": [5200, 2100, 900]}],
        },
        "map": {
            "ports": [
                {
                    "code": "CNTAO",
                    "name": "Qingdao",
                    "lon": 120.3,
                    "lat": 36.07,
                    "value": 40,
                    "administration": "cn",
                },
                {
                    "code": "CNSHA",
                    "name": "Shanghai",
                    "lon": 121.9,
                    "lat": 31.2,
                    "value": 25,
                    "administration": "cn",
                },
                {
                    "code": "KRINC",
                    "name": "Incheon",
                    "lon": 126.6,
                    "lat": 37.45,
                    "value": 44,
                    "administration": "kr",
                },
                {
                    "code": "KRPUS",
                    "name": "Busan",
                    "lon": 129.04,
                    "lat": 35.1,
                    "value": 21,
                    "administration": "kr",
                },
            ],
            "routes": [
                {"from": "CNTAO", "to": "KRINC", "value": 40, "mode": "sea"},
                {"from": "CNSHA", "to": "KRPUS", "value": 21, "mode": "sea"},
            ],
        },
    }


def gallery() -> dict[str, Any]:
    """The whole context of components/gallery.html."""
    return {"gallery": {**words(), **work(), **places()}, "form": wrong_form()}
