"""Patents and designs: referred by their product cards, never by words alone."""

from dataclasses import replace

from tests.matching.making import RIGHTS, hits, index_of, line


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
