"""Reads what an address or a form asks for where no form stands between."""

LONGEST = 18
"""Digits of the largest key that every database can look up."""


def number(text: str) -> int | None:
    """A number in digits, or None for anything else."""
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST
    return int(text) if is_number else None
