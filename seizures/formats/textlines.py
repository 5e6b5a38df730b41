"""Reads a text file line by line in constant memory, however long its lines."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from seizures.formats.encodings import ESCAPE
from seizures.formats.lines import Progress

LONGEST_LINE = 200_000
"""Characters; a longer line is no goods line and is kept only in its beginning."""

CHUNK = 1 << 19
_HALVES = re.compile(r"[\udc00-\udcff]")

OnProgress = Callable[[Progress], None]


class BadLine(str):
    """Stands, empty, for a line that is no text or far too long; `raw` shows its beginning."""

    raw: str
    code: str
    params: dict[str, str]

    def __new__(cls, raw: str, code: str, params: dict[str, str]) -> BadLine:
        self = super().__new__(cls, "")
        self.raw, self.code, self.params = raw, code, params
        return self


def chunks(path: Path, encoding: str, on_progress: OnProgress | None = None) -> Iterator[str]:
    """Decode a file piece by piece; bytes that are no text become lone halves U+DC00 + byte."""
    done = 0
    decoder = codecs.getincrementaldecoder(encoding)(ESCAPE)
    with path.open("rb") as file:
        if encoding.startswith("utf-16") and file.read(2) not in (b"\xff\xfe", b"\xfe\xff"):
            file.seek(0)
        while block := file.read(CHUNK):
            yield decoder.decode(block)
            done += len(block)
            if on_progress is not None:
                on_progress(Progress(done))
        yield decoder.decode(b"", final=True)


class TextLines:
    """The lines of a text file without their ends; `ended` tells that the last one had an end."""

    def __init__(self, path: Path, encoding: str, on_progress: OnProgress | None = None) -> None:
        self.ended = True
        self._encoding = encoding
        self._chunks = chunks(path, encoding, on_progress)

    def __iter__(self) -> Iterator[str]:
        newlines = io.IncrementalNewlineDecoder(None, translate=True)
        rest, overlong = "", ""
        for chunk in self._chunks:
            text = newlines.decode(chunk)
            first, *lines = text.split("\n")
            if overlong:
                if not lines:
                    continue
                yield self._too_long(overlong)
                overlong = ""
                first, lines = lines[0], lines[1:]
            lines.insert(0, rest + first)
            rest = lines.pop()
            yield from self._checked(lines, text)
            if len(rest) > LONGEST_LINE:
                rest, overlong = "", rest[:LONGEST_LINE]
        rest += newlines.decode("", final=True)
        self.ended = not (rest or overlong)
        if overlong:
            yield self._too_long(overlong)
        elif rest.endswith("\n"):
            self.ended = True
            yield from self._checked([rest[:-1]], rest)
        elif rest:
            yield from self._checked([rest], rest)

    def _checked(self, lines: list[str], text: str) -> Iterator[str]:
        if max(map(len, lines), default=0) <= LONGEST_LINE and not _broken(lines, text):
            yield from lines
            return
        for line in lines:
            if len(line) > LONGEST_LINE:
                yield self._too_long(line)
            elif _HALVES.search(line):
                yield BadLine(line, "undecodable", {"encoding": self._encoding})
            else:
                yield line

    def _too_long(self, line: str) -> BadLine:
        return BadLine(line[:4100], "line_too_long", {"limit": str(LONGEST_LINE)})


def _broken(lines: list[str], text: str) -> bool:
    """Whether bytes that are no text stand in these lines (the first may have begun earlier)."""
    if text.isascii() and (not lines or lines[0].isascii()):
        return False
    return bool(_HALVES.search(text) or (lines and _HALVES.search(lines[0])))
