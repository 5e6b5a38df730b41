from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "seizures.rights"
    label = "rights"
