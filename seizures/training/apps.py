from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "seizures.training"
    label = "training"
