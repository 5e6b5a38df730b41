"""Recordations as holders file them, for the pages of their examiners."""

from typing import Any

from seizures.core.actor import of_user
from seizures.files.actions import attach, store_bytes
from seizures.files.choices import Purpose
from seizures.rights import actions
from seizures.rights.models import Holder, Recordation
from tests.builders import holder_user, picture


def filed(firm: Holder, mark: str = "VELANTIS", place: str = "kr", **fields: Any) -> Recordation:
    """A complete recordation with certificate and picture that waits for its examiner."""
    by = of_user(holder_user(firm))
    right = actions.draft_right(
        holder=firm, kind="trademark", mark=mark, administrations=[place], by=by,
        fields={"nice": [25], "registration_number": "40-1", "hs": ["6404.11"],
                "identification": "- Woven label\n- Eight stitches", **fields},
    )  # fmt: skip
    image = store_bytes(picture().read(), media_type="image/png", by=by)
    paper = store_bytes(b"%PDF-1.7 certificate %%EOF", media_type="application/pdf", by=by)
    for purpose, stored in ((Purpose.MARK, image), (Purpose.CERTIFICATE, paper)):
        attach(stored, kind="right", key=right.pk, purpose=purpose, name=purpose, by=by)
    return actions.submit(right.recordations.get(), by=by)
