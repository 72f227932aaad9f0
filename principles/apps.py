from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PrinciplesConfig(AppConfig):
    name = "principles"
    label = "principles"
    verbose_name = "Principles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from principles import compliance, filters, following, lapsing
        from principles.actions import explanations
        from principles.queries import scope
        from relationships import changes, daily

        scope.register()
        filters.register()
        changes.register(*lapsing.KINDS, listener=lapsing.on_change)
        changes.register(*following.KINDS, listener=following.on_change)
        changes.register_leaving(explanations.hand_over)
        daily.register("explanations", lapsing.lapse_expired)
        daily.register("compliance", compliance.compute_due)
        post_migrate.connect(_install_what_comes_with_it, sender=self)


def _install_what_comes_with_it(using: str, **options: object) -> None:
    """After a complete migration (and after a flush): what the room comes with is there.

    In the registry itself; another database that gets its tables is about to receive a copy.
    """
    from django.db import DEFAULT_DB_ALIAS, connections
    from django.db.migrations.executor import MigrationExecutor

    from principles import shipped

    if using != DEFAULT_DB_ALIAS:
        return
    executor = MigrationExecutor(connections[using])
    leaves = [
        each for each in executor.loader.graph.leaf_nodes() if each[0] in ("principles", "relationships")
    ]
    if len(leaves) == 2 and not executor.migration_plan(leaves):
        shipped.install()
