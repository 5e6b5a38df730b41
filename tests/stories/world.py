"""A small world with something in every room, and the address of every page and deed in it."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from seizures.accounts.models import Deputy, Organisation, User
from seizures.cargo.actions import merge_parties
from seizures.cargo.models import GoodsLine
from seizures.cases import actions as cases
from seizures.cases.actions import costs
from seizures.cases.models import PendingStep, SeizureCase
from seizures.core import clock
from seizures.core.actor import of_user, system
from seizures.files.models import Attachment
from seizures.inspections import actions as inspections
from seizures.letters.models import Letter
from seizures.matching import recipes
from seizures.parties.models import Party
from seizures.reference.models import Office
from seizures.rights import actions as rights
from seizures.screening import actions as screening
from seizures.screening.actions.ruling import RuleForm
from seizures.screening.actions.watching import WatchForm
from seizures.screening.models import Alert, Suggestion
from seizures.training import actions as training
from seizures.training.models import Exercise
from tests.builders import actor, consignment, person, picture, recorded_right
from tests.cases.guaranteed import applied, in_force
from tests.making import recorded, row, screened
from tests.portal.worlds import (
    a_complete_draft,
    a_holder,
    an_agent,
    asked_for_more,
    notified_case,
    paper,
    request_of,
    signed_in,
    step,
)
from tests.stories.evidence_room import furnish

ROOMS = ("seizures.web.", "seizures.portal.", "seizures.training.")
OFFICIALS = ("officer", "senior_officer", "examiner", "analyst", "auditor", "trainer", "trainee",
             "administrator")  # fmt: skip
PARTS = ("what", "where", "names", "traders", "genuine", "check")


@dataclass
class World:
    """Who is here, and which rows they look at."""

    people: dict[str, User]
    keys: dict[str, Any] = field(default_factory=dict)
    exercise: Exercise | None = None

    def url(self, name: str, *keys: str) -> str:
        """The address of a page about rows of this world."""
        return reverse(name, args=[self.keys.get(key, key) for key in keys])


def build(*, with_exercise: bool = True) -> World:
    """Makes the world through the actions of the house."""
    owner, user = a_holder()
    people = {role: person(role, "kr") for role in OFFICIALS}
    pledgee = Organisation.objects.create(kind="pledgee", name="Hanbada Bank", country="KR")
    stranger, stranger_user = a_holder("Gaon Industries")
    people |= {
        "holder": user, "agent": an_agent(owner),
        "pledgee": person("pledgee", organisation=pledgee),
        "other holder": stranger_user, "other side": person("officer", "cn"),
    }  # fmt: skip
    world = World(people)
    _cargo(world)
    _rights(world, owner, user)
    _cases(world, owner, user)
    _engines(world)
    world.keys |= furnish(SeizureCase.objects.get(pk=world.keys["case"]), people)
    recorded_right("GAON", owner=stranger)
    if with_exercise:
        lead = of_user(people["trainer"])
        world.exercise = training.start_exercise("first-corridor", by=lead)
        training.join_exercise(world.exercise.code, by=of_user(people["trainee"]))
        world.keys["exercise"] = world.exercise.pk
    return world


def _cargo(world: World) -> None:
    recorded()
    fake = 'BRAND "VELANTIS" SPORTS SHOES'
    rows = [row(f"HBL{n:04d}", fake) for n in range(5)]
    manifest = screened(*rows, row("HBL0009", "HANGERS", quantity="many"))
    first, second, third, fourth, fifth = Alert.objects.order_by("pk")
    officer = of_user(world.people["officer"])
    mine = third.dispositions.get(administration="kr")
    screening.dismiss(mine, reason="licensed", note="", by=officer, version=mine.version)
    screening.refer(second.dispositions.get(administration="kr"), note="Look at it", by=officer)
    order = inspections.open_inspection(alert=fourth, by=officer, place="Store 3")
    inspections.start(order, by=officer)
    photo = inspections.add_photo(order, picture(), by=officer)
    done = inspections.open_inspection(alert=fifth, by=officer, place="Store 3")
    inspections.record_finding(
        done, verdict="suspected", line=fifth.consignment.lines.get(), right=fifth.right,
        quantity=1200, by=officer,
    )  # fmt: skip
    done = inspections.finish(done, by=officer)
    screened(row("HBL0010", fake, shipper="YANTAI HAIYUE TRADING CO LTD"))
    aside = Alert.objects.latest("pk").dispositions.get(administration="kr")
    snooze = screening.snooze(aside, until=clock.now() + dt.timedelta(days=3),
                              reason="Waits for the samples", by=officer)  # fmt: skip
    screening.arrange(by=system())
    bundle = first.dispositions.get(administration="kr").bundle
    assert bundle is not None
    sender = aside.alert.consignment.shipper
    assert sender is not None
    other = Party.objects.exclude(pk=sender.pk).order_by("pk")[0]
    (bond,) = merge_parties(sender, [other], administration="kr", reason="same number",
                            by=officer)  # fmt: skip
    boss = of_user(world.people["senior_officer"])
    conflict = screening.declare_conflict(party=other, by=actor("officer", "kr"))
    screening.take(second.dispositions.get(administration="kr"), by=boss)
    handover = screening.hand_over(receiver=None, note="Samples at ten", by=boss)
    world.keys |= {"colleague": world.people["officer"].pk,
                   "office": Office.objects.filter(administration="kr")[0].pk}  # fmt: skip
    world.keys |= {"party": sender.pk, "bond": bond.pk, "conflict": conflict.pk,
                   "handover": handover.pk}  # fmt: skip
    world.keys |= {"bundle": bundle.pk, "snooze": snooze.pk, "snoozed": aside.alert_id}
    world.keys |= {
        "manifest": manifest.pk, "refused": manifest.refused_rows.get().pk, "alert": first.pk,
        "dismissed": third.pk, "consignment": first.consignment_id, "right": first.right_id,
        "inspection": order.pk, "item": order.checklist.order_by("pk")[0].pk, "done": done.pk,
        "file": photo.pk,
    }  # fmt: skip


def _rights(world: World, owner: Any, user: User) -> None:
    by = of_user(user)
    draft = a_complete_draft(owner, user, mark="SOLBIT")
    for purpose, colour in (("mark", "teal"), ("genuine", "navy"), ("fake", "maroon")):
        rights.attach_paper(draft, picture(colour, f"{purpose}.png"), purpose=purpose, by=by)
    rights.add_alias(draft, language="ko", text="솔빛", by=by)
    rights.add_trader(draft, name="Hanbit Trade Co., Ltd.", role="importer", country="KR", by=by)
    deficient = asked_for_more(owner, user)
    filed = a_complete_draft(owner, user, mark="HANUL")
    submitted = rights.submit(filed.recordations.get(administration="kr"), by=by)
    paper = Attachment.objects.on("recordation", submitted.pk)[0]
    renewable = recorded_right("SAEBOM", owner=owner).recordations.get(administration="kr")
    renewable.expires_on = clock.today("kr") + dt.timedelta(days=100)
    renewable.save(update_fields=["expires_on"])
    world.keys |= {"draft": draft.pk, "deficient": deficient.pk, "filed": filed.pk,
                   "submitted": submitted.pk, "paper": paper.pk,
                   "renewable": renewable.pk}  # fmt: skip


def _cases(world: World, owner: Any, user: User) -> None:
    notice, _officer = notified_case(owner)
    own = recorded_right("NURIBOM", owner=owner)
    case, officer = notified_case(owner)
    answer = signed_in(user).post(reverse("portal-notice", args=[case.pk]), request_of(case))
    assert answer.status_code == 302
    case.refresh_from_db()
    step(case, "suspend", officer)
    step(case, "consent_to_destruction", officer, consenting_person="Park Seojun")
    proposal = cases.take_step(case, "destroy", by=actor("officer", "kr"), answers={
        "place": "Incheon", "method": "shredding", "witness": "Choi Minho"})  # fmt: skip
    assert isinstance(proposal, PendingStep)
    costs.charge_cost(case, kind="storage", first=clock.today("kr"), days=12, rate=Decimal(8000),
                      by=officer)  # fmt: skip
    guarantee = in_force(owner, "kr")
    asked_for = applied(owner, "kr", reference="HB-2026-77")
    world.keys |= {"guarantee": guarantee.pk, "asked_guarantee": asked_for.pk}
    asked = cases.ask_question(case, party="holder", text="Which features?", days=5, by=officer)
    wrong = cases.propose_correction(case, kind="value", reason="Typing error in the value",
                                     data={"value": "1000"}, by=officer)  # fmt: skip
    link, token = cases.issue_link(case, recipient="Park Seojun", language="ko", days=14,
                                   by=officer)  # fmt: skip
    link, _key = cases.open_link(token)
    claim = cases.lodge_licence(link, trader="HANBIT TRADE CO LTD", files=[paper()])
    power = owner.organisation.powers_given.latest("pk")
    waits = power.acceptances.get_or_create(administration="kr")[0]
    deputy = Deputy.objects.create(
        organisation=owner.organisation, person=world.people["other holder"],
        starts_on=clock.today("kr") + dt.timedelta(days=400),
        ends_on=clock.today("kr") + dt.timedelta(days=410), named_by_name="Test",
    )  # fmt: skip
    world.keys |= {"link": link.pk, "claim": claim.pk, "power": power.pk,
                   "acceptance": waits.pk, "deputy": deputy.pk}  # fmt: skip
    letter = Letter.objects.about("case", case.pk).get(key="kr/form11", recipient_kind="holder")
    world.keys |= {
        "question": asked.pk,
        "correction": wrong.pk,
        "clock": case.due_dates.order_by("pk")[0].pk,
    }
    world.keys |= {"notice": notice.pk, "case": case.pk, "proposal": proposal.pk, "own": own.pk,
                   "letter": letter.pk, "number": letter.number,
                   "token": letter.data["verify_token"], "free": consignment().pk}  # fmt: skip


def _engines(world: World) -> None:
    by, today = of_user(world.people["officer"]), clock.today("kr")
    form = RuleForm("Shoes from Qingdao", [{"field": "hs", "op": "is", "values": ["64"]},
                                           {"field": "origin", "op": "is", "values": ["CNTAO"]}],
                    "raise", 1.0)  # fmt: skip
    rule = screening.draft_rule(form, administration="kr", by=by)
    watched = screening.enter_watch(
        WatchForm("HONGLIN TRADE", "watched", "Seized twice", "case"), administration="kr", by=by
    )
    shadow = screening.begin_shadow_run(
        administration="kr", first_on=today, last_on=today, recipe=recipes.CURRENT,
        rules=[rule.pk], by=by,
    )  # fmt: skip
    assert screening.run_shadow(shadow.pk, by=by, budget_seconds=60)
    shadow.refresh_from_db()
    proposed = screening.propose_engine(shadow, by=by)
    line = GoodsLine.objects.order_by("pk")[0]
    suggestion = Suggestion.objects.create(
        administration="kr", rule=rule, consignment=line.consignment, line=line
    )
    world.keys |= {"rule": rule.pk, "watched": watched.pk, "shadow": shadow.pk,
                   "engine": proposed.pk, "suggestion": suggestion.pk}  # fmt: skip
    again = screening.begin_rescreen(by=system())
    assert again is not None and screening.rescreen(again, by=system(), budget_seconds=60)
    world.keys["rescreen"] = again


def named_addresses() -> set[str]:
    """The names of every address of the desk, the portal and the training room."""

    def walk(resolver: URLResolver) -> Any:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                yield from walk(entry)
            elif isinstance(entry, URLPattern):
                yield entry.name, entry.callback.__module__

    return {str(name) for name, module in walk(get_resolver()) if module.startswith(ROOMS)}
