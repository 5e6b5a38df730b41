"""What the machines read: the officers' nouns with codes, never translated words."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from seizures.cargo.models import Consignment, Container, GoodsLine, Manifest
from seizures.cargo.policies import may_see_parties
from seizures.cases.models import DueDate, SeizureCase
from seizures.inspections.models import Finding, Inspection
from seizures.rights.models import Recordation, Right
from seizures.screening.explain import veiled
from seizures.screening.models import Alert, AlertHit, Disposition

PARTY_FIELDS = ("shipper_name", "consignee_name", "notify_name")


class ProgressField(serializers.Field[Any, Any, Any, Any]):
    """How far a long job is."""

    def to_representation(self, job: Any) -> dict[str, Any]:
        """Counts, rate and what is left."""
        return {"status": job.status, "done": job.done, "total": job.total, "share": job.share,
                "rate": round(job.rate, 1), "seconds_left": job.seconds_left}  # fmt: skip


class ManifestSerializer(serializers.ModelSerializer[Manifest]):
    """A received manifest with the progress of its reading."""

    progress = extend_schema_field({"type": "object"})(ProgressField)(source="job", read_only=True)

    class Meta:
        model = Manifest
        fields = ["id", "number", "administration", "name", "format", "status", "is_accepted",
                  "mode", "carrier", "conveyance", "voyage", "message_reference", "origin",
                  "destination", "departure_on", "arrival_on", "lines_count",
                  "consignments_count", "refused_count", "last_good", "problem", "sha256",
                  "created_at", "progress"]  # fmt: skip
        read_only_fields = fields


class ManifestUpload(serializers.Serializer[Any]):
    """A manifest file, or JSON lines in the body of the request."""

    file = serializers.FileField()
    format = serializers.CharField(default="auto", required=False)


class ContainerSerializer(serializers.ModelSerializer[Container]):
    """A container with its seal and the verdict on its check digit."""

    class Meta:
        model = Container
        fields = ["number", "seal", "is_valid"]


class ConsignmentSerializer(serializers.ModelSerializer[Consignment]):
    """A consignment; the parties' names are null until a legal basis opens them."""

    containers = ContainerSerializer(many=True, read_only=True)

    class Meta:
        model = Consignment
        fields = ["id", "manifest", "administration", "reference", "transport_document",
                  "house_document", "mode", "origin", "destination", "departure_on", "arrival_on",
                  "export_side", "import_side", "status", "lines_count", *PARTY_FIELDS,
                  "containers"]  # fmt: skip
        read_only_fields = fields

    def to_representation(self, row: Consignment) -> dict[str, Any]:
        """Masks the parties' names for the other side."""
        shown: dict[str, Any] = super().to_representation(row)
        if not may_see_parties(self.context["request"].user, row):
            shown.update(dict.fromkeys(PARTY_FIELDS))
        return shown


class LineSerializer(serializers.ModelSerializer[GoodsLine]):
    """One goods line as declared."""

    class Meta:
        model = GoodsLine
        fields = ["id", "manifest", "consignment", "position", "description", "hs", "quantity",
                  "unit", "packages", "gross_kg", "value", "currency", "container"]  # fmt: skip
        read_only_fields = fields


class RecordationSerializer(serializers.ModelSerializer[Recordation]):
    """A right's entry with one administration."""

    class Meta:
        model = Recordation
        fields = ["id", "right", "administration", "number", "status", "is_unverified",
                  "registration_number", "filed_on", "registered_on", "right_expires_on",
                  "submitted_at", "examine_by", "effective_on", "expires_on"]  # fmt: skip
        read_only_fields = fields


class RightSerializer(serializers.ModelSerializer[Right]):
    """A protected right with its other spellings, traders and recordations."""

    holder = serializers.CharField(source="holder.name", read_only=True)
    aliases = serializers.SerializerMethodField()
    traders = serializers.SerializerMethodField()
    recordations = RecordationSerializer(
        source="seen_recordations", many=True, read_only=True, default=[],
        help_text="Only what this reader may see.",
    )  # fmt: skip
    classes = serializers.ListField(
        source="specification.classes", child=serializers.CharField(), read_only=True, default=[],
        help_text="IPC classes of a patent, Locarno classes of a design.",
    )  # fmt: skip
    priority_on = serializers.DateField(
        source="specification.priority_on", read_only=True, default=None
    )
    published_on = serializers.DateField(
        source="specification.published_on", read_only=True, default=None
    )

    class Meta:
        model = Right
        fields = ["id", "kind", "mark", "holder", "jurisdiction", "nice", "goods", "terms",
                  "models_made", "hs", "classes", "priority_on", "published_on", "aliases",
                  "traders", "recordations"]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field({"type": "array", "items": {"type": "object"}})
    def get_aliases(self, right: Right) -> list[dict[str, str]]:
        """Language and text of each spelling."""
        return [{"language": a.language, "text": a.text} for a in right.aliases.all()]

    @extend_schema_field({"type": "array", "items": {"type": "object"}})
    def get_traders(self, right: Right) -> list[dict[str, str]]:
        """Name and role of each authorised trader."""
        return [{"name": t.name, "role": t.role} for t in right.traders.all()]


class HitSerializer(serializers.ModelSerializer[AlertHit]):
    """One line's match with its reasons."""

    reasons = serializers.SerializerMethodField(
        help_text="Without names of parties and rules that are not open to the reader."
    )

    class Meta:
        model = AlertHit
        fields = ["line", "score", "tier", "recipe", "data_version", "index_version", "reasons",
                  "span_start", "span_end"]  # fmt: skip

    @extend_schema_field({"type": "array", "items": {"type": "object"}})
    def get_reasons(self, hit: AlertHit) -> list[dict[str, Any]]:
        """What counted, as it was kept."""
        user, cargo = self.context["request"].user, hit.alert.consignment
        known = self.context.setdefault("parties_open", {})
        if cargo.pk not in known:
            known[cargo.pk] = may_see_parties(user, cargo)
        return veiled(hit.reasons, "en", parties=known[cargo.pk],
                      rules=cargo.administration == user.administration_id)  # fmt: skip


class DispositionSerializer(serializers.ModelSerializer[Disposition]):
    """What one administration does about the alert."""

    class Meta:
        model = Disposition
        fields = ["administration", "side", "status", "reason", "decided_at", "version"]


class AlertSerializer(serializers.ModelSerializer[Alert]):
    """An alert with the dispositions of both sides."""

    mark = serializers.CharField(source="right.mark", read_only=True)
    dispositions = DispositionSerializer(many=True, read_only=True)

    class Meta:
        model = Alert
        fields = ["id", "number", "consignment", "right", "mark", "score", "tier", "outcome",
                  "is_by_hand", "export_side", "import_side", "created_at",
                  "dispositions"]  # fmt: skip
        read_only_fields = fields


class AlertDetailSerializer(AlertSerializer):
    """An alert with every hit and reason."""

    hits = HitSerializer(many=True, read_only=True)

    class Meta(AlertSerializer.Meta):
        fields = [*AlertSerializer.Meta.fields, "hits"]
        read_only_fields = fields


class FindingSerializer(serializers.ModelSerializer[Finding]):
    """What an inspection found, about a right and a line that the reader may see."""

    class Meta:
        model = Finding
        fields = ["id", "right", "line", "verdict", "description", "quantity", "unit", "note",
                  "created_at"]  # fmt: skip

    def get_fields(self) -> dict[str, Any]:
        """Keys of other rows are as unknown as those of none."""
        fields = super().get_fields()
        user = getattr(self.context.get("request"), "user", None)
        for name in ("right", "line"):
            if user and user.is_authenticated:
                fields[name].queryset = fields[name].queryset.visible_to(user)
        return fields


class InspectionSerializer(serializers.ModelSerializer[Inspection]):
    """An inspection with its findings."""

    findings = FindingSerializer(many=True, read_only=True)

    class Meta:
        model = Inspection
        fields = ["id", "number", "administration", "consignment", "alert", "status", "place",
                  "outcome", "started_at", "finished_at", "version", "findings"]  # fmt: skip
        read_only_fields = fields


class DueDateSerializer(serializers.ModelSerializer[DueDate]):
    """A clock of a case."""

    class Meta:
        model = DueDate
        fields = ["rule", "starts_on", "due_on", "counting", "calendar", "is_provisional",
                  "is_extended", "basis", "status"]  # fmt: skip


class CaseSerializer(serializers.ModelSerializer[SeizureCase]):
    """A seizure case."""

    class Meta:
        model = SeizureCase
        fields = ["id", "number", "administration", "track", "edition", "stage", "is_closed",
                  "direction", "consignment", "right", "inspection", "alert", "value", "currency",
                  "opened_at", "closed_at", "next_due_on", "version"]  # fmt: skip
        read_only_fields = fields


class OfferSerializer(serializers.Serializer[Any]):
    """A step of the procedure that is this user's business now."""

    code = serializers.CharField()
    is_open = serializers.BooleanField()
    basis = serializers.CharField()
    asks = serializers.ListField(child=serializers.CharField())
    refusals = serializers.ListField(child=serializers.CharField())


class CaseDetailSerializer(CaseSerializer):
    """A case with its clocks and the steps open to this user."""

    due_dates = DueDateSerializer(many=True, read_only=True)
    steps = serializers.SerializerMethodField()

    class Meta(CaseSerializer.Meta):
        fields = [*CaseSerializer.Meta.fields, "due_dates", "steps"]
        read_only_fields = fields

    @extend_schema_field(OfferSerializer(many=True))
    def get_steps(self, case: SeizureCase) -> list[dict[str, Any]]:
        """From the one table that pages and guards read too."""
        from seizures.cases.policies import offers_for
        from seizures.core.actor import of_user

        return [
            {"code": offer.step.code, "is_open": offer.is_open, "basis": offer.step.basis,
             "asks": [ask.code for ask in offer.step.asks],
             "refusals": [refusal.sentence["en"] for refusal in offer.refusals]}
            for offer in offers_for(case, of_user(self.context["request"].user))
        ]  # fmt: skip


def address_of(name: str, pk: int, request: Any) -> str:
    """The address of a resource, for `Location`."""
    return str(reverse(name, args=[pk], request=request))
