from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "seizures.reference"
    label = "reference"
