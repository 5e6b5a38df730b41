"""The page about the law is the law files, printed."""

from pathlib import Path

from seizures.law import docs_page, procedures

PAGE = Path(__file__).parents[2] / "docs" / "law.md"


def test_the_page_in_the_docs_is_the_one_the_files_give() -> None:
    assert PAGE.read_text(encoding="utf-8") == docs_page.render()


def test_the_page_shows_every_rule_and_step_with_its_basis() -> None:
    page = docs_page.render()
    for track in procedures.tracks():
        procedure = procedures.load(track, procedures.editions(track)[-1])
        for row in (*procedure.steps, *procedure.deadlines):
            line = next(line for line in page.splitlines() if f"| `{row.code}` |" in line)
            assert line
            assert any(
                f"| `{row.code}` |" in line and row.basis in line for line in page.splitlines()
            )


def test_what_is_not_read_in_the_original_is_marked() -> None:
    page = docs_page.render()
    line = next(line for line in page.splitlines() if line.startswith("| `damages_freeze` |"))
    assert line.endswith("M, to be confirmed |")
