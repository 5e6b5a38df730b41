"""Who sends and receives: invented firms of both countries, and people who buy abroad."""

from dataclasses import dataclass
from random import Random

from seizures.training.invent import names

CN_CITIES = ("QINGDAO", "WEIHAI", "YANTAI", "YIWU", "GUANGZHOU", "SHENZHEN", "NINGBO", "SHANGHAI",
             "DONGGUAN", "QUANZHOU", "WENZHOU", "HANGZHOU")  # fmt: skip
CN_LOCAL = {
    "QINGDAO": "青岛", "WEIHAI": "威海", "YANTAI": "烟台", "YIWU": "义乌", "GUANGZHOU": "广州",
    "SHENZHEN": "深圳", "NINGBO": "宁波", "SHANGHAI": "上海", "DONGGUAN": "东莞",
    "QUANZHOU": "泉州", "WENZHOU": "温州", "HANGZHOU": "杭州",
}  # fmt: skip
CN_FORMS = ("{} {} IMPORT AND EXPORT CO., LTD.", "{} {} TRADING CO., LTD.",
            "{} {} INTERNATIONAL LOGISTICS CO., LTD.", "{} {} INDUSTRY CO., LTD.")  # fmt: skip
CN_LOCAL_FORMS = ("{}{}进出口有限公司", "{}{}贸易有限公司", "{}{}实业有限公司")
KR_FORMS = ("{} CO., LTD.", "{} TRADING", "{} INTERNATIONAL CO., LTD.", "{} LOGIS CO., LTD.")
KR_LOCAL_FORMS = ("주식회사 {}", "{}무역", "(주){}", "{}유통")
SURNAMES = tuple("김이박최정강조윤장임한오서신권황안송류홍")
GIVEN = ("하늘", "다온", "서아", "지유", "도윤", "은재", "시온", "예솔", "해린", "가람", "누리",
         "한결", "태리", "보람", "윤슬", "재하", "민새", "소율", "라온", "주원")  # fmt: skip
HAN_SURNAMES = tuple("王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗")
HAN_GIVEN = ("子墨", "雨桐", "一诺", "思远", "若溪", "嘉禾", "云舟", "清岚", "星野", "知夏", "沐辰",
             "语棠", "书瑶", "景行", "晚晴", "北辰")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Traders:
    """Firms by country, in Latin and in their own script."""

    chinese: tuple[tuple[str, str], ...]
    korean: tuple[tuple[str, str], ...]

    def firm(self, rng: Random, country: str, *, local: float = 0.3) -> str:
        """A firm of a country; some trade far more often than others."""
        pool = self.chinese if country in ("CN", "HK") else self.korean
        latin, own = pool[min(int(rng.expovariate(3 / len(pool))), len(pool) - 1)]
        return own if rng.random() < local else latin


def traders(rng: Random, count: int, taken: set[str]) -> Traders:
    """As many invented firms for each country."""
    chinese, korean = [], []
    for _number in range(count):
        city, coined = rng.choice(CN_CITIES), _fresh(rng, taken)
        chinese.append((rng.choice(CN_FORMS).format(city, coined.latin.upper()),
                        rng.choice(CN_LOCAL_FORMS).format(CN_LOCAL[city], coined.han)))  # fmt: skip
        coined = _fresh(rng, taken)
        korean.append((rng.choice(KR_FORMS).format(coined.latin.upper()),
                       rng.choice(KR_LOCAL_FORMS).format(coined.hangul)))  # fmt: skip
    return Traders(tuple(chinese), tuple(korean))


def _fresh(rng: Random, taken: set[str]) -> names.Coined:
    while True:
        coined = names.latin_name(rng, (3, 4))
        if coined.latin.casefold() not in taken:
            taken.add(coined.latin.casefold())
            return coined


def person(rng: Random, country: str) -> str:
    """A person who ordered something abroad."""
    if country == "KR":
        return rng.choice(SURNAMES) + rng.choice(GIVEN)
    return rng.choice(HAN_SURNAMES) + rng.choice(HAN_GIVEN)
