"""Rules, watch-lists and engines: what they do to alerts, who puts them live, how scores replay."""

import datetime as dt
import json
from collections.abc import Iterator
from io import StringIO
from math import log
from typing import Any

import pytest
from django.core.management import call_command

from seizures.cargo.models import GoodsLine
from seizures.core import clock
from seizures.core.actor import Actor, of_user, system
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.core.models import Job
from seizures.journal.models import Entry
from seizures.matching import recipes
from seizures.rights.models import Right
from seizures.screening import actions, context, engines
from seizures.screening.actions import shadowing
from seizures.screening.actions.ruling import RuleForm
from seizures.screening.actions.watching import WatchForm
from seizures.screening.explain import explanation
from seizures.screening.models import (
    Alert,
    AlertHit,
    Disposition,
    LearnedVersion,
    RecipeInForce,
    Rule,
    RuleHit,
    ScreeningRun,
    ShadowRun,
    Suggestion,
    WatchEntry,
)
from seizures.screening.replay import NotReplayable, replay_alert
from tests.builders import person
from tests.making import recorded, row, screened

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("reference_tables"),
]
FAKE = 'BRAND "VELANTIS" SPORTS SHOES'
FAINT = "SHOES FOR VELANTIS"
SHOES = {"field": "hs", "op": "is", "values": ["64"]}
QINGDAO = {"field": "origin", "op": "is", "values": ["CNTAO"]}


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.MATCH_INDEX_DIR = tmp_path
    forget()
    yield
    forget()


def forget() -> None:
    """What a process keeps is asked anew, as a worker does after two seconds."""
    context.forget()
    engines.forget()


@pytest.fixture
def officer() -> Actor:
    return of_user(person("officer", "kr"))


@pytest.fixture
def senior() -> Actor:
    return of_user(person("senior_officer", "kr"))


def rule(officer: Actor, effect: str = "raise", *, strength: float = 3.0, **fields: Any) -> Rule:
    told: dict[str, Any] = {
        "name": "Shoes from Qingdao",
        "conditions": [SHOES, QINGDAO],
        "reason": "tried" if effect == "suppress" else "",
        **fields,
    }
    form = RuleForm(effect=effect, strength=strength, **told)
    return actions.draft_rule(form, administration="kr", by=officer)


def compared(by: Actor, *rules: Rule, recipe: str = recipes.CURRENT, data: str = "") -> ShadowRun:
    """A finished shadow run of today's cargo with these rules."""
    today = clock.today("kr")
    run = actions.begin_shadow_run(
        administration="kr", first_on=today, last_on=today, recipe=recipe, data_version=data,
        rules=[one.pk for one in rules], by=by,
    )  # fmt: skip
    assert actions.run_shadow(run.pk, by=system(), budget_seconds=60)
    run.refresh_from_db()
    return run


def live(officer: Actor, senior: Actor, *rules: Rule) -> RecipeInForce:
    """Rules put live by two people after a shadow run."""
    screened(row("TRIED", "PLASTIC CUPS", hs="392410"))
    proposal = actions.propose_engine(compared(officer, *rules), by=officer)
    done = actions.confirm_engine(proposal, by=senior)
    forget()
    return done


def test_a_live_rule_raises_the_score_and_stands_among_the_reasons(
    officer: Actor, senior: Actor
) -> None:
    recorded()
    screened(row("H1", FAKE))
    before = Alert.objects.get()
    made = rule(officer, strength=1.0)
    live(officer, senior, made)
    screened(row("H2", FAKE))
    after = Alert.objects.get(consignment__reference="H2")
    assert after.score > before.score
    told = explanation(after.hits.get(), "en")
    assert any(part["code"] == "rule" and "Shoes from Qingdao" in part["text"] for part in told)
    made.refresh_from_db()
    assert (made.status, made.hits) == ("live", 1)
    hit = RuleHit.objects.get(rule=made)
    assert hit.alert == after and hit.before < hit.after == pytest.approx(after.score)


def test_a_rule_lifts_what_lay_below_the_line_and_lowers_what_lay_above(
    officer: Actor, senior: Actor
) -> None:
    recorded()
    screened(row("H1", FAINT))
    assert not Alert.objects.exists()
    live(officer, senior, rule(officer, strength=6.0))
    screened(row("H2", FAINT))
    assert Alert.objects.get().consignment.reference == "H2"


def test_a_lowering_rule_keeps_an_alert_away_and_counts_it(officer: Actor, senior: Actor) -> None:
    recorded()
    made, other = rule(officer, "lower", strength=6.0), rule(officer, "lower", strength=6.0)
    live(officer, senior, made, other)
    screened(row("H1", FAKE), row("H2", FAKE, origin="CNSHA"))
    assert [alert.consignment.reference for alert in Alert.objects.all()] == ["H2"]
    made.refresh_from_db()
    assert made.hits == 1 and RuleHit.objects.get(rule=made).alert is None


def test_a_suppressing_rule_raises_nothing_and_names_its_right(
    officer: Actor, senior: Actor
) -> None:
    right = recorded()
    made = rule(officer, "suppress", strength=0, conditions=[
        SHOES, {"field": "right", "op": "is", "values": [str(right.pk)]}
    ])  # fmt: skip
    live(officer, senior, made)
    screened(row("H1", FAKE))
    assert not Alert.objects.exists()
    assert RuleHit.objects.get(rule=made).right_key == right.pk


def test_a_rule_may_raise_an_alert_of_its_own_and_suggest_an_inspection(
    officer: Actor, senior: Actor
) -> None:
    right = recorded()
    own = rule(officer, "alert", strength=0.8, right=right, name="Lanhai ships fakes")
    hint = rule(officer, "suggest", strength=0, name="Look at these")
    live(officer, senior, own, hint)
    screened(row("H1", "SHOES WITHOUT NAME"))
    alert = Alert.objects.get()
    assert alert.right == right and alert.dispositions.count() == 2
    assert Suggestion.objects.get().rule == hint
    (told,) = replay_alert(alert)
    assert told.how == "rule" and told.is_equal


def test_a_rule_in_the_shadow_notes_what_it_meets_and_changes_nothing(officer: Actor) -> None:
    recorded()
    made = actions.try_rule(rule(officer, "suppress", strength=0), by=officer)
    forget()
    screened(row("H1", FAKE))
    assert Alert.objects.count() == 1
    made.refresh_from_db()
    assert (made.hits, made.shadow_hits) == (0, 1)


def test_the_same_person_never_puts_live_what_it_proposed(senior: Actor, officer: Actor) -> None:
    screened(row("H1", "CUPS"))
    proposal = actions.propose_engine(compared(senior, rule(senior)), by=senior)
    with pytest.raises(NotAllowed):
        actions.confirm_engine(proposal, by=senior)
    with pytest.raises(NotAllowed):
        actions.confirm_engine(proposal, by=officer)
    with pytest.raises(NotAllowed):
        actions.confirm_engine(proposal, by=of_user(person("senior_officer", "cn")))
    other = of_user(person("senior_officer", "kr"))
    done = actions.confirm_engine(proposal, by=other)
    assert done.status == "in_force" and done.confirmed_by_name == other.name
    assert actions.confirm_engine(proposal, by=other).version == done.version
    assert Entry.objects.filter(verb="engine.confirmed").count() == 1


def test_proposing_twice_is_one_proposal_and_nothing_new_is_refused(officer: Actor) -> None:
    screened(row("H1", "CUPS"))
    run = compared(officer, rule(officer))
    first = actions.propose_engine(run, by=officer)
    assert actions.propose_engine(run, by=officer) == first
    with pytest.raises(Refused, match="Nothing would change"):
        actions.propose_engine(compared(officer), by=officer)


def test_a_rule_changed_after_its_shadow_run_is_not_put_live(officer: Actor, senior: Actor) -> None:
    screened(row("H1", "CUPS"))
    made = rule(officer)
    proposal = actions.propose_engine(compared(officer, made), by=officer)
    form = RuleForm("Shoes", [SHOES], "raise", 2.0)
    actions.change_rule(made, form, by=officer)
    with pytest.raises(Stale, match="changed after the shadow run"):
        actions.confirm_engine(proposal, by=senior)


def test_a_live_rule_is_never_changed_and_retires_at_once(officer: Actor, senior: Actor) -> None:
    recorded()
    made = rule(officer, "suppress", strength=0)
    row_in_force = live(officer, senior, made)
    with pytest.raises(Refused, match="Make a copy"):
        actions.change_rule(made, RuleForm("x", [SHOES], "raise", 1.0), by=officer)
    actions.retire_rule(made, reason="too wide", by=officer)
    forget()
    screened(row("H1", FAKE))
    assert Alert.objects.count() == 1
    row_in_force.refresh_from_db()
    assert row_in_force.rules == [] and row_in_force.status == "in_force"


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"conditions": []}, "at least one condition"),
    ({"conditions": [{"field": "colour", "op": "is", "values": ["red"]}]}, "what it asks about"),
    ({"conditions": [{"field": "hs", "op": "is", "values": ["shoes"]}]}, "2 to 10 digits"),
    ({"conditions": [{"field": "unit_value", "op": "below", "values": ["5"]}]}, "three letters"),
    ({"conditions": [{"field": "origin", "op": "is", "values": ["Qing"]}]}, "two letters"),
    ({"conditions": [{"field": "mode", "op": "is", "values": ["rocket"]}]}, "from the list"),
    ({"conditions": [{"field": "quantity", "op": "least", "values": ["many"]}]}, "a number"),
    ({"name": " "}, "a name"), ({"strength": 0.0}, "more than 0"),
    ({"effect": "suppress", "conditions": [SHOES, QINGDAO], "reason": ""}, "why no alert"),
    ({"effect": "suppress", "conditions": [SHOES], "reason": "x"}, "two conditions"),
    ({"effect": "alert", "conditions": [SHOES, QINGDAO]}, "Choose the right"),
    ({"effect": "suggest", "conditions": [SHOES, {"field": "nice", "op": "is", "values": ["25"]}]},
     "without a mark"),
    ({"valid_from": dt.date(2026, 5, 2), "valid_until": dt.date(2026, 5, 1)}, "ends before"),
])  # fmt: skip
def test_what_could_never_work_is_refused_with_a_sentence(
    officer: Actor, fields: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        rule(officer, **{"conditions": [SHOES], **fields})
    assert sentence in str(refused.value)
    assert not Rule.objects.exists()


def test_rules_and_lists_stay_with_their_administration(officer: Actor, senior: Actor) -> None:
    recorded()
    made = rule(officer, "suppress", strength=0)
    live(officer, senior, made)
    screened(row("H1", FAKE), administration="cn")
    assert Alert.objects.count() == 1
    assert not Rule.objects.visible_to(person("officer", "cn")).exists()
    with pytest.raises(NotAllowed):
        actions.retire_rule(made, reason="x", by=of_user(person("officer", "cn")))


def test_a_watched_party_is_known_to_the_engine_at_once(officer: Actor) -> None:
    right = recorded()
    form = WatchForm("Qingdao Lanhai Garment Co., Ltd.", "infringer", "Seized twice", "case",
                     rights=[right])  # fmt: skip
    before, version = context.context_of("kr")
    entry = actions.enter_watch(form, administration="kr", by=officer)
    context.forget()
    after, other = context.context_of("kr")
    assert len(after.parties) == len(before.parties) + 1 and version != other
    assert after.parties.find(["QINGDAO LANHAI GARMENT CO LTD"])[0] is not None
    assert len(context.build("cn").parties) == 0
    with pytest.raises(Refused, match="on the list already"):
        actions.enter_watch(form, administration="kr", by=officer)
    actions.end_watch(entry, reason="moved", by=officer)
    assert len(context.build("kr").parties) == len(before.parties)
    assert WatchEntry.objects.get().ended_at


def test_inspected_parties_bring_their_history_into_the_context(officer: Actor) -> None:
    recorded()
    screened(row("H1", FAKE), row("H2", FAKE, shipper="HAERBIN SHOES CO LTD"))
    first, second = Alert.objects.order_by("pk")
    actions.record_outcome(first, administration="kr", outcome="infringing", by=officer)
    actions.note_verdict(second, verdict="genuine", administration="kr", by=officer)
    known = {party.names[0]: party for party in context.build("kr").parties.parties}
    lanhai = known["QINGDAO LANHAI GARMENT CO LTD"]
    assert (lanhai.infringing, lanhai.genuine, lanhai.usual_quantity) == (1, 0, 1200.0)
    assert known["HAERBIN SHOES CO LTD"].genuine == 1
    assert len(context.build("cn").parties) == 0


def test_every_alert_of_a_seeded_set_replays_to_the_same_score(
    officer: Actor, senior: Actor
) -> None:
    recorded()
    recorded("DORMUNDA", nice=[3, 18])
    recorded("P-1", kind="patent", hs=["8517"], models=["XK-7000"], terms=["folded antenna"])
    actions.enter_watch(
        WatchForm("QINGDAO LANHAI GARMENT CO LTD", "watched", "Seized", "case"),
        administration="kr", by=officer,
    )  # fmt: skip
    live(officer, senior, rule(officer, strength=0.7))
    texts = [FAKE, "V E L A N T I S SHOES", "VELANTI5 SNEAKERS", "DORMUNDA LEATHER BAG",
             "벨란티스 운동화", "SHOES DORMUNDA VELANTIS"]  # fmt: skip
    rows = [row(f"H{n}", text, hs=("640411", "420221")[n % 2], origin=("CNTAO", "CNSHA")[n % 2])
            for n, text in enumerate(texts * 5)]  # fmt: skip
    screened(*rows, row("P1", "phone XK-7000 folded antenna", hs="851713"))
    assert AlertHit.objects.count() >= 20
    Right.objects.update(mark="SOMETHING ELSE", mark_key="something else", nice=[9])
    GoodsLine.objects.update(description="changed since")
    forget()
    for alert in Alert.objects.all():
        for told in replay_alert(alert):
            assert abs(told.stored - told.score) <= 1e-9, (alert, told)
            if told.how == "sum":
                total = told.bias + sum(term.added for term in told.terms)
                assert total == pytest.approx(odds(told.stored), abs=1e-6)


def odds(score: float) -> float:
    """A score in log-odds, as the terms of its sum are."""
    return log(score / (1 - score))


def test_the_command_replays_an_alert_and_says_so_by_its_status() -> None:
    recorded()
    screened(row("H1", FAKE))
    alert, out = Alert.objects.get(), StringIO()
    call_command("replay_alert", alert.number, stdout=out)
    told = json.loads(out.getvalue())
    assert told["equal"] is True and told["stored"] == alert.score and told["terms"]
    AlertHit.objects.update(score=0.5)
    with pytest.raises(SystemExit) as wrong:
        call_command("replay_alert", alert.number, stdout=StringIO(), stderr=StringIO())
    assert wrong.value.code == 1
    with pytest.raises(SystemExit) as unknown:
        call_command("replay_alert", "AL-0", stdout=StringIO(), stderr=StringIO())
    assert unknown.value.code == 2


def test_what_was_raised_by_hand_has_no_score_to_replay(officer: Actor) -> None:
    right = recorded()
    screened(row("H1", "CUPS"))
    cargo = GoodsLine.objects.get().consignment
    alert = actions.raise_by_hand(cargo, right, reason="tip", by=officer)
    with pytest.raises(NotReplayable, match="by hand"):
        replay_alert(alert)


def test_a_shadow_run_compares_and_leaves_every_queue_alone(officer: Actor) -> None:
    recorded()
    screened(*(row(f"H{n}", FAKE) for n in range(6)), row("F1", FAINT))
    alerts = list(Alert.objects.order_by("pk"))
    for number, alert in enumerate(alerts):
        outcome = "infringing" if number % 2 else "nothing"
        actions.record_outcome(alert, administration="kr", outcome=outcome, by=officer)
    counts = Alert.objects.count(), Disposition.objects.count(), ScreeningRun.objects.count()
    run = compared(officer, rule(officer, strength=6.0))
    assert counts == (Alert.objects.count(), Disposition.objects.count(),
                      ScreeningRun.objects.count())  # fmt: skip
    result = run.result
    assert (result["before"], result["after"], result["both"]) == (6, 7, 6)
    assert (result["known_before"], result["bad_before"]) == (6, 3)
    assert result["days"] == {clock.today("kr").isoformat(): [6, 7, 6]}
    assert [one.kind for one in run.examples.all()] == ["gained"]
    lost = compared(officer, rule(officer, "suppress", strength=0))
    assert (lost.result["after"], lost.result["bad_lost"], lost.result["good_gone"]) == (0, 3, 3)
    assert not RuleHit.objects.exists()


def test_a_shadow_run_goes_on_where_a_lost_worker_stopped(officer: Actor, monkeypatch: Any) -> None:
    recorded()
    screened(*(row(f"H{n // 3}", FAKE) for n in range(40)))
    whole = compared(officer, rule(officer, "suppress", strength=0)).result
    monkeypatch.setattr(shadowing, "CHUNK", 7)
    today = clock.today("kr")
    run = actions.begin_shadow_run(administration="kr", first_on=today, last_on=today,
                                   recipe=recipes.CURRENT, rules=[Rule.objects.get().pk],
                                   by=officer)  # fmt: skip
    turns = 0
    while not actions.run_shadow(run.pk, by=system(), budget_seconds=0):
        Job.objects.filter(pk=run.job_id).update(cursor={
            **Job.objects.get(pk=run.job_id).cursor, "leased_until": ""
        })  # fmt: skip
        turns += 1
        assert turns < 20
    run.refresh_from_db()
    assert turns >= 3
    wanted = ("before", "after", "both", "days")
    assert {name: run.result[name] for name in wanted} == {name: whole[name] for name in wanted}


def test_days_and_recipes_that_do_not_exist_are_refused(officer: Actor) -> None:
    today = clock.today("kr")
    asked: dict[str, Any] = {
        "administration": "kr",
        "rules": [],
        "by": officer,
        "recipe": recipes.CURRENT,
        "first_on": today,
        "last_on": today,
    }
    with pytest.raises(Refused, match="No goods were received"):
        actions.begin_shadow_run(**asked)
    for change, sentence in (
        ({"last_on": today - dt.timedelta(days=1)}, "before the first"),
        ({"first_on": today - dt.timedelta(days=90)}, "At most 62"),
        ({"recipe": "magic"}, "recipe from the list"), ({"data_version": "x"}, "data version"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=sentence):
            actions.begin_shadow_run(**{**asked, **change})


def test_a_lesson_is_a_new_version_and_screens_only_once_put_live(
    officer: Actor, senior: Actor
) -> None:
    recorded()
    screened(
        *(row(f"H{n}", FAKE) for n in range(24)),
        *(row(f"C{n}", "PLASTIC CUPS", hs="392410", shipper=f"FIRM {n}") for n in range(9)),
    )
    for alert in Alert.objects.all():
        actions.record_outcome(alert, administration="kr", outcome="nothing", by=officer)
    version = actions.begin_learning(administration="kr", by=officer)
    assert actions.begin_learning(administration="kr", by=officer) == version
    assert actions.learn(version.pk, by=system())
    version.refresh_from_db()
    assert version.is_complete and version.summary["outcomes"] == 24
    assert version.name == f"kr-{clock.today('kr').isoformat()}-1"
    score = Alert.objects.order_by("pk")[0].score
    forget()
    assert engines.engine_of("kr").learned.name == ""
    run = compared(officer, data=version.name)
    actions.confirm_engine(actions.propose_engine(run, by=officer), by=senior)
    forget()
    assert engines.engine_of("kr").data_version.endswith(f"+{version.name}")
    screened(row("N1", FAKE))
    hit = AlertHit.objects.filter(alert__consignment__reference="N1").first()
    if hit is not None:
        assert hit.score < score and replay_alert(hit.alert)[0].is_equal
    second = actions.begin_learning(administration="kr", by=officer)
    assert second.name.endswith("-2") and LearnedVersion.objects.count() == 2


def test_an_engine_change_is_effective_within_seconds_without_a_restart(
    officer: Actor, senior: Actor, monkeypatch: Any
) -> None:
    recorded()
    made = rule(officer, "suppress", strength=0)
    screened(row("H0", "CUPS"))
    proposal = actions.propose_engine(compared(officer, made), by=officer)
    engines.engine_of("kr")
    actions.confirm_engine(proposal, by=senior)
    monkeypatch.setattr(engines, "FRESH_SECONDS", 0.0)
    assert [int(one.id) for one in engines.engine_of("kr").rules] == [made.pk]
