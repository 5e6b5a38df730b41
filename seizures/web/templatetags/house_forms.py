"""How the field component draws a form field (`{% load house_forms %}`)."""

from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def control(field: BoundField, classes: str = "") -> SafeString:
    """The widget of a form field with the house's classes and its help and error tied to it."""
    kind = getattr(field.field.widget, "input_type", "textarea")
    if kind in ("checkbox", "radio"):
        base = "form-check-input" if not hasattr(field.field, "choices") else ""
    else:
        base = "form-select" if kind == "select" else "form-control"
    given = field.field.widget.attrs.get("class", "")
    attrs: dict[str, Any] = {"class": " ".join(filter(None, (base, given, classes)))}
    if field.errors:
        attrs["class"] += " is-invalid"
        attrs["aria-invalid"] = "true"
    described = [f"{field.auto_id}_helptext"] if field.help_text else []
    if field.errors:
        described.append(f"{field.auto_id}_error")
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attrs)


@register.filter
def control_kind(field: BoundField) -> str:
    """How the field component lays a widget out: checkbox, choices, file, hidden or input."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "textarea")
    if field.is_hidden:
        return "hidden"
    if kind in ("checkbox", "radio"):
        return "choices" if hasattr(field.field, "choices") else "checkbox"
    return "file" if kind == "file" else "input"


@register.filter
def error_target(field: BoundField) -> str:
    """The id an error link jumps to: the first control of a group, else the control itself."""
    return f"{field.auto_id}_0" if control_kind(field) == "choices" else field.auto_id
