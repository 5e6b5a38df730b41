"""An explanation begins with the step from what was written to the recorded name."""

import pytest

from seizures.matching.facts import Reason, RightFacts
from seizures.matching.texts import rank, reason_text
from tests.matching.making import hits, index_of, line

INDEX = index_of(
    RightFacts("V", "trademark", "VELDORA", (("ko", "벨도라"),), (25,), "V"),
    RightFacts("N", "trademark", "NORVASTI", (), (25,), "N"),
    RightFacts("H", "trademark", "丰莱云", (), (3,), "H"),
)


@pytest.mark.parametrize(
    ("description", "step"),
    [
        ("BRAND VELDORA SHOES", "“VELDORA” is the recorded mark “VELDORA”"),
        ("벨도라 운동화", "“벨도라” is a recorded name of “VELDORA”"),
        ("브랜드 노르바스티 운동화", "“노르바스티” → no-reu-ba-seu-ti ≈ “NORVASTI”, by sound"),
        ("BRAND NORVASTl SHOES", "“NORVASTl” looks like “NORVASTI”: letters were replaced"),
        ("BRAND NORVASTA SHOES", "“NORVASTA” ≈ “NORVASTI”, one letter apart"),
        ("N O R V A S T I SHOES", "“N O R V A S T I” = “NORVASTI”, written with other spaces"),
        ("NORVASTISHOES", "“NORVASTI” = “NORVASTI”, written together with another word"),
        ("FENGLAIYUN BRAND FACIAL MASK", "“FENGLAIYUN” is how “丰莱云” (丰莱云) is spelt"),
    ],
)
def test_the_first_reason_shows_the_step(description: str, step: str) -> None:
    hs = "330499" if "FENG" in description else "640411"
    best = hits(line(description, hs), INDEX)[0]
    assert reason_text(best.reasons[0]).startswith(step)
    for language in ("ko", "zh-hans"):
        assert best.reasons[0].value in reason_text(best.reasons[0], language)


def test_the_telling_reasons_come_first_and_the_length_of_the_name_last() -> None:
    codes = [reason.code for reason in hits(line("BRAND VELDORA SHOES"), INDEX)[0].reasons]
    assert codes[:3] == ["matched", "class_fits", "brand_cue"]
    assert codes[-1] == "length"
    assert codes == sorted(codes, key=rank)


def test_hits_stored_before_the_step_was_told_keep_their_sentence() -> None:
    stored = Reason("matched", "ZORVAN", 0.0, (("written", "ZORVAN"), ("mark", "ZORVANE")))
    assert "resembles" in reason_text(stored)
