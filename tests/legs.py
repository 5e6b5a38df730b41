"""What a part of the suite needs from the machine: missing means skipped, but failed in CI."""

import os

import pytest

ALL_LEGS = bool(os.environ.get("REQUIRE_ALL_LEGS"))


def require(available: object, reason: str) -> None:
    """Skips the test with the reason; with REQUIRE_ALL_LEGS set the same reason is a failure."""
    if available:
        return
    if ALL_LEGS:
        pytest.fail(f"{reason} (REQUIRE_ALL_LEGS is set)", pytrace=False)
    pytest.skip(reason)
