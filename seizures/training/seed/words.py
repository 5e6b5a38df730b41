"""What officers of the demo write beside the steps of their cases, in their own language."""

CASEWORK = {
    "kr": {
        "label": "안쪽 라벨", "sample": "견본 1점", "store": "인천세관 압수물품 창고",
        "laboratory": "중앙관세분석소", "sealed": "봉인 {seal}, 이상 없음",
        "whole": "이상 없음", "hidden": "송하인 이름 가림", "basis": "고시 제23조",
        "question": "진정상품과 구별되는 특징과 라벨 공급처를 알려 주십시오.",
        "receipt": "등기우편 수령증", "remark": "보관 장소를 정정함.",
        "why": "보관 장소 기재 착오", "works": "인천 서구 소각시설", "colleague": "이다온",
        "witness": "입회인 서라온", "suspicion": "라벨이 비뚤게 인쇄됨", "person": "문가온",
        "goods": "가방", "counter": "국제우편 검사대 2번 선반",
    },
    "cn": {
        "label": "内侧标签", "sample": "样品一件", "store": "黄岛海关罚没物品仓库",
        "laboratory": "青岛海关技术中心", "sealed": "封志{seal}完好",
        "whole": "完好", "hidden": "遮盖发货人名称", "basis": "条例第十七条",
        "question": "请说明与正品的区别特征以及标签的供应来源。",
        "receipt": "挂号信回执", "remark": "更正存放地点。",
        "why": "存放地点填写有误", "works": "黄岛海关监管仓库", "colleague": "李雨桐",
        "witness": "见证人 孙若兰", "charity": "青岛市慈善总会（示例）",
    },
}  # fmt: skip
