"""Errors as problem documents (RFC 9457)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from seizures.core.errors import NotAllowed, Refused


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turns every expected error into `application/problem+json`."""
    if isinstance(error, Refused):
        status = 403 if isinstance(error, NotAllowed) else 409
        return _problem(status, error.code, str(error))
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, ValidationError):
        problem = _problem(response.status_code, "invalid", "The request has errors.")
        problem.data["errors"] = _writable(response.data)
    else:
        code = getattr(error, "default_code", "error")
        if isinstance(error, (Http404, PermissionDenied)):
            code = "not_found" if isinstance(error, Http404) else "not_allowed"
        detail = str(error.detail) if isinstance(error, APIException) else str(error)
        problem = _problem(response.status_code, code, detail)
    for name in ("WWW-Authenticate", "Retry-After"):
        if name in response:
            problem[name] = response[name]
    return problem


def _writable(errors: Any) -> Any:
    """Errors that repeat what was sent, without halves of signs that no answer can carry."""
    if isinstance(errors, dict):
        return {_writable(name): _writable(found) for name, found in errors.items()}
    if isinstance(errors, list):
        return [_writable(found) for found in errors]
    return errors.encode(errors="replace").decode() if isinstance(errors, str) else errors


def _problem(status: int, code: str, detail: str) -> Response:
    body = {"type": "about:blank", "title": code, "status": status, "detail": detail}
    return Response(body, status=status, content_type="application/problem+json")
