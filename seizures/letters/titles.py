"""The official titles of the letters, and how the other languages call them.

Korean titles: KCS Notification 2026-31, Forms 10 to 24. Chinese titles that were seen in an
instrument: 确认知识产权状况通知书, 扣留决定书, 解除扣留通知书, 解除担保通知书; the others
are working titles.
"""

TITLES: dict[str, dict[str, str]] = {
    key: {"en": en, "ko": ko, "zh-hans": zh}
    for key, ko, en, zh in (
        ("kr/form10", "지식재산권 세관신고 처리결과 통보서", "Recordation result notice",
         "备案结果通知书"),
        ("kr/form10_2", "보완 요구서", "Deficiency notice", "补正通知书"),
        ("kr/form11", "세관신고권리 침해의심물품 수출입신고등 사실 통보서",
         "Notice of suspected goods (recorded right)", "涉嫌侵犯备案权利货物通知书"),
        ("kr/form12", "지식재산권 침해의심물품 수출입신고등 사실 통보서",
         "Notice of suspected goods (unrecorded right)", "侵权嫌疑货物通知书"),
        ("kr/form12_2", "상표권 침해의심물품 수출입신고등 사실 통보서",
         "Small-consignment trademark notice", "小额货物涉嫌侵犯商标权通知书"),
        ("kr/form13", "지식재산권 침해물품 통관보류등 요청서(Ⅰ)",
         "Suspension request (after notice)", "中止放行申请书（一）"),
        ("kr/form13_2", "지식재산권 권리자 감정서", "Right holder's appraisal", "权利人鉴定书"),
        ("kr/form15", "지식재산권 침해물품 통관보류등 통보서", "Suspension notice",
         "中止放行通知书"),
        ("kr/form15_2", "상표권 침해물품 통관보류 통보서", "Small-consignment suspension notice",
         "小额货物中止放行通知书"),
        ("kr/form16", "지식재산권 침해물품 직권통관보류등 통보서",
         "Ex-officio suspension notice", "依职权中止放行通知书"),
        ("kr/form17", "수출입신고수리등 요청서", "Release request", "放行申请书"),
        ("kr/form18", "수출입신고수리등 요청사실 통보서", "Notice of release request",
         "放行申请告知书"),
        ("kr/form19", "지식재산권 침해물품 폐기동의서", "Consent to destruction", "销毁同意书"),
        ("kr/form20", "담보물 갱신·연장 안내서", "Security renewal notice", "担保续期通知书"),
        ("kr/release_notice", "통관허용(유치해제) 통지서", "Release notice", "放行通知书"),
        ("kr/destruction_report", "폐기 결과보고서", "Destruction report", "销毁结果报告"),
        ("cn/status_notice", "지식재산권 상황 확인 통지서", "Notice to confirm IP status",
         "确认知识产权状况通知书"),
        ("cn/detention_application", "침해의심물품 유치신청서", "Application for detention",
         "扣留侵权嫌疑货物申请书"),
        ("cn/detention_decision", "유치결정서", "Detention decision and list",
         "扣留侵权嫌疑货物决定书"),
        ("cn/detention_notice_holder", "유치 통지서(권리자)", "Notice of detention to the holder",
         "扣留侵权嫌疑货物通知书"),
        ("cn/determination", "침해 인정결과 통지서", "Notice of determination",
         "侵权嫌疑货物知识产权状况认定通知书"),
        ("cn/penalty_notice", "행정처벌 사전통지서", "Prior notice of penalty", "行政处罚告知单"),
        ("cn/penalty_decision", "행정처벌결정서", "Penalty decision", "行政处罚决定书"),
        ("cn/confiscation_notice_holder", "몰수 통지서(권리자)",
         "Notice of confiscation to the holder", "没收侵权货物情况通知书"),
        ("cn/release", "유치해제 통지서", "Notice of release from detention", "解除扣留通知书"),
        ("cn/security_release", "담보해제 통지서", "Notice of release of security",
         "解除担保通知书"),
        ("cn/disposal_record", "처분기록", "Disposal record", "侵权货物处置记录"),
        ("cn/recordation_result", "세관신고 결과 통지서", "Recordation result notice",
         "知识产权海关保护备案审核结果通知书"),
    )
}  # fmt: skip
