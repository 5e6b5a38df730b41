"""Which version of a file of a case or an inspection a signed-in reader gets."""

from typing import Any

from seizures.cases.models import SeizureCase
from seizures.cases.versions import Version, audience_of, version_for
from seizures.files.models import Attachment
from seizures.inspections.models import Inspection


def version_of(user: Any, row: Attachment) -> Version | None:
    """The version of an attachment on a case or inspection that this reader may see, or None."""
    if row.subject_kind == "inspection":
        order = Inspection.objects.visible_to(user).filter(pk=row.subject_id)
        if user.is_official and order.exists():
            return Version(row, True)
        cases = SeizureCase.objects.filter(inspection_id=row.subject_id)
    else:
        cases = SeizureCase.objects.filter(pk=row.subject_id)
    for case in cases.select_related("right__holder"):
        found = version_for(case, row, audience_of(user, case))
        if found is not None:
            return found
    return None
