"""Named data versions: commonness and calibration, learned purely and never edited."""

from pathlib import Path

import pytest

from seizures.matching.facts import GoodsFacts
from seizures.matching.learned import Learned, LearnedRefused, fit_calibration, learn_commonness
from seizures.matching.screen import screen
from tests.matching.making import index_of, line

QUIET = [
    GoodsFacts(str(n), "zorvane clay 20 kgs" if n % 2 else f"lorem{n} ipsum", "250810", f"S{n}")
    for n in range(200)
]


def test_words_of_many_shippers_are_learned_and_names_of_one_are_not(tmp_path: Path) -> None:
    lesson = learn_commonness(QUIET, name="2026-w48")
    lesson.save(tmp_path / "w48.npz")
    read = Learned.load(tmp_path / "w48.npz")
    assert (read.name, read.lines) == ("2026-w48", 200)
    assert (read.keys == lesson.keys).all() and (read.shares == lesson.shares).all()
    assert set(read.shares.round(3)) <= {0.5}


def test_the_order_of_the_lines_does_not_matter() -> None:
    one, other = (learn_commonness(lines, name="x") for lines in (QUIET, QUIET[::-1]))
    assert (one.keys == other.keys).all() and (one.shares == other.shares).all()


def test_a_data_version_is_never_overwritten(tmp_path: Path) -> None:
    Learned.NONE.save(tmp_path / "x.npz")
    with pytest.raises(LearnedRefused, match="its own name"):
        Learned.NONE.save(tmp_path / "x.npz")
    (tmp_path / "y.npz").write_bytes(b"no numpy")
    with pytest.raises(LearnedRefused, match="no learned"):
        Learned.load(tmp_path / "y.npz")


def test_a_lesson_tells_how_common_a_word_is_in_its_chapter() -> None:
    lesson = learn_commonness(QUIET, name="x")

    def told(hs: str, text: str) -> dict[str, float]:
        hits = screen(
            index_of(), [line(f"BRAND {text} SHOES", hs)], learned=lesson, recipe="additive-2"
        )
        return dict(hits[0].features)

    clay, shoes = told("250810", "ZORVANE"), told("640411", "ZORVANE")
    assert clay["common_learned"] == shoes["common_learned"] > 0
    assert clay["common_in_chapter"] > shoes.get("common_in_chapter", 0.0) == 0.0
    assert "common_learned" not in told("640411", "HARBOR LARK")


def test_nothing_learned_changes_nothing() -> None:
    goods = [line("BRAND ZORVANE SHOES")]
    assert screen(index_of(), goods) == screen(index_of(), goods, learned=Learned.NONE)


def test_a_calibration_keeps_the_order_and_moves_towards_the_outcomes() -> None:
    scores = [0.1, 0.3, 0.6, 0.9] * 50
    right = fit_calibration(scores, [False, False, True, True] * 50)
    wrong = fit_calibration(scores, [True, True, False, False] * 50)
    rare = fit_calibration(scores, [False] * 190 + [True] * 10)
    assert right[0] > 1.0
    assert wrong[0] >= 0.05 and rare[1] < 0.0
    assert fit_calibration(scores, [False, False, True, True] * 50) == right


def test_without_outcomes_a_calibration_changes_nothing() -> None:
    assert fit_calibration([], []) == (1.0, 0.0)
    with pytest.raises(ValueError, match="as many"):
        fit_calibration([0.5], [])


def test_a_calibration_moves_every_score_alike() -> None:
    stern = Learned.NONE.calibrated((1.0, -3.0), "stern")
    goods = [line("BRAND ZORVANE SHOES")]
    usual, strict = (screen(index_of(), goods, learned=one, candidates=True)[0].score
                     for one in (Learned.NONE, stern))  # fmt: skip
    assert strict < usual
