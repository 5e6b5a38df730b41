"""Rules, watch-list, engines and replays on the desk: who may, what is refused, what it costs."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from seizures.accounts.models import User
from seizures.core import clock
from seizures.core.actor import of_user, system
from seizures.inspections.models import Inspection
from seizures.matching import recipes
from seizures.screening import actions
from seizures.screening.actions.ruling import RuleForm
from seizures.screening.models import Alert, RecipeInForce, Rule, ShadowRun, Suggestion, WatchEntry
from tests.builders import person
from tests.making import recorded, row, screened
from tests.web.alerts.world import FAKE, LANGUAGES, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_tables", "own_index"),
]
BUILT = {
    "name": "Cheap bags by express", "effect": "raise", "strength": "1.5", "save": "1",
    "field-0": "mode", "op-0": "is", "value-0": ["express"],
    "field-1": "origin", "op-1": "is", "value-1": "Shenzhen",
    "field-2": "hs", "op-2": "is", "value-2": "42",
    "field-3": "unit_value", "op-3": "below", "value-3": "5", "currency-3": "usd",
}  # fmt: skip


@pytest.fixture
def officer() -> User:
    return person("officer", "kr")


@pytest.fixture
def desk(officer: User) -> Client:
    return signed_in(officer)


def made(user: User, effect: str = "raise") -> Rule:
    form = RuleForm(
        "Shoes", [{"field": "hs", "op": "is", "values": ["64"]},
                  {"field": "origin", "op": "is", "values": ["CNTAO"]}],
        effect, 1.0, reason="tried",
    )  # fmt: skip
    return actions.draft_rule(form, administration="kr", by=of_user(user))


def compared(user: User, *rules: Rule) -> ShadowRun:
    today = clock.today("kr")
    run = actions.begin_shadow_run(administration="kr", first_on=today, last_on=today,
                                   recipe=recipes.CURRENT, rules=[r.pk for r in rules],
                                   by=of_user(user))  # fmt: skip
    assert actions.run_shadow(run.pk, by=system(), budget_seconds=60)
    run.refresh_from_db()
    return run


def test_a_rule_is_built_row_by_row_without_any_code(desk: Client) -> None:
    first = desk.post(reverse("rule-new"), {"name": "x", "effect": "raise", "add": "1",
                                            "field-0": "mode"})  # fmt: skip
    page = first.content.decode()
    assert first.status_code == 200 and not Rule.objects.exists()
    assert 'name="field-1"' in page and "Express" in page and 'name="op-0"' in page
    answer = desk.post(reverse("rule-new"), BUILT)
    built = Rule.objects.get()
    assert answer.status_code == 302 and built.status == "draft"
    assert [part["values"] for part in built.conditions][1:] == [["CNSZX"], ["42"], ["5", "USD"]]
    told = desk.get(reverse("rule-detail", args=[built.pk])).content.decode()
    assert (
        "Mode is Express, Origin is Shenzhen, HS code is 42 and Unit value is below 5 USD" in told
    )


def test_the_sentence_of_a_rule_is_read_aloud_while_it_is_built(desk: Client) -> None:
    data = {key: value for key, value in BUILT.items() if key != "save"}
    page = desk.post(reverse("rule-new"), {**data, "show": "1"})
    assert page.status_code == 200 and "the score rises by 1.5" in page.content.decode()
    assert not Rule.objects.exists()


@pytest.mark.parametrize(("change", "sentence"), [
    ({"name": ""}, "This field is required"), ({"value-2": "bags"}, "2 to 10 digits"),
    ({"value-3": "cheap"}, "write a number"), ({"value-0": []}, "write what to look for"),
    ({"strength": "0"}, "more than 0"),
    ({"field-2": "right", "value-2": "NOBODY"}, "No right is called"),
    ({"effect": "suppress"}, "why no alert is raised"),
    ({"effect": "alert"}, "Choose the right"),
])  # fmt: skip
def test_bad_input_comes_back_as_the_form_with_a_sentence(
    desk: Client, change: dict[str, Any], sentence: str
) -> None:
    answer = desk.post(reverse("rule-new"), {**BUILT, **change})
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not Rule.objects.exists()


def test_a_stale_form_changes_nothing(desk: Client, officer: User) -> None:
    rule = made(officer)
    form = RuleForm("Changed", rule.conditions, "raise", 2.0)
    actions.change_rule(rule, form, by=of_user(officer))
    answer = desk.post(reverse("rule-edit", args=[rule.pk]), {**BUILT, "version": "1"})
    assert answer.status_code == 422 and "Somebody else changed" in answer.content.decode()
    rule.refresh_from_db()
    assert rule.name == "Changed"


def test_strangers_and_the_other_administration_see_nothing_of_it(officer: User) -> None:
    screened(row("H1", "CUPS"))
    rule = made(officer)
    run = compared(officer, rule)
    proposal = actions.propose_engine(run, by=of_user(officer))
    entry = {"name": "HONGLIN", "role": "watched", "reason": "x", "source": "case"}
    assert signed_in(officer).post(reverse("watch-new"), entry).status_code == 302
    pages = [
        ("rule-detail", rule.pk),
        ("engine-detail", proposal.pk),
        ("shadow-detail", run.pk),
        ("watch-detail", WatchEntry.objects.get().pk),
        ("shadow-progress", run.pk),
    ]
    chinese, holder = signed_in(person("officer", "cn")), signed_in(person("holder"))
    for name, key in pages:
        url = reverse(name, args=[key])
        assert signed_in(officer).get(url).status_code == 200, name
        assert chinese.get(url).status_code == 404, name
        assert holder.get(url).status_code == 403, name
        assert Client().get(url).status_code == 302, name
    auditor = signed_in(person("auditor", "kr"))
    assert auditor.get(reverse("rule-new")).status_code == 403
    assert auditor.post(reverse("rule-retire", args=[rule.pk])).status_code == 403


def test_two_people_put_a_rule_live_over_the_pages(desk: Client, officer: User) -> None:
    screened(row("H1", "CUPS"))
    rule, today = made(officer), clock.today("kr").isoformat()
    asked = {"first_on": today, "last_on": today, "recipe": recipes.CURRENT, "rules": [rule.pk]}
    assert desk.post(reverse("shadow-new"), asked).status_code == 302
    run = ShadowRun.objects.get()
    early = desk.post(reverse("shadow-propose", args=[run.pk]), {})
    assert early.status_code == 422 and "Wait until" in early.content.decode()
    assert actions.run_shadow(run.pk, by=system(), budget_seconds=60)
    for _press in range(2):
        assert desk.post(reverse("shadow-propose", args=[run.pk]), {}).status_code == 302
    proposal = RecipeInForce.objects.get()
    confirm = reverse("engine-confirm", args=[proposal.pk])
    assert desk.post(confirm).status_code == 403
    senior = signed_in(person("senior_officer", "kr"))
    refused = senior.post(confirm, {"version": "9"})
    assert refused.status_code == 422
    for _press in range(2):
        assert senior.post(confirm).status_code == 302
    rule.refresh_from_db()
    assert rule.status == "live"
    assert RecipeInForce.objects.filter(status="in_force").count() == 1


def test_a_senior_officer_never_confirms_the_own_proposal() -> None:
    boss = person("senior_officer", "kr")
    screened(row("H1", "CUPS"))
    proposal = actions.propose_engine(compared(boss, made(boss)), by=of_user(boss))
    answer = signed_in(boss).post(reverse("engine-confirm", args=[proposal.pk]))
    assert answer.status_code == 422 and "Somebody else" in answer.content.decode()
    page = signed_in(boss).get(reverse("engine-detail", args=[proposal.pk])).content.decode()
    assert "Put live" not in page and "You proposed this" in page


def test_a_proposal_is_refused_with_a_reason(officer: User) -> None:
    screened(row("H1", "CUPS"))
    proposal = actions.propose_engine(compared(officer, made(officer)), by=of_user(officer))
    senior, url = (
        signed_in(person("senior_officer", "kr")),
        reverse("engine-refuse", args=[proposal.pk]),
    )
    assert senior.post(url, {"reason": ""}).status_code == 422
    assert senior.post(url, {"reason": "too wide"}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.status, proposal.answer) == ("refused", "too wide")


def test_a_suggested_inspection_is_ordered_once(desk: Client, officer: User) -> None:
    manifest = screened(row("H1", "CUPS"))
    line = manifest.lines.get()
    suggestion = Suggestion.objects.create(administration="kr", rule=made(officer, "suggest"),
                                           consignment=line.consignment, line=line)  # fmt: skip
    url = reverse("suggestion-decide", args=[suggestion.pk])
    aside = desk.post(url, {"status": "set_aside", "note": ""})
    assert aside.status_code == 422 and "why no inspection" in aside.content.decode()
    for _press in range(2):
        assert desk.post(url, {"status": "ordered", "version": "1"}).status_code == 302
    assert Inspection.objects.count() == 1
    assert signed_in(person("officer", "cn")).post(url, {}).status_code == 404


def test_the_replay_of_an_alert_shows_every_term_and_the_same_score(desk: Client) -> None:
    recorded()
    screened(row("H1", FAKE))
    alert = Alert.objects.get()
    page = desk.get(reverse("alert-replay", args=[alert.pk])).content.decode()
    assert "the same score again" in page and "Starting point of the recipe" in page
    assert f"{alert.score:.6f}" in page
    other = signed_in(person("officer", "cn")).get(reverse("alert-replay", args=[alert.pk]))
    assert other.status_code == 200 and "QINGDAO LANHAI" not in other.content.decode()
    assert signed_in(person("holder")).get(
        reverse("alert-replay", args=[alert.pk])).status_code == 403  # fmt: skip


def test_the_engine_page_tells_precision_with_its_interval(desk: Client, officer: User) -> None:
    recorded()
    screened(*(row(f"H{n}", FAKE) for n in range(4)))
    for number, alert in enumerate(Alert.objects.order_by("pk")):
        actions.record_outcome(alert, administration="kr", by=of_user(officer),
                               outcome="infringing" if number else "nothing")  # fmt: skip
    page = desk.get(reverse("engine-list")).content.decode()
    assert "75 % (3 of 4; 30 to 95 %)" in page
    assert "About which rights are the alerts right?" in page and "VELANTIS" in page


def test_lists_cost_the_same_however_long_they_are(
    desk: Client, officer: User, count_queries: Any
) -> None:
    for number in range(30):
        made(officer)
        desk.post(reverse("watch-new"), {"name": f"FIRM {number} QX", "role": "watched",
                                         "reason": "x", "source": "tip"})  # fmt: skip
    assert WatchEntry.objects.count() == 30
    for name in ("rule-list", "watch-list", "engine-list", "suggestion-list"):
        desk.get(reverse(name))
        with count_queries(22):
            assert desk.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_renders_in_every_language(language: str, officer: User) -> None:
    recorded()
    screened(row("H1", FAKE))
    rule = made(officer)
    run = compared(officer, rule)
    proposal = actions.propose_engine(run, by=of_user(officer))
    desk = signed_in(officer, language)
    pages = [
        reverse(name)
        for name in (
            "rule-list",
            "rule-new",
            "watch-list",
            "watch-new",
            "suggestion-list",
            "engine-list",
            "shadow-new",
        )
    ]
    pages += [reverse("rule-detail", args=[rule.pk]), reverse("rule-edit", args=[rule.pk]),
              reverse("shadow-detail", args=[run.pk]), reverse("engine-detail", args=[proposal.pk]),
              reverse("alert-replay", args=[Alert.objects.get().pk])]  # fmt: skip
    for url in pages:
        assert desk.get(url).status_code == 200, url
    for kind in ("csv", "xlsx"):
        assert desk.get(reverse("rule-list") + f"?export={kind}").status_code == 200
