"""Splits UN/EDIFACT interchanges into segments: streaming, aware of UNA, releases and repetitions.

Text is decoded before it is split, so that a separator can never be half of a Korean or Chinese
character. Segment numbers count from UNB (1) through the whole file; UNA is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from seizures.formats.encodings import detect_encoding
from seizures.formats.lines import FormatRefused
from seizures.formats.textlines import OnProgress, chunks

LONGEST_SEGMENT = 100_000
"""Characters; what is longer has lost its terminator and is kept only in its beginning."""

CHARSETS = {
    "UNOC": "iso8859-1",
    "UNOD": "iso8859-2",
    "UNOE": "iso8859-5",
    "UNOF": "iso8859-7",
    "UNOG": "iso8859-3",
    "UNOH": "iso8859-4",
    "UNOI": "iso8859-6",
    "UNOJ": "iso8859-8",
    "UNOK": "iso8859-9",
    "UNOL": "iso8859-15",
}
"""Syntax identifiers that are taken at their word. UNOA and UNOB should be ASCII, UNOW and UNOY are
UTF-8, UNOX is ISO 2022; senders use all of these for whatever their system writes, so there the
bytes decide."""

_HEAD = 4096
_NO_REPEATS: Mapping[int, list[list[str]]] = MappingProxyType({})
_TAG = re.compile(r"[A-Z]{3}")
_HALVES = re.compile(r"[\udc00-\udcff]")
_CJK = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3]")
_ISO2022 = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$B", "iso2022_jp"), (b"\x1b$@", "iso2022_jp"))


@dataclass(frozen=True, slots=True)
class ServiceString:
    """The separators of an interchange (UNA); `repetition` is "" where elements do not repeat."""

    component: str = ":"
    element: str = "+"
    decimal: str = "."
    release: str = "?"
    repetition: str = ""
    terminator: str = "'"


class Segment:
    """One segment: its number in the file, tag, text and elements (each a list of components).

    `repeats` holds what follows the first repetition of an element; `whole` tells that the segment
    was not cut at LONGEST_SEGMENT.
    """

    __slots__ = ("elements", "number", "repeats", "tag", "text", "whole")

    def __init__(self, number: int, text: str, elements: list[list[str]]) -> None:
        self.number = number
        self.text = text
        self.tag = elements[0][0]
        self.elements = elements
        self.repeats: Mapping[int, list[list[str]]] = _NO_REPEATS
        self.whole = True

    def get(self, element: int, component: int = 0) -> str:
        """A component by the place of its element (1 is the first after the tag), or ""."""
        try:
            return self.elements[element][component].strip()
        except IndexError:
            return ""

    def parts(self, element: int) -> list[str]:
        """All components of an element, with those of its repetitions."""
        if element >= len(self.elements):
            return []
        return self.elements[element]

    @property
    def shown(self) -> str:
        """Number and text, to tell a person where in the file this is."""
        return f"{self.number} {self.text[:200]}"


class Tokenizer:
    """The segments of an interchange file.

    `ended` tells that the last one had its terminator, `dirty` that some bytes are no text.
    """

    def __init__(self, path: Path, on_progress: OnProgress | None = None) -> None:
        self.service, self.encoding = _opening(path)
        self.ended = True
        self.dirty = False
        self.rest = ""
        self.last: Segment | None = None
        self._chunks = chunks(path, self.encoding, on_progress)

    def __iter__(self) -> Iterator[Segment]:
        """Split the file; `*` repeats elements only where UNB names syntax version 4 or later."""
        split = Splitter(self.service)
        for number, text in enumerate(self._texts(), 1):
            if len(text) > LONGEST_SEGMENT:
                segment = Segment(number, text[:LONGEST_SEGMENT], split(text[:LONGEST_SEGMENT]))
                segment.whole = False
            else:
                segment = Segment(number, text, split(text))
                if split.repeats:
                    segment.repeats = split.repeats
            self.last = segment
            if number == 1 and segment.tag == "UNB" and segment.get(1, 1)[:1] not in ("4", "5"):
                split = Splitter(_without_repetition(self.service))
            yield segment

    def _texts(self) -> Iterator[str]:
        first = next(self._chunks, "").lstrip("\ufeff \t\r\n")
        yield from self._cut(first[9:] if first.startswith("UNA") else first)
        for piece in self._chunks:
            yield from self._cut(piece)
        self.rest = self.rest.strip()
        self.ended = not self.rest

    def _cut(self, piece: str) -> list[str]:
        """Cut at terminators that are not released; remember what is left over."""
        release, terminator = self.service.release, self.service.terminator
        if not piece.isascii() and _HALVES.search(piece):
            self.dirty = True
        for sign in "\r\n":
            if sign != terminator:
                piece = piece.replace(sign, "")
        texts = piece.split(terminator)
        texts[0] = self.rest + texts[0]
        self.rest = texts.pop()
        held, found = "", []
        for text in texts:
            if text.endswith(release) and _releases(text, release):
                held += text + terminator
                continue
            if held:
                text, held = held + text, ""
            if text := text.lstrip():
                found.append(text)
        self.rest = held + self.rest
        if len(self.rest) > 2 * LONGEST_SEGMENT:
            self.rest = self.rest[: LONGEST_SEGMENT + 1]
        return found


class Splitter:
    """Splits the text of a segment into elements and components."""

    def __init__(self, service: ServiceString) -> None:
        self._component, self._element = service.component, service.element
        self._release, self._repetition = service.release, service.repetition
        signs = re.escape(service.component + service.element + service.repetition)
        release = re.escape(service.release)
        self._tokens = re.compile(f"{release}(.)|([{signs}])|([^{signs}{release}]+)", re.DOTALL)

        self.repeats: dict[int, list[list[str]]] = {}

    def __call__(self, text: str) -> list[list[str]]:
        """Elements as lists of components; `repeats` holds the rest of those that repeat."""
        if self._release in text or (self._repetition and self._repetition in text):
            return self._slowly(text)
        self.repeats = {}
        component = self._component
        return [element.split(component) for element in text.split(self._element)]

    def _slowly(self, text: str) -> list[list[str]]:
        elements: list[list[list[str]]] = [[[""]]]
        for released, sign, plain in self._tokens.findall(text):
            if sign == self._element:
                elements.append([[""]])
            elif sign == self._component:
                elements[-1][-1].append("")
            elif sign:
                elements[-1].append([""])
            else:
                elements[-1][-1][-1] += released or plain
        self.repeats = {place: all_[1:] for place, all_ in enumerate(elements) if len(all_) > 1}
        return [all_[0] for all_ in elements]


def is_tag(text: str) -> bool:
    """Whether a text can be the tag of a segment."""
    return _TAG.fullmatch(text) is not None


def _releases(text: str, release: str) -> bool:
    """Whether the last sign of the text releases what follows: an odd run of release signs."""
    return (len(text) - len(text.rstrip(release))) % 2 == 1


def _without_repetition(service: ServiceString) -> ServiceString:
    return ServiceString(
        service.component, service.element, service.decimal, service.release, "", service.terminator
    )


def _opening(path: Path) -> tuple[ServiceString, str]:
    """Read UNA and the syntax identifier of UNB from the first bytes, whatever their encoding."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").decode("latin-1")
    service = ServiceString(repetition="*")
    if plain.startswith("UNA") and len(plain) >= 9:
        service = _service_string(plain[3:9])
        plain = plain[9:].lstrip()
    identifier = ""
    if plain.startswith("UNB" + service.element):
        identifier = re.split(f"[{re.escape(service.component + service.element)}]", plain)[1]
    return service, _encoding(path, head, identifier.strip().upper())


def _service_string(signs: str) -> ServiceString:
    component, element, decimal, release, repetition, terminator = tuple(signs)
    if decimal not in ",.":
        decimal = "."
    main = {component, element, release, terminator}
    odd = any(sign.isalnum() for sign in main) or terminator == " "
    if len(main) != 4 or odd:
        raise FormatRefused("bad_service_string", {"found": signs})
    repetition = "*" if repetition in main | {" "} or repetition.isalnum() else repetition
    return ServiceString(
        component, element, decimal, release, "" if repetition in main else repetition, terminator
    )


def _encoding(path: Path, head: bytes, identifier: str) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return detect_encoding(path)
    if identifier in CHARSETS:
        return _misdeclared(head) or CHARSETS[identifier]
    if identifier == "UNOX":
        with path.open("rb") as file:
            start = file.read(1 << 20)
        for mark, name in _ISO2022:
            if mark in start:
                return name
    return detect_encoding(path)


def _misdeclared(head: bytes) -> str:
    """UTF-8 with Korean or Chinese under a Latin identifier is recognised beyond doubt."""
    try:
        text = head[: head.rfind(b"'") + 1].decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "utf-8" if _CJK.search(text) else ""
