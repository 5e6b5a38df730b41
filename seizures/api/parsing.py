"""How bodies of requests are read."""

from typing import Any

from django.conf import settings
from rest_framework import parsers
from rest_framework.exceptions import APIException, ParseError


class TooLarge(APIException):
    """More than is read into memory at once."""

    status_code = 413
    default_code = "too_large"
    default_detail = "This is too much for one JSON body. Send it as JSON lines or as a file."


class JSONParser(parsers.JSONParser):
    """JSON of a sane size and depth."""

    def parse(self, stream: Any, media_type: str | None = None,
              parser_context: Any = None) -> Any:  # fmt: skip
        """The body; 413 for one that is too large, 400 for one that is nested without end."""
        length = (parser_context or {})["request"].META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.MAX_EVIDENCE_BYTES:
            raise TooLarge
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError("JSON parse error - nested too deeply") from error


class JsonLinesParser(parsers.BaseParser):
    """Takes a manifest as JSON lines in the body, streaming."""

    media_type = "application/x-ndjson"

    def parse(self, stream: Any, media_type: str | None = None,
              parser_context: Any = None) -> dict[str, Any]:  # fmt: skip
        """Hands the stream on unread."""
        return {"stream": stream}
