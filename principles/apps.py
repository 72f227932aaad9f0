from django.apps import AppConfig


class PrinciplesConfig(AppConfig):
    name = "principles"
    label = "principles"
    verbose_name = "Principles"
