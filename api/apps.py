from typing import Any

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
    label = "api"
    verbose_name = "APIs"

    def ready(self) -> None:
        from access.saved_queries import register_check

        register_check(_check_savable)


def _check_savable(document: str, variables: Any) -> None:
    """Read when it is asked first: the schema of the graph takes its time."""
    from api.saved.answering import check_savable

    check_savable(document, variables)
