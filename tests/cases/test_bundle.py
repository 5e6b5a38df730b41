"""A case bundle is a sound bag, and twelve ways of tampering with it are found and named."""

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import pytest

from seizures.cases import actions, verify_bundle
from seizures.cases.actions import bundling, custody, evidence, redacting
from seizures.cases.models import CaseBundle
from seizures.core.actor import system
from seizures.core.errors import NotAllowed
from seizures.files import store
from seizures.files.redacting import Box
from seizures.journal.models import Entry
from tests.builders import actor, picture
from tests.cases.rooms import opened, photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def packed() -> tuple[CaseBundle, Path]:
    """A bundle of a case with photos, a redacted copy, a hand-over, letters and strange names."""
    case, officer = opened()
    first = evidence.enter_file(case, photo(1, "상자 라벨 (1).jpg"), by=officer, title="라벨 😀")
    for number in range(2, 5):
        evidence.enter_file(case, photo(number, "photo.jpg"), by=officer)
    opened(mark="OTHERMARK")  # links of another case in the same chain
    actions.take_step(case, "notify", by=officer, answers={})
    assert first.attachment is not None
    redacting.redact_file(case, first.attachment, audience="holder", reason="Names", by=officer,
                          boxes=[Box(0.1, 0.1, 0.2, 0.2)])  # fmt: skip
    offer = custody.offer_hand_over(first, receiver="Dr. Han", place="Seoul", condition="ok",
                                    by=officer)  # fmt: skip
    custody.confirm_with_receipt(offer, signatory="Han", receipt=picture(), by=officer)
    made = bundling.request_bundle(case, by=officer)
    assert bundling.request_bundle(case, by=officer) == made
    assert bundling.pack_bundle(made.pk, by=system())
    made.refresh_from_db()
    return made, store.full(made.path)


def unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as bundle:
        bundle.extractall(folder)
    return next(folder.iterdir())


def test_the_bag_is_valid_for_the_library_of_the_standard_and_for_our_verifier(
    tmp_path: Path,
) -> None:
    made, archive = packed()
    assert verify_bundle.verify(str(archive), made.seal) == []
    root = unpacked(archive, tmp_path / "bag")
    bag = bagit.Bag(str(root))
    bag.validate()
    assert bag.version_info == (1, 0) and bag.algorithms == ["sha256"]
    assert verify_bundle.verify(str(tmp_path / "bag"), made.seal) == []
    payload = {path.removeprefix("data/") for path in bag.payload_entries()}
    kinds = {path.partition("/")[0] for path in payload}
    assert {"evidence", "redacted", "files", "letters", "index.pdf", "index.json", "journal.pdf",
            "journal.jsonl", "custody.json", "ledger.json"} == kinds  # fmt: skip
    assert len([path for path in payload if path.startswith("evidence/")]) == 4
    assert (root / "data/index.pdf").read_bytes().startswith(b"%PDF")
    assert made.files == len(payload) and made.size == archive.stat().st_size
    entry = Entry.objects.get(verb="evidence.bundle_packed")
    assert entry.data["seal"] == made.seal


def test_the_journal_of_other_records_stays_closed(tmp_path: Path) -> None:
    made, archive = packed()
    root = unpacked(archive, tmp_path / "bag")
    lines = [json.loads(line) for line in (root / "data/journal.jsonl").read_text().splitlines()]
    links = [line for line in lines if "link" in line]
    assert links and all(len(line["link"]) == 4 for line in links)
    assert {line["entry"]["subject_id"] for line in lines if "entry" in line} == {str(made.case_id)}
    assert "OTHERMARK" not in (root / "data/journal.jsonl").read_text()


def test_the_shipped_verifier_runs_alone_and_says_so(tmp_path: Path) -> None:
    made, archive = packed()
    root = unpacked(archive, tmp_path / "bag")
    alone = [sys.executable, "-I", "-S", str(root / "verify_bundle.py"), str(archive)]
    told = subprocess.run([*alone, "--seal", made.seal], capture_output=True, text=True)
    assert told.returncode == 0 and told.stdout.startswith("UNTAMPERED")
    damaged = tmp_path / "x.zip"
    damaged.write_bytes(b"no archive")
    told = subprocess.run([*alone[:-1], str(damaged)], capture_output=True, text=True)
    assert told.returncode == 2 and "CANNOT BE READ" in told.stdout
    # the one in the bag is the one of the house
    assert (root / "verify_bundle.py").read_bytes() == Path(verify_bundle.__file__).read_bytes()


def one(root: Path, pattern: str) -> Path:
    return sorted(root.glob(pattern))[0]


def _rehash(root: Path, path: str) -> None:
    """What a careful forger does: the manifest is brought in line with a changed file."""
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        target = root / name
        lines = []
        for line in target.read_text().splitlines():
            inside = line[66:]
            if inside in (path, "manifest-sha256.txt") and (root / inside).exists():
                line = hashlib.sha256((root / inside).read_bytes()).hexdigest() + line[64:]
            lines.append(line)
        target.write_text("\n".join(lines) + "\n")


def changed_byte(root: Path) -> str:
    path = one(root, "data/evidence/*")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    return path.name


def cut_file(root: Path) -> str:
    path = one(root, "data/letters/*")
    path.write_bytes(path.read_bytes()[:-1])
    return path.name


def missing_file(root: Path) -> str:
    path = one(root, "data/redacted/*")
    path.unlink()
    return path.name


def extra_file(root: Path) -> str:
    (root / "data/evidence/E9999-planted.jpg").write_bytes(b"x")
    return "E9999-planted.jpg"


def extra_tag_file(root: Path) -> str:
    (root / "note.txt").write_text("believe me")
    return "note.txt"


def swapped_files(root: Path) -> str:
    first, second = sorted(root.glob("data/evidence/*"))[:2]
    one_content, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one_content)
    return second.name


def changed_manifest(root: Path) -> str:
    path = one(root, "data/evidence/*")
    path.write_bytes(path.read_bytes() + b"x")
    _rehash(root, f"data/evidence/{path.name}")
    return path.name  # the index still knows the file


def removed_everywhere(root: Path) -> str:
    path = one(root, "data/evidence/*")
    path.unlink()
    target = root / "manifest-sha256.txt"
    kept = [line for line in target.read_text().splitlines() if not line.endswith(path.name)]
    target.write_text("\n".join(kept) + "\n")
    _rehash(root, "manifest-sha256.txt")
    return path.name


def changed_oxum(root: Path) -> str:
    target = root / "bag-info.txt"
    target.write_text(target.read_text().replace("Payload-Oxum: ", "Payload-Oxum: 1"))
    return "bag-info.txt"


def _journal(root: Path, change: Callable[[list[str]], list[str]]) -> None:
    target = root / "data/journal.jsonl"
    target.write_text("\n".join(change(target.read_text().splitlines())) + "\n")
    digest, size = hashlib.sha256(target.read_bytes()).hexdigest(), target.stat().st_size
    listed = root / "data/index.json"
    book = json.loads(listed.read_text())
    for row in book["files"]:
        if row["path"] == "data/journal.jsonl":
            row["sha256"], row["size"] = digest, size
    listed.write_text(json.dumps(book))
    for path in ("data/journal.jsonl", "data/index.json"):
        _rehash(root, path)


def changed_entry(root: Path) -> str:
    def change(lines: list[str]) -> list[str]:
        return [line.replace('"verb": "case.notify"', '"verb": "case.suspend"') for line in lines]

    _journal(root, change)
    return "was changed: its digest is"


def removed_entry(root: Path) -> str:
    _journal(root, lambda lines: lines[:2] + lines[3:])
    return "the chain breaks"


def changed_verifier(root: Path) -> str:
    target = root / "verify_bundle.py"
    target.write_text("print('UNTAMPERED')\n")
    return "verify_bundle.py"


def removed_manifest(root: Path) -> str:
    (root / "manifest-sha256.txt").unlink()
    return "manifest-sha256.txt"


TAMPERINGS = [changed_byte, cut_file, missing_file, extra_file, extra_tag_file, swapped_files,
              changed_manifest, removed_everywhere, changed_oxum, changed_entry, removed_entry,
              changed_verifier, removed_manifest]  # fmt: skip


def test_every_tampering_is_caught_and_named(tmp_path: Path) -> None:
    _made, archive = packed()
    assert len(TAMPERINGS) >= 12
    for tamper in TAMPERINGS:
        root = unpacked(archive, tmp_path / tamper.__name__)
        named = tamper(root)
        found = [f"{path}: {what}" for path, what in verify_bundle.verify(str(root))]
        assert any(named in line for line in found), f"{tamper.__name__}: {found}"


def test_a_bundle_rewritten_as_a_whole_is_caught_by_the_seal(tmp_path: Path) -> None:
    made, archive = packed()
    root = unpacked(archive, tmp_path / "bag")
    target = root / "bag-info.txt"
    target.write_text(target.read_text() + "Contact-Name: Somebody else\n")
    tags = root / "tagmanifest-sha256.txt"
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    tags.write_text("".join(
        f"{digest}  bag-info.txt\n" if line.endswith("bag-info.txt") else f"{line}\n"
        for line in tags.read_text().splitlines()
    ))  # fmt: skip
    assert verify_bundle.verify(str(root)) == []
    [(path, what)] = verify_bundle.verify(str(root), made.seal)
    assert path == "tagmanifest-sha256.txt" and made.seal in what


def test_packing_goes_on_where_a_lost_worker_left_it() -> None:
    case, officer = opened()
    for number in range(6):
        evidence.enter_file(case, photo(number), by=officer)
    made = bundling.request_bundle(case, by=officer)
    runs = 0
    while not bundling.pack_bundle(made.pk, by=system(), budget_seconds=0.0):
        runs += 1
        made.job.refresh_from_db()
        assert made.job.done == runs
        if runs == 3:  # bytes after the last checkpoint were lost or torn
            path = store.full(f"bundles/{case.number}-{made.pk}.zip")
            path.write_bytes(path.read_bytes()[:-10])
            runs = 0
            assert not bundling.pack_bundle(made.pk, by=system(), budget_seconds=0.0)
            runs = 1
            break
    while not bundling.pack_bundle(made.pk, by=system(), budget_seconds=0.0):
        pass
    made.refresh_from_db()
    assert verify_bundle.verify(str(store.full(made.path)), made.seal) == []


def test_a_stored_file_that_rotted_stops_the_bundle_and_is_named() -> None:
    case, officer = opened()
    item = evidence.enter_file(case, photo(1), by=officer)
    assert item.attachment is not None
    path = store.full(item.attachment.file.path)
    path.write_bytes(path.read_bytes() + b"rot")
    made = bundling.request_bundle(case, by=officer)
    assert not bundling.pack_bundle(made.pk, by=system())
    made.job.refresh_from_db()
    assert made.job.status == "failed" and "E0001" in made.job.result["path"]
    assert Entry.objects.filter(verb="evidence.bundle_damaged").exists()


def test_only_officers_of_the_case_ask_for_a_bundle() -> None:
    case, _officer = opened()
    for by in (actor("officer", "cn"), actor("auditor", "kr"), actor("holder")):
        with pytest.raises(NotAllowed):
            bundling.request_bundle(case, by=by)
