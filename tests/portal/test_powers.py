"""Agents act by an accepted, valid power of attorney alone; deputies answer for a period."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from seizures.accounts.models import Deputy, Organisation, PowerOfAttorney
from seizures.cases import actions as cases
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.core.errors import NotAllowed, Refused
from seizures.journal.models import Entry
from seizures.rights import actions
from seizures.rights.models import Right
from tests.builders import actor, holder, holder_user, person, power_of_attorney
from tests.portal.worlds import (
    a_complete_draft,
    a_draft,
    a_holder,
    an_agent,
    notified_case,
    paper,
    request_of,
    signed_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def agent_with(owner: Any, **fields: Any) -> tuple[Any, PowerOfAttorney]:
    """An agent with one power of attorney of this holder, decided as said."""
    user = an_agent()
    return user, power_of_attorney(owner, user.organisation, **fields)


@pytest.mark.parametrize(
    "fields",
    [{"status": "waiting"}, {"status": "refused"}, {"first": -30, "last": -1},
     {"first": 1, "last": 30}, {"administrations": ("cn",)}, {"scopes": ("recordation",)}],
)  # fmt: skip
def test_without_a_power_in_force_an_agent_has_no_part_in_a_case(fields: dict[str, Any]) -> None:
    owner, _user = a_holder()
    case, _officer = notified_case(owner)
    user, _power = agent_with(owner, **fields)
    assert case not in SeizureCase.objects.visible_to(user)
    answer = signed_in(user).get(reverse("portal-notice", args=[case.pk]))
    assert answer.status_code in (403, 404)
    with pytest.raises(NotAllowed, match="power of attorney of Nuribom"):
        cases.answer_notice(case, verdict="genuine", by=of_user(user))
    with pytest.raises(NotAllowed, match="power of attorney of Nuribom"):
        cases.take_step(case, "holder_declines", answers={}, by=of_user(user))


def test_revoking_a_power_works_at_once_and_says_so() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    agent, power = agent_with(owner)
    client = signed_in(agent)
    url = reverse("portal-notice", args=[case.pk])
    assert client.get(url).status_code == 200
    answer = signed_in(user).post(reverse("portal-power-revoke", args=[power.pk]),
                                  {"reason": "We changed our agent"})  # fmt: skip
    assert answer.status_code == 302
    refused = client.get(url)
    assert refused.status_code == 403 and "Agents and deputies" in refused.content.decode()
    assert Entry.objects.filter(verb="power.revoked", data__power=power.pk).exists()


def test_securities_are_lodged_only_by_a_power_that_covers_them() -> None:
    owner, _user = a_holder()
    case, _officer = notified_case(owner)
    agent, _power = agent_with(owner, scopes=("cases",))
    client = signed_in(agent)
    url = reverse("portal-notice", args=[case.pk])
    refused = client.post(url, request_of(case))
    assert refused.status_code == 403 and not case.answers.exists()
    told = {"version": case.version, "verdict": "counterfeit", "want": "later", "features": "Fake"}
    assert client.post(url, told).status_code == 302
    answer = case.answers.get()
    assert answer.acting_as == "agent" and answer.acting_for == owner.name


def test_a_right_is_recorded_only_by_a_power_for_recordation() -> None:
    owner, _user = a_holder()
    agent, _power = agent_with(owner, scopes=("cases", "securities"))
    with pytest.raises(NotAllowed):
        a_draft(owner, agent)
    offered = signed_in(agent).get(reverse("portal-record")).context["holders"]
    assert owner.name not in [name for _key, name in offered]
    second, _power = agent_with(owner, administrations=("kr",))
    right = a_complete_draft(owner, second)
    actions.submit(right.recordations.get(administration="kr"), by=of_user(second))
    with pytest.raises(NotAllowed):
        actions.submit(right.recordations.get(administration="cn"), by=of_user(second))


def test_a_holder_from_abroad_files_only_with_an_agent() -> None:
    owner = holder("Seoul Only Co., Ltd.", has_agent=False)
    right = a_complete_draft(owner, holder_user(owner))
    by = of_user(owner.organisation.people.get())
    actions.submit(right.recordations.get(administration="kr"), by=by)
    with pytest.raises(Refused, match="files through an agent"):
        actions.submit(right.recordations.get(administration="cn"), by=by)
    firm = Organisation.objects.create(kind="agent", name="Lanhe", country="CN")
    power_of_attorney(owner, firm, administrations=("cn",))
    assert actions.submit(right.recordations.get(administration="cn"), by=by).number


def test_a_power_is_lodged_in_the_portal_and_counts_once_accepted() -> None:
    owner, _user = a_holder()
    case, _officer = notified_case(owner)
    agent = an_agent()
    client = signed_in(agent)
    today = clock.today("kr")
    answer = client.post(reverse("portal-power-list"), {
        "principal": owner.name, "scopes": ["cases"], "administrations": ["kr"],
        "valid_from": today, "valid_until": today + dt.timedelta(days=30), "document": paper(),
    })  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    power = PowerOfAttorney.objects.get(agent=agent.organisation)
    assert case not in SeizureCase.objects.visible_to(agent)
    waiting = power.acceptances.get()
    desk = signed_in(person("examiner", "kr"))
    assert owner.name in desk.get(reverse("power-list")).content.decode()
    url = reverse("power-decide", args=[waiting.pk])
    assert signed_in(person("examiner", "cn")).post(url, {"answer": "yes"}).status_code == 404
    assert signed_in(person("analyst", "kr")).post(url, {"answer": "yes"}).status_code == 403
    assert desk.post(url, {"answer": "yes"}).status_code == 302
    assert case in SeizureCase.objects.visible_to(agent)
    assert Entry.objects.filter(verb="power.accepted").latest("id").chain == "kr"


def test_a_power_is_refused_only_with_a_reason_and_decided_once() -> None:
    owner, _user = a_holder()
    _agent, power = agent_with(owner, status="waiting", administrations=("kr",))
    officer, row = actor("officer", "kr"), power.acceptances.get()
    with pytest.raises(Refused):
        actions.decide_power(row, accept=False, by=officer)
    actions.decide_power(row, accept=False, reason="Not signed", by=officer)
    with pytest.raises(Refused):
        actions.decide_power(row, accept=True, by=officer)


def test_nobody_lodges_a_power_between_others() -> None:
    owner, _user = a_holder()
    _other, stranger = a_holder("Somebody Else")
    firm = an_agent().organisation
    today = clock.today("kr")
    with pytest.raises(NotAllowed):
        actions.lodge_power(owner.organisation, firm, scopes=["cases"], administrations=["kr"],
                            valid_from=today, valid_until=today, document=paper(),
                            by=of_user(stranger))  # fmt: skip


def test_the_document_of_a_power_is_for_its_parties_and_officers() -> None:
    owner, user = a_holder()
    firm = an_agent().organisation
    today = clock.today("kr")
    power = actions.lodge_power(owner.organisation, firm, scopes=["cases"],
                                administrations=["kr"], valid_from=today, valid_until=today,
                                document=paper(), by=of_user(user))  # fmt: skip
    from seizures.files.models import Attachment

    url = reverse("file-show", args=[Attachment.objects.on("power", power.pk).get().pk])
    _other, stranger = a_holder("Somebody Else")
    told = {signed_in(who).get(url).status_code: who for who in (user, person("officer", "kr"))}
    assert set(told) == {200}
    assert signed_in(stranger).get(url).status_code == 404
    assert signed_in(person("officer", "cn")).get(url).status_code == 404


def test_a_deputy_answers_for_the_period_and_records_nothing() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    sister, stand_in = a_holder("Sister Company")
    stand_in.email = "stand-in@example.org"
    stand_in.save()
    today = clock.today("kr")
    url = reverse("portal-notice", args=[case.pk])
    assert signed_in(stand_in).get(url).status_code == 404
    named = signed_in(user).post(reverse("portal-deputy-name"), {
        "email": "Stand-In@example.org", "starts_on": today,
        "ends_on": today + dt.timedelta(days=7)})  # fmt: skip
    assert named.status_code == 302, named.content.decode()[-2000:]
    client = signed_in(stand_in)
    told = {"version": case.version, "verdict": "genuine", "want": "later", "features": "Ours"}
    assert client.post(url, told).status_code == 302
    assert case.answers.get().acting_as == "deputy"
    with pytest.raises(NotAllowed):
        a_draft(owner, stand_in)
    row = Deputy.objects.get()
    signed_in(user).post(reverse("portal-deputy-end", args=[row.pk]))
    assert client.get(url).status_code == 404
    found = Entry.objects.about("organisation", owner.organisation_id)
    assert set(found.values_list("verb", flat=True)) >= {"deputy.named", "deputy.ended"}
    assert sister.organisation_id != owner.organisation_id


def test_a_deputyship_begins_and_ends_with_its_days() -> None:
    owner, _user = a_holder()
    case, _officer = notified_case(owner)
    _sister, stand_in = a_holder("Sister Company")
    today = clock.today("kr")
    for first, last, is_open in ((-5, -1, False), (1, 5, False), (0, 0, True)):
        Deputy.objects.all().delete()
        days = {"starts_on": today + dt.timedelta(days=first),
                "ends_on": today + dt.timedelta(days=last)}  # fmt: skip
        Deputy.objects.create(organisation=owner.organisation, person=stand_in,
                              named_by_name="Test", **days)  # fmt: skip
        assert (case in SeizureCase.objects.visible_to(stand_in)) is is_open


def test_an_agent_is_no_deputy_and_a_deputyship_is_short() -> None:
    owner, user = a_holder()
    agent = an_agent()
    agent.email = "agent@example.org"
    agent.save()
    today, by = clock.today("kr"), of_user(user)
    for email, days in (("agent@example.org", 3), ("nobody@example.org", 3)):
        with pytest.raises(Refused):
            actions.name_deputy(owner.organisation, email, starts_on=today, by=by,
                                ends_on=today + dt.timedelta(days=days))  # fmt: skip


def test_names_of_the_parties_open_with_the_suspension_and_not_before() -> None:
    owner, user = a_holder()
    case, officer = notified_case(owner)
    url = reverse("portal-case", args=[case.pk])
    agent = an_agent(owner)
    for who in (user, agent):
        assert "HANBIT TRADE CO LTD" not in signed_in(who).get(url).content.decode()
    signed_in(user).post(reverse("portal-notice", args=[case.pk]), request_of(case))
    assert "HANBIT TRADE CO LTD" not in signed_in(user).get(url).content.decode()
    case.refresh_from_db()
    cases.take_step(case, "suspend", answers={}, by=officer)
    for who in (user, agent):
        assert "HANBIT TRADE CO LTD" in signed_in(who).get(url).content.decode()
    assert Right.objects.filter(holder=owner).exists()
