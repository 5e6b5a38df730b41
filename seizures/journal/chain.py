"""How a link is hashed: canonical JSON of every field, with the digest of the link before."""

import hashlib
import json
from typing import Any

FIELDS = ("chain", "sequence", "at", "verb", "subject_kind", "subject_id", "subject_reference",
          "actor_kind", "actor_id", "actor_name", "actor_administration", "basis", "data",
          "previous")  # fmt: skip


def digest(entry: Any) -> str:
    """SHA-256 of an entry's fields in canonical form, as 64 hexadecimal digits."""
    values = {name: getattr(entry, name) for name in FIELDS}
    values["at"] = values["at"].isoformat(timespec="microseconds")
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
