from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "imports"
    label = "imports"
    verbose_name = "Imports and exports"

    def ready(self) -> None:
        from imports import filters, queries
        from imports.runs import tasks
        from relationships import daily

        queries.register()
        filters.register()
        daily.register("imports", tasks.recall)
