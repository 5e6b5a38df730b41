from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "seizures.cases"
    label = "cases"
