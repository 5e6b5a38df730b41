from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "seizures.files"
    label = "files"
