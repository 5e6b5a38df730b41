"""Puts a right into the shape its page shows; asks each table once."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from seizures.cases.facts import procedure_of
from seizures.cases.models import SeizureCase
from seizures.core.languages import pick
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.journal.models import Entry
from seizures.letters.models import Letter
from seizures.letters.titles import TITLES
from seizures.reference.models import Country, HSHeading, NiceClass
from seizures.rights.choices import INVENTIONS, RecordationStatus, RightKind
from seizures.rights.models import Recordation, Right
from seizures.screening.choices import TIER_TONE, TONE
from seizures.screening.models import Alert, Disposition
from seizures.web.alert_view import own_names_only
from seizures.web.rescreens import screening_of
from seizures.web.rights_list import load_seen, sides_of
from seizures.web.sentences import timeline

FILES, ALERTS, CASES, TIMELINE_LENGTH = 60, 12, 12, 60
SHOWN = (Purpose.MARK, Purpose.GENUINE, Purpose.FAKE)
EXAMINERS = {"examiner", "administrator"}
UNDER_EXAMINATION = {RecordationStatus.SUBMITTED, RecordationStatus.DEFICIENT}


def present(right: Right, user: Any) -> dict[str, Any]:
    """The context of the page of a right for this reader."""
    load_seen([right], user)
    own = own_recordation(right, user)
    files = files_of(right, own)
    return {
        **body(right, user, files),
        "own": own,
        "published": published_of(right, is_whole=own is not None),
        **screening_of(right),
        "examine_url": _examine_url(own, user),
        "alerts": _alerts(right, user),
        "cases": _cases(right, user),
        "letters": letters_of(own),
        "timeline": history(right, user),
        "zone": user.administration_id,
    }


def body(right: Right, user: Any, files: list[Attachment]) -> dict[str, Any]:
    """What the pages of a right and of its examination show alike."""
    return {
        "right": right,
        "holder": right.holder,
        "holder_country": country_names([right.holder.country]).get(right.holder.country, ""),
        "sides": sides_of(right),
        "classes": classes_of(right),
        "aliases": aliases_by_script(right),
        "traders": traders_of(right),
        "pictures": pictures_by_purpose(files),
        "papers": [row for row in files if row.purpose not in SHOWN],
        "headings": headings_of(right),
        "features": [line.strip("-• ").strip() for line in right.identification.splitlines()
                     if line.strip()],
    }  # fmt: skip


def own_recordation(right: Any, user: Any) -> Recordation | None:
    """The recordation with the reader's own administration."""
    rows = (row for row in right.seen if row.administration == user.administration_id)
    return next(rows, None)


def files_of(right: Right, own: Recordation | None) -> list[Attachment]:
    """Files on the right and on the own administration's recordation, in the order they came."""
    on = Q(subject_kind="right", subject_id=right.pk)
    if own:
        on |= Q(subject_kind="recordation", subject_id=own.pk)
    rows = Attachment.objects.filter(on).select_related("file").order_by("id")
    return list(rows[:FILES])


def pictures_by_purpose(files: Iterable[Attachment]) -> dict[str, list[Attachment]]:
    """Pictures of the mark, of genuine goods and of fakes."""
    found: dict[str, list[Attachment]] = {purpose.value: [] for purpose in SHOWN}
    for row in files:
        if row.purpose in SHOWN and row.file.is_picture:
            found[row.purpose].append(row)
    return found


def classes_of(right: Right) -> list[NiceClass]:
    """The Nice classes with their titles."""
    return list(NiceClass.objects.filter(number__in=right.nice)) if right.nice else []


def headings_of(right: Right) -> list[tuple[str, str]]:
    """Each HS code of the product card with the title of the nearest heading."""
    digits = {code: re.sub(r"\D", "", code) for code in right.hs}
    wanted = {plain[:n] for plain in digits.values() for n in (2, 4, 6) if len(plain) >= n}
    rows = HSHeading.objects.filter(code__in=wanted) if wanted else []
    known = {row.code: row.name for row in rows}
    return [
        (code, next((known[plain[:n]] for n in (6, 4, 2) if plain[:n] in known), ""))
        for code, plain in digits.items()
    ]


def published_of(right: Right, *, is_whole: bool) -> dict[str, Any]:
    """What the IP office published of an invention or design; abstract and claims only where the
    reader's own administration holds the file.
    """
    told = getattr(right, "specification", None) if right.kind in INVENTIONS else None
    if told is None:
        return {}
    return {
        "classes": ", ".join(told.classes), "priority_on": told.priority_on,
        "published_on": told.published_on, "abstract": told.abstract if is_whole else "",
        "claims": told.claims if is_whole else "",
        "class_label": _("IPC classes") if right.kind == RightKind.PATENT
        else _("Locarno classes"),
    }  # fmt: skip


def aliases_by_script(right: Right) -> list[dict[str, Any]]:
    """Other spellings in Korean, Chinese and Latin letters; unconfirmed ones are marked."""
    words = {"ko": _("Korean"), "zh": _("Chinese"), "en": _("Latin letters")}
    groups: dict[str, list[Any]] = {code: [] for code in words}
    for alias in right.aliases.order_by("text"):
        code = "zh" if alias.language.startswith("zh") else alias.language
        groups.setdefault(code if code in words else "en", []).append(alias)
    return [
        {"code": code, "label": words[code], "lang": "zh-Hans" if code == "zh" else code,
         "rows": rows}
        for code, rows in groups.items() if rows
    ]  # fmt: skip


def traders_of(right: Right) -> list[tuple[Any, str]]:
    """Authorised traders with the name of their country."""
    rows = list(right.traders.order_by("name"))
    names = country_names([row.country for row in rows])
    return [(row, names.get(row.country, row.country)) for row in rows]


def country_names(codes: Iterable[str]) -> dict[str, str]:
    """Names of countries in the reader's language."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    return {row.pk: row.name for row in Country.objects.filter(pk__in=wanted)}


def letters_of(recordation: Recordation | None) -> list[Letter]:
    """Letters of the own administration about its recordation, the newest first."""
    if recordation is None:
        return []
    rows = Letter.objects.about("recordation", recordation.pk).order_by("-id")
    letters = list(rows)
    for letter in letters:
        letter.title = pick(TITLES[letter.key])
    return letters


def history(right: Any, user: Any) -> list[dict[str, Any]]:
    """The journal of the right and of the recordations the reader sees, newest first."""
    about = Q(subject_kind="right", subject_id=str(right.pk)) | Q(
        subject_kind="recordation", subject_id__in=[str(row.pk) for row in right.seen]
    )
    rows = Entry.objects.filter(about).order_by("-id")[:TIMELINE_LENGTH]
    return own_names_only(timeline(reversed(list(rows))), user)


def _examine_url(own: Recordation | None, user: Any) -> str:
    if own is None or own.status not in UNDER_EXAMINATION or user.role not in EXAMINERS:
        return ""
    return reverse("examination-detail", args=[own.pk])


def _alerts(right: Right, user: Any) -> list[dict[str, Any]]:
    latest = Alert.objects.visible_to(user).filter(right=right).order_by("-id")[:ALERTS]
    rows = Disposition.objects.visible_to(user).filter(alert__in=[row.pk for row in latest])
    found = rows.select_related("alert__consignment").order_by("-alert_id")
    return [{"row": row, "tone": TONE[row.status], "tier_tone": TIER_TONE[row.tier]}
            for row in found]  # fmt: skip


def _cases(right: Right, user: Any) -> list[dict[str, Any]]:
    rows = SeizureCase.objects.visible_to(user).filter(right=right).select_related("consignment")
    return [
        {"row": case, "stage": pick(procedure_of(case).stage(case.stage).titles)}
        for case in rows.order_by("-id")[:CASES]
    ]
