"""Finds the case a page or a deed is about, for those who may see it."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from seizures.cases.models import SeizureCase


def find_case(request: HttpRequest, pk: int) -> SeizureCase:
    """The case with everything its page shows of its own row, else 404."""
    rows = SeizureCase.objects.visible_to(request.user).select_related(
        "right__holder", "consignment__manifest", "office", "officer", "inspection", "alert",
        "recordation",
    )  # fmt: skip
    case: SeizureCase = get_object_or_404(rows, pk=pk)
    return case
