from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "seizures.console"
    label = "console"
