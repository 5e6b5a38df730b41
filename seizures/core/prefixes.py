"""Prefix look-ups that use a plain index on every database the house runs on."""

from django.db.models import Q

from seizures.core.database import connection

LAST = "\U0010ffff"


def begins(field: str, text: str) -> Q:
    """Rows whose text field begins with exactly this text, read through the field's index.

    SQLite answers LIKE with an escape character only by reading every row, so there the prefix
    becomes a range; PostgreSQL has pattern indexes for fields declared with `db_index` or `unique`.
    """
    if connection().vendor == "sqlite":
        return Q(**{f"{field}__gte": text, f"{field}__lt": text + LAST})
    return Q(**{f"{field}__startswith": text})
