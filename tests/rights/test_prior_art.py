"""Earlier patents and designs of both administrations, and marks that others had before."""

import datetime as dt
from typing import Any

import pytest

from seizures.core.actor import of_user, system
from seizures.core.errors import Refused
from seizures.files.actions import attach, store_bytes
from seizures.files.choices import Purpose
from seizures.rights import actions, prior_art
from seizures.rights.models import PriorArtIndex, Recordation, Right, Specification
from seizures.rights.squatting import older_marks
from seizures.rights.tasks import sweep_pictures, sweep_prior_art
from tests.builders import holder, holder_user, person, picture, recorded_right
from tests.making import register_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
CLAIM = (
    "A vacuum bottle comprising a rotating lid that is opened by one touch, a leakproof gasket "
    "between the lid and the neck, and a spring that turns the lid by a quarter"
)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MATCH_INDEX_DIR = tmp_path / "index"


def patent(title: str, *, claims: str = CLAIM, places: tuple[str, ...] = ("kr", "cn"),
           day: str = "2019-03-01", kind: str = "patent", **told: Any) -> Right:  # fmt: skip
    """A recorded patent of a firm of its own."""
    right = recorded_right(title, owner=holder(f"Firm {title}"), kind=kind, administrations=places,
                           nice=())  # fmt: skip
    Recordation.objects.filter(right=right).update(filed_on=day)
    Specification.objects.create(right=right, claims=claims, **told)
    return right


def titles(right: Right, seen: Any = None) -> list[str]:
    rows = Right.objects.all() if seen is None else seen
    return [found.right.mark for found in prior_art.earlier_rights(right, rows)]


def test_a_right_just_filed_is_compared_before_and_after_the_library_is_built() -> None:
    old = patent("Bottle with rotating lid")
    patent("Toothbrush", claims="A brush with tapered bristles in a head that an eccentric drives")
    asked = patent("One touch flask", day="2022-01-01")
    assert titles(asked) == [old.mark]
    assert sweep_prior_art() is True and PriorArtIndex.objects.get().documents == 3
    assert titles(asked) == [old.mark]
    assert sweep_prior_art() is True and PriorArtIndex.objects.count() == 1


def test_a_library_is_built_on_the_one_before() -> None:
    first, other = patent("Bottle with rotating lid"), patent("Second bottle")
    sweep_prior_art()
    Specification.objects.filter(right=other).update(claims="A brush with a head")
    Right.objects.filter(pk=other.pk).update(
        mark="Brush", updated_at=other.updated_at + dt.timedelta(hours=1)
    )
    third = patent("Third bottle")
    sweep_prior_art()
    library, row = prior_art.current()
    assert row is not None and row.documents == len(library) == 3
    assert set(library.sketches.ids.tolist()) == {first.pk, other.pk, third.pk}
    assert set(titles(third)) == {first.mark}


def test_a_library_whose_files_are_gone_is_built_again() -> None:
    import shutil

    old, asked = patent("Bottle with rotating lid"), patent("One touch flask", day="2022-01-01")
    sweep_prior_art()
    shutil.rmtree(prior_art.folder())
    prior_art._opened.clear()
    assert titles(asked) == [old.mark]
    assert sweep_prior_art() is True and titles(asked) == [old.mark]


def test_an_official_sees_the_other_sides_recorded_rights_but_not_what_it_examines() -> None:
    recorded = patent("Bottle recorded in China", places=("cn",))
    pending = patent("Bottle filed in China", places=("cn",))
    Recordation.objects.filter(right=pending).update(status="submitted")
    asked = patent("One touch flask", places=("kr",), day="2022-01-01")
    seen = Right.objects.visible_to(person("examiner", "kr"))
    assert titles(asked, seen) == [recorded.mark]
    in_china = Right.objects.visible_to(person("examiner", "cn"))
    assert set(titles(asked, in_china)) == {recorded.mark, pending.mark}


def test_other_kinds_are_not_compared() -> None:
    patent("Bottle with rotating lid")
    assert titles(recorded_right("BOTTLE")) == []
    assert titles(patent("Bottle", kind="design")) == []


def test_a_design_is_found_by_its_drawing_alone() -> None:
    from random import Random

    from seizures.training.invent import pictures as drawn

    logo = drawn.logo("VELANTIS", Random(3))
    first = patent("Slide sandal", kind="design", claims="")
    second = patent("Beach shoe", kind="design", claims="", day="2022-01-01")
    other = patent("Lamp", kind="design", claims="")
    for right, content in ((first, logo), (second, logo), (other, picture().read())):
        stored = store_bytes(content, media_type="image/png", by=system())
        attach(stored, kind="right", key=right.pk, purpose=Purpose.MARK, name="a", by=system())
    sweep_pictures()
    found = prior_art.earlier_rights(second, Right.objects.all())
    assert [(row.right, row.picture) for row in found] == [(first, "same")]
    assert found[0].is_nearly_the_same


def test_what_is_published_is_kept_with_the_draft_and_checked() -> None:
    firm = holder()
    by = of_user(holder_user(firm))
    told = {"classes": ["A47G 19/22"], "priority_on": dt.date(2019, 1, 2), "claims": CLAIM}
    right = actions.draft_right(holder=firm, kind="patent", mark="Bottle", administrations=["kr"],
                                fields={"specification": told}, by=by)  # fmt: skip
    assert right.specification.classes == ["A47G 19/22"]
    actions.save_draft(right, {"specification": {"claims": ""}}, by=by)
    right.specification.refresh_from_db()
    assert right.specification.claims == "" and right.specification.priority_on
    wrong = {"priority_on": dt.date(2020, 1, 2), "published_on": dt.date(2019, 1, 2)}
    with pytest.raises(Refused, match="publication lies before"):
        actions.save_draft(right, {"specification": wrong}, by=by)
    mark = actions.draft_right(holder=firm, kind="trademark", mark="BOTTLE", administrations=["kr"],
                               fields={"specification": told}, by=by)  # fmt: skip
    assert not Specification.objects.filter(right=mark).exists()


@pytest.mark.postgres
def test_a_register_brings_classes_days_and_claims_and_an_import_again_changes_nothing() -> None:
    row = register_row("Bottle", kind="patent", nice=[], classes=["A47G 19/22"], claims=CLAIM,
                       priority_on="2019-01-02", published_on="2020-07-02")  # fmt: skip
    bare = register_row("Cup", kind="patent", nice=[], id="cup")
    done = actions.import_rows([row, bare], administrations=["kr"], by=system())
    assert (done.created, done.refused) == (2, [])
    told = Specification.objects.get()
    assert (told.right.mark, told.published_on) == ("Bottle", dt.date(2020, 7, 2))
    again = actions.import_rows([row, bare], administrations=["kr"], by=system())
    assert (again.created, again.updated) == (0, 0)
    changed = actions.import_rows([row | {"claims": "Less"}], administrations=["kr"], by=system())
    assert changed.updated == 1 and Specification.objects.get().claims == "Less"
    bad = actions.import_rows([row | {"priority_on": "soon"}], administrations=["kr"], by=system())
    assert "priority_on" in bad.refused[0][1]


def mark(name: str, firm: Any, day: str, *, country: str, nice: tuple[int, ...] = (25,)) -> Right:
    right = recorded_right(name, owner=firm, nice=nice)
    Right.objects.filter(pk=right.pk).update(jurisdiction=country)
    Recordation.objects.filter(right=right).update(filed_on=day)
    return Right.objects.get(pk=right.pk)


def test_marks_that_others_had_before_abroad_are_told_together() -> None:
    squatter = holder("Quick Filing Ltd")
    for name in ("VELANTIS", "DORMUNDA"):
        mark(name, holder(f"{name} GmbH"), "2015-01-01", country="kr")
    taken = [mark(name, squatter, "2022-01-01", country="cn") for name in ("VELANTIS", "DORMUNDA")]
    asked = mark("QUIMBRA", squatter, "2023-01-01", country="cn")
    rows = older_marks(asked, Right.objects.all())
    assert {row.own.pk for row in rows} == {right.pk for right in taken}
    assert all(row.is_same and row.classes == (25,) for row in rows)
    assert older_marks(taken[0], Right.objects.all())[0].own == taken[0]


def test_near_spellings_and_recorded_aliases_count_too() -> None:
    squatter = holder("Quick Filing Ltd")
    senior = mark("VELANTIS", holder("Velantis GmbH"), "2015-01-01", country="kr")
    actions.add_alias(senior, language="ko", text="벨란티스", by=system())
    asked = mark("VELANTYS", squatter, "2022-01-01", country="cn")
    spelt = mark("벨란티스", squatter, "2021-01-01", country="cn")
    actions.bring_up_to_date(by=system())
    rows = older_marks(asked, Right.objects.all())
    assert [(row.own, row.other, row.is_same) for row in rows] == [
        (asked, senior, False), (spelt, senior, False)]  # fmt: skip


@pytest.mark.parametrize(
    "senior",
    [{"day": "2023-01-01"}, {"country": "cn"}, {"nice": (3,)}, {"name": "SHOES"}],
    ids=["later", "same jurisdiction", "other class", "ordinary word"],
)
def test_what_says_nothing_of_bad_faith_is_left_out(senior: dict[str, Any]) -> None:
    told = {"name": "VELANTIS", "day": "2015-01-01", "country": "kr"} | senior
    mark(told["name"], holder("Velantis GmbH"), told["day"], country=told["country"],
         nice=told.get("nice", (25,)))  # fmt: skip
    asked = mark(told["name"], holder("Other Ltd"), "2022-01-01", country="cn")
    assert older_marks(asked, Right.objects.all()) == []


def test_a_mark_that_the_reader_may_not_see_is_not_told_of() -> None:
    senior = mark("VELANTIS", holder("Velantis GmbH"), "2015-01-01", country="kr")
    asked = mark("VELANTIS", holder("Other Ltd"), "2022-01-01", country="cn")
    assert older_marks(asked, Right.objects.exclude(pk=senior.pk)) == []


def test_a_great_import_is_shelved_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    from seizures.rights.actions import prior_art as shelving

    monkeypatch.setattr(shelving, "AT_MOST", 2)
    rights = [patent(f"Bottle {number}") for number in range(5)]
    assert [sweep_prior_art() for _ in range(4)] == [False, False, True, True]
    library, row = prior_art.current()
    assert row is not None and row.newest_right == rights[-1].pk
    assert sorted(library.sketches.ids.tolist()) == [right.pk for right in rights]
    assert PriorArtIndex.objects.exclude(path="").count() == 2


def test_nothing_to_shelve_makes_no_library() -> None:
    recorded_right("VELANTIS")
    assert sweep_prior_art() is True and not PriorArtIndex.objects.exists()
