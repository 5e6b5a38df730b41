"""The resources of the API; every list and object goes through `visible_to`."""

import io
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema, inline_serializer
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from seizures.api import answers, filters
from seizures.api import serializers as shapes
from seizures.api.idempotency import KeepsAnswers, streams
from seizures.api.parsing import JsonLinesParser, JSONParser
from seizures.cargo import actions as cargo
from seizures.cargo import tasks as cargo_tasks
from seizures.cargo.models import Consignment, GoodsLine, Manifest
from seizures.cases import actions as cases
from seizures.cases.models import PendingStep, SeizureCase
from seizures.core.actor import of_user
from seizures.core.database import on_commit
from seizures.core.errors import NotAllowed
from seizures.inspections import actions as inspections
from seizures.inspections.models import Inspection
from seizures.rights.models import Recordation, Right
from seizures.screening import actions as screening
from seizures.screening.models import Alert, Disposition


class Resource(KeepsAnswers, viewsets.GenericViewSet[Any]):
    """What all resources share: rows of this reader only, cursor pages, kept answers."""

    def get_queryset(self) -> "QuerySet[Any]":
        """Only what this reader may see."""
        rows: QuerySet[Any] = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows.none()
        return rows.visible_to(self.request.user)  # type: ignore[attr-defined,no-any-return]


class Nothing(APIView):
    """Answers every address that is none in the shape of all other problems."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Asks who is there first, as everywhere."""
        super().initial(request, *args, **kwargs)
        raise NotFound


class Reading(mixins.ListModelMixin, mixins.RetrieveModelMixin, Resource):
    """A resource that is read."""


class ManifestViewSet(Reading):
    """Received manifests."""

    queryset = Manifest.objects.select_related("job")
    serializer_class = shapes.ManifestSerializer
    filterset_class = filters.ManifestFilter
    parser_classes = [MultiPartParser, JsonLinesParser, JSONParser]

    @extend_schema(
        request={"multipart/form-data": shapes.ManifestUpload,
                 "application/x-ndjson": {"type": "string", "format": "binary"}},
        responses={202: shapes.ManifestSerializer},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        """Takes a manifest; it is read and screened in the background."""
        user: Any = request.user
        if not user.is_on_duty:
            raise NotAllowed("Only officers on duty send manifests.")
        stream, name, form = self._content(request)
        received = cargo.receive_manifest(stream, name=name, format=form, by=of_user(user),
                                          administration=user.administration_id,
                                          office=user.office)  # fmt: skip
        manifest = received.manifest
        on_commit(lambda: cargo_tasks.kick(manifest.pk))
        body = {**self.get_serializer(manifest).data, "duplicate": received.is_duplicate}
        where = shapes.address_of("api-v1:manifest-detail", manifest.pk, request)
        return Response(body, status=202, headers={"Location": where})

    def _content(self, request: Request) -> tuple[Any, str, str]:
        if streams(request):
            return request.data["stream"], "manifest.jsonl", "jsonl"
        if request.content_type == "application/json":
            import json

            rows = request.data if isinstance(request.data, list) else [request.data]
            text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
            whole = text.encode(errors="backslashreplace")  # halves of a sign as JSON writes them
            return io.BytesIO(whole), "manifest.jsonl", "jsonl"
        upload = shapes.ManifestUpload(data=request.data)
        upload.is_valid(raise_exception=True)
        file = upload.validated_data["file"]
        return file, file.name, upload.validated_data.get("format", "auto")


class ConsignmentViewSet(Reading):
    """Consignments."""

    queryset = Consignment.objects.prefetch_related("containers")
    serializer_class = shapes.ConsignmentSerializer
    filterset_class = filters.ConsignmentFilter


class LineViewSet(Reading):
    """Goods lines."""

    queryset = GoodsLine.objects.all()
    serializer_class = shapes.LineSerializer
    filterset_class = filters.LineFilter


class RightViewSet(Reading):
    """Rights."""

    queryset = (
        Right.objects.select_related("holder", "specification")
        .defer("specification__abstract", "specification__claims")
        .prefetch_related("aliases", "traders")
    )
    serializer_class = shapes.RightSerializer
    filterset_class = filters.RightFilter

    def get_queryset(self) -> "QuerySet[Any]":
        """With only those recordations this reader may see."""
        rows = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows
        seen = Recordation.objects.visible_to(self.request.user)
        return rows.prefetch_related(Prefetch("recordations", seen, to_attr="seen_recordations"))


class RecordationViewSet(Reading):
    """Recordations."""

    queryset = Recordation.objects.all()
    serializer_class = shapes.RecordationSerializer
    filterset_class = filters.RecordationFilter


class AlertViewSet(Reading):
    """Alerts of one's own queue."""

    queryset = Alert.objects.select_related("right").prefetch_related("dispositions")
    serializer_class = shapes.AlertSerializer
    filterset_class = filters.AlertFilter

    def get_serializer_class(self) -> Any:
        """One alert comes with its hits."""
        return shapes.AlertDetailSerializer if self.detail else shapes.AlertSerializer

    @extend_schema(request=answers.Dismissal, responses=shapes.DispositionSerializer)
    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, pk: str) -> Response:
        """Closes the alert without inspection, with a reason."""
        given = answers.read(answers.Dismissal, request.data)
        row = screening.dismiss(self._own(), by=of_user(request.user), **given)
        return Response(shapes.DispositionSerializer(row).data)

    @extend_schema(
        request=answers.ReferralNote,
        responses={201: OpenApiResponse(description="Referred")},
    )
    @action(detail=True, methods=["post"])
    def refer(self, request: Request, pk: str) -> Response:
        """Hands the alert to the administration at the other end of the route."""
        given = answers.read(answers.ReferralNote, request.data)
        row = screening.refer(self._own(), note=given.get("note", ""), by=of_user(request.user))
        return Response({"sender": row.sender, "receiver": row.receiver}, status=201)

    @extend_schema(request=answers.Order, responses={201: shapes.InspectionSerializer})
    @action(detail=True, methods=["post"])
    def inspect(self, request: Request, pk: str) -> Response:
        """Orders an inspection of the alert's consignment."""
        user: Any = request.user
        given = answers.read(answers.Order, request.data)
        row = inspections.open_inspection(alert=self.get_object(), office=user.office,
                                          by=of_user(user), **given)  # fmt: skip
        return Response(shapes.InspectionSerializer(row).data, status=201)

    def _own(self) -> Disposition:
        user: Any = self.request.user
        rows = Disposition.objects.visible_to(user)
        return get_object_or_404(rows, alert=self.get_object())


class InspectionViewSet(Reading):
    """Inspections."""

    queryset = Inspection.objects.prefetch_related("findings")
    serializer_class = shapes.InspectionSerializer
    filterset_class = filters.InspectionFilter

    @extend_schema(request=None, responses=shapes.InspectionSerializer)
    @action(detail=True, methods=["post"])
    def start(self, request: Request, pk: str) -> Response:
        """The officer stands before the goods."""
        row = inspections.start(self.get_object(), by=of_user(request.user))
        return Response(shapes.InspectionSerializer(row).data)

    @extend_schema(request=shapes.FindingSerializer, responses={201: shapes.FindingSerializer})
    @action(detail=True, methods=["post"])
    def findings(self, request: Request, pk: str) -> Response:
        """Writes down what was found."""
        row = self.get_object()
        shape = shapes.FindingSerializer(data=request.data, context={"request": request})
        shape.is_valid(raise_exception=True)
        finding = inspections.record_finding(row, by=of_user(request.user), **shape.validated_data)
        return Response(shapes.FindingSerializer(finding).data, status=201)

    @extend_schema(request=None, responses=shapes.InspectionSerializer)
    @action(detail=True, methods=["post"])
    def finish(self, request: Request, pk: str) -> Response:
        """Closes the inspection."""
        row = inspections.finish(self.get_object(), by=of_user(request.user))
        return Response(shapes.InspectionSerializer(row).data)


class CaseViewSet(Reading):
    """Seizure cases."""

    queryset = SeizureCase.objects.select_related("right__holder", "consignment", "recordation")
    serializer_class = shapes.CaseSerializer
    filterset_class = filters.CaseFilter

    def get_serializer_class(self) -> Any:
        """One case comes with its clocks and steps."""
        return shapes.CaseDetailSerializer if self.detail else shapes.CaseSerializer

    @extend_schema(
        request=answers.StepAnswers,
        responses={201: inline_serializer("StepResult", {
            "code": serializers.CharField(), "stage": serializers.CharField(),
            "is_proposed": serializers.BooleanField()})},
    )  # fmt: skip
    @action(detail=True, methods=["post"], url_path=r"steps/(?P<code>[a-z_0-9]+)")
    def steps(self, request: Request, pk: str, code: str) -> Response:
        """Takes one step of the procedure, or proposes it where two must agree."""
        case = self.get_object()
        given = answers.read(answers.StepAnswers, request.data)
        told = answers.of_step(case, code, given["answers"])
        done = cases.take_step(case, code, by=of_user(request.user), answers=told,
                               version=given["version"])  # fmt: skip
        case.refresh_from_db()
        body = {"code": code, "stage": case.stage, "is_proposed": isinstance(done, PendingStep)}
        return Response(body, status=201)
