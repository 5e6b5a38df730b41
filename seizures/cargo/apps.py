from django.apps import AppConfig


class CargoConfig(AppConfig):
    name = "seizures.cargo"
    label = "cargo"
