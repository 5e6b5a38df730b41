"""Receipts as PDF: what was sent, when, by whom, with which files, and the hash of all of it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seizures.cases.models import SeizureCase
from seizures.cases.papers import Paper, Table, set_paper
from seizures.core import clock

LANGUAGES = {"ko": "ko", "zh-hans": "zh-hans"}


def moment(at: dt.datetime, administration: str) -> str:
    """An instant in the administration's time, with its zone."""
    local = at.astimezone(clock.zone(administration))
    return f"{local:%Y-%m-%d %H:%M:%S} ({local.tzinfo})"


def receipt_pdf(case: SeizureCase, pairs: Sequence[tuple[str, str]], *, title: str, digest: str,
                at: dt.datetime, files: Iterable[dict[str, Any]] = ()) -> bytes:  # fmt: skip
    """The receipt in the reader's language."""
    rows = [[file["name"], file.get("sha256", "")] for file in files]
    tables = [Table(title=_("Files"), head=[_("Name"), "SHA-256"], rows=rows, widths=[1, 1],
                    hashes=[1])] if rows else []  # fmt: skip
    return set_paper(Paper(
        title=title, subtitle=str(case.office.name if case.office else ""), reference=case.number,
        language=LANGUAGES.get(get_language() or "", "en"), tables=tables,
        issued_on=clock.day_of(at, case.administration),
        facts=[*pairs, (_("Received"), moment(at, case.administration)), ("SHA-256", digest)],
        notes=[_("The hash is the SHA-256 of all that was sent; the same hash stands in the "
                 "journal of the administration.")],
    ))  # fmt: skip
