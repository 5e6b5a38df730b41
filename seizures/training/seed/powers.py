"""Who acts for whom in the demo: powers of attorney of both administrations, and a deputy."""

import datetime as dt
from random import Random

from django.core.files.base import ContentFile

from seizures.accounts.actions import create_organisation
from seizures.accounts.choices import OrganisationKind, PowerScope
from seizures.accounts.models import Organisation, User
from seizures.core import clock
from seizures.core.actor import Actor, of_user, system
from seizures.rights import actions
from seizures.training.invent import pictures

TERM = dt.timedelta(days=730)
CHINESE_FIRM = ("Lanhe Demo Intellectual Property Agency", "澜禾演示知识产权代理")
DEPUTY = ("holder-small", "holder-large")
"""Who names a deputy, and whom."""


def appoint_agents(agent: Organisation, principals: list[Organisation],
                   holders: list[Organisation]) -> None:  # fmt: skip
    """The demo's agent acts for its principals in both countries; Koreans have one in China."""
    for principal in principals:
        _appoint(principal, agent, ("kr", "cn"))
    name, local = CHINESE_FIRM
    firm = create_organisation(by=system(), kind=OrganisationKind.AGENT, name=name, country="CN",
                               local_name=local)  # fmt: skip
    for holder in holders:
        if holder.country == "KR":
            _appoint(holder, firm, ("cn",))


def _appoint(principal: Organisation, agent: Organisation, places: tuple[str, ...]) -> None:
    today = clock.today("kr")
    specimen = pictures.certificate("POWER", Random(principal.pk))
    power = actions.lodge_power(
        principal, agent, scopes=PowerScope.values, administrations=places, valid_from=today,
        valid_until=today + TERM, by=system(),
        document=ContentFile(specimen, name="power-of-attorney.png"),
    )  # fmt: skip
    for acceptance in power.acceptances.all():
        actions.decide_power(acceptance, accept=True, by=_examiner(acceptance.administration))


def _examiner(administration: str) -> Actor:
    return of_user(User.objects.get(username=f"{administration}-examiner"))


def name_the_deputy() -> None:
    """The small holder is away for two weeks from now on."""
    away, stand_in = (User.objects.select_related("organisation").get(username=name)
                      for name in DEPUTY)  # fmt: skip
    today = clock.today("kr")
    if away.organisation:
        actions.name_deputy(away.organisation, stand_in.email, starts_on=today,
                            ends_on=today + dt.timedelta(days=14), by=of_user(away))  # fmt: skip
