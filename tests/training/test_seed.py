"""Filling the demo: once, from people to closed cases, with clocks that run today."""

import json
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from PIL import Image

from seizures.accounts.choices import Role
from seizures.accounts.models import User
from seizures.cargo.models import Manifest, RefusedRow
from seizures.cases.models import (
    DisposalOrder,
    DueDate,
    HandOver,
    Question,
    RedactedCopy,
    SeizureCase,
)
from seizures.core import clock
from seizures.core.actor import system
from seizures.files.models import Attachment
from seizures.inspections.models import Inspection
from seizures.journal.actions import verify
from seizures.letters.models import Letter
from seizures.rights.actions import index_pictures
from seizures.rights.models import Recordation, Renewal, Right
from seizures.rights.pictures import alike
from seizures.screening.models import (
    Bundle,
    Disposition,
    ExplorationDraw,
    RecipeInForce,
    Rule,
    ScreeningRun,
    ShadowRun,
    WatchEntry,
)
from seizures.statistics.quality import measure
from seizures.training.invent import pictures, planting
from seizures.training.invent.manifests import TODAY
from seizures.training.models import Seeding
from seizures.training.seed.history import FOUND
from seizures.training.seed.run import seed_demo
from seizures.training.seed.stories import stories


@pytest.mark.django_db
@pytest.mark.postgres
@pytest.mark.timeout(600)
def test_the_demo_is_filled_once_and_lives(tmp_path: Path, settings: Any) -> None:
    settings.COUNTERSIGN_TIERS = ["high"]
    told = seed_demo(tmp_path)
    assert told[0] == f"manifests received: {len(TODAY)}"
    facts = Seeding.objects.get().summary
    assert facts["lines"] + facts["refused_rows"] == 20_000
    assert RefusedRow.objects.count() == facts["refused_rows"]
    runs = ScreeningRun.objects.filter(manifest_id__in=facts["keys"])
    assert runs.filter(is_complete=True).count() == len(TODAY)
    check_people(tmp_path)
    check_alerts(tmp_path)
    check_queues()
    check_late_right()
    check_photos()
    check_cases()
    assert all(verify(chain).broken_at is None for chain in ("kr", "cn", "xx"))
    before = (Manifest.objects.count(), SeizureCase.objects.count(), User.objects.count())
    assert seed_demo(tmp_path) == told
    assert before == (Manifest.objects.count(), SeizureCase.objects.count(), User.objects.count())


def check_people(folder: Path) -> None:
    """Everybody who stands in the file may sign in; every role of both administrations is there."""
    rows = json.loads((folder / "demo.json").read_text(encoding="utf-8"))
    wanted = {"role", "username", "password", "administration", "language"}
    assert all(wanted <= set(row) for row in rows)
    assert {row["role"] for row in rows} == set(Role.values)
    for row in rows[:1] + rows[-1:]:
        assert User.objects.get(username=row["username"]).check_password(row["password"])


def check_alerts(folder: Path) -> None:
    """Most of what was planted is in the queues of both sides, licensed goods hardly ever."""
    truth = json.loads((folder / "demo-truth.json").read_text(encoding="utf-8"))
    raised = set(
        Disposition.objects.values_list(
            "alert__consignment__reference", "alert__right__mark"
        ).distinct()
    )
    found = [row for row in truth if (row["document"], row["mark"]) in raised]
    infringing = [row for row in found if row["infringes"]]
    licensed = [row for row in found if row["kind"] == "licensed"]
    assert len(infringing) > 0.85 * sum(planting.INFRINGING.values())
    assert len(licensed) <= 2
    for side in ("kr", "cn"):
        assert Disposition.objects.filter(administration=side, status="open").exists()


def check_queues() -> None:
    """Each side has a bundle, a snooze, a second signature that waits, random items, rules that
    screen and a comparison to be proposed."""
    for side in ("kr", "cn"):
        rows = Disposition.objects.filter(administration=side)
        assert {"snoozed", "proposed"} <= set(rows.values_list("status", flat=True))
        assert Bundle.objects.filter(administration=side).exists()
        draws = ExplorationDraw.objects.filter(administration=side)
        assert draws.filter(outcome="").exists()
        assert set(draws.inspected().values_list("kind", flat=True)) == {"beyond", "line"}
        found = measure(side, 90)
        assert found.recall and found.recall.low < found.recall.value < found.recall.high
        assert WatchEntry.objects.filter(administration=side).exists()
        engine = RecipeInForce.objects.get(administration=side, status="in_force")
        assert Rule.objects.filter(pk__in=engine.rules, status="live", hits__gt=0).exists()
        runs = ShadowRun.objects.filter(administration=side)
        assert runs.filter(is_complete=True, proposals=None).exists()


def check_photos() -> None:
    """A photo of found goods leads to the right whose mark they bear."""
    while not index_pictures(by=system()):
        pass
    photo = Attachment.objects.filter(name__endswith=f"-{FOUND}.png").order_by("-pk")[0]
    suspected = Inspection.objects.get(pk=photo.subject_id).alert
    seen = Image.open(BytesIO(pictures.found(suspected.right.mark, Random(suspected.pk))))
    nearest = alike(seen, User.objects.get(username="kr-officer"))[0]
    assert nearest.picture.right_id == suspected.right_id and nearest.score > 0.9


def check_late_right() -> None:
    """A right recorded after weeks of cargo found its mark in lines that were screened before."""
    runs = ScreeningRun.objects.rescreens().filter(alerts_raised__gt=0)
    run = runs.order_by("-up_to_change")[0]
    assert run.is_complete and run.lines_screened > 1000
    (right,) = Right.objects.filter(pk__in=run.alerts.values("right"))
    recorded = right.recordations.get(administration="kr").decided_at
    met = run.alerts.select_related("consignment")
    assert met and all(alert.consignment.created_at < recorded for alert in met)


def check_cases() -> None:
    """A case for every story and one from the counter, in many stages, none later than today."""
    assert SeizureCase.objects.count() == len(stories()) + 1
    stages = set(SeizureCase.objects.values_list("administration", "stage"))
    assert len(stages) >= 18
    assert {"closed"} < {stage for _place, stage in stages}
    for side in ("kr", "cn"):
        running = DueDate.objects.running().filter(calendar=side)
        assert running.filter(due_on__gte=clock.today(side)).exists()
        assert Recordation.objects.awaiting_examiner(side).count() >= 3
        assert Renewal.objects.filter(status="asked", recordation__administration=side).exists()
    assert not SeizureCase.objects.filter(opened_at__gt=clock.now()).exists()
    check_casework()


def check_casework() -> None:
    """Beside the steps: evidence in two hands, a copy without names, a question, an order that
    waits for its second officer, a decision overdue, a parcel from the counter, letters served
    and corrected."""
    for side in ("kr", "cn"):
        cases = SeizureCase.objects.filter(administration=side)
        held = HandOver.objects.filter(item__case__in=cases)
        assert set(held.values_list("status", flat=True)) == {"offered", "completed"}
        assert RedactedCopy.objects.filter(case__in=cases, released_at__isnull=False).exists()
        assert Question.objects.filter(case__in=cases, status="open").exists()
        letters = Letter.objects.filter(administration=side)
        assert letters.exclude(superseded_by=None).exists()
        assert letters.filter(served_channel="post").exists()
    assert DisposalOrder.objects.filter(status="proposed", case__administration="kr").exists()
    assert DisposalOrder.objects.filter(status="draft", case__administration="cn").exists()
    assert DueDate.objects.filter(asks_officer=True, rule="small_parcel_decision").exists()
    assert SeizureCase.objects.get(channel="post").track == "kr/small_parcel"


@pytest.mark.django_db
@pytest.mark.postgres
@pytest.mark.usefixtures("reference_tables")
def test_a_scaled_house_keeps_its_counts_and_goes_on_counting(
    capsys: pytest.CaptureFixture,
) -> None:
    call_command("load_scale", "--lines", "6000", "--rights", "300", "--alerts", "500")
    told = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert told["rows"]["cargo.goodsline"] == 6000
    assert told["rows"]["rights.right"] == 300
    assert told["rows"]["screening.alert"] == 500
    assert sum(Manifest.objects.values_list("lines_count", flat=True)) == 6000
    call_command("load_scale", "--lines", "10")
    assert Manifest.objects.count() == 3


def test_nothing_to_load_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("load_scale")
    assert ended.value.code == 2
