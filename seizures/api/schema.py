"""What every operation of the OpenAPI document has in common: how an error is answered."""

from typing import Any

PROBLEM = {
    "type": "object",
    "description": "Why a request was not carried out (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "A code for machines, such as `not_found`."},
        "status": {"type": "integer", "description": "The status of the answer again."},
        "detail": {"type": "string", "description": "The reason in a sentence."},
        "errors": {
            "description": "What is wrong with which field, where the request has errors.",
            "oneOf": [{"type": "object"}, {"type": "array"}],
        },
    },
    "required": ["type", "title", "status", "detail"],
    "additionalProperties": False,
}
METHODS = {"get", "post", "put", "patch", "delete"}


def with_problems(result: Any, generator: Any, request: Any, public: bool) -> Any:
    """Adds the problem document as the answer to whatever goes wrong."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    answer = {
        "description": "A problem.",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
    for operations in result["paths"].values():
        for method, operation in operations.items():
            if method in METHODS:
                operation["responses"]["default"] = answer
    return result
