"""Every page of the desk, the portal and the training room: in three languages, on three widths."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Error, TimeoutError

from tests.browser.screen import PAGE_LANGUAGE, Screen
from tests.browser.untranslated import catalogue, english_left
from tests.browsing import Watch, assert_accessible, assert_fits
from tests.stories.world import PARTS, World, build, named_addresses
from tests.training.conftest import sandboxes

__all__ = ["sandboxes"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(900),
]
WIDTHS = (1440, 1024, 390)
AXE_WIDTHS = (1440, 390)
# A page needs a moment for a new width and for letters that still arrive; then it must fit.
FITS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth <= 1"
MOMENT = 2000

# Who looks: (name of the page, rows it is about, what is asked of it).
PAGES: dict[str, list[tuple[str, tuple[str, ...], str]]] = {
    "officer": [
        ("worklist", (), ""), ("worklist", (), "?scope=all"), ("search", (), "?q=hbl"),
        ("search", (), ""), ("manifest-list", (), ""), ("manifest-upload", (), ""),
        ("manifest-detail", ("manifest",), ""), ("refused-list", ("manifest",), ""),
        ("refused-row", ("refused",), ""), ("alert-list", (), ""), ("alert-list", (), "?state=all"),
        ("alert-list", (), "?state=snoozed"), ("alert-raise", (), ""),
        ("alert-raise", (), "?q=vel"), ("queue-shift", (), ""), ("queue-quality", (), ""),
        ("alert-list", (), "?state=late"), ("shift-handover", (), ""),
        ("handover-detail", ("handover",), ""), ("queue-levels", (), ""), ("conflict-list", (), ""),
        ("party-list", (), ""), ("party-detail", ("party",), ""),
        ("snooze-list", (), ""), ("bundle-detail", ("bundle",), ""),
        ("alert-detail", ("snoozed",), ""),
        ("alert-detail", ("alert",), "?do=inspect"), ("alert-detail", ("dismissed",), ""),
        ("consignment-detail", ("consignment",), ""),
        ("consignment-raise", ("consignment",), "?q=vel"), ("right-list", (), ""),
        ("right-detail", ("right",), ""), ("power-list", (), ""), ("lookup", (), ""),
        ("inspection-list", (), ""),
        ("inspection-detail", ("inspection",), ""), ("case-open", ("done",), ""),
        ("case-list", (), ""), ("case-list", (), "?view=board"), ("case-by-hand", (), "?q=nuri"),
        ("calendar-year", ("kr", "2027"), ""), ("calendar-year", ("cn", "2026"), ""),
        ("calendar-notice", ("kr", "2027"), ""), ("case-detail", ("case",), ""),
        ("case-detail", ("notice",), ""),
        ("letter-register", (), ""), ("letter-register", (), "?state=under_way"),
        ("letter-beside", ("letter",), ""), ("letter-service", ("letter",), ""),
        ("letter-correct", ("letter",), ""),
        ("case-step-draft", ("notice", "holder_requests"), ""),
        ("dashboard", (), ""),
        ("alert-replay", ("alert",), ""), ("rule-list", (), ""), ("rule-new", (), ""),
        ("rule-detail", ("rule",), ""), ("rule-edit", ("rule",), ""), ("watch-list", (), ""),
        ("watch-new", (), ""), ("watch-detail", ("watched",), ""),
        ("watch-edit", ("watched",), ""), ("suggestion-list", (), ""), ("rescreen-list", (), ""),
        ("engine-list", (), ""),
        ("engine-detail", ("engine",), ""), ("shadow-new", (), ""),
        ("shadow-detail", ("shadow",), ""), ("training-list", (), ""),
        ("law-list", (), ""), ("law-track", ("kr", "on_request"), ""),
        ("evidence-list", ("case",), ""), ("evidence-item", ("item_of_evidence",), ""),
        ("evidence-redact", ("case", "paper_of_case"), ""), ("case-bundle", ("case",), ""),
        ("guarantee-list", (), ""), ("guarantee-list", (), "?state=ended"),
        ("guarantee-new", (), ""), ("guarantee-detail", ("guarantee",), ""),
        ("guarantee-detail", ("asked_guarantee",), ""),
        ("store-list", (), ""), ("store-list", (), "?place=icn-a-01"), ("store-places", (), ""),
        ("store-count", ("stocktake",), ""), ("store-goods", ("case_goods",), ""),
        ("case-labels", ("case",), ""), ("disposal-list", ("case",), ""),
        ("disposal-new", ("case", "destroy"), ""), ("disposal-detail", ("disposal",), ""),
    ],
    "examiner": [
        ("examination-list", (), ""), ("examination-detail", ("submitted",), ""),
        ("examination-detail", ("deficient",), ""),
    ],
    "administrator": [
        ("people-list", (), ""), ("people-new", (), ""), ("people-detail", ("colleague",), ""),
        ("office-list", (), ""), ("office-detail", ("office",), ""), ("journal-list", (), ""),
    ],
    "holder": [
        ("portal-home", (), ""), ("portal-record", (), ""),
        *(("portal-record-part", ("draft", part), "") for part in PARTS),
        ("portal-record-receipt", ("filed",), ""), ("portal-right", ("filed",), ""),
        ("portal-right", ("own",), ""),
        ("portal-recordation", ("deficient",), ""),
        ("portal-recordation-withdraw", ("deficient",), ""),
        ("portal-recordation-renew", ("renewable",), ""), ("portal-notice-list", (), ""),
        ("portal-notice-list", (), "?state=all"), ("portal-notice", ("notice",), ""),
        ("portal-notice-receipt", ("case",), ""), ("portal-case", ("case",), ""),
        ("portal-power-list", (), ""), ("portal-money", (), ""), ("portal-guarantee-apply", (), ""),
    ],
    "pledgee": [("portal-pledge-list", (), "")],
    "trainer": [
        ("training-list", (), ""), ("training-session", ("exercise",), ""),
        ("training-wall", ("exercise",), ""), ("training-replay", ("exercise",), ""),
    ],
    "trainee": [("training-session", ("exercise",), ""), ("training-wall", ("exercise",), "")],
    "": [("declarant-door", (), ""), ("letter-verify", ("number", "token"), ""),
         ("letter-check", (), ""),
         ("account_login", (), ""), ("account_reset_password", (), "")],
}  # fmt: skip

# Addresses that are no page of their own, and what they are.
NO_PAGE = {
    "home": "leads on", "portal-record-resume": "leads on", "training-current": "leads on",
    "demo-sign-in": "deed", "health": "for machines", "file-show": "file",
    "file-thumbnail": "file", "letter-file": "file", "letter-register-form": "file",
    "manifest-progress": "part of a page",
    "manifest-read-again": "deed",
    "manifest-accept": "deed", "alert-inspect": "deed", "alert-dismiss": "deed",
    "alert-refer": "deed", "alert-take": "deed", "alert-reopen": "deed",
    "alert-snooze": "deed", "alert-wake": "deed", "alert-merge": "deed", "alert-part": "deed",
    "alert-take-out": "deed", "alert-join": "deed", "alert-part-case": "deed",
    "alert-confirm": "deed", "alert-send-back": "deed", "alert-bulk": "deed",
    "snooze-end": "deed", "party-merge": "deed", "party-unmerge": "deed",
    "alert-give": "deed", "alert-transfer": "deed", "alert-conflict": "deed",
    "queue-level-set": "deed", "conflict-end": "deed",
    "consignment-inspect": "deed", "consignment-track": "deed", "consignment-hold": "deed",
    "consignment-release": "deed", "examination-decide": "deed", "inspection-start": "deed",
    "inspection-tick": "deed", "inspection-photo": "deed", "inspection-finding": "deed",
    "inspection-worker": "for machines",
    "inspection-finish": "deed", "inspection-cancel": "deed", "case-step": "deed",
    "evidence-enter": "deed", "evidence-object": "deed", "evidence-sample": "deed",
    "evidence-known": "deed", "redaction-deed": "deed", "evidence-deed": "deed",
    "hand-over": "deed", "case-bundle-request": "deed", "case-bundle-progress": "part of a page",
    "case-bundle-download": "file", "store-scan": "deed", "store-place-enter": "deed",
    "store-count-open": "deed", "store-count-deed": "deed", "store-carry": "deed",
    "disposal-paper": "file", "disposal-deed": "deed",
    "case-money": "deed", "guarantee-deed": "deed", "portal-guarantee-withdraw": "deed",
    "portal-case-cover": "deed",
    "case-countersign": "deed", "case-clock": "deed", "case-question-ask": "deed",
    "case-question": "deed", "case-correct": "deed", "case-correction": "deed",
    "calendar-home": "leads on", "calendar-outage": "deed", "portal-case-step": "deed",
    "portal-question": "deed", "portal-licence": "deed", "portal-power-revoke": "deed",
    "portal-deputy-name": "deed", "portal-deputy-end": "deed", "power-decide": "deed",
    "case-link-issue": "deed", "case-link-revoke": "deed", "declarant-step": "deed",
    "declarant-licence": "deed", "declarant-answer": "deed", "declarant-file": "file",
    "declarant-letter": "file", "declarant-case": "looked at in tests/portal/test_declarant",
    "declarant-receipt": "looked at in tests/portal/test_declarant",
    "portal-right-names": "deed", "portal-right-traders": "deed", "portal-right-pictures": "deed",
    "portal-right-also": "deed", "portal-right-card": "deed",
    "portal-recordation-answer": "deed", "training-start": "deed",
    "training-join": "deed", "training-leave": "deed", "training-reset": "deed",
    "training-end": "deed", "rule-try": "deed", "rule-copy": "deed", "rule-retire": "deed",
    "watch-end": "deed", "suggestion-decide": "deed", "engine-learn": "deed",
    "engine-confirm": "deed", "engine-refuse": "deed", "engine-withdraw": "deed",
    "shadow-propose": "deed", "shadow-progress": "part of a page",
    "rescreen-progress": "part of a page", "right-screening": "part of a page",
    "portal-right-screening": "part of a page", "screening-retry": "deed",
}  # fmt: skip


@pytest.fixture
def world(_tables: None) -> World:
    """Something in every room."""
    return build()


def test_every_address_is_a_page_that_is_looked_at_or_no_page() -> None:
    looked_at = {name for rows in PAGES.values() for name, _keys, _query in rows}
    known = named_addresses()
    assert known - looked_at - set(NO_PAGE) == set(), "add these to PAGES or NO_PAGE"
    assert set(NO_PAGE) <= known and not looked_at & set(NO_PAGE)


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_every_page_is_whole(
    language: str, world: World, sit_down: Callable[..., Screen], site: str, watch: Watch,
    new_context: Callable[..., Any],
) -> None:  # fmt: skip
    """Answers 200, speaks the reader's language, fits every width, pleases axe and the console."""
    problems: list[str] = []
    for who, rows in PAGES.items():
        if who:
            page = sit_down(world.people[who], language).page
        else:
            page = _stranger(new_context(), site, language, watch)
        for name, keys, query in rows:
            page.set_viewport_size({"width": WIDTHS[0], "height": 900})
            try:
                answer = page.goto(site + world.url(name, *keys) + query)
            except Error as failure:
                problems.append(f"{who or 'stranger'}: {name}{query}: {failure}")
                continue
            problems += [f"{who or 'stranger'}: {name}{query}: {what}"
                         for what in _wrong(page, answer, language)]  # fmt: skip
    assert not problems, "\n".join(problems)


def _stranger(context: Any, site: str, language: str, watch: Watch) -> Any:
    """A page of somebody who has not signed in."""
    context.on("page", watch.on)
    context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    return context.new_page()


def _wrong(page: Any, answer: Any, language: str) -> list[str]:
    """What is not as it should be on the page as it stands."""
    found = []
    if answer.status != 200:
        return [f"answered {answer.status}"]
    if page.locator("html").get_attribute("lang") != PAGE_LANGUAGE[language]:
        found.append("speaks another language")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        with contextlib.suppress(TimeoutError):
            page.wait_for_function(FITS, timeout=MOMENT)
        is_for_axe = language == "en" and width in AXE_WIDTHS
        for check in (assert_fits, *([assert_accessible] if is_for_axe else [])):
            try:
                check(page)
            except AssertionError as wrong:
                found.append(f"at {width} px: {wrong}")
    if language != "en":
        found += [f"English left: {text}" for text in english_left(page, language)]
    return found


@pytest.mark.parametrize("language", ["ko", "zh-hans"])
def test_english_that_was_left_is_found(language: str, page: Any) -> None:
    told = catalogue(language)["Alerts"]
    page.set_content(f'<html lang="{language}"><p>{told}</p><p> Alerts\n</p>'
                     '<p lang="en">Cases</p><input aria-label="Search"></html>')  # fmt: skip
    assert english_left(page, language) == ["Alerts", "Search"]
