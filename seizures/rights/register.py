"""Reads one row of an exported register into a plain record, or says why it cannot be taken."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seizures.parties.names import fold
from seizures.rights.choices import RecordationStatus, RightKind

LONG = 60_000
LANGUAGES = ("zh", "ko", "en", "zh-hans")


class RowRefused(ValueError):
    """Why a register row cannot be taken, in plain words."""


@dataclass(frozen=True, slots=True)
class Published:
    """What an office published of an invention or design: classes, days (ISO), abstract, claims."""

    classes: tuple[str, ...]
    priority_on: str | None
    published_on: str | None
    abstract: str
    claims: str

    def __bool__(self) -> bool:
        """Whether anything is told."""
        return bool(self.classes or self.priority_on or self.published_on or self.abstract
                    or self.claims)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One right of a register with its holder, spellings, traders and registration facts."""

    external_id: str
    kind: str
    mark: str
    nice: tuple[int, ...]
    holder: str
    jurisdiction: str
    aliases: tuple[tuple[str, str], ...]
    authorised: tuple[str, ...]
    terms: tuple[str, ...]
    models_made: tuple[str, ...]
    hs: tuple[str, ...]
    number: str
    status: str
    filed_on: str | None
    registered_on: str | None
    expires_on: str | None
    published: Published

    @property
    def is_unverified(self) -> bool:
        """Nothing in the row shows when and under which number it was recorded."""
        return not (self.number and self.registered_on and self.expires_on)


def parse(row: Mapping[str, Any]) -> RegisterRow:
    """A register row checked field by field; raises `RowRefused`."""
    mark, holder = _text(row, "mark", 300), _text(row, "holder", 300)
    if not mark:
        raise RowRefused("mark is missing")
    if not holder:
        raise RowRefused("holder is missing")
    kind = _text(row, "kind", 12) or RightKind.TRADEMARK.value
    if kind not in RightKind.values:
        raise RowRefused(f"kind {kind!r} is not one of {', '.join(RightKind.values)}")
    status = _text(row, "status", 12) or RecordationStatus.RECORDED.value
    if status not in RecordationStatus.values:
        raise RowRefused(f"status {status!r} is not one of {', '.join(RecordationStatus.values)}")
    return RegisterRow(
        external_id=_text(row, "id", 60) or _own_id(kind, mark, holder),
        kind=kind,
        mark=mark,
        nice=_classes(row.get("nice")),
        holder=holder,
        jurisdiction=_text(row, "jurisdiction", 2).lower(),
        aliases=_aliases(row.get("aliases"), mark),
        authorised=_texts(row, "authorised", 300),
        terms=_texts(row, "terms", 200),
        models_made=_texts(row, "models", 200),
        hs=_texts(row, "hs", 13),
        number=_text(row, "number", 40),
        status=status,
        filed_on=_day(row, "filed_on"),
        registered_on=_day(row, "registered_on"),
        expires_on=_day(row, "expires_on"),
        published=Published(
            _texts(row, "classes", 30), _day(row, "priority_on"), _day(row, "published_on"),
            _text(row, "abstract", LONG), _text(row, "claims", LONG),
        ),
    )  # fmt: skip


def _own_id(kind: str, mark: str, holder: str) -> str:
    said = "\x1f".join((kind, fold(mark), fold(holder)))
    return "own-" + hashlib.sha256(said.encode()).hexdigest()[:24]


def _text(row: Mapping[str, Any], name: str, limit: int) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str | int):
        raise RowRefused(f"{name} must be text")
    text = " ".join(str(value).replace("\x00", "").split())
    if len(text) > limit:
        raise RowRefused(f"{name} has {len(text)} characters; at most {limit} are kept")
    return text


def _texts(row: Mapping[str, Any], name: str, limit: int) -> tuple[str, ...]:
    values = row.get(name) or []
    if not isinstance(values, list):
        raise RowRefused(f"{name} must be a list of texts")
    texts = (_text({name: value}, name, limit) for value in values)
    return tuple(dict.fromkeys(text for text in texts if text))


def _classes(values: Any) -> tuple[int, ...]:
    if not isinstance(values or [], list):
        raise RowRefused("nice must be a list of class numbers")
    classes = set(values or [])
    if not all(isinstance(value, int) and 1 <= value <= 45 for value in classes):
        raise RowRefused("nice holds something that is no class from 1 to 45")
    return tuple(sorted(classes))


def _aliases(values: Any, mark: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(values or {}, dict):
        raise RowRefused("aliases must be an object of language to text or texts")
    found: dict[str, str] = {}
    for language, texts in (values or {}).items():
        for text in texts if isinstance(texts, list) else [texts]:
            tidy = _text({"alias": text}, "alias", 200)
            if tidy and tidy != mark:
                found.setdefault(tidy, str(language)[:8])
    return tuple((language, text) for text, language in found.items())


def _day(row: Mapping[str, Any], name: str) -> str | None:
    text = _text(row, name, 10)
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise RowRefused(f"{name} {text!r} is not a day like 2026-01-31") from None
