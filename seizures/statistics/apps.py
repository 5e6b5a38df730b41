from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "seizures.statistics"
    label = "statistics"
