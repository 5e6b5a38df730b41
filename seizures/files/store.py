"""Where bytes lie: `ab/cd/<sha256>` under MEDIA_ROOT, written aside and moved into place."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings

from seizures.core.errors import FileRefused


def place_of(digest: str, suffix: str = "") -> str:
    """The relative path of bytes with this SHA-256."""
    return f"{digest[:2]}/{digest[2:4]}/{digest}{suffix}"


def full(path: str) -> Path:
    """The absolute path of a stored relative path."""
    return Path(settings.MEDIA_ROOT) / path


def keep(
    chunks: Iterable[bytes], *, limit: int, too_large: FileRefused,
    check: Callable[[Path], str] | None = None,
) -> tuple[str, int, str, str]:  # fmt: skip
    """Writes chunks once under their digest; (sha256, size in bytes, relative path, scan state).

    `check` looks at the bytes before they are kept; when it raises, nothing stays behind.
    """
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    digest, size, said = hashlib.sha256(), 0, ""
    handle, name = tempfile.mkstemp(dir=root, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise too_large
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        if check is not None:
            said = check(Path(name))
        path = place_of(digest.hexdigest())
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            os.unlink(name)
        else:
            os.replace(name, target)
    except BaseException:
        if os.path.exists(name):
            os.unlink(name)
        raise
    return digest.hexdigest(), size, path, said


def keep_beside(digest: str, suffix: str, content: bytes) -> str:
    """Writes a derived picture beside the original; returns its relative path."""
    path = place_of(digest, suffix)
    target = full(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".incoming-")
    with os.fdopen(handle, "wb") as aside:  # a name of its own: two may write the same picture
        aside.write(content)
    os.replace(name, target)
    return path
