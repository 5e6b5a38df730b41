"""Patents and designs: referred by their product cards, never by words alone."""

from dataclasses import replace

import pytest

from seizures.matching.cards import feature_words
from seizures.matching.context import Context, KnownParty, PeopleIndex
from seizures.matching.screen import screen
from seizures.matching.texts import reason_text
from tests.matching.making import RIGHTS, hits, index_of, line

LANGUAGES = ("en", "ko", "zh-hans")


def test_a_model_number_under_the_heading_of_the_card_is_referred() -> None:
    found = hits(line("HEAT EXCHANGER KTX-5500 20 PCS", "84195080"))
    assert [(hit.right, hit.tier, hit.raised) for hit in found] == [("P1", "refer", True)]
    assert [reason.code for reason in found[0].reasons] == ["card_heading", "card_models"]


def test_two_technical_terms_are_referred_and_shown() -> None:
    found = hits(line("EXCHANGER MICROCHANNEL, BRAZED FIN TYPE", "841950"))
    assert [hit.tier for hit in found] == ["refer"]
    assert dict(found[0].reasons[1].params)["words"] == "brazed fin, microchannel"


def test_one_term_or_an_everyday_word_is_not_enough() -> None:
    assert hits(line("EXCHANGER MICROCHANNEL", "841950")) == []
    assert hits(line("MICROCHANNEL EXCHANGER WITH FAN", "841950")) == []


def test_another_heading_or_none_is_never_referred() -> None:
    assert hits(line("KTX-5500 MICROCHANNEL BRAZED FIN", "640411")) == []
    assert hits(line("KTX-5500 MICROCHANNEL BRAZED FIN", "")) == []


def test_the_title_of_a_patent_is_never_looked_for() -> None:
    titled = replace(RIGHTS[-1], mark="ZORVANE", terms=(), models=())
    assert hits(line("BRAND ZORVANE", "841950"), index_of(titled), candidates=True) == []


CARD = replace(RIGHTS[-1], id="P9", holder="KORTHERM LTD", authorised=("SEOLIM COOLING CO LTD",))


@pytest.mark.parametrize(
    "written",
    ["KTX-5500", "KTX5500", "KTX 5500", "ktx/5500", "KTX‑5500", "ＫＴＸ－５５００", "(KTX-5500)"],
)
def test_a_model_number_counts_however_it_is_punctuated(written: str) -> None:
    found = hits(line(f"EXCHANGER {written} 20 PCS", "841950"), index_of(CARD))
    assert [hit.right for hit in found] == ["P9"]


@pytest.mark.parametrize("written", ["KTX-550", "KTX-55000", "AKTX-5500", "KTX-5500-2B", "TX-5500"])
def test_a_near_model_number_is_another_model(written: str) -> None:
    found = hits(line(f"EXCHANGER {written} 20 PCS", "841950"), index_of(CARD))
    assert found == [] or written == "KTX-5500-2B"


@pytest.mark.parametrize(("model", "written"), [("5500", "5500 PCS"), ("A1", "SIZE A1"),
                                                ("TURBO", "TURBO EXCHANGER")])  # fmt: skip
def test_a_model_like_a_quantity_or_a_word_refers_only_beside_a_rare_term(
    model: str, written: str
) -> None:
    index = index_of(replace(CARD, models=(model,), terms=("microchannel",)))
    assert hits(line(f"EXCHANGER {written}", "841950"), index) == []
    both = hits(line(f"MICROCHANNEL EXCHANGER {written}", "841950"), index)
    assert [hit.right for hit in both] == ["P9"]


def test_terms_that_many_cards_share_are_not_rare() -> None:
    shared = [
        replace(CARD, id=f"S{n}", terms=("zeolith", "corona", f"gizmo{n}x", f"lumo{n}q"), models=())
        for n in range(40)
    ]
    index = index_of(*shared)
    assert hits(line("CORONA ZEOLITH EXCHANGER", "841950"), index) == []
    found = hits(line("LUMO7Q ZEOLITH GIZMO7X EXCHANGER", "841950"), index)
    assert [hit.right for hit in found] == ["S7"]


def test_a_term_inside_a_longer_one_counts_once() -> None:
    index = index_of(replace(CARD, terms=("zeolith corona", "zeolith", "corona"), models=()))
    assert hits(line("ZEOLITH CORONA EXCHANGER", "841950"), index) == []


def test_an_authorised_party_or_the_holder_is_not_referred() -> None:
    text = "HEAT EXCHANGER KTX-5500"
    assert hits(line(text, "841950", shipper="Kortherm Ltd."), index_of(CARD)) == []
    assert hits(line(text, "841950", consignee="SEOLIM COOLING"), index_of(CARD)) == []
    assert hits(line(text, "841950", shipper="KORTHERM TRADING"), index_of(CARD)) != []


def test_a_known_infringer_adds_to_the_score_and_is_named() -> None:
    known = KnownParty(
        "1", ("심양정밀 주식회사",), "infringer", rights=("P9",), infringing=2, seen=4
    )
    context = Context(PeopleIndex.of((known,)))
    goods = line("HEAT EXCHANGER KTX-5500", "841950", shipper="(주)심양정밀")
    (plain,), (told,) = screen(index_of(CARD), [goods]), screen(
        index_of(CARD), [goods], context=context
    )  # fmt: skip
    assert told.score > plain.score
    assert [reason.code for reason in told.reasons][2:] == ["known_infringer", "history_bad"]
    assert all(reason_text(reason, tongue) for reason in told.reasons for tongue in LANGUAGES)


def test_visible_features_support_terms_but_never_refer_alone() -> None:
    context = Context(features={"P9": feature_words("hexagonal ribbed casing, orange lid")})
    bare = line("HEXAGONAL RIBBED CASING ORANGE LID", "841950")
    assert screen(index_of(CARD), [bare], context=context) == []
    goods = line("MICROCHANNEL EXCHANGER WITH FAN, HEXAGONAL RIBBED CASING", "841950")
    assert screen(index_of(CARD), [goods]) == []
    (hit,) = screen(index_of(CARD), [goods], context=context)
    (shown,) = [reason for reason in hit.reasons if reason.code == "card_features"]
    assert dict(shown.params)["words"] == "casing, hexagonal, ribbed"


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_shared_words_are_told_in_three_languages(tongue: str) -> None:
    (hit,) = hits(line("KTX-5500 BRAZED FIN EXCHANGER", "841950"), index_of(CARD))
    told = [reason_text(reason, tongue) for reason in hit.reasons]
    assert len(set(told)) == len(hit.reasons) == 3
    assert any("ktx-5500" in text for text in told)
    assert any("brazed fin" in text for text in told)


def test_thousands_of_cards_and_lines_meet() -> None:
    cards = [
        replace(CARD, id=f"C{n}", terms=(f"polyzor{n % 700}", f"term{n}q", "microchannel"),
                models=(f"QX-{n}00A",)) for n in range(2000)
    ]  # fmt: skip
    index = index_of(*cards)
    lines = [
        line(f"EXCHANGER POLYZOR{n % 700} TERM{n % 2000}Q WITH HOUSING LOT {n}", "841950")
        for n in range(4000)
    ]
    assert len(screen(index, lines)) > 1000


@pytest.mark.timeout(60)
def test_a_term_of_hundreds_of_cards_is_no_slow_path() -> None:
    cards = [
        replace(CARD, id=f"C{n}", terms=("microchannel", f"polyzor{n % 30}"), models=())
        for n in range(3000)
    ]
    index = index_of(*cards)
    lines = [line(f"MICROCHANNEL POLYZOR{n % 30} EXCHANGER", "841950") for n in range(2000)]
    assert screen(index, lines) == []
