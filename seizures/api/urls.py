"""The addresses of the API."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter

from seizures.api import views

router = DefaultRouter()
router.include_format_suffixes = False
for name, view in (
    ("manifests", views.ManifestViewSet), ("consignments", views.ConsignmentViewSet),
    ("lines", views.LineViewSet), ("rights", views.RightViewSet),
    ("recordations", views.RecordationViewSet), ("alerts", views.AlertViewSet),
    ("inspections", views.InspectionViewSet), ("cases", views.CaseViewSet),
):  # fmt: skip
    router.register(name, view, basename=name.removesuffix("s"))

v1 = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api-v1:schema"), name="docs"),
    path("", include(router.urls)),
    re_path(r"^.*/$", views.Nothing.as_view(), name="nothing"),
]

urlpatterns = [path("v1/", include((v1, "api-v1")))]
