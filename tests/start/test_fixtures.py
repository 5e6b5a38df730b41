"""The servers the suite stands on are real: they lose nothing, and they can be killed."""

import pytest
from django.db import connection

from tests.browsing import assert_accessible, assert_fits


def test_a_broker_keeps_its_data_when_it_is_killed(any_broker):
    any_broker.client().set("kept", "yes")
    any_broker.kill()
    any_broker.start()
    assert any_broker.client().get("kept") == b"yes"


@pytest.mark.django_db
@pytest.mark.postgres
def test_the_database_has_the_options_of_a_border():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone()[0] == "wal"
            assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        else:
            cursor.execute("SELECT lower('ÀÉ'), datctype FROM pg_database LIMIT 1")
            lowered, ctype = cursor.fetchone()
            assert lowered == "àé"
            assert "UTF-8" in ctype.upper().replace("UTF8", "UTF-8")


@pytest.mark.django_db
@pytest.mark.postgres(only=True)
def test_the_second_leg_runs_on_postgresql():
    assert connection.vendor == "postgresql"


@pytest.mark.postgres
def test_a_task_sent_by_a_test_is_done_by_a_real_worker(worker, redis, transactional_db):
    """`journal.seal_reads` is sent through the broker to the process beside us."""
    from customs_ip.celery import app

    app.send_task("journal.seal_reads")
    give_up = 200
    while "journal.seal_reads" not in done(worker) and give_up:
        give_up -= 1
        pause()
    assert "journal.seal_reads" in done(worker)


def done(worker) -> str:
    """The lines of the worker about finished tasks."""
    return "\n".join(line for line in worker.process.said().splitlines() if "succeeded" in line)


def pause() -> None:
    """A moment for the process beside us."""
    import time

    time.sleep(0.05)


@pytest.mark.browser
def test_a_watched_page_reports_what_the_browser_complains_about(page, watch):
    page.goto("data:text/html,<html lang=en><title>x</title><script>throw Error('oh')</script>")
    page.evaluate("() => console.error('no')")
    assert any("oh" in text for text in watch.problems())
    assert any("no" in text for text in watch.problems())
    watch.heard.clear()


@pytest.mark.browser
def test_axe_and_the_ruler_find_what_they_are_for(page):
    page.goto("data:text/html,<html><img src=''><div style='width:3000px'>wide</div></html>")
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)
    with pytest.raises(AssertionError, match="wider than the window"):
        assert_fits(page)


@pytest.mark.browser
def test_the_sign_in_page_of_the_house_is_served(site, page):
    page.goto(f"{site}/accounts/login/")
    assert page.locator("form input[type=password]").count() == 1
    assert page.evaluate("() => document.styleSheets.length") > 0
