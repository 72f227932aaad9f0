"""The rules: read as tables, drafted and edited, compared, tried out, put in force."""

from django.urls import path

from web.governed import RULES
from web.views.governing import urls_of
from web.views.rules import editing, reading, trying

urls = [
    path("rules/", reading.rules, name="rules"),
    path("rules/progress/", reading.progress, name="rules_progress"),
    *urls_of(RULES),
    path("rules/sets/<int:id>/", reading.rule_set, name="rule_set"),
    path("rules/sets/<int:id>/edit/", editing.edit, name="rule_set_edit"),
    path("rules/sets/<int:id>/compare/", reading.compare_sets, name="rule_set_compare"),
    path("rules/sets/<int:id>/try/", trying.try_set, name="rule_set_try"),
]
