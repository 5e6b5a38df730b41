"""The index on disk: immutable, checked, replaced at once, extended by deltas."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from seizures.matching.facts import RightFacts
from seizures.matching.index import MatchIndex, build
from seizures.matching.segment import IndexRefused, read_manifest, verify
from tests.matching.making import RIGHTS, line, raised


def test_an_index_read_from_disk_answers_like_one_in_memory(tmp_path: Path) -> None:
    manifest = build(RIGHTS, tmp_path / "index", version="7")
    index = MatchIndex.open(tmp_path / "index")
    assert raised(line("BRAND ZORVANE SHOES"), index) == ["R1"]
    assert (index.version, index.size, index.bytes) == ("7", len(RIGHTS), manifest.bytes)
    assert isinstance(index.segments[0].deletions.entries.base, np.memmap | np.ndarray)


def test_no_file_of_an_index_needs_pickle(tmp_path: Path) -> None:
    build(RIGHTS, tmp_path / "index", version="1")
    names = {path.name for path in (tmp_path / "index").iterdir()}
    assert names - {"manifest.json"} == set(read_manifest(tmp_path / "index").files)
    for name in names - {"manifest.json"}:
        np.load(tmp_path / "index" / name, allow_pickle=False)


def test_building_again_replaces_the_index_and_leaves_nothing_aside(tmp_path: Path) -> None:
    build(RIGHTS, tmp_path / "index", version="1")
    opened = MatchIndex.open(tmp_path / "index")
    build(RIGHTS[1:], tmp_path / "index", version="2")
    assert [path.name for path in tmp_path.iterdir()] == ["index"]
    assert raised(line("BRAND ZORVANE SHOES"), opened) == ["R1"]  # the old one stays mapped
    assert raised(line("BRAND ZORVANE SHOES"), MatchIndex.open(tmp_path / "index")) == []


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    build(RIGHTS, tmp_path / "index", version="1")
    path = tmp_path / "index" / "names.looks.npy"
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(IndexRefused, match="cut short"):
        MatchIndex.open(tmp_path / "index")


def test_a_changed_byte_is_found_by_verify(tmp_path: Path) -> None:
    build(RIGHTS, tmp_path / "index", version="1")
    assert verify(tmp_path / "index") == []
    path = tmp_path / "index" / "names.looks.npy"
    data = bytearray(path.read_bytes())
    data[-4] ^= 1
    path.write_bytes(bytes(data))
    assert verify(tmp_path / "index") == ["names.looks.npy"]


def test_another_format_and_no_index_at_all_are_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexRefused, match="no readable"):
        MatchIndex.open(tmp_path / "nothing")
    build(RIGHTS, tmp_path / "index", version="1")
    manifest = tmp_path / "index" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": 99}))
    with pytest.raises(IndexRefused, match="format 99"):
        MatchIndex.open(tmp_path / "index")


def test_a_delta_adds_rights_and_hides_their_older_selves(tmp_path: Path) -> None:
    build(RIGHTS, tmp_path / "base", version="1")
    changed = replace(RIGHTS[0], mark="ZORVENTA", aliases=())
    build(
        [changed, RightFacts("R9", "trademark", "KELDRIN", (), (25,))], tmp_path / "d1", version="2"
    )
    index = MatchIndex.open(tmp_path / "base", delta=[tmp_path / "d1"])
    assert raised(line("BRAND KELDRIN SHOES"), index) == ["R9"]
    assert raised(line("BRAND ZORVENTA SHOES"), index) == ["R1"]
    assert raised(line("조르반 운동화"), index) == []
    assert (index.version, index.size) == ("1+2", len(RIGHTS) + 1)


def test_an_inactive_right_never_matches(tmp_path: Path) -> None:
    build(RIGHTS, tmp_path / "base", version="1")
    index = MatchIndex.open(tmp_path / "base")
    lapsed = index.with_inactive({"R1", "unknown"})
    assert raised(line("BRAND ZORVANE SHOES"), lapsed) == []
    assert raised(line("BRAND ZORVANE SHOES"), index) == ["R1"]
    assert lapsed.size == index.size - 1


def test_an_empty_register_can_be_indexed_and_finds_nothing(tmp_path: Path) -> None:
    build([], tmp_path / "base", version="0")
    assert raised(line("BRAND ZORVANE SHOES"), MatchIndex.open(tmp_path / "base")) == []


def test_a_mark_of_signs_alone_does_no_harm() -> None:
    index = MatchIndex.of([RightFacts("S", "trademark", "!!!"), *RIGHTS])
    assert raised(line("!!! BRAND ZORVANE SHOES"), index) == ["R1"]
