"""Several matches on one line: what an authorised party explains, and who stands for a span."""

from seizures.matching.facts import RightFacts
from seizures.matching.screen import judged
from tests.matching.making import hits, index_of, line, raised


def test_a_second_brand_on_a_licensed_shipment_is_raised() -> None:
    goods = line("BRAND ZORVANE SHOES AND HARBOR LARK SHOES", shipper="ZORVANE INC")
    assert raised(goods) == ["R2"]


def test_what_lies_inside_an_authorised_match_is_explained_by_it() -> None:
    assert raised(line("BRAND HARBOR LARK JACKETS", "620193", shipper="LARK HOLDINGS")) == []


def test_a_longer_mark_is_not_explained_by_a_licence_for_a_shorter_one() -> None:
    assert raised(line("BRAND HARBOR LARK JACKETS", "620193", shipper="SMALL LARK LTD")) == ["R2"]


def test_of_several_marks_on_the_same_words_only_the_best_is_raised() -> None:
    rights = (
        RightFacts("fits", "trademark", "ZORVANE", (), (25,), "A"),
        RightFacts("other", "trademark", "ZORVANE", (), (1,), "B"),
        RightFacts("near", "trademark", "ZORVANA", (), (25,), "C"),
    )
    goods = line("BRAND ZORVANE SHOES")
    assert raised(goods, index_of(*rights)) == ["fits"]
    assert {hit.right for hit in hits(goods, index_of(*rights), candidates=True)} >= {"other"}


def test_equals_on_the_same_words_are_all_raised() -> None:
    rights = [RightFacts(name, "trademark", "ZORVANE", (), (25,), name) for name in "AB"]
    assert sorted(raised(line("BRAND ZORVANE SHOES"), index_of(*rights))) == ["A", "B"]


def test_marks_with_words_of_their_own_do_not_hide_each_other() -> None:
    assert judged([(0.9, (0, 4)), (0.5, (6, 9))], ["", ""], 0.4) == [True, True]
    assert judged([(0.9, (0, 4)), (0.5, (0, 4))], ["", ""], 0.4) == [True, False]
    assert judged([(0.9, (0, 4)), (0.5, (6, 9))], ["HOLDER", ""], 0.4) == [False, True]
    assert judged([(0.9, (0, 6)), (0.5, (4, 9))], ["", "HOLDER"], 0.4) == [True, False]
    assert judged([(0.9, (4, 9)), (0.5, (0, 6))], ["HOLDER", ""], 0.4) == [False, False]
