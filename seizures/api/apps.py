from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "seizures.api"
    label = "api"
