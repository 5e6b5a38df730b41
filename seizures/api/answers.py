"""What a machine sends with a deed: every field read before an action hears of it."""

from decimal import Decimal
from typing import Any

from django.http import Http404
from rest_framework import serializers

from seizures.cases.facts import procedure_of
from seizures.cases.models import SeizureCase
from seizures.files.models import Attachment
from seizures.law.procedures import Ask

LONGEST_TEXT, LONGEST_LINE = 4000, 300
Answers = serializers.Serializer[Any]


class Dismissal(Answers):
    """Why an alert is closed; `version` is what the machine last saw."""

    reason = serializers.CharField(required=False, default="", allow_blank=True, max_length=40)
    note = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_TEXT)
    version = serializers.IntegerField(required=False, allow_null=True)


class ReferralNote(Answers):
    """What the other administration should know."""

    note = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_TEXT)


class Order(Answers):
    """Where and how to inspect."""

    place = serializers.CharField(required=False, allow_blank=True, max_length=200)
    instruction = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_TEXT)


class StepAnswers(Answers):
    """The answers to what the step asks, by the code of the question."""

    answers = serializers.DictField(required=False, default=dict)
    version = serializers.IntegerField(required=False, allow_null=True, default=None)


def read(shape: type[Answers], data: Any) -> dict[str, Any]:
    """The fields of a request; raises what the API answers with 400."""
    given = shape(data=data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


def of_step(case: SeizureCase, code: str, given: dict[str, Any]) -> dict[str, Any]:
    """The answers to a step, each of the kind its question has; what was not asked is refused."""
    asks = {step.code: step.asks for step in procedure_of(case).steps}.get(code)
    if asks is None:
        raise Http404
    shape = Answers(data=given)
    shape.fields["duties_confirmed"] = serializers.BooleanField(required=False)
    for ask in asks:
        shape.fields[ask.code] = _field(ask, case)
    if strange := sorted(set(given) - set(shape.fields)):
        raise serializers.ValidationError({"answers": {name: ["Not asked."] for name in strange}})
    if not shape.is_valid():
        raise serializers.ValidationError({"answers": shape.errors})
    return {name: _plain(value) for name, value in shape.validated_data.items()}


def _field(ask: Ask, case: SeizureCase) -> "serializers.Field[Any, Any, Any, Any]":
    """A field for one question; whether it must be answered is the action's to say."""
    common: dict[str, Any] = {"required": False, "allow_null": True}
    if ask.kind == "date":
        return serializers.DateField(**common)
    if ask.kind == "money":
        return serializers.DecimalField(18, 2, min_value=Decimal(0), **common)
    if ask.kind == "number":
        return serializers.DecimalField(18, None, **common)
    if ask.kind == "yes_no":
        return serializers.BooleanField(**common)
    if ask.kind == "quantity":
        part = serializers.DecimalField(16, 3, min_value=Decimal(0), allow_null=True)
        return serializers.DictField(child=part, **common)
    if ask.kind == "file":  # one that hangs on the case already, by its key
        return serializers.PrimaryKeyRelatedField(
            queryset=Attachment.objects.on("case", case.pk), **common
        )
    long = ask.code in {"reasons", "remarks", "facts"}
    most = LONGEST_TEXT if long else LONGEST_LINE
    return serializers.CharField(allow_blank=True, max_length=most, **common)


def _plain(value: Any) -> Any:
    return {"attachment": value.pk, "name": value.name} if isinstance(value, Attachment) else value
