"""Which version of a file a reader may see: the whole, a redacted copy made for them, or nothing.

Officers of the case's administration see everything. A party never gets an original's bytes: it
gets the picture as re-encoded for showing, or a redacted copy. A copy that hides names stands in
for the file until the law opens the names to that reader.
"""

from dataclasses import dataclass
from typing import Any

from seizures.cases.choices import Audience, Hides
from seizures.cases.models import FileRelease, RedactedCopy, SeizureCase
from seizures.cases.policies import may_holder_read_file
from seizures.cases.querysets import TOLD_HOLDER
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.grants.models import Grant

OPEN_NAMES = {"shipper", "consignee"}
NEVER_PARTIES = (Purpose.REDACTED, Purpose.RECEIPT, Purpose.DISPOSAL, Purpose.REPORT)
DECLARANT_TOLD = ("notified", "declarant_notified", "suspended", "detained")


@dataclass(frozen=True, slots=True)
class Version:
    """What is served: the attachment whose bytes are shown, and whether the original may be had."""

    attachment: Attachment
    may_have_original: bool


def audience_of(user: Any, case: SeizureCase) -> str:
    """As what this signed-in reader meets the case: "owner", an `Audience`, or nobody ("")."""
    if user.is_official:
        if user.administration_id == case.administration:
            return "owner"
        return Audience.ADMINISTRATION if _granted(case, user.administration_id) else ""
    seen = SeizureCase.objects.visible_to(user).filter(pk=case.pk).exists()
    return Audience.HOLDER if seen else ""


def _granted(case: SeizureCase, administration: str) -> bool:
    grants = Grant.objects.to_administration(administration, "case").filter(subject_id=str(case.pk))
    return any("evidence" in grant.fields for grant in grants)


def names_open(case: SeizureCase, audience: str) -> bool:
    """Whether the law has opened consignor and consignee to this kind of reader."""
    if audience == Audience.HOLDER:
        organisation = case.right.holder.organisation_id
        if organisation is None:
            return False
        grants = Grant.objects.to_organisations([organisation], "case").filter(
            subject_id=str(case.pk)
        )
        return any(set(grant.fields) >= OPEN_NAMES for grant in grants)
    return audience == Audience.DECLARANT  # its own consignment


def step_reached(case: SeizureCase, audience: str) -> bool:
    """Whether the procedure has come to where this reader may be shown anything of the case."""
    if audience == Audience.ADMINISTRATION:
        other = "cn" if case.administration == "kr" else "kr"
        return _granted(case, other)
    told = TOLD_HOLDER if audience == Audience.HOLDER else DECLARANT_TOLD
    return bool(case.facts.filter(code__in=told, is_withdrawn=False).exists())


def version_for(case: SeizureCase, row: Attachment, audience: str) -> Version | None:
    """The version of a file of the case that this kind of reader may see now, or None."""
    if audience == "owner":
        return Version(row, True)
    if not audience or not step_reached(case, audience):
        return None
    if row.purpose == Purpose.REDACTED:
        copy = RedactedCopy.objects.filter(copy=row, case=case, audience=audience).first()
        return Version(row, False) if copy and _is_live(copy) else None
    copies = list(RedactedCopy.objects.filter(
        case=case, original=row, audience=audience, withdrawn_at=None
    ).select_related("copy__file").order_by("-id"))  # fmt: skip
    if copies:
        return _copy_or_whole(case, row, audience, copies)
    return Version(row, False) if _may_see_whole(case, row, audience) else None


def _copy_or_whole(case: SeizureCase, row: Attachment, audience: str,
                   copies: list[RedactedCopy]) -> Version | None:  # fmt: skip
    only_names = all(copy.hides == Hides.NAMES for copy in copies)
    if only_names and names_open(case, audience) and _may_see_whole(case, row, audience):
        return Version(row, False)
    released = next((copy for copy in copies if _is_live(copy)), None)
    return Version(released.copy, False) if released else None


def _is_live(copy: RedactedCopy) -> bool:
    return copy.released_at is not None and copy.withdrawn_at is None


def _may_see_whole(case: SeizureCase, row: Attachment, audience: str) -> bool:
    if row.purpose in NEVER_PARTIES:
        return False
    released = FileRelease.objects.filter(case=case, attachment=row, audience=audience,
                                          recalled_at=None)  # fmt: skip
    if released.exists():
        return True
    return audience == Audience.HOLDER and may_holder_read_file(case, row)
