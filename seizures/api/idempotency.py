"""Writes that may be sent again: the same `Idempotency-Key` answers the first answer."""

import hashlib
import json
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from seizures.core.actions import claim_key, free_key, keep_answer
from seizures.core.errors import Stale
from seizures.core.models import KeptAnswer

HEADER = "Idempotency-Key"
KEPT_HEADERS = ("Location",)
LONGEST = 100


class KeepsAnswers:
    """Mix into a view set: keeps the answers to writes under the key the client sent."""

    _kept: KeptAnswer | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Looks the key up after authentication; an answer kept is answered at once."""
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        key = request.headers.get(HEADER, "")
        if not key or request.method not in {"POST", "PATCH", "PUT", "DELETE"}:
            return
        if len(key) > LONGEST:
            raise ValidationError({HEADER: ["At most 100 characters."]})
        row, is_new = claim_key(owner=f"user:{request.user.pk}", key=key, digest=_digest(request))
        if is_new:
            self._kept = row
            return
        is_same = row.request_digest == _digest(request)
        if is_same and row.status == 0:
            raise Stale("The first request with this key is still being worked on.")
        if not is_same or not _is_same_stream(request, row):
            raise ValidationError({HEADER: ["This key was used for another request."]})
        raise Answered(row)

    def finalize_response(self, request: Request, response: Response, *args: Any,
                          **kwargs: Any) -> Response:  # fmt: skip
        """Keeps a success; frees the key after a failure, so that it can be tried again."""
        answer: Response = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]
        if self._kept is not None:
            if answer.status_code < 400:
                body = json.loads(json.dumps(answer.data, default=str))
                headers = {name: answer[name] for name in KEPT_HEADERS if name in answer}
                keep_answer(self._kept, status=answer.status_code, body=body, headers=headers)
            else:
                free_key(self._kept)
        return answer

    def handle_exception(self, error: Exception) -> Response:
        """Turns a kept answer into the response it was."""
        if isinstance(error, Answered):
            return Response(error.row.body, status=error.row.status, headers=error.row.headers)
        answer: Response = super().handle_exception(error)  # type: ignore[misc]
        return answer


class Answered(Exception):
    """This request was answered before."""

    def __init__(self, row: KeptAnswer) -> None:
        self.row = row
        super().__init__(row.key)


def _is_same_stream(request: Request, row: KeptAnswer) -> bool:
    """Whether a manifest that streams in anew is the one that was answered, byte for byte."""
    if not streams(request):
        return True
    known = hashlib.sha256()
    while part := request.data["stream"].read(1 << 20):
        known.update(part)
    return bool(row.body.get("sha256") == known.hexdigest())


def streams(request: Request) -> bool:
    """Whether the body comes as a stream that nobody has read yet (and no object so called)."""
    return isinstance(request.data, dict) and hasattr(request.data.get("stream"), "read")


def _digest(request: Request) -> str:
    parts = hashlib.sha256(f"{request.method} {request.get_full_path()}".encode())
    if streams(request):
        parts.update(f"stream {request.headers.get('Content-Length', '')}".encode())
    elif request.FILES:
        for name in sorted(request.FILES):
            upload = request.FILES[name]
            parts.update(f"{name} {upload.name} {upload.size}".encode())
            for chunk in upload.chunks():
                parts.update(chunk)
            upload.seek(0)
        told = {name: value for name, value in request.data.items() if name not in request.FILES}
        parts.update(json.dumps(told, sort_keys=True, default=str).encode())
    else:
        parts.update(json.dumps(request.data, sort_keys=True, default=str).encode())
    return parts.hexdigest()
