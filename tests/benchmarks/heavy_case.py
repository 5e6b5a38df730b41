"""The pages of one heavy case: 500 journal entries, 300 photographs, on the database in use."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from seizures.accounts.models import User
from seizures.core.actor import system
from seizures.reference.actions import load_reference
from tests.benchmarks.bundle import filled_case
from tests.benchmarks.pages import Page, measured
from tests.benchmarks.scratch import scratch_house
from tests.builders import holder, holder_user, recorded_right
from tests.cases.walking import opened

PHOTOS, ENTRIES, MEGABYTES = 300, 500, 0.05


def run(rows: int, rights: int) -> Iterator[dict[str, Any]]:
    """Asks for the officer's and the holder's page of it; milliseconds of wall-clock and CPU."""
    with scratch_house():
        load_reference(by=system())
        owner = holder()
        reader = holder_user(owner)
        case, officer = filled_case(PHOTOS, MEGABYTES, ENTRIES,
                                    begun=opened(right=recorded_right(owner=owner)))  # fmt: skip
        people = {"web kr": (User.objects.get(pk=officer.id), "case-detail"),
                  "portal": (reader, "portal-case")}  # fmt: skip
        for face, (user, name) in people.items():
            page = Page(face, name, user, [reverse(name, args=[case.pk])])
            yield {"photos": PHOTOS, "journal_entries": ENTRIES, **measured(page)}
