"""What alerts have in common: short hashed keys of sender, address, picture and wording."""

import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from seizures.matching.parties import party_key
from seizures.parties.names import fold
from seizures.screening.choices import BundleReason

ADDRESSES = ("shipper_address", "consignee_address", "address")
PICTURE = "picture_hash"
PARCELS = ("express", "post")
FEWEST_WORDS = 3
_NUMBER = re.compile(r"\S*\d\S*")

COLUMNS = (
    "pk", "administration", "side", "status", "score", "alert__right_id",
    "alert__consignment__shipper_name", "alert__consignment__shipper_id",
    "alert__consignment__consignee_id", "alert__consignment__mode",
    "alert__consignment__origin", "alert__consignment__destination",
)  # fmt: skip


def keys_of(row: Mapping[str, Any], text: str, extra: Mapping[str, Any]) -> dict[str, str]:
    """The keys of a row of the queue, key -> what it stands for, the most telling first.

    `row` holds `COLUMNS`; `text` and `extra` are those of the goods line that matched best. A key
    holds the right and the side too: what infringes another mark is another matter. Wording alone
    counts for parcels of one route.
    """
    found = {}
    for reason, parts in _parts(row, text, extra):
        common = [str(row["alert__right_id"]), row["side"], reason.value, *parts]
        found[f"{reason.value[0]}:{_short(common)}"] = reason.value
    return found


def _parts(row: Mapping[str, Any], text: str, extra: Mapping[str, Any]) -> Any:
    sender = party_key(row["alert__consignment__shipper_name"])
    if sender:
        yield BundleReason.SENDER, [sender]
    address = next((fold(str(extra[name])) for name in ADDRESSES if extra.get(name)), "")
    if address:
        yield BundleReason.ADDRESS, [address]
    if extra.get(PICTURE):
        yield BundleReason.PICTURE, [str(extra[PICTURE])]
    words = wording(text)
    if row["alert__consignment__mode"] in PARCELS and len(words) >= FEWEST_WORDS:
        route = [row["alert__consignment__origin"], row["alert__consignment__destination"]]
        yield BundleReason.TEXT, [*route, *words]


def wording(text: str) -> list[str]:
    """The words of a goods text without numbers, sizes and order: its fingerprint."""
    return sorted(set(fold(_NUMBER.sub(" ", text)).split()))


def _short(parts: list[str]) -> str:
    return blake2b("\x1f".join(parts).encode(), digest_size=9).hexdigest()
