"""Addresses of stored files and letters."""

from django.urls import path

from seizures.web import files, verify

urlpatterns = [
    path("files/<int:pk>/", files.file_show, name="file-show"),
    path("files/<int:pk>/thumbnail/", files.file_thumbnail, name="file-thumbnail"),
    path("letters/<int:pk>/", files.letter_file, name="letter-file"),
    path("verify/<slug:number>/<slug:token>/", verify.letter_verify, name="letter-verify"),
]
