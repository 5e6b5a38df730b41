"""Every role at every address of the desk, the portal and the training room, by GET and by POST.

The table says whose business an address is and whose row it is about. Whoever has no business
there is refused (403), whoever asks about a row of others is told that it does not exist (404),
a stranger is led to the door; and nobody else is turned away.
"""

from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.test import Client

from seizures.screening.models import Disposition
from tests.portal.worlds import signed_in
from tests.stories.world import OFFICIALS, World, build, named_addresses
from tests.training.conftest import sandboxes

__all__ = ["sandboxes"]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_tables"),
    pytest.mark.timeout(600),
]

OTHER_SIDE, OTHER_HOLDER, STRANGER = "other side", "other holder", "stranger"
EVERYBODY = {*OFFICIALS, OTHER_SIDE, "holder", "agent", OTHER_HOLDER, "pledgee"}
OFFICIAL = {*OFFICIALS, OTHER_SIDE}
ON_DUTY = {"officer", "senior_officer", OTHER_SIDE}  # trainees and trainers in an exercise only
EXAMINERS = {"examiner", "administrator"}
KEEPERS = {*ON_DUTY, "analyst"}
SENIORS = {"senior_officer"}
HOLDERS = {"holder", "agent", OTHER_HOLDER}

KOREAS = EVERYBODY - {OTHER_SIDE}  # a row of the Korean administration
JOINT = EVERYBODY  # a row both administrations see
OWNERS = EVERYBODY - {OTHER_HOLDER}  # a row of one right holder
NOBODYS: set[str] = EVERYBODY  # no row at all


class Rule(NamedTuple):
    """Whose business the address is, who sees its row, and which rows it is about."""

    business: set[str]
    row: set[str]
    keys: tuple[str, ...] = ()


TABLE = {
    # desk
    "home": Rule(EVERYBODY, NOBODYS),
    "worklist": Rule(OFFICIAL, NOBODYS),
    "search": Rule(OFFICIAL, NOBODYS),
    "dashboard": Rule(OFFICIAL, NOBODYS),
    "law-list": Rule(OFFICIAL, NOBODYS),
    "law-track": Rule(OFFICIAL, NOBODYS, ("kr", "on_request")),
    "power-list": Rule(OFFICIAL, NOBODYS),
    "power-decide": Rule({*ON_DUTY, "examiner"}, KOREAS, ("acceptance",)),
    # cargo
    "manifest-list": Rule(OFFICIAL, NOBODYS),
    "manifest-upload": Rule(ON_DUTY, NOBODYS),
    "manifest-detail": Rule(OFFICIAL, KOREAS, ("manifest",)),
    "manifest-progress": Rule(OFFICIAL, KOREAS, ("manifest",)),
    "manifest-read-again": Rule(ON_DUTY, KOREAS, ("manifest",)),
    "manifest-accept": Rule(ON_DUTY, KOREAS, ("manifest",)),
    "refused-list": Rule(OFFICIAL, KOREAS, ("manifest",)),
    "refused-row": Rule(ON_DUTY, KOREAS, ("refused",)),
    "consignment-detail": Rule(OFFICIAL, JOINT, ("consignment",)),
    "consignment-inspect": Rule(ON_DUTY, JOINT, ("consignment",)),
    "consignment-raise": Rule(ON_DUTY, JOINT, ("consignment",)),
    "consignment-track": Rule(ON_DUTY, JOINT, ("consignment",)),
    "consignment-hold": Rule(ON_DUTY, JOINT, ("consignment",)),
    "consignment-release": Rule(ON_DUTY, JOINT, ("consignment",)),
    # alerts: each administration decides its own
    "alert-list": Rule(OFFICIAL, NOBODYS),
    "alert-detail": Rule(OFFICIAL, JOINT, ("alert",)),
    "alert-inspect": Rule(ON_DUTY, JOINT, ("alert",)),
    "alert-dismiss": Rule(ON_DUTY, JOINT, ("alert",)),
    "alert-refer": Rule(ON_DUTY, JOINT, ("alert",)),
    "alert-take": Rule(ON_DUTY, JOINT, ("alert",)),
    "alert-reopen": Rule(ON_DUTY, JOINT, ("dismissed",)),
    "alert-snooze": Rule(ON_DUTY, JOINT, ("alert",)),
    "alert-wake": Rule(ON_DUTY, JOINT, ("snoozed",)),
    "alert-merge": Rule(ON_DUTY, JOINT, ("alert",)),
    "alert-part": Rule(ON_DUTY, JOINT, ("alert",)),
    "alert-take-out": Rule(ON_DUTY, JOINT, ("alert",)),
    "alert-join": Rule(ON_DUTY, JOINT, ("alert",)),
    "alert-part-case": Rule(ON_DUTY, JOINT, ("alert",)),
    "alert-confirm": Rule(ON_DUTY, JOINT, ("alert",)),
    "alert-send-back": Rule(ON_DUTY, JOINT, ("alert",)),
    "alert-bulk": Rule(ON_DUTY, NOBODYS),
    "alert-raise": Rule(ON_DUTY, NOBODYS),
    "queue-shift": Rule(ON_DUTY, NOBODYS),
    "queue-quality": Rule(OFFICIAL, NOBODYS),
    "snooze-list": Rule(OFFICIAL, NOBODYS),
    "snooze-end": Rule(ON_DUTY, KOREAS, ("snooze",)),
    "bundle-detail": Rule(OFFICIAL, KOREAS, ("bundle",)),
    "alert-give": Rule(ON_DUTY, JOINT, ("alert",)),
    "alert-transfer": Rule(ON_DUTY, JOINT, ("alert",)),
    "alert-conflict": Rule(ON_DUTY, JOINT, ("alert",)),
    "shift-handover": Rule(ON_DUTY, NOBODYS),
    "handover-detail": Rule(OFFICIAL, KOREAS, ("handover",)),
    "queue-levels": Rule(OFFICIAL, NOBODYS),
    "queue-level-set": Rule(SENIORS, NOBODYS),
    "conflict-list": Rule(OFFICIAL, NOBODYS),
    "conflict-end": Rule(SENIORS, KOREAS, ("conflict",)),
    "party-list": Rule(OFFICIAL, NOBODYS),
    "party-detail": Rule(OFFICIAL, KOREAS, ("party",)),
    "party-merge": Rule(ON_DUTY, KOREAS, ("party",)),
    "party-unmerge": Rule(ON_DUTY, KOREAS, ("bond",)),
    "alert-replay": Rule(OFFICIAL, JOINT, ("alert",)),
    # rules, watch-list, engines: each administration keeps its own
    "rule-list": Rule(OFFICIAL, NOBODYS),
    "rule-new": Rule(KEEPERS, NOBODYS),
    "rule-detail": Rule(OFFICIAL, KOREAS, ("rule",)),
    "rule-edit": Rule(KEEPERS, KOREAS, ("rule",)),
    "rule-try": Rule(KEEPERS, KOREAS, ("rule",)),
    "rule-copy": Rule(KEEPERS, KOREAS, ("rule",)),
    "rule-retire": Rule(KEEPERS, KOREAS, ("rule",)),
    "suggestion-list": Rule(OFFICIAL, NOBODYS),
    "suggestion-decide": Rule(ON_DUTY, KOREAS, ("suggestion",)),
    "watch-list": Rule(OFFICIAL, NOBODYS),
    "watch-new": Rule(KEEPERS, NOBODYS),
    "watch-detail": Rule(OFFICIAL, KOREAS, ("watched",)),
    "watch-edit": Rule(KEEPERS, KOREAS, ("watched",)),
    "watch-end": Rule(KEEPERS, KOREAS, ("watched",)),
    "rescreen-list": Rule(OFFICIAL, NOBODYS),
    "rescreen-progress": Rule(OFFICIAL, JOINT, ("rescreen",)),
    "screening-retry": Rule({"senior_officer", "administrator"}, JOINT, ("rescreen",)),
    "engine-list": Rule(OFFICIAL, NOBODYS),
    "engine-learn": Rule(KEEPERS, NOBODYS),
    "engine-detail": Rule(OFFICIAL, KOREAS, ("engine",)),
    "engine-confirm": Rule(SENIORS, KOREAS, ("engine",)),
    "engine-refuse": Rule(SENIORS, KOREAS, ("engine",)),
    "engine-withdraw": Rule(KEEPERS, KOREAS, ("engine",)),
    "shadow-new": Rule(KEEPERS, NOBODYS),
    "shadow-detail": Rule(OFFICIAL, KOREAS, ("shadow",)),
    "shadow-progress": Rule(OFFICIAL, KOREAS, ("shadow",)),
    "shadow-propose": Rule(KEEPERS, KOREAS, ("shadow",)),
    # the administration itself
    "people-list": Rule({"administrator"}, NOBODYS),
    "people-new": Rule({"administrator"}, NOBODYS),
    "people-detail": Rule({"administrator"}, KOREAS, ("colleague",)),
    "office-list": Rule({"administrator"}, NOBODYS),
    "office-detail": Rule({"administrator"}, KOREAS, ("office",)),
    "journal-list": Rule({"administrator", "auditor"}, NOBODYS),
    # rights
    "right-list": Rule(OFFICIAL, NOBODYS),
    "lookup": Rule(OFFICIAL, NOBODYS),
    "right-detail": Rule(OFFICIAL, JOINT, ("right",)),
    "right-screening": Rule(OFFICIAL, JOINT, ("right",)),
    "examination-list": Rule(EXAMINERS, NOBODYS),
    "examination-detail": Rule(EXAMINERS, KOREAS, ("submitted",)),
    "examination-decide": Rule(EXAMINERS, KOREAS, ("submitted", "supplement")),
    # inspections and cases
    "inspection-list": Rule(OFFICIAL, NOBODYS),
    "inspection-worker": Rule(EVERYBODY, NOBODYS),
    "inspection-detail": Rule(OFFICIAL, KOREAS, ("inspection",)),
    "inspection-start": Rule(ON_DUTY, KOREAS, ("inspection",)),
    "inspection-tick": Rule(ON_DUTY, KOREAS, ("inspection", "item")),
    "inspection-photo": Rule(ON_DUTY, KOREAS, ("inspection",)),
    "inspection-finding": Rule(ON_DUTY, KOREAS, ("inspection",)),
    "inspection-finish": Rule(ON_DUTY, KOREAS, ("inspection",)),
    "inspection-cancel": Rule(ON_DUTY, KOREAS, ("inspection",)),
    "case-list": Rule(OFFICIAL, NOBODYS),
    "case-open": Rule(ON_DUTY, KOREAS, ("done",)),
    "case-detail": Rule(OFFICIAL, KOREAS, ("case",)),
    "case-step": Rule(ON_DUTY, KOREAS, ("notice", "importer_replies")),
    "case-countersign": Rule(ON_DUTY, KOREAS, ("case", "proposal")),
    "case-by-hand": Rule(ON_DUTY, NOBODYS),
    "case-clock": Rule(ON_DUTY, KOREAS, ("case", "clock", "decide")),
    "case-question-ask": Rule(ON_DUTY, KOREAS, ("case",)),
    "case-question": Rule(ON_DUTY, KOREAS, ("case", "question", "withdraw")),
    "case-money": Rule(ON_DUTY, KOREAS, ("case", "cost")),
    "guarantee-list": Rule(OFFICIAL, NOBODYS),
    "guarantee-new": Rule(ON_DUTY, NOBODYS),
    "guarantee-detail": Rule(OFFICIAL, KOREAS, ("guarantee",)),
    "guarantee-deed": Rule(ON_DUTY, KOREAS, ("asked_guarantee", "refuse")),
    "case-link-issue": Rule(ON_DUTY, KOREAS, ("case",)),
    "case-link-revoke": Rule(ON_DUTY, KOREAS, ("case", "link")),
    "case-correct": Rule(ON_DUTY, KOREAS, ("case",)),
    "case-correction": Rule(ON_DUTY, KOREAS, ("case", "correction")),
    # calendars: read by all officials, written by the own side
    "calendar-home": Rule(OFFICIAL, NOBODYS),
    "calendar-year": Rule(OFFICIAL, JOINT, ("kr", "2027")),
    "calendar-notice": Rule(ON_DUTY, KOREAS, ("kr", "2027")),
    "calendar-outage": Rule(ON_DUTY, KOREAS, ("kr", "2026")),
    # evidence and goods: each administration's own
    "evidence-list": Rule(OFFICIAL, KOREAS, ("case",)),
    "evidence-enter": Rule(ON_DUTY, KOREAS, ("case",)),
    "evidence-object": Rule(ON_DUTY, KOREAS, ("case",)),
    "evidence-sample": Rule(ON_DUTY, KOREAS, ("case",)),
    "evidence-known": Rule(ON_DUTY, KOREAS, ("case",)),
    "evidence-redact": Rule(ON_DUTY, KOREAS, ("case", "paper_of_case")),
    "redaction-deed": Rule(ON_DUTY, KOREAS, ("redaction", "withdraw")),
    "evidence-item": Rule(OFFICIAL, KOREAS, ("item_of_evidence",)),
    "evidence-deed": Rule(ON_DUTY, KOREAS, ("item_of_evidence", "move")),
    "hand-over": Rule(OFFICIAL, KOREAS, ("hand_over", "refuse")),
    "case-bundle": Rule(OFFICIAL, KOREAS, ("case",)),
    "case-bundle-request": Rule(ON_DUTY, KOREAS, ("case",)),
    "case-bundle-progress": Rule(OFFICIAL, KOREAS, ("case_bundle",)),
    "case-bundle-download": Rule(OFFICIAL, KOREAS, ("case_bundle",)),
    "store-list": Rule(OFFICIAL, NOBODYS),
    "store-scan": Rule(ON_DUTY, NOBODYS),
    "store-places": Rule(OFFICIAL, NOBODYS),
    "store-place-enter": Rule(ON_DUTY, NOBODYS),
    "store-count-open": Rule(ON_DUTY, KOREAS, ("store_place",)),
    "store-count": Rule(OFFICIAL, KOREAS, ("stocktake",)),
    "store-count-deed": Rule(ON_DUTY, KOREAS, ("stocktake", "enter")),
    "store-goods": Rule(OFFICIAL, KOREAS, ("case_goods",)),
    "store-carry": Rule(ON_DUTY, KOREAS, ("case_goods",)),
    "case-labels": Rule(OFFICIAL, KOREAS, ("case",)),
    "disposal-list": Rule(OFFICIAL, KOREAS, ("case",)),
    "disposal-new": Rule(ON_DUTY, KOREAS, ("case", "destroy")),
    "disposal-detail": Rule(OFFICIAL, KOREAS, ("disposal",)),
    "disposal-paper": Rule(OFFICIAL, KOREAS, ("disposal",)),
    "disposal-deed": Rule(ON_DUTY, KOREAS, ("disposal", "cancel")),
    # files
    "file-show": Rule(EVERYBODY, set(OFFICIALS), ("file",)),
    "file-thumbnail": Rule(EVERYBODY, set(OFFICIALS), ("file",)),
    "letter-file": Rule(EVERYBODY, {*OFFICIALS, "holder", "agent"}, ("letter",)),
    # letters
    "letter-register": Rule(OFFICIAL, NOBODYS),
    "letter-register-form": Rule(OFFICIAL, NOBODYS),
    "letter-beside": Rule(OFFICIAL, KOREAS, ("letter",)),
    "letter-service": Rule(ON_DUTY, KOREAS, ("letter",)),
    "letter-correct": Rule(ON_DUTY, KOREAS, ("letter",)),
    "case-step-draft": Rule(ON_DUTY, KOREAS, ("notice", "holder_requests")),
    # portal
    "portal-home": Rule(HOLDERS, NOBODYS),
    "portal-pledge-list": Rule({"pledgee"}, NOBODYS),
    "portal-record": Rule(HOLDERS, NOBODYS),
    "portal-record-resume": Rule(HOLDERS, OWNERS, ("draft",)),
    "portal-record-part": Rule(HOLDERS, OWNERS, ("draft", "what")),
    "portal-record-receipt": Rule(HOLDERS, OWNERS, ("filed",)),
    "portal-right": Rule(HOLDERS, OWNERS, ("filed",)),
    "portal-right-screening": Rule(HOLDERS, OWNERS, ("filed",)),
    "portal-right-names": Rule(HOLDERS, OWNERS, ("own",)),
    "portal-right-traders": Rule(HOLDERS, OWNERS, ("own",)),
    "portal-right-pictures": Rule(HOLDERS, OWNERS, ("own",)),
    "portal-right-card": Rule(HOLDERS, OWNERS, ("own",)),
    "portal-right-also": Rule(HOLDERS, OWNERS, ("own",)),
    "portal-recordation": Rule(HOLDERS, OWNERS, ("deficient",)),
    "portal-recordation-answer": Rule(HOLDERS, OWNERS, ("deficient",)),
    "portal-recordation-renew": Rule(HOLDERS, OWNERS, ("renewable",)),
    "portal-recordation-withdraw": Rule(HOLDERS, OWNERS, ("deficient",)),
    "portal-notice-list": Rule(HOLDERS, NOBODYS),
    "portal-notice": Rule(HOLDERS, OWNERS, ("notice",)),
    "portal-notice-receipt": Rule(HOLDERS, OWNERS, ("case",)),
    "portal-case": Rule(HOLDERS, OWNERS, ("case",)),
    "portal-question": Rule(HOLDERS, OWNERS, ("case", "question")),
    "portal-licence": Rule(HOLDERS, OWNERS, ("case", "claim")),
    "portal-power-list": Rule(HOLDERS, NOBODYS),
    "portal-power-revoke": Rule(HOLDERS, OWNERS, ("power",)),
    "portal-deputy-name": Rule(HOLDERS, NOBODYS),
    "portal-deputy-end": Rule(HOLDERS, {"holder"}, ("deputy",)),
    "portal-case-cover": Rule(HOLDERS, OWNERS, ("case", "guarantee")),
    "portal-money": Rule(HOLDERS, NOBODYS),
    "portal-guarantee-apply": Rule(HOLDERS, NOBODYS),
    "portal-guarantee-withdraw": Rule(HOLDERS, OWNERS, ("asked_guarantee",)),
    "portal-case-step": Rule(HOLDERS, OWNERS, ("case", "holder_withdraws")),
    # training: whoever leads or sits in the exercise
    "training-list": Rule(OFFICIAL, NOBODYS),
    "training-join": Rule(OFFICIAL, NOBODYS),
    "training-leave": Rule(OFFICIAL, NOBODYS),
    "training-current": Rule(OFFICIAL, NOBODYS),
    "training-session": Rule(OFFICIAL, {"trainer", "trainee"}, ("exercise",)),
    "training-wall": Rule(OFFICIAL, {"trainer", "trainee"}, ("exercise",)),
    "training-replay": Rule(OFFICIAL, {"trainer", "trainee"}, ("exercise",)),
}
# tests/architecture asks about these
DECLARANTS = {f"declarant-{name}" for name in (
    "door", "case", "step", "licence", "answer", "receipt", "file", "letter")}  # fmt: skip
PUBLIC = {*DECLARANTS, "health", "demo-sign-in", "letter-verify", "letter-check"}
LEADING = {"training-start", "training-reset", "training-end"}  # asked about below


@pytest.fixture
def world() -> World:
    """Something in every room."""
    return build()


def expected(role: str, rule: Rule) -> str:
    """What the table says happens to somebody with this role."""
    if role == STRANGER:
        return "door"
    if role not in rule.business:
        return "refused"
    return "in" if role in rule.row else "unknown"


def happened(answer: Any) -> str:
    """What did happen, in the words of the table."""
    if answer.status_code == 302 and answer.headers["Location"].startswith("/accounts/login/"):
        return "door"
    if answer.status_code >= 500:
        return f"broke ({answer.status_code})"
    return {403: "refused", 404: "unknown", 405: "no way"}.get(answer.status_code, "in")


def asked(client: Client, method: str, url: str, **data: str) -> Any:
    """One request whose traces are wiped, so that the next person finds the same world."""
    with transaction.atomic():
        answer = getattr(client, method)(url, data)
        transaction.set_rollback(True)
    return answer


def test_every_address_stands_in_the_table() -> None:
    assert set(TABLE) | PUBLIC | LEADING == named_addresses()


def test_everybody_gets_exactly_as_far_as_the_table_says(world: World) -> None:
    clients = {role: signed_in(user) for role, user in world.people.items()}
    clients[STRANGER] = Client()
    assert set(clients) == {*EVERYBODY, STRANGER}
    wrong = []
    for name, rule in TABLE.items():
        url = world.url(name, *rule.keys)
        for role, client in clients.items():
            for method in ("get", "post"):
                told, done = expected(role, rule), happened(asked(client, method, url))
                if done == "no way" and told in ("in", "unknown"):
                    continue  # a deed is not done by GET, whoever owns its row
                if told != done:
                    wrong.append(f"{method} {name} by {role}: {done}, the table says {told}")
    assert not wrong, "\n".join(wrong)


def test_only_the_trainer_of_an_exercise_leads_it(world: World) -> None:
    exercise = world.keys["exercise"]
    for role, user in world.people.items():
        if role == "trainer":
            continue
        client = signed_in(user)
        started = asked(client, "post", world.url("training-start"), scenario="first-corridor")
        assert started.status_code == 403, role
        for deed in ("training-reset", "training-end"):
            answer = asked(client, "post", world.url(deed, "exercise"))
            inside = role == "trainee"
            is_official = role in OFFICIAL
            told = 403 if inside or not is_official else 404
            assert answer.status_code == told, (deed, role, answer.status_code)
    world.exercise.refresh_from_db()  # type: ignore[union-attr]
    assert world.exercise.pk == exercise and world.exercise.ended_at is None  # type: ignore[union-attr]


def test_a_step_is_countersigned_by_a_senior_officer_alone(world: World) -> None:
    url = world.url("case-countersign", "case", "proposal")
    answers = {
        role: asked(signed_in(world.people[role]), "post", url, answer="yes").status_code
        for role in ("officer", "senior_officer", "trainer", "trainee", "administrator")
    }
    assert answers == {"officer": 422, "senior_officer": 302, "trainer": 403, "trainee": 403,
                       "administrator": 403}  # fmt: skip


def test_each_administration_decides_its_own_side_of_an_alert(world: World) -> None:
    url = world.url("alert-dismiss", "alert")
    rows = Disposition.objects.filter(alert=world.keys["alert"])
    version = str(rows.get(administration="cn").version)
    data = {"reason": "licensed", "version": version}
    assert signed_in(world.people[OTHER_SIDE]).post(url, data).status_code == 302
    decided = dict(rows.values_list("administration", "status"))
    assert decided == {"cn": "dismissed", "kr": "open"}
