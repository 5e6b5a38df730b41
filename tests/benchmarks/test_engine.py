"""The size of the index at the bar it was built for; needs the shared development set.

How fast the engine is, `benchmark screening` measures.
"""

import os
from pathlib import Path

import pytest

from seizures.matching.files import screen_files

SHARED = Path(os.environ.get("CUSTOMS_IP_SHARED", Path(__file__).parents[2].parent / "shared"))
BENCH = SHARED / "bench"


@pytest.mark.alone
def test_the_index_of_a_hundred_thousand_marks_is_small(tmp_path: Path) -> None:
    if not BENCH.exists():
        pytest.skip(f"the development set is not at {BENCH}")
    done = screen_files(
        BENCH / "register.jsonl.gz", BENCH / "lines.jsonl.gz", tmp_path / "out.jsonl"
    )
    print(done.summary())
    assert done.index_bytes <= 90_000_000
