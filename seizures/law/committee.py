"""Korea: whether the infringement committee was properly made up and how it decided.

Notification 2026-31 art. 24: five to seven members with the chair, at least two of them experts
from outside; a majority of members is a quorum, a majority of those present decides.
"""

from dataclasses import dataclass

from seizures.law.words import Words

BASIS = "Notif. 24"
FEWEST = 5
MOST = 7
OUTSIDE = 2


@dataclass(frozen=True, slots=True)
class Sitting:
    """The outcome of a sitting: whether it was lawful and whether the motion was carried."""

    problems: tuple[Words, ...]
    carried: bool
    basis: str = BASIS

    @property
    def lawful(self) -> bool:
        """Whether nothing is wrong with the sitting."""
        return not self.problems


def sitting(members: int, outside: int, present: int, in_favour: int) -> Sitting:
    """Judge a sitting by its numbers of members, outside experts, those present and votes."""
    problems: list[Words] = []
    if not FEWEST <= members <= MOST:
        problems.append(
            {
                "en": "The committee has five to seven members including the chair.",
                "ko": "심의회는 위원장을 포함하여 5명 이상 7명 이하로 구성합니다.",
                "zh-hans": "委员会由包括主任在内的五至七名委员组成。",
            }
        )
    if not OUTSIDE <= outside <= members:
        problems.append(
            {
                "en": "At least two members are experts from outside.",
                "ko": "외부 전문가를 2명 이상 포함하여야 합니다.",
                "zh-hans": "至少有两名外部专家。",
            }
        )
    if not members / 2 < present <= members:
        problems.append(
            {
                "en": "A majority of the members must be present.",
                "ko": "재적위원 과반수가 출석하여야 합니다.",
                "zh-hans": "须有过半数委员出席。",
            }
        )
    if not 0 <= in_favour <= present:
        problems.append(
            {
                "en": "There are more votes than members present.",
                "ko": "찬성 수가 출석 위원 수보다 많습니다.",
                "zh-hans": "赞成票数超过出席委员人数。",
            }
        )
    return Sitting(tuple(problems), not problems and in_favour * 2 > present)
