"""A case bundle of many photographs: seconds, megabytes a second, and the most memory held."""

import json
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from seizures.cases import bag, verify_bundle

PHOTOS, MEGABYTES = 200, 3


def run(rows: int, rights: int) -> Iterator[dict[str, Any]]:
    """Packs 200 photographs of 3 MB as a bundle packs them, then verifies the archive."""
    with tempfile.TemporaryDirectory(prefix="bundle-") as folder:
        root = Path(folder)
        photos = [_photo(root / f"{number}.jpg") for number in range(PHOTOS)]
        packed = bag.Bag(root / "bundle.zip", "KR-SC-0001")
        begun = time.perf_counter()
        for number, photo in enumerate(photos, start=1):
            packed.add_stream(f"data/evidence/E{number:04d}.jpg", bag.read_in_pieces(photo))
        packed.add_text("data/journal.jsonl", "")
        listed = [{"path": path, "sha256": digest, "size": size}
                  for path, digest, size in packed.rows]  # fmt: skip
        packed.add_text("data/index.json", json.dumps({"files": listed}))
        seal = packed.seal(about={}, tags={})
        seconds = time.perf_counter() - begun
        yield _row("pack", seconds, bag.size_of(packed.archive))
        begun = time.perf_counter()
        wrong = verify_bundle.verify(str(packed.archive), seal)
        yield _row("verify", time.perf_counter() - begun, bag.size_of(packed.archive))
        assert not wrong, wrong


def _photo(path: Path) -> Path:
    path.write_bytes(os.urandom(MEGABYTES * 1024 * 1024))
    return path


def _row(what: str, seconds: float, size: int) -> dict[str, Any]:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "what": what, "photos": PHOTOS, "seconds": round(seconds, 2),
        "megabytes_a_second": round(size / 1e6 / seconds, 1), "peak_memory_mb": round(most),
    }  # fmt: skip
