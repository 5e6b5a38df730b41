"""What a pledgee sees: the rights pledged to it, and whether their recordations still stand."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seizures.portal.access import pledgee_side
from seizures.portal.lists import newest_first
from seizures.rights.choices import TONE
from seizures.rights.models import Recordation, Right


@pledgee_side
def pledge_list(request: HttpRequest) -> HttpResponse:
    """Rights pledged to the reader's organisation, with their recordations in force or ended."""
    filed = Recordation.objects.exclude(status="draft").order_by("-administration")
    rows = Right.objects.pledged_to(request.user).select_related("holder")
    page = newest_first(request, rows.prefetch_related(Prefetch("recordations", filed)))
    context = {
        "rows": [
            (right, [(row, TONE[row.status]) for row in right.recordations.all()])
            for right in page.rows
        ],
        "previous_url": page.previous_url,
        "next_url": page.next_url,
    }
    return render(request, "portal/pledge_list.html", context)
