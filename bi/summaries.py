"""What rows of a table come to, by what they have in common. One statement."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from django.db.models import F, QuerySet, Value
from django.utils.translation import gettext_noop as N_

from bi.declared import Column, Group, Measure
from bi.reading import Source
from relationships.errors import Problems

MOST_GROUPS = 6
_NOT_THEN = N_("this isn't known of a day in the past. Leave it out, or leave out asOf.")
_CURRENCY = "CURRENCY"
_COUNT = "COUNT"


def summarised(
    source: Source,
    group_by: Sequence[str],
    measures: Sequence[str],
    *,
    most: int,
    names: Container[str] | None = None,
) -> tuple[tuple[tuple[str, str], ...], QuerySet[Any]]:
    """The columns of these groups and measures, by name, as the query names them; and a row for each group.

    In the order of the groups, what is not known last: it is a group like any other. Any amount brings the
    currency into the groups, so that nothing is added up across currencies. Without measures the rows are
    counted. At most `most` rows and one more. With `names` no column is found that isn't among these, but for
    what rows are grouped by and one to count.
    """
    groups, asked = _asked(source, group_by, measures)
    keys = [each for group in groups for each in _told(group, names)]
    values = list({each.name: each for measure in asked for each in measure.columns}.values())
    values = [each for each in values if names is None or each.name in names] or values[:1]
    by = {f"by_{each.name}": each.expression(source.paths) for each in keys} or {"all_of_them": Value(1)}
    found = source.queryset.order_by().values(**by)
    found = found.annotate(**{f"of_{each.name}": each.expression(source.paths) for each in values})
    names = [*(f"by_{each.name}" for each in keys), *(f"of_{each.name}" for each in values)]
    order = [F(f"by_{each.name}").asc(nulls_last=True) for each in keys]
    columns = tuple(zip((each.name for each in (*keys, *values)), names, strict=True))
    return columns, found.order_by(*order).values_list(*names)[: most + 1]


def _told(group: Group, names: Container[str] | None) -> list[Column]:
    """The columns of the group; what follows from its key only where that is asked for."""
    key, *others = group.columns
    return [key, *(each for each in others if names is None or not group.follows or each.name in names)]


def _asked(
    source: Source, group_by: Sequence[str], measures: Sequence[str]
) -> tuple[list[Group], list[Measure]]:
    known_groups = {each.name: each for each in source.table.groups}
    known_measures = {each.name: each for each in source.table.measures}
    asked = [known_measures[name] for name in dict.fromkeys(measures or [_COUNT])]
    names = list(dict.fromkeys(group_by))
    if any(each.of_money for each in asked) and _CURRENCY not in names:
        names.append(_CURRENCY)
    groups = [known_groups[name] for name in names]
    problems = Problems()
    if len(groups) > MOST_GROUPS:
        problems.add("NUMBER_OUT_OF_RANGE", "group_by", value=len(groups), low=0, high=MOST_GROUPS)
    for where, parts in (("group_by", groups), ("measures", asked)):
        for part in parts:
            if not all(map(source.known, part.columns)):
                problems.add("INVALID_FILTER", where, value=part.name, why=_NOT_THEN)
    problems.raise_if_any()
    return groups, asked
