"""The account for deposits of an office: set by its own administrators, kept in the journal."""

import pytest

from seizures.accounts.models import User
from seizures.core.errors import NotAllowed
from seizures.journal.models import Entry
from seizures.reference.actions import set_deposit_account
from seizures.reference.models import Office
from tests.builders import actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def office() -> Office:
    found = Office.objects.filter(administration="kr").first()
    assert found
    return found


def test_an_account_is_set_once_and_the_journal_says_who_did() -> None:
    for _twice in range(2):
        row = set_deposit_account(office(), " Bank  1-2 ", by=actor("administrator", "kr"))
    assert row.deposit_account == office().deposit_account == "Bank 1-2"
    entry = Entry.objects.get(verb="office.account_set")
    assert (entry.data["before"], entry.data["account"]) == ("", "Bank 1-2")


@pytest.mark.parametrize(("role", "place"), [("officer", "kr"), ("administrator", "cn")])
def test_nobody_else_sets_it(role: str, place: str) -> None:
    with pytest.raises(NotAllowed):
        set_deposit_account(office(), "Mine 1", by=actor(role, place))
    assert office().deposit_account == ""


def test_the_back_office_writes_through_the_same_action(admin_client, admin_user: User) -> None:
    User.objects.filter(pk=admin_user.pk).update(role="administrator", administration="kr")
    page = f"/admin/reference/office/{office().pk}/change/"
    assert admin_client.get(page).status_code == 200
    assert admin_client.post(page, {"deposit_account": "Bank 3"}).status_code == 302
    assert office().deposit_account == "Bank 3"
    assert Entry.objects.filter(verb="office.account_set").count() == 1
    abroad = Office.objects.filter(administration="cn").first()
    assert abroad
    told = admin_client.post(f"/admin/reference/office/{abroad.pk}/change/",
                             {"deposit_account": "Bank 4"})  # fmt: skip
    assert told.status_code == 403
