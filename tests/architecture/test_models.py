"""The database follows the models, and beat calls tasks that exist."""

import pytest
from django.conf import settings
from django.core.management import call_command


@pytest.mark.django_db
@pytest.mark.postgres
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_beat_calls_only_tasks_that_exist():
    from customs_ip.celery import app

    app.loader.import_default_modules()
    called = {row["task"] for row in settings.CELERY_BEAT_SCHEDULE.values()}
    assert called <= set(app.tasks)


def test_no_task_outlives_the_visibility_timeout_of_the_broker():
    visibility = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    assert settings.CELERY_TASK_SOFT_TIME_LIMIT < settings.CELERY_TASK_TIME_LIMIT < visibility
