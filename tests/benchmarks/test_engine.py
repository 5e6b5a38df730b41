"""The matching engine against the bars it was built for; needs the shared development set."""

import os
from pathlib import Path

import numpy as np
import pytest

from seizures.matching.facts import GoodsFacts, RightFacts
from seizures.matching.files import screen_files
from seizures.matching.index import assemble

pytestmark = pytest.mark.alone

SHARED = Path(os.environ.get("CUSTOMS_IP_SHARED", Path(__file__).parents[2].parent / "shared"))
BENCH = SHARED / "bench"


def test_a_hundred_thousand_marks_are_screened_fast_enough(tmp_path: Path) -> None:
    if not BENCH.exists():
        pytest.skip(f"the development set is not at {BENCH}")
    done = screen_files(
        BENCH / "register.jsonl.gz", BENCH / "lines.jsonl.gz", tmp_path / "out.jsonl", repeat=5
    )
    print(done.summary())
    assert done.lines_per_cpu_second >= 20_000
    assert done.index_seconds <= 8.0
    assert done.index_bytes <= 90_000_000


def test_an_index_of_a_thousand_marks_is_a_matter_of_a_blink() -> None:
    import time

    letters = np.random.default_rng(7).choice(list("bcdfglmnprstvzaeiou"), size=(1_000, 8))
    rights = [RightFacts(f"R{i}", "trademark", "".join(row)) for i, row in enumerate(letters)]
    before = time.process_time()
    assemble(rights)
    assert time.process_time() - before < 0.4


def test_lines_full_of_novel_words_do_not_stop_the_engine(tmp_path: Path) -> None:
    import time

    from seizures.matching.index import MatchIndex
    from seizures.matching.screen import screen

    random = np.random.default_rng(9)
    words = ["".join(row) for row in random.choice(list("bcdfglmnprstvzaeiou"), size=(20_000, 8))]
    index = MatchIndex.of(
        [RightFacts(f"R{i}", "trademark", w) for i, w in enumerate(words[:10_000])]
    )
    lines = [GoodsFacts(str(i), " ".join(random.choice(words, 6))) for i in range(2_000)]
    screen(index, lines[:10])
    before = time.process_time()
    screen(index, lines)
    assert len(lines) / (time.process_time() - before) > 1_500
