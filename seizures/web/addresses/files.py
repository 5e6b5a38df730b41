"""Addresses of stored files."""

from django.urls import path

from seizures.web import files

urlpatterns = [
    path("files/<int:pk>/", files.file_show, name="file-show"),
    path("files/<int:pk>/thumbnail/", files.file_thumbnail, name="file-thumbnail"),
]
