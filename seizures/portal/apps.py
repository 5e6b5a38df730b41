from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "seizures.portal"
    label = "portal"
