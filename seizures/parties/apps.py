from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "seizures.parties"
    label = "parties"
