from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "seizures.journal"
    label = "journal"
