"""The sentences of what speaks beside the letters: sounds, cuts, what was learned, parties, prices
and product cards. `sentences` tells how they are written.
"""


def _three(en: str, ko: str, zh: str) -> dict[str, str]:
    return {"en": en, "ko": ko, "zh-hans": zh}


BESIDE: dict[str, dict[str, str]] = {
    "sound_length": _three(
        "By sound alone, the length of the name counts for little",
        "발음만 비슷하면 명칭의 길이는 거의 고려하지 않음",
        "仅读音近似时，名称长度几乎不计",
    ),
    "sound_bare": _three(
        "Nothing beside it marks it as a brand name",
        "상표임을 나타내는 말이나 기호가 옆에 없음",
        "旁边没有表明其为品牌的字样或符号",
    ),
    "sound_twice": _three(
        "Two signs of a brand name beside it count as one",
        "상표 표시가 둘이어도 하나로 봄",
        "旁边有两种品牌标示，按一种计",
    ),
    "sound_recorded": _three(
        "The mark has another name recorded in this script",
        "이 문자로 신고된 다른 명칭이 있는 상표임",
        "该商标在此文字中另有备案名称",
    ),
    "sound_brief": _three(
        "Only two syllables sound alike",
        "두 음절만 비슷함",
        "仅两个音节读音近似",
    ),
    "common_here": _three(
        "Many unrelated consignors use the same word",
        "서로 다른 여러 물품발송인이 같은 말을 사용함",
        "多个互不相关的发货人使用同一词语",
    ),
    "split_loose": _three(
        "The name stands inside letters that are no word",
        "단어가 아닌 글자들과 붙어 있음",
        "名称与不成词的字母连写",
    ),
    "split_goods": _three(
        "It is written together with a word for goods of HS {hs}",
        "HS {hs} 물품을 뜻하는 말과 붙여 씀",
        "与商品编码{hs}货物的词语连写",
    ),
    "split_known": _three(
        "Both parts are ordinary words",
        "두 부분 모두 일반 단어임",
        "两部分均为普通词语",
    ),
    "phrase_misfit": _three(
        "The ordinary words are not used for goods of the mark",
        "일반 단어들이 지정상품이 아닌 물품에 쓰임",
        "普通词语用于非核定商品",
    ),
    "initials": _three(
        "Only the initials of the mark, announced as a name",
        "상표의 머리글자만 명칭으로 표시됨",
        "仅为商标的首字母，并作为名称标示",
    ),
    "measure": _three(
        "Beside a number it reads like a unit or a grade",
        "숫자 옆에 있어 단위나 등급으로 읽힘",
        "与数字相邻，像是单位或等级",
    ),
    "sound_latin": _three(
        "A Latin spelling that sounds like a mark in another script",
        "다른 문자로 된 상표와 발음이 비슷한 로마자 표기임",
        "与其他文字的商标读音近似的拉丁字母写法",
    ),
    "unlike_shape": _three(
        "Consonants and syllables do not run quite alike",
        "자음과 음절의 배열이 완전히 같지는 않음",
        "辅音与音节排列不完全一致",
    ),
    "sound_key": _three(
        "Many consonants sound alike, one after the other",
        "여러 자음이 차례로 비슷하게 소리남",
        "多个辅音依次读音近似",
    ),
    "sound_fits": _three(
        "It is announced as a brand, and the goods fit the mark",
        "상표로 표시되었고 물품도 지정상품에 해당함",
        "标明为品牌，且货物属于核定使用的商品",
    ),
    "common_learned": _three(
        "“{written}” is common in goods texts without alerts",
        "“{written}”은(는) 경보가 없던 품명에 흔히 쓰이는 말임",
        "“{written}”常见于未预警的品名",
    ),
    "common_in_chapter": _three(
        "“{written}” is common for goods of this HS chapter",
        "“{written}”은(는) 이 HS 류의 물품에 흔히 쓰이는 말임",
        "“{written}”常见于该章商品的品名",
    ),
    "rare_word": _three(
        "“{written}” is hardly ever used in goods texts without alerts",
        "“{written}”은(는) 경보가 없던 품명에 거의 쓰이지 않는 말임",
        "“{written}”很少用于未预警的品名",
    ),
    "known_infringer": _three(
        "{declared} is known for infringing goods ({infringing} found so far)",
        "{declared}은(는) 침해 전력이 있음(적발 {infringing}건)",
        "{declared}有侵权记录（已查获{infringing}起）",
    ),
    "watched": _three(
        "{declared} is on a watch-list",
        "{declared}은(는) 주의 대상 목록에 있음",
        "{declared}在重点关注名单中",
    ),
    "history_bad": _three(
        "Earlier consignments of {declared} infringed: {infringing} of {seen}",
        "{declared}의 이전 화물 {seen}건 중 {infringing}건이 침해로 확인됨",
        "{declared}此前{seen}票货物中有{infringing}票侵权",
    ),
    "history_clean": _three(
        "Earlier consignments of {declared} were genuine: {genuine} inspected",
        "{declared}의 이전 화물은 진정상품으로 확인됨(검사 {genuine}건)",
        "{declared}此前货物经查验为正品（{genuine}票）",
    ),
    "price_low": _three(
        "A piece is declared at {unit_value} {currency}: {share} % of the genuine price",
        "신고 단가 {unit_value} {currency}: 진정상품 가격의 {share}%",
        "申报单价{unit_value} {currency}，为正品价格的{share}%",
    ),
    "quantity_odd": _three(
        "The quantity {quantity} is unusual for {declared} (usually {usual})",
        "수량 {quantity}은(는) {declared}의 통상 수량({usual})과 크게 다름",
        "数量{quantity}与{declared}的通常数量（{usual}）相差很大",
    ),
    "vague": _three(
        "The goods are described vaguely",
        "품명이 모호하게 기재됨",
        "品名描述含糊",
    ),
    "last_letter": _three("The last letter differs", "끝 글자가 다름", "末尾字母不同"),
    "swapped": _three(
        "Two neighbouring letters changed places",
        "이웃한 두 글자의 순서가 바뀜",
        "相邻两个字母互换了位置",
    ),
    "odd_letters": _three(
        "“{written}” has letters side by side that names hardly ever have",
        "“{written}”에는 명칭에 거의 나란히 쓰이지 않는 글자가 이어져 있음",
        "“{written}”中有名称里很少相邻的字母",
    ),
    "in_trade": _three(
        "Other consignors in this batch name “{mark}” outright",
        "함께 심사한 화물에서 다른 물품발송인들이 “{mark}”을(를) 그대로 표기함",
        "同批货物中另有发货人直接写明“{mark}”",
    ),
    "sound_in_trade": _three(
        "It sounds like “{mark}”, which other consignors in this batch name outright",
        "함께 심사한 화물에서 다른 물품발송인들이 그대로 표기한 “{mark}”와(과) 발음이 비슷함",
        "与同批货物中其他发货人直接写明的“{mark}”读音近似",
    ),
    "word_in_trade": _three(
        "Other consignors in this batch announce “{mark}” as a brand",
        "함께 심사한 화물에서 다른 물품발송인들이 “{mark}”을(를) 상표로 표시함",
        "同批货物中另有发货人将“{mark}”标明为品牌",
    ),
    "near_word": _three(
        "It may be a misspelt goods word",
        "물품을 뜻하는 말의 오기일 수 있음",
        "可能是货物词语的误写",
    ),
    "cut_short": _three(
        "It may be a word cut off: it ends a long description or begins another of its words",
        "긴 품명의 끝에 있거나 품명 속 다른 말의 앞부분이어서 잘린 말일 수 있음",
        "位于较长品名的末尾，或为品名中另一词语的开头，可能是被截断的词语",
    ),
    "phrase_here": _three(
        "The ordinary words name goods of heading {hs}",
        "일반 단어들이 HS 번호 {hs} 물품을 가리킴",
        "这些普通词语即指商品编码{hs}的货物",
    ),
    "apart": _three(
        "“{written}” describes no goods and stands right beside them, as a brand does",
        "“{written}”은(는) 물품을 설명하는 말이 아니며 상표처럼 물품명 바로 옆에 있음",
        "“{written}”并非描述货物的词语，却像品牌一样紧邻货名",
    ),
    "card_heading": _three(
        "Heading {hs} is on the product card of “{mark}”",
        "HS 번호 {hs}이(가) “{mark}”의 식별 정보에 있음",
        "商品编码{hs}列于“{mark}”的商品识别卡",
    ),
    "card_models": _three(
        "Model numbers of the product card: {words}",
        "식별 정보의 모델번호: {words}",
        "商品识别卡中的型号：{words}",
    ),
    "card_terms": _three(
        "Technical terms of the product card: {words}",
        "식별 정보의 기술용어: {words}",
        "商品识别卡中的技术用语：{words}",
    ),
    "card_features": _three(
        "Words of the product's visible features: {words}",
        "제품 외관 특징에 해당하는 말: {words}",
        "与产品外观特征相符的词语：{words}",
    ),
}
