"""Pictures far too large for the product card are refused with what to do, in little memory."""

import io
import json
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from seizures.files.models import Attachment, StoredFile
from tests.architecture.plan import ROOT
from tests.conftest import database_url
from tests.portal.worlds import a_draft, a_holder, signed_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_tables"),
    pytest.mark.timeout(300),
]
MB = 1 << 20
SIDE = 30_000
HEAD = b'--edge\r\nContent-Disposition: form-data; name="genuine"; filename="box.png"\r\n\r\n'
END = b"\r\n--edge--\r\n"


def png(side: int, *, bits: int = 1, kind: int = 0) -> bytes:
    """A sound picture of zeros, this many pixels wide and high, in few bytes."""

    def part(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    packer, rows = zlib.compressobj(1), bytearray()
    row = bytes(1 + side * bits // 8)
    for _row in range(side):
        rows += packer.compress(row)
    rows += packer.flush()
    head = struct.pack(">IIBBBBB", side, side, min(bits, 8), kind, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", bytes(rows))
            + part(b"IEND", b""))  # fmt: skip


def test_a_picture_of_900_megapixels_says_how_large_it_may_be() -> None:
    owner, user = a_holder()
    right = a_draft(owner, user)
    bomb = png(SIDE)
    assert len(bomb) < MB
    for part, field in (("what", "picture"), ("genuine", "genuine"), ("genuine", "fake")):
        sent = {"mark": "NURIBOM", field: SimpleUploadedFile("bomb.png", bomb)}
        answer = signed_in(user).post(reverse("portal-record-part", args=[right.pk, part]), sent)
        assert answer.status_code == 422, part
        assert "at most 60 megapixels" in answer.content.decode(), part
    assert not Attachment.objects.exists() and not StoredFile.objects.exists()


# One web process that takes forms with a picture, told on standard input as "<kind> <bytes or
# file>"; it answers the status, whether the sentence was there, and the most memory it ever held.
SERVE = r"""
import io, json, re, sys
from pathlib import Path
from customs_ip.wsgi import application
cookie, url = sys.argv[1:]
HEAD, END = eval(sys.stdin.readline())

class Body(io.RawIOBase):
    def __init__(self, parts):
        self.parts, self.left = iter(parts), b""
    def readable(self):
        return True
    def readinto(self, into):
        while not self.left:
            self.left = next(self.parts, None)
            if self.left is None:
                return 0
        count = min(len(into), len(self.left))
        into[:count], self.left = self.left[:count], self.left[count:]
        return count

def noise(size):
    yield HEAD + b"\x89PNG\r\n\x1a\n"
    block = bytes(range(256)) * 256
    for _ in range(size // len(block)):
        yield block
    yield END

def peak():
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024

for line in sys.stdin:
    kind, told = line.split()
    content = HEAD + Path(told).read_bytes() + END if kind == "file" else b""
    parts = [content] if content else noise(int(told))
    size = len(content) or sum(len(part) for part in noise(int(told)))
    answer = {}
    def start(status, headers, exc_info=None):
        answer["status"] = int(status[:3])
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": url, "SCRIPT_NAME": "", "QUERY_STRING": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http", "wsgi.errors": sys.stderr,
        "CONTENT_TYPE": "multipart/form-data; boundary=edge", "CONTENT_LENGTH": str(size),
        "HTTP_COOKIE": cookie + "; csrftoken=" + "a" * 32, "HTTP_X_CSRFTOKEN": "a" * 32,
        "wsgi.input": io.BufferedReader(Body(parts)),
    }
    reply = application(environ, start)
    answer["page"] = b"".join(reply).decode()
    reply.close()
    print(json.dumps({**answer, "peak_mb": peak()}), flush=True)
"""


@pytest.fixture
def send(tmp_path: Path) -> Iterator[Callable[[str, object], dict[str, Any]]]:
    """`send("file", path)` or `send("noise", bytes)` to the card of a draft, in a web process."""
    owner, user = a_holder()
    url = reverse("portal-record-part", args=[a_draft(owner, user).pk, "genuine"])
    session = signed_in(user).cookies["sessionid"].value
    env = dict(os.environ) | {
        "DJANGO_SETTINGS_MODULE": "customs_ip.settings.test", "DATABASE_URL": database_url(),
        "TEST_SCRATCH": str(tmp_path), "TMPDIR": str(tmp_path),
    }  # fmt: skip
    with (
        open(tmp_path / "web.log", "w") as log,
        subprocess.Popen(
            [sys.executable, "-c", SERVE, f"sessionid={session}", url],
            cwd=ROOT, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
        ) as web,
    ):  # fmt: skip
        assert web.stdin is not None and web.stdout is not None

        def ask(kind: str, what: object) -> dict[str, Any]:
            print(kind, what, file=web.stdin, flush=True)
            line = web.stdout.readline()  # type: ignore[union-attr]
            assert line, (tmp_path / "web.log").read_text()[-3000:]
            return dict(json.loads(line))

        print(repr((HEAD, END)), file=web.stdin, flush=True)
        yield ask
        web.stdin.close()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc to tell memory")
def test_100_megabytes_and_a_bomb_are_refused_in_little_memory(
    send: Callable[[str, object], dict[str, Any]], tmp_path: Path
) -> None:
    small, bomb = tmp_path / "small.png", tmp_path / "bomb.png"
    drawn = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(drawn, "PNG")
    small.write_bytes(drawn.getvalue())
    bomb.write_bytes(png(SIDE))
    taken = send("file", small)
    assert taken["status"] == 302
    large = send("noise", 100 * MB)
    assert large["status"] == 422 and "Send at most 20 MB" in large["page"]
    bombed = send("file", bomb)
    assert bombed["status"] == 422 and "at most 60 megapixels" in bombed["page"]
    grown = bombed["peak_mb"] - taken["peak_mb"]
    print(json.dumps({"small_mb": taken["peak_mb"], "grown_mb": grown}))
    assert grown < 40
    assert StoredFile.objects.count() == 1 and not list(tmp_path.glob("*.upload*"))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc to tell memory")
def test_the_largest_picture_that_is_taken_costs_its_own_pixels_once(
    send: Callable[[str, object], dict[str, Any]], tmp_path: Path
) -> None:
    small, large = tmp_path / "small.png", tmp_path / "large.png"
    small.write_bytes(png(64))
    side = 7700  # 59 megapixels of red, green, blue and how clear they are: 237 MB in memory
    large.write_bytes(png(side, bits=32, kind=6))
    before, after = send("file", small), send("file", large)
    assert after["status"] == 302
    grown = after["peak_mb"] - before["peak_mb"]
    print(json.dumps({"grown_mb": grown}))
    assert grown < 1.3 * side * side * 4 / MB
