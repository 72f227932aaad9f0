"""The tables that hold the registry, of every room: what is backed up, copied and counted."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models

# Made by `migrate` itself, or of the moment: people sign in again, the worker takes up what is due.
NOT_OURS = frozenset({"auth", "axes", "contenttypes", "django_tasks_database", "sessions"})


def registry_models() -> list[type[models.Model]]:
    """Every model with a table of its own, histories included, in the order of their tables' names."""
    ours: list[type[models.Model]] = [
        each
        for each in apps.get_models(include_auto_created=True)
        if each._meta.app_label not in NOT_OURS
        and each._meta.managed
        and not each._meta.proxy
        and not each._meta.swapped
    ]
    return sorted(ours, key=lambda each: each._meta.db_table)


def stored_fields(model: type[models.Model]) -> list[Any]:
    """The columns of a table that are written; those the database works out itself are not."""
    return [each for each in model._meta.concrete_fields if not each.generated]
