"""Addresses of evidence, its versions, and case bundles."""

from django.urls import path

from seizures.web import case_bundles, evidence, redaction

urlpatterns = [
    path("cases/<int:pk>/evidence/", evidence.evidence_list, name="evidence-list"),
    path("cases/<int:pk>/evidence/files/", evidence.evidence_enter, name="evidence-enter"),
    path("cases/<int:pk>/evidence/object/", evidence.evidence_object, name="evidence-object"),
    path("cases/<int:pk>/evidence/sample/", evidence.evidence_sample, name="evidence-sample"),
    path("cases/<int:pk>/evidence/known/", evidence.evidence_enter_all, name="evidence-known"),
    path("cases/<int:pk>/files/<int:file>/versions/", redaction.evidence_redact,
         name="evidence-redact"),
    path("versions/<int:pk>/<slug:deed>/", redaction.redaction_deed, name="redaction-deed"),
    path("evidence/<int:pk>/", evidence.evidence_item, name="evidence-item"),
    path("evidence/<int:pk>/<slug:deed>/", evidence.evidence_deed, name="evidence-deed"),
    path("hand-overs/<int:pk>/<slug:deed>/", evidence.hand_over, name="hand-over"),
    path("cases/<int:pk>/bundles/", case_bundles.case_bundle, name="case-bundle"),
    path("cases/<int:pk>/bundles/new/", case_bundles.bundle_request,
         name="case-bundle-request"),
    path("case-bundles/<int:pk>/progress/", case_bundles.bundle_progress,
         name="case-bundle-progress"),
    path("case-bundles/<int:pk>/download/", case_bundles.bundle_download,
         name="case-bundle-download"),
]  # fmt: skip
