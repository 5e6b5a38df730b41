"""Somebody at a screen: opens pages, presses what is there, fills in forms by their names.

Words differ by language, so a story finds things by what they do (the address a form is sent to,
the name of a field) and checks words where a word is the point.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from tests.browsing import assert_accessible, assert_fits

PAGE_LANGUAGE = {"en": "en", "ko": "ko", "zh-hans": "zh-hans"}
MARKUP = """() => {
  const told = e => [e.tagName, e.getAttribute("class"), e.getAttribute("role")].join(".");
  const kinds = new Set([...document.querySelectorAll("*")].map(told));
  return [location.pathname.replace(/[0-9]+/g, "0"), ...kinds].join();
}"""
# What axe has looked at in this process: a story comes by the same page many times.
_looked_at: set[str] = set()


class Screen:
    """One person's page; every page looked at is checked, and the way there is remembered."""

    def __init__(self, page: Any, site: str, language: str):
        self.page, self.site, self.language = page, site, language
        self.way: list[str] = []

    # --- looking -------------------------------------------------------------------------

    def look(self) -> None:
        """The page stands: right language, nothing sideways, nothing for axe to complain about."""
        self.page.wait_for_load_state()
        found = self.page.locator("html").get_attribute("lang")
        assert found == PAGE_LANGUAGE[self.language], f"{self.page.url} speaks {found}"
        path = urlparse(self.page.url).path
        if not self.way or self.way[-1] != path:  # the same page with its answer is one screen
            self.way.append(path)
        assert_fits(self.page)
        markup = str(self.page.evaluate(MARKUP))
        if markup not in _looked_at:
            assert_accessible(self.page)
            _looked_at.add(markup)

    def open(self, path: str) -> None:
        """Goes to an address of the house."""
        answer = self.page.goto(self.site + path)
        assert answer.status == 200, f"{path} answered {answer.status}"
        self.look()

    def again(self) -> None:
        """Loads the page anew, as one does to see whether something came."""
        self.page.reload()

    def find(self, selector: str, **having: Any) -> Any:
        """What fits the selector on the page."""
        return self.page.locator(selector, **having)

    def text(self) -> str:
        """Everything that can be read on the page."""
        return str(self.page.locator("body").inner_text())

    def key(self) -> int:
        """The key of the record in the address."""
        return int(next(part for part in urlparse(self.page.url).path.split("/") if part.isdigit()))

    # --- doing ---------------------------------------------------------------------------

    @contextlib.contextmanager
    def turning(self) -> Iterator[None]:
        """What is done inside leads to another page, which is looked at."""
        with self.page.expect_navigation():
            yield
        self.look()

    def press(self, target: Any) -> None:
        """Presses something that leads to another page."""
        place = self.find(target).first if isinstance(target, str) else target
        with self.turning():
            place.click()

    def form(self, ending: str) -> Any:
        """The form sent to an address with this ending, unfolded if it is folded away."""
        form = self.find(f'form[action$="{ending}"], form[action*="{ending}?"]').first
        folds = form.locator("xpath=ancestor::details[not(@open)]")
        while folds.count():
            folds.first.locator("summary").first.click()
        return form

    def send(self, ending: str, **fields: Any) -> None:
        """Fills in the form sent to an address with this ending, and sends it."""
        form = self.form(ending)
        self.fill(form, **fields)
        self.press(form.locator("button:not([type=button])").first)

    def fill(self, form: Any, **fields: Any) -> None:
        """Puts values into the fields of a form by their names."""
        for name, value in fields.items():
            field = form.locator(f'[name="{name}"]')
            kind = field.first.get_attribute("type")
            if kind in ("radio", "checkbox"):
                form.locator(f'[name="{name}"][value="{value}"]').check()
            elif kind == "file":
                field.set_input_files(value)
            elif field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(str(value))

    def take_step(self, code: str, **answers: Any) -> None:
        """Takes one step of a procedure on the page of its case: open it, answer, confirm."""
        ending = f"/steps/{code}/"
        assert self.find(f'form[action$="{ending}"]').count() == 1, f"{code} is not offered"
        self.send(ending, **answers)
        wrong = self.find(".error-summary")
        assert not wrong.count(), f"{code}: {wrong.first.inner_text()}"

    def fetch(self, address: str) -> bytes:
        """What a link of the page gives, with this person's session."""
        answer = self.page.context.request.get(self.site + address)
        assert answer.ok, f"{address} answered {answer.status}"
        return bytes(answer.body())

    def picture(self, folder: Path) -> None:
        """Keeps a picture of the whole page, for somebody to look at."""
        self.page.screenshot(path=folder / "page.png", full_page=True)
