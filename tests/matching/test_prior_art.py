"""Earlier patents and designs: what is found, what is said of it, and that no text breaks it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seizures.matching import library, prior_art
from seizures.matching.documents import Document, class_forms, joined, sketched
from seizures.matching.prior_art import Standing, judged, standing

KOREAN = (
    "상기 분리막은 다공성 기재와 세라믹 코팅층을 포함하고 상기 세라믹 코팅층은 알루미나 "
    "입자와 바인더를 포함하는 이차전지용 분리막"
)
CHINESE = "一种锂电池隔膜，所述隔膜包括多孔基材和陶瓷涂层，所述陶瓷涂层包括氧化铝颗粒和粘结剂"
ENGLISH = (
    "A separator for a secondary battery comprising a porous substrate and a ceramic coating layer "
    "wherein the ceramic coating layer comprises alumina particles and a binder"
)
TOOTHBRUSH = (
    "A toothbrush comprising a handle and a tuft of tapered bristles wherein the bristles are "
    "anchored in a rotating head driven by an eccentric shaft"
)


def document(number: int, title: str = "Separator", text: str = "", **more: Any) -> Document:
    return Document(number, title, text, **more)


def found(question: Document, *others: Document) -> list[prior_art.Earlier]:
    return judged(question, others, library.of_documents(others))


@pytest.mark.parametrize("text", [KOREAN, CHINESE, ENGLISH])
def test_the_same_wording_is_found_in_every_script_and_called_nearly_the_same(text: str) -> None:
    others = [document(2, "Zwei", text), document(3, "Toothbrush", TOOTHBRUSH)]
    question = document(1, "Eins", text + " 3A")
    shelf = library.of_documents(others)
    assert shelf.nearest(question, 5)[0] == 2
    first = judged(question, others, shelf)[0]
    assert first.document.id == 2 and first.wording is not None and first.wording > 0.8
    assert first.is_nearly_the_same


def test_another_invention_is_not_shown() -> None:
    assert found(document(1, text=ENGLISH), document(2, "Toothbrush", TOOTHBRUSH)) == []


def test_reworded_claims_share_terms_but_not_wording() -> None:
    reworded = (
        "Battery having between its electrodes a substrate full of pores, on which particles of "
        "alumina lie in a binder and form a coating of ceramic"
    )
    first = found(document(1, "Separator", ENGLISH), document(2, "Coated foil", reworded))[0]
    assert not first.is_nearly_the_same and (first.wording or 0) < 0.1
    assert {"alumina", "substrate", "ceramic"} <= {word for word, _weight in first.shared}


def test_shared_terms_are_words_without_particles_and_grammar() -> None:
    korean = found(document(1, "분리막", KOREAN), document(2, "막", KOREAN[8:]))[0]
    assert {"알루미나 입자", "바인더", "세라믹 코팅층"} <= {word for word, _weight in korean.shared}
    chinese = found(document(1, "隔膜", CHINESE), document(2, "膜", CHINESE[4:]))[0]
    assert {"陶瓷涂层", "多孔基材"} <= {word for word, _weight in chinese.shared}


def test_a_rare_term_weighs_more_than_one_that_many_have() -> None:
    many = [document(n, f"Bottle number{n}") for n in range(10, 900)]
    shelf = library.of_documents([*many, document(2, "Bottle with bayonet")])
    question = document(1, "Bottle with bayonet lid")
    assert shelf.nearest(question, 3)[0] == 2
    told = judged(question, [document(2, "Bottle with bayonet"), many[0]], shelf)
    assert [word for word, _weight in told[0].shared] == ["bayonet"]


def test_a_class_joins_what_no_language_does() -> None:
    question = document(1, "분리막", KOREAN, classes=("H01M 50/446",))
    other = document(2, "隔膜", CHINESE, classes=("h01m50/446", "B01D 69/10"))
    shelf = library.of_documents([other, document(3, "Toothbrush", TOOTHBRUSH)])
    assert shelf.nearest(question, 5) == [2]
    told = judged(question, [other], shelf)[0]
    assert told.classes == ("H01M50/446",) and told.terms == 0.0 and not told.is_nearly_the_same


@pytest.mark.parametrize(
    ("code", "forms"),
    [("H01M 10/0525", ("H01M10/0525", "H01M10", "H01M")), ("a61c", ("A61C",)),
     ("A61C 17", ("A61C17", "A61C")), ("02-04", ("02-04", "02")), ("9", ("09",)),
     ("Nice 25", ()), ("", ()), ("H01M/10", ())],
)  # fmt: skip
def test_classes_are_read_with_those_above_them(code: str, forms: tuple[str, ...]) -> None:
    assert class_forms(code) == forms


DAY = dt.date(2020, 5, 1)


@pytest.mark.parametrize(
    ("days", "expected"),
    [({"published_on": DAY - dt.timedelta(1), "filed_on": DAY - dt.timedelta(500)},
      Standing.PUBLISHED),
     ({"published_on": DAY, "filed_on": DAY - dt.timedelta(500)}, Standing.FILED),
     ({"filed_on": DAY - dt.timedelta(1)}, Standing.FILED),
     ({"filed_on": DAY + dt.timedelta(9), "priority_on": DAY - dt.timedelta(1)}, Standing.FILED),
     ({"filed_on": DAY}, Standing.SAME_DAY), ({"filed_on": DAY + dt.timedelta(1)}, Standing.LATER),
     ({}, Standing.UNKNOWN), ({"published_on": DAY + dt.timedelta(3)}, Standing.UNKNOWN)],
)  # fmt: skip
def test_what_counts_is_the_day_of_priority(days: dict[str, dt.date], expected: Standing) -> None:
    question = document(1, priority_on=DAY, filed_on=DAY + dt.timedelta(360))
    assert standing(question, document(2, **days)) == expected
    assert standing(document(1), document(2, **days)) == Standing.UNKNOWN


def test_what_came_later_stands_last_however_alike() -> None:
    question = document(1, "Separator", ENGLISH, filed_on=DAY)
    later = document(2, "Separator", ENGLISH, filed_on=DAY + dt.timedelta(9))
    before = document(3, "Separator coating", "", filed_on=DAY - dt.timedelta(9))
    assert [row.document.id for row in found(question, later, before)] == [3, 2]


def test_a_short_text_is_not_compared_by_its_wording() -> None:
    told = found(document(1, "Ceramic separator", "Foil"), document(2, "Ceramic separator", "Foil"))
    assert told[0].wording is None and told[0].terms == 1.0 and told[0].is_nearly_the_same


def test_a_library_read_back_from_files_answers_the_same(tmp_path: Path) -> None:
    rows = [document(n, f"Separator {n}", ENGLISH if n % 2 else KOREAN) for n in range(40)]
    made = library.of_documents(rows)
    library.write(made, tmp_path / "a")
    library.write(made, tmp_path / "a")
    opened = library.read(tmp_path / "a")
    question = document(99, "분리막", KOREAN)
    assert opened.nearest(question, 8) == made.nearest(question, 8) != []
    (tmp_path / "a" / "manifest.json").write_text('{"format": 0, "documents": 40}')
    with pytest.raises(ValueError, match="no library"):
        library.read(tmp_path / "a")


def test_a_library_made_in_parts_equals_one_made_at_once() -> None:
    rows = [document(n, f"Title{n}", (ENGLISH, KOREAN, CHINESE)[n % 3]) for n in range(30)]
    whole = sketched(rows)
    parts = joined([sketched(rows[:7]), sketched(rows[7:])])
    fewer = whole.without(range(7))
    assert whole.terms.tolist() == parts.terms.tolist()
    assert whole.signatures.tolist() == parts.signatures.tolist()
    assert fewer.terms.tolist() == sketched(rows[7:]).terms.tolist()
    assert fewer.ids.tolist() == list(range(7, 30))


@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=200), st.text(max_size=12)),
                min_size=1, max_size=4))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_it_and_each_figure_is_a_share(texts: list[tuple[str, str, str]]) -> None:
    rows = [Document(n, title, text, (word,), (word,))
            for n, (title, text, word) in enumerate(texts)]  # fmt: skip
    shelf = library.of_documents(rows[1:])
    near = shelf.nearest(rows[0], 5)
    told = judged(rows[0], rows[1:], shelf)
    assert set(near) <= {row.id for row in rows[1:]} and told == judged(rows[0], rows[1:], shelf)
    for row in told:
        assert 0 <= row.terms <= 1 and 0 <= row.score <= 1
        assert row.wording is None or 0 <= row.wording <= 1
        assert all(0 <= weight <= 1 for _word, weight in row.shared)


@given(st.text(min_size=1, max_size=300))
@settings(max_examples=80, deadline=None)
def test_a_text_is_as_like_itself_as_can_be(text: str) -> None:
    told = judged(document(1, text, text), [document(2, text, text)], library.of_documents([]))
    assert not told or (told[0].terms in (0.0, 1.0) and told[0].wording in (None, 1.0))
