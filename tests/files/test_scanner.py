"""The virus scanner: a small server that speaks clamd's protocol, and what an upload meets."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from seizures.core.actor import system
from seizures.core.errors import FileRefused
from seizures.files import scanner
from seizures.files.actions import store_bytes, store_manifest, store_upload
from seizures.files.models import StoredFile
from tests.builders import picture

pytestmark = pytest.mark.django_db


class Clamd:
    """Answers INSTREAM on a loopback port; finds a virus in whatever carries the word EICAR."""

    def __init__(self, answer: Callable[[bytes], bytes | None]):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.server.getsockname()[1]}"
        self.answer, self.received = answer, b""
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                line, _address = self.server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as read:
                assert read.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack("!I", read.read(4))[0]:
                    content += read.read(size)
                self.received = content
                said = self.answer(content)
                if said is not None:
                    line.sendall(said)
                else:
                    threading.Event().wait(2)

    def stop(self) -> None:
        self.server.close()
        self.thread.join(3)


def verdict(content: bytes) -> bytes:
    return b"stream: Eicar-Test-Signature FOUND\0" if b"EICAR" in content else b"stream: OK\0"


@pytest.fixture
def clamd(settings: Any, tmp_path: Path) -> Iterator[Clamd]:
    server = Clamd(verdict)
    settings.MEDIA_ROOT, settings.CLAMD_ADDRESS = tmp_path, server.address
    yield server
    server.stop()


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def infected() -> Any:
    upload = picture()
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("photo.png", upload.read() + b"EICAR", content_type="image/png")


def test_a_clean_picture_is_kept_and_marked(clamd: Clamd) -> None:
    upload = picture()
    row = store_upload(upload, by=system())
    upload.seek(0)
    assert clamd.received == upload.read()
    assert row.scan == "clean"


def test_a_virus_is_named_and_leaves_nothing(clamd: Clamd, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="Eicar-Test-Signature"):
        store_upload(infected(), by=system())
    with pytest.raises(FileRefused, match="Eicar-Test-Signature"):
        store_manifest(BytesIO(b"container,EICAR\n"), by=system())
    assert not files_in(tmp_path) and not StoredFile.objects.exists()


def test_a_large_upload_goes_in_pieces(clamd: Clamd) -> None:
    content = b"x" * (3 * scanner.CHUNK + 17)
    store_manifest(BytesIO(content), by=system())
    assert clamd.received == content


def test_what_the_house_made_itself_is_not_scanned(clamd: Clamd) -> None:
    assert store_bytes(b"%PDF-1.7 %%EOF", media_type="application/pdf", by=system()).scan == ""
    assert clamd.received == b""


@pytest.mark.parametrize("said", [b"INSTREAM size limit exceeded. ERROR\0", b"", None])
def test_a_scanner_without_a_verdict_refuses_or_marks(
    said: bytes | None, settings: Any, tmp_path: Path
) -> None:
    server = Clamd(lambda _content: said)
    settings.MEDIA_ROOT, settings.CLAMD_ADDRESS = tmp_path, server.address
    settings.CLAMD_TIMEOUT_SECONDS = 0.3
    with pytest.raises(FileRefused, match="does not answer"):
        store_upload(picture(), by=system())
    assert not files_in(tmp_path)
    settings.CLAMD_WHEN_SILENT = "accept"
    assert store_upload(picture(), by=system()).scan == "unreachable"
    server.stop()


def test_an_unreachable_scanner_refuses_by_default(settings: Any, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    settings.MEDIA_ROOT, settings.CLAMD_ADDRESS = tmp_path, f"127.0.0.1:{port}"
    with pytest.raises(FileRefused, match="does not answer"):
        store_upload(picture(), by=system())


def test_a_socket_file_is_an_address_too(settings: Any, tmp_path: Path) -> None:
    settings.CLAMD_ADDRESS = str(tmp_path / "none.sock")
    with pytest.raises(scanner.ScannerSilent):
        scanner.ask([b"x"])
