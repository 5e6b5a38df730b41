"""The sentences of an explanation: one per reason code, in English, Korean and Chinese.

A format string may name `{value}` and any parameter of the reason (`written`, `name`, `mark`, `hs`,
`spelt`, `party`, `words`). A reason `matched` says in its parameter `how` which of the sentences
`matched_...` tells the step from what was written to the recorded name. The cellar has no Django,
so the three languages stand side by side here.
"""

from seizures.matching.sentences_beside import BESIDE


def _three(en: str, ko: str, zh: str) -> dict[str, str]:
    return {"en": en, "ko": ko, "zh-hans": zh}


REASON_CODES: dict[str, dict[str, str]] = {
    "matched": _three(
        "“{written}” in the description resembles the mark “{mark}”",
        "품명의 “{written}”이(가) 상표 “{mark}”와(과) 유사함",
        "品名中的“{written}”与商标“{mark}”近似",
    ),
    "matched_exact": _three(
        "“{written}” is the recorded mark “{mark}”",
        "“{written}”은(는) 신고된 상표 “{mark}”임",
        "“{written}”即备案商标“{mark}”",
    ),
    "matched_alias": _three(
        "“{written}” is a recorded name of “{mark}”",
        "“{written}”은(는) “{mark}”의 신고된 다른 표기임",
        "“{written}”是“{mark}”已备案的别名",
    ),
    "matched_part": _three(
        "“{written}” is part of the recorded mark “{mark}”",
        "“{written}”은(는) 신고된 상표 “{mark}”의 일부임",
        "“{written}”是备案商标“{mark}”的组成部分",
    ),
    "matched_spelling": _three(
        "“{written}” is how “{name}” ({mark}) is spelt in other letters",
        "“{written}”은(는) “{name}”({mark})을(를) 다른 문자로 적은 것임",
        "“{written}”是“{name}”（{mark}）的拼写形式",
    ),
    "matched_imitated": _three(
        "“{written}” looks like “{name}”: letters were replaced by look-alikes",
        "“{written}” ≈ “{name}”: 닮은 글자로 바꾸어 씀",
        "“{written}”≈“{name}”：以形似字符替换字母",
    ),
    "matched_respaced": _three(
        "“{written}” = “{name}”, written with other spaces or signs",
        "“{written}” = “{name}”: 띄어쓰기나 기호만 다름",
        "“{written}”=“{name}”，仅空格或符号不同",
    ),
    "matched_split": _three(
        "“{written}” = “{name}”, written together with another word",
        "“{written}” = “{name}”: 다른 말과 붙여 씀",
        "“{written}”=“{name}”，与其他词语连写",
    ),
    "matched_one_edit": _three(
        "“{written}” ≈ “{name}”, one letter apart",
        "“{written}” ≈ “{name}”: 한 글자 차이",
        "“{written}”≈“{name}”，相差一个字母",
    ),
    "matched_two_edits": _three(
        "“{written}” ≈ “{name}”, two letters apart",
        "“{written}” ≈ “{name}”: 두 글자 차이",
        "“{written}”≈“{name}”，相差两个字母",
    ),
    "matched_sound": _three(
        "“{written}” → {spelt} ≈ “{name}”, by sound",
        "“{written}” → {spelt} ≈ “{name}”: 발음이 비슷함",
        "“{written}”→{spelt}≈“{name}”，读音近似",
    ),
    "rule": _three(
        "Officers’ rule “{name}”",
        "세관 규칙 “{name}”",
        "海关规则“{name}”",
    ),
    "matched_initials": _three(
        "“{written}” are the initials of “{name}”",
        "“{written}”은(는) “{name}”의 머리글자임",
        "“{written}”是“{name}”的首字母缩写",
    ),
    "authorised_party": _three(
        "{party} is authorised by the right holder",
        "{party}은(는) 정당한 사용권자임",
        "{party}系权利人授权的合法使用人",
    ),
    "plain_name": _three(
        "The name is written as it is recorded",
        "신고된 그대로 표기됨",
        "与备案名称写法一致",
    ),
    "length": _three(
        "The longer a name, the less likely by chance",
        "명칭이 길수록 우연히 같을 가능성이 낮음",
        "名称越长，偶然相同的可能越小",
    ),
    "short": _three("The name is very short", "명칭이 매우 짧음", "名称很短"),
    "several_words": _three(
        "All words of a name of several words",
        "여러 단어로 된 명칭의 모든 단어가 일치함",
        "由多个词组成的名称全部一致",
    ),
    "well_recorded": _three(
        "The mark has names recorded in other scripts too",
        "다른 문자의 명칭도 신고된 상표임",
        "该商标另有其他文字的备案名称",
    ),
    "class_fits": _three(
        "“{mark}” is registered for goods of HS {hs}",
        "HS {hs} 물품은 “{mark}”의 지정상품에 해당함",
        "商品编码{hs}的货物属于“{mark}”核定使用的商品",
    ),
    "class_misfit": _three(
        "“{mark}” is not registered for goods of HS {hs}",
        "HS {hs} 물품은 “{mark}”의 지정상품이 아님",
        "商品编码{hs}的货物不属于“{mark}”核定使用的商品",
    ),
    "services_only": _three(
        "The mark is recorded for services only",
        "서비스업에만 신고된 상표임",
        "该商标仅核定使用于服务",
    ),
    "brand_cue": _three(
        "A word such as “brand” stands beside it",
        "옆에 “브랜드” 같은 말이 있음",
        "旁边有“品牌”或“牌”等字样",
    ),
    "quoted": _three(
        "It stands in quotation marks or brackets", "따옴표나 괄호 안에 있음", "位于引号或括号内"
    ),
    "only_for": _three(
        "Words such as “for”, “compatible” or “style” stand beside it",
        "옆에 “호환”, “용”, “스타일” 같은 말이 있음",
        "旁边有“适用于”“兼容”“款”等字样",
    ),
    "at_edge": _three(
        "It stands where names usually stand",
        "명칭이 흔히 놓이는 자리에 있음",
        "位于名称通常出现的位置",
    ),
    "ordinary_fit": _three(
        "“{written}” is also an ordinary word",
        "“{written}”은(는) 일반 단어이기도 함",
        "“{written}”也是普通词语",
    ),
    "ordinary_misfit": _three(
        "“{written}” is an ordinary word, and the goods are others",
        "“{written}”은(는) 일반 단어이고 물품도 다름",
        "“{written}”是普通词语，且货物不同",
    ),
    "ordinary_phrase": _three(
        "The name consists of ordinary words",
        "명칭이 일반 단어로 이루어짐",
        "该名称由普通词语组成",
    ),
    "ordinary_announced": _three(
        "The ordinary word is announced as a brand",
        "일반 단어이지만 상표로 표시됨",
        "虽是普通词语，但标明为品牌",
    ),
    "ordinary_at_edge": _three(
        "The ordinary word stands where a brand would stand",
        "일반 단어이지만 상표의 자리에 있음",
        "虽是普通词语，但位于品牌的位置",
    ),
    "ordinary_here": _three(
        "“{written}” is an ordinary word for goods of heading {hs}",
        "“{written}”은(는) HS 번호 {hs} 물품의 일반 명칭임",
        "“{written}”是商品编码{hs}货物的通用词语",
    ),
    "inside_word": _three(
        "It is part of a longer ordinary word", "더 긴 일반 단어의 일부임", "是较长普通词语的一部分"
    ),
    "taken": _three(
        "It belongs to a country of origin or to a model number",
        "원산지나 모델번호의 일부임",
        "属于原产地或型号的一部分",
    ),
    "unbounded": _three(
        "It is cut out of a longer run of characters",
        "더 긴 글자열에서 잘라낸 것임",
        "截取自更长的文字串",
    ),
    "split": _three(
        "The name and a goods word are written together",
        "명칭과 물품명이 붙어 있음",
        "名称与货物词语连写",
    ),
    "pieced": _three(
        "It is pieced together from ordinary words",
        "일반 단어들이 이어져 생긴 것임",
        "由普通词语拼接而成",
    ),
    "mostly_digits": _three("It consists mostly of digits", "대부분 숫자임", "主要由数字组成"),
    "respaced": _three(
        "The name is written with other spaces or signs",
        "띄어쓰기나 기호가 다름",
        "名称的空格或符号不同",
    ),
    "imitated": _three(
        "Some letters are replaced by look-alikes",
        "일부 글자가 닮은 글자로 바뀜",
        "部分字母被形似字符替换",
    ),
    "doubled": _three(
        "A letter is doubled or left single", "글자가 겹치거나 빠짐", "字母重复或少写"
    ),
    "one_edit": _three("One letter differs", "한 글자가 다름", "有一个字母不同"),
    "two_edits": _three("Two letters differ", "두 글자가 다름", "有两个字母不同"),
    "edit_share": _three(
        "Share of the letters that differ: {value}",
        "다른 글자의 비율: {value}",
        "不同字母所占比例：{value}",
    ),
    "first_letter": _three("The first letter differs", "첫 글자가 다름", "首字母不同"),
    "made_spelling": _three(
        "It is the usual Latin or Korean spelling of the mark",
        "상표의 일반적인 로마자 또는 한글 표기임",
        "是该商标常见的拼音、罗马字或韩文写法",
    ),
    "sound_only": _three(
        "It only sounds like the mark; this spelling is not recorded",
        "발음만 비슷하며 신고된 표기가 아님",
        "仅读音近似，该写法未备案",
    ),
    "unlike_sound": _three(
        "The sounds are not quite the same", "발음이 완전히 같지는 않음", "读音不完全相同"
    ),
    "inside_longer": _three(
        "It lies inside a longer name of somebody else",
        "다른 권리자의 더 긴 명칭 안에 있음",
        "位于他人更长的名称之中",
    ),
    "outdone": _three(
        "Another name fits the same words better",
        "같은 표기에 더 잘 맞는 명칭이 있음",
        "另有名称与该文字更为吻合",
    ),
    "rivals": _three(
        "Several names resemble it as well",
        "비슷한 명칭이 여럿 있음",
        "有多个名称同样近似",
    ),
    **BESIDE,
}
