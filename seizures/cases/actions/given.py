"""Days and amounts as people answer them, read or refused."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core.errors import Refused


def day_given(value: Any) -> dt.date | None:
    """The day an answer names, or None; refuses what is no day."""
    if not value:
        return None
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise Refused(_("Give the day as year-month-day.")) from error


def amount_given(value: Any, field: str = "security_amount") -> Decimal:
    """The amount an answer names; refuses what is no amount."""
    try:
        amount = Decimal(str(value).replace(",", ""))
    except ArithmeticError as error:
        raise Refused(_("Give an amount in figures."), field=field) from error
    if not amount.is_finite() or amount < 0:
        raise Refused(_("Give an amount in figures."), field=field)
    return amount
