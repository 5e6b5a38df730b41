from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "seizures.letters"
    label = "letters"
