"""What happened in the demo's past sixty days: one line a case, in the words of the procedures.

A step is `day step[=choice][@who]`: the day counted from the opening of the case, the step's code,
the choice it asks for, and who takes it (officer unless said otherwise).
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Story:
    """One case: when it was opened, by whom, for whose mark, and the steps that followed."""

    days: int
    administration: str
    mode: str
    track: str
    owner: str
    steps: tuple[str, ...]
    urgent: bool = False

    @property
    def manifest(self) -> tuple[int, str, str]:
        """The manifest it came from: stories of one day, side and mode share theirs."""
        return self.days, self.administration, self.mode


def _story(line: str) -> Story:
    days, administration, mode, track, owner, *rest = line.split("|")
    steps = tuple(step.strip() for step in rest[0].split(";") if step.strip()) if rest else ()
    return Story(int(days), administration.strip(), mode.strip(),
                 f"{administration.strip()}/{track.strip()}", owner.strip(), steps)  # fmt: skip


def stories() -> tuple[Story, ...]:
    """Every story of `stories.txt`, the oldest first."""
    rows = (Path(__file__).parent / "stories.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_story(row) for row in rows if row and not row.startswith("#"))


TEXTS = {
    "kr": {
        "reasons": "봉제 상태와 라벨이 진정상품과 다르고 표장의 비율이 등록상표와 다름.",
        "remarks": "첨부 사진 참조.", "place": "인천 서구 소각시설", "method": "소각",
        "witness": "세관공무원 한결", "authority": "서울중앙지방법원", "reference": "2026가합10234",
        "consenting_person": "수입자 대표", "recipient": "보관 창고 담당자",
        "features_removed": "표장 제거 완료", "exclusion_check": "제외 물품에 해당하지 않음",
    },
    "cn": {
        "reasons": "做工粗糙，标签内容与正品不符，商标比例与备案商标不一致。",
        "remarks": "详见所附照片。", "place": "青岛海关指定销毁场所", "method": "焚烧",
        "witness": "海关关员 嘉禾",
        "authority": "青岛市中级人民法院",
        "reference": "青关知罚字〔2026〕18号",
        "consenting_person": "发货人负责人", "recipient": "青岛市慈善总会",
        "features_removed": "侵权特征已清除", "holder_opinion": "同意销毁",
        "why_not_auction": "侵权特征无法消除", "why_not_welfare": "不宜用于公益事业",
    },
}  # fmt: skip
TOLD_IN = {
    ("request_counter_release", "reasons"): {
        "kr": "상표권자가 허락한 병행수입 물품임.", "cn": "货物系经许可生产，未侵犯专利权。",
    },
    ("refer_investigation", "authority"): {"kr": "인천본부세관 조사1과"},
    ("refer_investigation", "reference"): {"kr": "조사의뢰 2026-31"},
    ("court_notice_received", "reference"): {"cn": "（2026）鲁02财保27号"},
    ("drop_suspicion", "reasons"): {
        "kr": "권리자가 적법하게 제조·유통한 물품으로 확인됨.",
        "cn": "经核实，货物系合法使用商标。",
    },
}  # fmt: skip
"""What a step is told where the common text would not fit it."""
CHOICES = {
    "appraisal_result": "infringing", "security_form": "guarantor_letter",
    "security_form_cn": "bank_letter", "release_reason": "no_request",
    "release_reason_cn": "no_application", "manifest_ground": "obvious", "action_kind": "court",
}  # fmt: skip
