from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "access"
    label = "access"
    verbose_name = "Access"

    def ready(self) -> None:
        from access import filters, once, saved_queries, saved_views
        from access.webhooks import daily as webhooks
        from access.webhooks import outbox, queries
        from relationships import changes, daily

        queries.register()
        saved_queries.register()
        saved_views.register()
        filters.register()
        changes.register_hearer(outbox.on_happenings)
        daily.register("webhooks", webhooks.take_up)
        daily.register("kept_answers", once.sweep)
