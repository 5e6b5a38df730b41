"""Asks clamd whether bytes carry a virus, before they are kept.

The protocol is INSTREAM: `zINSTREAM\\0`, then chunks each preceded by its length in four bytes
(network order), then a length of zero; the answer is one line ended by a zero byte.
"""

import socket
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seizures.core.errors import FileRefused
from seizures.files.choices import ScanState

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


class ScannerSilent(Exception):
    """The scanner did not answer, or answered something that is no verdict."""


def check(path: Path) -> str:
    """What the scanner says of a file that is not yet kept, as a `ScanState`.

    Raises `FileRefused` for a virus, and when the scanner is silent and the house is set to
    refuse then.
    """
    if not settings.CLAMD_ADDRESS:
        return ScanState.OFF
    try:
        with path.open("rb") as content:
            found = ask(iter(lambda: content.read(CHUNK), b""))
    except ScannerSilent as silent:
        if settings.CLAMD_WHEN_SILENT == "accept":
            return ScanState.UNREACHABLE
        raise FileRefused(
            _("The virus scanner does not answer, so nothing is taken now. Try again in a few "
              "minutes.")
        ) from silent  # fmt: skip
    if found:
        raise FileRefused(
            _("This file carries a virus (%(virus)s) and was not kept. Clean it or take the "
              "picture again."), virus=found,
        )  # fmt: skip
    return ScanState.CLEAN


def ask(chunks: Iterable[bytes]) -> str:
    """The name of the virus clamd finds, or an empty string; raises `ScannerSilent`."""
    try:
        with _connect() as line:
            try:
                line.sendall(b"zINSTREAM\0")
                for chunk in chunks:
                    line.sendall(struct.pack("!I", len(chunk)) + chunk)
                line.sendall(struct.pack("!I", 0))
            except (BrokenPipeError, ConnectionResetError):
                pass  # clamd hangs up early when its size limit is reached, and has said so
            answer = b"".join(_answer(line))
    except OSError as error:
        raise ScannerSilent(str(error)) from error
    return _verdict(answer.rstrip(b"\0\r\n ").decode(errors="replace"))


def _connect() -> socket.socket:
    address = str(settings.CLAMD_ADDRESS)
    seconds = float(settings.CLAMD_TIMEOUT_SECONDS)
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(seconds)
        line.connect(address)
        return line
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]") or "127.0.0.1", int(port)), seconds)


def _answer(line: socket.socket) -> Iterator[bytes]:
    size = 0
    while size < LONGEST_ANSWER:
        part = line.recv(1024)
        if not part:
            return
        yield part
        size += len(part)
        if part.endswith(b"\0"):
            return


def _verdict(answer: str) -> str:
    said = answer.partition(": ")[2] or answer
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")[:100]
    raise ScannerSilent(answer[:200])
