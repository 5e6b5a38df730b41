from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "seizures.screening"
    label = "screening"
