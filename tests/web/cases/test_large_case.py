"""A case with five hundred journal entries and three hundred photos is no heavier than a small one.

How long it takes is measured by `benchmark heavy_case`.
"""

from typing import Any

import pytest
from django.urls import reverse

from seizures.core.actor import system
from seizures.files.actions import store_upload
from seizures.files.models import Attachment
from seizures.journal.actions import record
from tests.builders import person, picture
from tests.cases.walking import opened, step
from tests.web.visiting import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
ENTRIES, PHOTOS = 500, 300


@pytest.fixture
def large(tmp_path: Any, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    case, officer = opened()
    step(case, "notify", officer)
    stored = store_upload(picture(), by=officer)
    Attachment.objects.bulk_create([
        Attachment(file=stored, subject_kind="case", subject_id=case.pk, purpose="photo",
                   name=f"{n}.png") for n in range(PHOTOS)
    ])  # fmt: skip
    for n in range(ENTRIES):
        record("file.attached", kind="case", key=case.pk, by=system("kr"), name=f"{n}.png")
    return case


def test_it_is_paged_and_asks_no_more_than_a_small_one(large: Any, count_queries: Any) -> None:
    client = visitor(person("officer", "kr"))
    address = reverse("case-detail", args=[large.pk])
    client.get(address)
    with count_queries(40):
        page = client.get(address)
    assert len(page.context["timeline"]) <= 60
    assert page.content.count(b"<img") < 60
    seen, before = len(page.context["timeline"]), page.context["earlier"]
    while before:
        part = client.get(f"{address}?before={before}", headers={"HX-Request": "true"})
        assert b"<html" not in part.content
        seen, before = seen + len(part.context["timeline"]), part.context["earlier"]
    assert seen >= ENTRIES
    whole = client.get(f"{address}?before={page.context['earlier']}")
    assert b"<html" in whole.content
