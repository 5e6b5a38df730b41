"""Rules, watched parties and what they led to in the demo: invented, from the first day on."""

import datetime as dt

from seizures.accounts.models import User
from seizures.core import clock
from seizures.core.actor import Actor, of_user, system
from seizures.screening import actions
from seizures.screening.actions.ruling import RuleForm
from seizures.screening.actions.watching import WatchForm
from seizures.screening.engines import engine_of, in_force
from seizures.screening.models import ShadowRun
from seizures.training.seed.cargo import say

RULES = {
    "kr": (
        RuleForm(
            "저가 특송 가방", [{"field": "mode", "op": "is", "values": ["express"]},
                         {"field": "hs", "op": "is", "values": ["42"]},
                         {"field": "unit_value", "op": "below", "values": ["12", "USD"]}],
            "raise", 1.2, note="특송 가방류에서 위조 적발이 잦음",
        ),
        RuleForm(
            "액세서리·부품 전용", [{"field": "description", "op": "has",
                             "values": ["호환", "compatible with", "适用于"]},
                            {"field": "hs", "op": "is", "values": ["39", "85"]}],
            "lower", 1.0, note="정품용 부품은 검사 실익이 적음",
        ),
    ),
    "cn": (
        RuleForm(
            "青岛海运鞋类", [{"field": "mode", "op": "is", "values": ["sea"]},
                       {"field": "origin", "op": "is", "values": ["CNTAO"]},
                       {"field": "hs", "op": "is", "values": ["64"]}],
            "raise", 0.8, note="近期查获较多",
        ),
    ),
}  # fmt: skip
WATCHED = {
    "kr": (
        WatchForm("Weihai Hongsheng Demo Trading Co., Ltd.", "infringer",
                  "위조 가방 2회 적발", "case", spellings=["威海鸿盛示范贸易有限公司"]),
        WatchForm("Saebit Demo Logistics", "watched", "반복 소량 특송 제보", "tip",
                  spellings=["새빛데모물류"]),
    ),
    "cn": (
        WatchForm("青岛澜海示范服装有限公司", "watched", "权利人举报", "holder",
                  spellings=["Qingdao Lanhai Demo Garment Co., Ltd."]),
    ),
}  # fmt: skip
PLANNED = {
    "kr": RuleForm(
        "저가 특송 전 품목", [{"field": "mode", "op": "is", "values": ["express"]},
                     {"field": "unit_value", "op": "below", "values": ["20", "USD"]}],
        "raise", 3.0, note="결과를 보고 적용 여부 결정",
    ),
    "cn": RuleForm(
        "海运出口布控", [{"field": "mode", "op": "is", "values": ["sea"]}], "raise", 3.0,
        note="先比对，再决定是否启用",
    ),
}  # fmt: skip
BACK = dt.timedelta(days=30)


def keep_rules() -> None:
    """Each side keeps a few rules; the first one is put live by two people after a shadow run."""
    for place, forms in RULES.items():
        officer = of_user(User.objects.get(username=f"{place}-officer"))
        senior = of_user(User.objects.get(username=f"{place}-senior"))
        for watched in WATCHED[place]:
            actions.enter_watch(watched, administration=place, by=officer)
        rules = [actions.draft_rule(form, administration=place, by=officer) for form in forms]
        for rule in rules[1:]:
            actions.try_rule(rule, by=officer)
        run = _compare(place, [rules[0].pk], BACK, officer)
        if run.is_complete:
            actions.confirm_engine(actions.propose_engine(run, by=officer), by=senior)


def plan_rules() -> None:
    """One more rule a side, compared on the goods of a month and left to be proposed."""
    for place, form in PLANNED.items():
        officer = of_user(User.objects.get(username=f"{place}-officer"))
        rule = actions.draft_rule(form, administration=place, by=officer)
        now = in_force(place)
        live = [int(one) for one in now.rules] if now else []
        _compare(place, [*live, rule.pk], BACK, officer)


def _compare(place: str, rules: list[int], back: dt.timedelta, by: Actor) -> ShadowRun:
    """A shadow run of these rules, as far as it comes here; the workers go on with the rest."""
    today = clock.today(place)
    run = actions.begin_shadow_run(administration=place, first_on=today - back, last_on=today,
                                   rules=rules, recipe=engine_of(place).recipe,
                                   by=by)  # fmt: skip
    if not actions.run_shadow(run.pk, by=system(), budget_seconds=60):
        say("  a shadow run of the demo goes on with the workers")
    run.refresh_from_db()
    return run
