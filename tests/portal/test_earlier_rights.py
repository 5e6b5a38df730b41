"""A holder who files a patent or design: what is published of it, and a word of warning."""

from typing import Any

import pytest
from django.urls import reverse

from seizures.core.actor import of_user
from seizures.rights import actions
from seizures.rights.models import Holder, Recordation, Right, Specification
from tests.portal.worlds import a_holder, person, signed_in
from tests.rights.test_prior_art import CLAIM, patent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Any, settings: Any) -> None:
    settings.MATCH_INDEX_DIR = tmp_path / "index"


def drafted(owner: Holder, user: Any, kind: str = "patent", **told: Any) -> Right:
    return actions.draft_right(
        holder=owner, kind=kind, mark="One touch flask", administrations=["kr"], by=of_user(user),
        fields={"terms": ["rotating lid"], "filed_on": "2022-01-01",
                "specification": {"claims": CLAIM, **told}},
    )  # fmt: skip


def part(right: Right, code: str) -> str:
    return reverse("portal-record-part", args=[right.pk, code])


def test_what_is_published_is_given_with_the_product_and_comes_back() -> None:
    owner, user = a_holder()
    right, client = drafted(owner, user), signed_in(user)
    sent = {"mark": "Flask", "hs": "9617", "terms": "rotating lid", "classes": "A47G 19/22, A47J41",
            "priority_on": "2021-02-03", "published_on": "2022-08-09", "abstract": "A flask.",
            "claims": "1. A flask."}  # fmt: skip
    assert client.post(part(right, "what"), sent).url == part(right, "where")
    told = Specification.objects.get(right=right)
    assert told.classes == ["A47G 19/22", "A47J41"] and told.claims == "1. A flask."
    page = client.get(part(right, "what")).content.decode()
    assert "A47G 19/22, A47J41" in page and 'value="2021-02-03"' in page


def test_a_class_that_is_none_and_days_in_the_wrong_order_are_told_at_their_field() -> None:
    owner, user = a_holder()
    right, client = drafted(owner, user), signed_in(user)
    sent = {"mark": "Flask", "classes": "A47G 19/22, bottles"}
    answer = client.post(part(right, "what"), sent)
    assert "“bottles” is no class" in answer.context["form"].errors["classes"][0]
    assert answer.context["published_open"]
    days = {"mark": "Flask", "priority_on": "2022-02-03", "published_on": "2021-02-03"}
    answer = client.post(part(right, "what"), days)
    assert "publication lies before" in answer.context["form"].errors["published_on"][0]
    assert Specification.objects.get(right=right).priority_on is None


def test_a_design_has_no_claims_and_a_mark_nothing_of_it() -> None:
    owner, user = a_holder()
    client = signed_in(user)
    design = client.get(part(drafted(owner, user, "design"), "what")).context["form"]
    assert "claims" not in design.fields and design.fields["classes"].label == "Locarno classes"
    marks = client.get(part(drafted(owner, user, "trademark"), "what")).context["form"]
    assert not {"classes", "abstract", "priority_on"} & set(marks.fields)


def test_nearly_the_same_right_of_another_is_told_by_its_public_facts_only() -> None:
    owner, user = a_holder()
    old = patent("Bottle with rotating lid", places=("cn",), classes=["A47G 19/22"])
    page = signed_in(user).get(part(drafted(owner, user), "check")).content.decode()
    assert "Check that your right is valid" in page and "A47G 19/22" in page
    assert old.recordations.get().registration_number in page and "Bottle with" in page
    assert old.holder.name not in page and "gasket" not in page


def test_no_warning_of_what_is_not_in_force_later_unlike_or_ones_own() -> None:
    owner, user = a_holder()
    asked, client = drafted(owner, user), signed_in(user)
    pending = patent("Pending", places=("kr",))
    Recordation.objects.filter(right=pending).update(status="submitted")
    patent("Later", day="2023-01-01")
    patent("Toothbrush", claims="A brush with a head of bristles that a shaft turns to and fro")
    Right.objects.filter(pk=patent("Own").pk).update(holder=owner)
    assert client.get(part(asked, "check")).context["earlier"] == []
    assert client.get(part(drafted(owner, user, "trademark"), "check")).context["earlier"] == []


def test_somebody_else_does_not_reach_the_comparison() -> None:
    owner, user = a_holder()
    other = person("holder", organisation=a_holder("Other Ltd")[0].organisation)
    assert signed_in(other).get(part(drafted(owner, user), "check")).status_code == 404
