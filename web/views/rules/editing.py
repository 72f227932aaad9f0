"""Editing the tables of a rule set that isn't in force; what is wrong stands beside its cell."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from relationships.actions.rule_sets import change_rule_set
from relationships.fit.sheets import tables_of
from relationships.models import RuleSet
from relationships.permissions import Act, require
from relationships.queries.rules import rule_set_in_force, rules_of
from web.door import by, one, page, saved
from web.forms.rules import RulesForm
from web.rule_tables import BLANK_ROWS, facts, tables


@page("GET", "POST")
def edit(request: HttpRequest, id: int) -> HttpResponse:
    """All tables in one form."""
    found = one(request, RuleSet, id)
    require(by(request), Act.KEEP_RULE_SETS, None)
    form = RulesForm(request, record=found)

    def changed(_given: dict[str, Any]) -> RuleSet:
        return change_rule_set(by=by(request), rule_set=found, tables=form.tables, version=form.version)

    if form.done(changed):
        return saved(request, "web:rule_set", id)
    values = form.tables if form.sent else tables_of(rules_of(found))
    before = tables_of(rules_of(rule_set_in_force()))
    shown = {
        "tab": "rule_sets",
        "set": found,
        "form": form,
        "tables": tables(values, wrong=form.wrong, before=before, blanks=BLANK_ROWS),
        "wrongs": sum(map(len, form.wrong.values())),
        "facts": facts(),
        "editing": True,
    }
    return render(request, "web/rules/edit.html", shown, status=form.status)
