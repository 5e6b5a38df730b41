"""Addresses of manifests."""

from django.urls import path

from seizures.web import manifests

urlpatterns = [
    path("manifests/", manifests.manifest_list, name="manifest-list"),
    path("manifests/upload/", manifests.manifest_upload, name="manifest-upload"),
    path("manifests/<int:pk>/", manifests.manifest_detail, name="manifest-detail"),
    path("manifests/<int:pk>/progress/", manifests.manifest_progress, name="manifest-progress"),
    path("manifests/<int:pk>/read/", manifests.manifest_read_again, name="manifest-read-again"),
    path("manifests/<int:pk>/accept/", manifests.manifest_accept, name="manifest-accept"),
    path("manifests/<int:pk>/refused/", manifests.refused_list, name="refused-list"),
    path("refused-rows/<int:pk>/", manifests.refused_row, name="refused-row"),
]
