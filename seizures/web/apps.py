from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "seizures.web"
    label = "web"
