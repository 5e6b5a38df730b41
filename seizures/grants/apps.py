from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "seizures.grants"
    label = "grants"
