"""The command that measures: what it prints, and that every page it asks for answers."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from seizures.accounts.models import User
from seizures.cases import tasks, verify_bundle
from seizures.cases.actions import bundling
from seizures.files import store
from seizures.inspections.models import Inspection
from seizures.journal.models import Entry
from tests.benchmarks import bundle, pages
from tests.builders import found_goods, holder, holder_user, person, recorded_right

pytestmark = pytest.mark.django_db


def measured(name: str, **options: Any) -> list[dict[str, Any]]:
    """The lines a benchmark prints."""
    out = StringIO()
    call_command("benchmark", name, stdout=out, stderr=StringIO(), **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_engine_is_measured_on_two_sizes_of_an_invented_register() -> None:
    small, large = measured("engine", rows=300, rights=400)
    assert (small["rights"], large["rights"]) == (40, 400)
    assert small["lines"] == large["lines"] == 300
    assert large["alerts"] > 0 and large["lines_per_cpu_second"] > 0


def test_an_unknown_benchmark_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(CommandError, match="end_to_end"):
        call_command("benchmark", "nothing")


def test_without_the_tests_the_command_says_where_benchmarks_lie(monkeypatch: Any) -> None:
    def absent(name: str) -> None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr("seizures.console.management.commands.benchmark.import_module", absent)
    with pytest.raises(CommandError, match="full clone"):
        call_command("benchmark", "engine")


@pytest.mark.usefixtures("reference_tables")
def test_a_heavy_case_is_packed_whole_and_its_pages_answer(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    case, officer = bundle.filled_case(3, 0.02, 30)
    assert Entry.objects.about("case", case.pk).count() == 30
    made = bundling.request_bundle(case, by=officer)
    tasks.pack_bundle(made.pk)
    made.refresh_from_db()
    assert verify_bundle.verify(str(store.full(made.path)), made.seal) == []
    page = pages.Page("web kr", "case-detail", User.objects.get(pk=officer.id),
                      [f"/cases/{case.pk}/"])  # fmt: skip
    assert "status" not in pages.measured(page)


@pytest.mark.usefixtures("reference_tables")
def test_every_page_that_is_measured_answers(monkeypatch: Any) -> None:
    monkeypatch.setattr(pages, "TIMES", 1)
    owner = holder()
    holder_user(owner)
    for code in ("kr", "cn"):
        inspection, _ = found_goods(recorded_right(f"NURI{code.upper()}", owner=owner),
                                    administration=code)  # fmt: skip
        assert Inspection.objects.filter(pk=inspection.pk).exists()
        person("officer", code)
    found = [pages.measured(page) for page in pages.pages()]
    assert not [row for row in found if "status" in row]
    faces = {row["face"] for row in found}
    assert faces == {"web kr", "web cn", "api kr", "api cn", "portal"}
    assert all(row["queries"] < 60 for row in found)
