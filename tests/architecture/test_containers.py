"""The containers, as far as they can be checked without a container engine."""

import os
import re
import subprocess
import sys

import pytest
import yaml

from tests.architecture.plan import ROOT
from tests.architecture.test_settings import documented

DOCKER = ROOT / "docker"
COMPOSE = yaml.safe_load((DOCKER / "compose.yml").read_text())
OURS = ("migrate", "web", "worker", "beat")


def entry_commands() -> set[str]:
    """The words the entrypoint understands."""
    return set(re.findall(r"^(\w+)\)$", (DOCKER / "entrypoint").read_text(), re.M))


def test_the_services_of_a_border_are_there():
    assert set(COMPOSE["services"]) == {*OURS, "database", "broker"}


@pytest.mark.parametrize("name", OURS)
def test_a_service_of_ours_starts_what_the_entrypoint_knows(name):
    service = COMPOSE["services"][name]
    assert service["command"] in entry_commands()
    assert (DOCKER / service["build"]["context"] / service["build"]["dockerfile"]).exists()
    assert set(service["environment"]) <= documented()
    assert service["environment"]["DJANGO_SETTINGS_MODULE"] == "customs_ip.settings.prod"
    assert any(volume.endswith(":/var/lib/customs-ip") for volume in service["volumes"])


def test_every_volume_is_declared():
    named = {
        volume.partition(":")[0]
        for service in COMPOSE["services"].values()
        for volume in service.get("volumes", [])
    }
    assert named == set(COMPOSE["volumes"])


def test_tasks_survive_a_restart_of_the_broker():
    assert "--appendonly yes" in COMPOSE["services"]["broker"]["command"]


def test_no_secret_has_a_default():
    text = (DOCKER / "compose.yml").read_text()
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "ALLOWED_HOSTS", "PUBLIC_URL"):
        assert set(re.findall(rf"\$\{{{name}(.)(.)", text)) == {(":", "?")}


def test_a_worker_may_finish_its_task_before_it_is_stopped():
    from django.conf import settings

    grace = int(COMPOSE["services"]["worker"]["stop_grace_period"].rstrip("s"))
    assert grace > settings.CELERY_TASK_TIME_LIMIT


def test_the_image_copies_what_exists_and_does_not_run_as_root():
    lines = (DOCKER / "Dockerfile").read_text().splitlines()
    kept = (DOCKER / "Dockerfile.dockerignore").read_text().split()
    for line in lines:
        if line.startswith("COPY"):
            for path in line.split()[1:-1]:
                assert (ROOT / path).exists(), path
                assert f"!{path.partition('/')[0]}" in kept, path
    assert "USER customs" in lines
    assert lines.index("USER customs") > max(
        number for number, line in enumerate(lines) if line.startswith("RUN")
    )


@pytest.mark.parametrize("name", ["entrypoint", "healthy"])
def test_the_scripts_can_be_run(name):
    assert os.access(DOCKER / name, os.X_OK)


def test_the_entrypoint_is_a_sound_shell_script():
    subprocess.run(["sh", "-n", str(DOCKER / "entrypoint")], check=True)


def manage(tmp_path, *arguments: str) -> subprocess.CompletedProcess:
    """Runs a command as the image would, with the settings of a border."""
    env = dict(os.environ) | {
        "DJANGO_SETTINGS_MODULE": "customs_ip.settings.prod",
        "SECRET_KEY": "k3y-of-a-border-that-is-long-enough-and-full-of-0dd-letters-%&!",
        "ALLOWED_HOSTS": "ip.customs.example",
        "VAR_DIR": str(tmp_path),
        "STATIC_ROOT": str(tmp_path / "collected"),
    }
    for name in ("DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        env.pop(name, None)
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, capture_output=True, text=True
    )


def test_static_files_can_be_collected_for_a_border(tmp_path):
    told = manage(tmp_path, "collectstatic", "--no-input", "--verbosity", "0")
    assert told.returncode == 0, told.stderr[-3000:]
    assert (tmp_path / "collected" / "staticfiles.json").exists()


def test_a_border_passes_the_deployment_check(tmp_path):
    told = manage(tmp_path, "check", "--deploy", "--fail-level", "ERROR")
    assert told.returncode == 0, told.stderr[-3000:]
    assert "security." not in told.stderr, told.stderr[-3000:]


def test_a_border_does_not_start_without_a_secret(tmp_path):
    env = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}
    env |= {"DJANGO_SETTINGS_MODULE": "customs_ip.settings.prod", "VAR_DIR": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert told.returncode != 0
    assert "SECRET_KEY" in told.stderr
