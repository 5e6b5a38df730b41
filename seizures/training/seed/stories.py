"""What happened in the demo's past sixty days: one line a case, in the words of the procedures.

A step is `day step[=choice][@who]`: the day counted from the opening of the case, the step's code,
the choice it asks for, and who takes it (officer unless said otherwise).
"""

from dataclasses import dataclass


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


ON_REQUEST = "0 notify; 3 holder_requests@holder; 4 suspend"
APPLIED = "0 suspend_release; 2 holder_applies@holder; 3 detain"
PENALTY = f"{APPLIED}; 10 determine_infringing; 12 notify_penalty; 13 waive_hearing"
DECIDED = f"{PENALTY}; 15 decide_penalty@senior; 16 serve_penalty"
SMALL = "0 notify; 4 holder_gives_evidence@holder; 5 begin_decision; 7 suspend"
STORIES = tuple(_story(line) for line in f"""
58|kr|sea    |on_request|holder-small |{ON_REQUEST}; 9 consent_to_destruction; 14 destroy; 16 return_security; 17 close
58|cn|sea    |ex_officio|holder-cn    |{DECIDED}; 20 confiscate; 28 destroy; 29 finish_disposal; 30 settle_costs; 31 refund_security; 32 close
52|kr|express|small_parcel|holder-large|{SMALL}; 15 consent_to_destruction; 18 destroy; 20 close
47|cn|express|ex_officio|holder-small |{DECIDED}; 20 confiscate; 27 donate
44|kr|sea    |on_request|holder-cn    |0 notify; 4 holder_declines@holder; 5 release; 6 close
40|kr|sea    |on_request|holder-large |{ON_REQUEST}; 12 prove_action@holder
38|cn|sea    |on_application|holder-large|1 holder_applies@holder; 2 detain; 15 court_notice_received
36|kr|express|ex_officio|holder-abroad|0 suspend_ex_officio; 3 refer_investigation
33|cn|express|ex_officio|holder-large |{DECIDED}; 20 confiscate
30|kr|sea    |ex_officio|holder-cn    |1 suspend_ex_officio; 4 record_appraisal@holder
28|cn|sea    |ex_officio|holder-abroad|{DECIDED}
25|kr|express|small_parcel|holder-small|{SMALL}
24|cn|express|ex_officio|holder-cn    |0 suspend_release; 2 holder_applies@holder; 3 detain; 12 determine_unknown
21|kr|sea    |on_request|holder-small |{ON_REQUEST}; 8 consent_to_destruction
19|cn|sea    |ex_officio|holder-small |{PENALTY}
17|kr|sea    |on_request|holder-large |0 notify; 5 holder_declines@holder
15|cn|express|ex_officio|holder-large |{APPLIED}; 9 determine_infringing
12|kr|express|on_request|holder-abroad|{ON_REQUEST}; 5 request_counter_release
11|cn|sea    |on_application|holder-cn  |1 holder_applies@holder; 2 detain
9|kr|sea     |on_request|holder-large |{ON_REQUEST}
8|cn|express |ex_officio|holder-small |{APPLIED}
6|kr|express |on_request|holder-small |0 notify; 4 holder_requests@holder
5|cn|sea     |ex_officio|holder-large |0 suspend_release; 2 holder_applies@holder
4|kr|express |small_parcel|holder-large|0 notify; 2 holder_gives_evidence@holder; 3 begin_decision
3|kr|sea     |on_request|holder-small |0 notify
2|kr|express |small_parcel|holder-small|0 notify
2|kr|sea     |on_request|holder-cn    |0 notify
1|cn|sea     |ex_officio|holder-small |0 suspend_release
1|cn|express |ex_officio|holder-cn    |0 suspend_release
1|kr|sea     |on_request|holder-abroad|
1|cn|sea     |ex_officio|holder-large |
""".strip().splitlines())  # fmt: skip
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
        "witness": "海关关员 嘉禾", "authority": "青岛市中级人民法院", "reference": "青关知罚字〔2026〕18号",
        "consenting_person": "发货人负责人", "recipient": "青岛市慈善总会",
        "features_removed": "侵权特征已清除", "holder_opinion": "同意销毁",
        "why_not_auction": "侵权特征无法消除", "why_not_welfare": "不宜用于公益事业",
    },
}  # fmt: skip
CHOICES = {
    "appraisal_result": "infringing", "security_form": "guarantor_letter",
    "security_form_cn": "bank_letter", "release_reason": "no_request",
    "release_reason_cn": "no_application", "manifest_ground": "obvious", "action_kind": "court",
}  # fmt: skip
