"""A refusal comes back as the same form with its sentence, at its field where it has one."""

from django import forms

from seizures.core.errors import Refused


def put_on(form: forms.Form, refusal: Refused) -> str:
    """Puts the sentence at the form's field; answers it when no field can carry it."""
    if refusal.field and refusal.field in form.fields:
        form.add_error(refusal.field, str(refusal))
        return ""
    return str(refusal)
