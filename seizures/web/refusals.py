"""A refusal comes back as the same form with its sentence, at its field where it has one."""

from typing import Any

from django import forms

from seizures.core.errors import Refused


def put_on(form: forms.Form | None, refusal: Refused) -> str:
    """Puts the sentence at the form's field; answers it when no field can carry it."""
    if form is not None and refusal.field and refusal.field in form.fields:
        form.add_error(refusal.field, str(refusal))
        return ""
    return str(refusal)


def unprocessable(context: dict[str, Any], refusal: Refused) -> int:
    """The status of a page that carries a refusal; puts the sentence into its context."""
    context["refused"] = put_on(context.get("form"), refusal)
    return 422
