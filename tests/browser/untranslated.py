"""Finds words of a page that stand there in English although the catalogue translates them."""

import gettext
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDERS = {"ko": "ko", "zh-hans": "zh_Hans"}

# Whole texts of the page and of its labels; what is marked as another language is left out.
READ = """() => {
  const spoken = document.documentElement.lang, found = new Set();
  const isOther = (element) => element.closest("[lang]").lang !== spoken;
  const add = (text) => {
    const whole = (text || "").replace(/\\s+/g, " ").trim();
    if (whole) found.add(whole);
  };
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest("script, style, noscript") || isOther(parent)) continue;
    add(walker.currentNode.data);
  }
  const told = ["aria-label", "placeholder", "title", "alt", "data-key-label", "data-announce"];
  for (const name of told)
    for (const element of document.querySelectorAll(`[${name}]`))
      if (!isOther(element)) add(element.getAttribute(name));
  return [...found];
}"""


@cache
def catalogue(language: str) -> dict[str, str]:
    """English sentence to translated sentence, as compiled for the running house."""
    path = Path(settings.LOCALE_PATHS[0]) / FOLDERS[language] / "LC_MESSAGES" / "django.mo"
    with path.open("rb") as file:
        entries: dict[Any, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    found = {}
    for key, told in entries.items():
        english = key[0] if isinstance(key, tuple) else key
        english = english.partition("\x04")[2] or english  # what follows a context
        if english and told:
            found[" ".join(english.split())] = " ".join(told.split())
    return found


def english_left(page: Any, language: str) -> list[str]:
    """Whole texts of the page that are English sentences of the catalogue."""
    known = catalogue(language)
    return sorted(text for text in page.evaluate(READ) if known.get(text, text) != text)
