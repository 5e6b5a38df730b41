from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "seizures.core"
    label = "core"
