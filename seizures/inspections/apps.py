from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "seizures.inspections"
    label = "inspections"
