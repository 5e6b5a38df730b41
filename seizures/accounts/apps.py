from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "seizures.accounts"
    label = "accounts"
