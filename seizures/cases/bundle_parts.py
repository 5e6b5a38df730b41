"""What goes into a case bundle: files in the order they are packed, and the records about them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from seizures.cases.ledger import balance
from seizures.cases.models import EvidenceItem, RedactedCopy, SeizureCase
from seizures.files.choices import Purpose
from seizures.files.models import Attachment, StoredFile
from seizures.journal.chain import FIELDS
from seizures.journal.models import Entry
from seizures.letters.models import Letter

MOST_SEALED_LINKS = 20_000
"""Links of other records written between two entries of the case; beyond that a gap is noted."""


@dataclass(frozen=True, slots=True)
class Part:
    """One stored file of the bundle: where it goes, which bytes, and what it is to a reader."""

    path: str
    file: StoredFile
    kind: str
    title: str


def parts_of(case: SeizureCase) -> list[Part]:
    """Every stored file of the case in a fixed order: evidence, versions, papers, letters."""
    numbers = dict(case.evidence.exclude(attachment=None).values_list("attachment_id", "number"))
    audiences = dict(RedactedCopy.objects.filter(case=case).values_list("copy_id", "audience"))
    files = list(Attachment.objects.on("case", case.pk))
    if case.inspection_id:
        files += Attachment.objects.on("inspection", case.inspection_id)
    found = [_part(row, numbers, audiences) for row in files]
    return sorted(found, key=lambda part: part.path) + list(_letters(case))


def _part(row: Attachment, numbers: dict[int, int], audiences: dict[int, str]) -> Part:
    name = safe_name(row.name)
    title = row.note or row.name
    if row.pk in numbers:
        path, kind = f"data/evidence/E{numbers[row.pk]:04d}-{name}", _("Evidence")
        title = f"E{numbers[row.pk]} {title}"
    elif row.pk in audiences:
        path, kind = f"data/redacted/R{row.pk}-{audiences[row.pk]}-{name}", _("Redacted copy")
    else:
        path, kind = f"data/files/F{row.pk}-{name}", str(Purpose(row.purpose).label)
    return Part(path, row.file, kind, title)


def _letters(case: SeizureCase) -> Iterator[Part]:
    rows = Letter.objects.filter(subject_kind="case", subject_id=case.pk).order_by("id")
    for letter in rows.select_related("file", "translation_file", "signed_file"):
        title = f"{letter.number} {letter.recipient_name}"
        for stored, ending in ((letter.file, ""), (letter.translation_file, "-translation"),
                               (letter.signed_file, "-signed")):  # fmt: skip
            if stored is not None:
                yield Part(f"data/letters/{letter.number}{ending}.pdf", stored, _("Letter"), title)


def safe_name(name: str) -> str:
    """A file name without folders or signs that trouble a file system."""
    plain = re.sub(r"[^\w.-]+", "_", name.rpartition("/")[2].rpartition("\\")[2]).strip("._")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:80]}{dot}{ending[:8]}" if stem else plain[:80] or "file"


def custody(case: SeizureCase) -> str:
    """The evidence room as JSON: items, later entries, hand-overs, samples."""
    rows = case.evidence.select_related("sample", "goods").prefetch_related("entries", "hand_overs")
    return _json([_item(item) for item in rows.order_by("number")])


def _item(item: EvidenceItem) -> dict[str, Any]:
    sample = getattr(item, "sample", None)
    return {
        **_fields(item, "number kind title description sha256 collected_at collected_place place "
                        "seal keeper by_name"),
        "entries": [_fields(entry, "kind field before after reason at by_name")
                    for entry in item.entries.all()],
        "hand_overs": [
            _fields(row, "status giver giver_role giver_office receiver receiver_role "
                         "receiver_office is_external place purpose condition seal_before "
                         "seal_after offered_at settled_at settled_by_name answer")
            for row in item.hand_overs.all()
        ],
        "sample": _fields(sample, "quantity unit requester requester_role basis purpose "
                                  "identifiers witness is_party_present signatures "
                                  "is_secret_checked return_due_on returned_on "
                                  "returned_quantity returned_to") if sample else None,
    }  # fmt: skip


def ledger(case: SeizureCase) -> str:
    """The goods ledger, disposal orders and securities as JSON."""
    return _json({
        "goods": [
            {**_fields(line.goods, "id control_number description hs unit quantity unit_value"),
             "under": dict(line.parts),
             "movements": [_fields(move, "source target quantity at step place witness method "
                                         "note by_name order_id count_id")
                           for move in line.goods.movements.all()]}
            for line in balance(case)
        ],
        "disposal_orders": [
            {**_fields(order, "number step method status place planned_on officers witnesses "
                              "approved_by_name approved_at done_on weight_kg has_residue "
                              "residue_note cost cost_payer proceeds"),
             "lines": [_fields(line, "goods_id quantity") for line in order.lines.all()]}
            for order in case.disposal_orders.prefetch_related("lines").order_by("id")
        ],
        "securities": [_fields(row, "kind status required lodged currency basis formula form "
                                    "provider reference expires_on")
                       for row in case.securities.order_by("id")],
    })  # fmt: skip


def _fields(row: Any, names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names.split()}


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1) + "\n"


def index(rows: list[tuple[str, str, int]], titles: dict[str, tuple[str, str]],
          about: dict[str, str]) -> str:  # fmt: skip
    """The index as the verifier reads it: every payload file but the index itself."""
    files = [{"path": path, "sha256": digest, "size": size,
              "kind": titles.get(path, ("", ""))[0], "title": titles.get(path, ("", ""))[1]}
             for path, digest, size in sorted(rows)]  # fmt: skip
    return _json({**about, "files": files})


def journal_lines(case: SeizureCase) -> Iterator[bytes]:
    """The case's entries in full, and between them the digests of other records' links.

    What other records say stays closed, but the chain can be followed through them.
    """
    own = list(Entry.objects.about("case", case.pk).order_by("chain", "sequence"))
    before: Entry | None = None
    for entry in own:
        if before is not None and before.chain == entry.chain:
            yield from _between(before, entry)
        values = {name: getattr(entry, name) for name in FIELDS}
        values["at"] = entry.at.isoformat(timespec="microseconds")
        yield _line({"entry": {**values, "digest": entry.digest}})
        before = entry


def _between(before: Entry, after: Entry) -> Iterator[bytes]:
    if after.sequence - before.sequence > MOST_SEALED_LINKS:
        yield _line({"gap": [before.sequence + 1, after.sequence - 1], "chain": after.chain})
        return
    rows = Entry.objects.filter(
        chain=before.chain, sequence__gt=before.sequence, sequence__lt=after.sequence
    ).order_by("sequence")
    for link in rows.values_list("chain", "sequence", "previous", "digest").iterator(2000):
        yield _line({"link": list(link)})


def _line(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n").encode()
