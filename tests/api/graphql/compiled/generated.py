"""Documents drawn from the schema itself: any list, what it leads to, and every way of asking for it."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from graphql import GraphQLNonNull, GraphQLObjectType, get_named_type, is_leaf_type

from api.graphql.connections import chosen
from api.graphql.fields import as_kept
from api.graphql.reads import AllOf, ListOf, Rows, read_by
from api.graphql.schema import schema
from relationships.filters import FILTERS
from relationships.paging import in_order, keys_of, write_cursor
from relationships.queries import visible_to

MOST_DEPTH = 3
TEXTS = ("a", "W", "é", "'", '"', "%", "_", "\\", "Ω\u2028", "{}", "$v", "😀")
DAYS = ("2026-11-20", "1999-01-01", "2027-12-31")
MOMENTS = ("2026-11-20", "2026-11-20T12:00:00+01:00", "2020-01-01T00:00:00Z")


class Drawn:
    """A document with its variables, drawn for what this user may ask."""

    def __init__(self, draw: Random, user: Any) -> None:
        self.draw, self.user = draw, user
        self.declared: list[str] = []
        self.variables: dict[str, Any] = {}
        self.fragments: list[str] = []
        self._number = 0
        root = schema().query_type
        assert root is not None
        lists = [name for name, each in root.fields.items() if isinstance(read_by(each.resolve), AllOf)]
        tables = [name for name, each in root.fields.items() if isinstance(read_by(each.resolve), Rows)]
        fields = [
            self._rows(root, draw.choice(tables))
            if self.chance(0.3)
            else self._field(root, draw.choice(lists), 0)
            for _each in range(draw.randint(1, 2))
        ]
        if draw.random() < 0.1:
            fields.append("__typename")
        head = f"query Q({', '.join(self.declared)})" if self.declared else "query Q"
        self.text = f"{head} {{ {' '.join(fields)} }} {' '.join(self.fragments)}"

    def name(self, letter: str) -> str:
        self._number += 1
        return f"{letter}{self._number}"

    def chance(self, of: float) -> bool:
        return self.draw.random() < of

    def _selection(self, of: GraphQLObjectType, depth: int) -> str:
        """Some fields of this type, some in fragments, some twice."""
        leaves = [name for name, each in of.fields.items() if _is_kept(each)]
        others = [name for name, each in of.fields.items() if _leads_on(each)]
        asked = self.draw.sample(leaves, min(len(leaves), self.draw.randint(1, 6)))
        parts = [self._leaf(each) for each in asked]
        if depth < MOST_DEPTH and others:
            some = self.draw.sample(others, min(len(others), self.draw.randint(0, 2)))
            parts += [self._field(of, each, depth) for each in some]
        if self.chance(0.02):
            parts += [
                name
                for name, each in of.fields.items()
                if is_leaf_type(get_named_type(each.type)) and not each.args
            ]
        self.draw.shuffle(parts)
        return self._in_fragments(of, parts)

    def _in_fragments(self, of: GraphQLObjectType, parts: list[str]) -> str:
        if len(parts) > 1 and self.chance(0.15):
            name = self.name("F")
            self.fragments.append(f"fragment {name} on {of.name} {{ {' '.join(parts[1:])} }}")
            return f"{parts[0]} ...{name}{self._directive()}"
        if len(parts) > 1 and self.chance(0.15):
            on = f" on {of.name}" if self.chance(0.7) else ""
            return f"{parts[0]} ...{on}{self._directive()} {{ {' '.join(parts[1:])} }} {parts[0]}"
        return " ".join(parts)

    def _leaf(self, name: str) -> str:
        alias = f"{self.name('a')}: " if self.chance(0.15) else ""
        return f"{alias}{name}{self._directive() if self.chance(0.1) else ''}"

    def _directive(self) -> str:
        if self.chance(0.6):
            return ""
        which = self.draw.choice(("include", "skip"))
        return f" @{which}(if: {self._given('Boolean!', self.chance(0.7))})"

    def _field(self, of: GraphQLObjectType, name: str, depth: int) -> str:
        """A field that leads on, under a name of its own, so that no two of them collide."""
        field = of.fields[name]
        to: Any = get_named_type(field.type)
        read = read_by(field.resolve)
        if not isinstance(read, AllOf | ListOf):
            head = f"{self.name('o')}: {name}" if self.chance(0.5) else name
            inside = self._selection(to, depth + 1)
            return f"{head} {{ {inside} }}" if ":" in head else f"{self.name('o')}: {name} {{ {inside} }}"
        return f"{self.name('l')}: {name}{self._arguments(field, read.model)} {{ {self._list(to, depth)} }}"

    def _rows(self, of: GraphQLObjectType, name: str) -> str:
        """Flat rows, with any of their columns; of a summary some groups and measures."""
        field = of.fields[name]
        kind: Any = get_named_type(field.type)
        columns = self.draw.sample(list(kind.fields), min(len(kind.fields), self.draw.choice((1, 3, 8, 70))))
        given = []
        for each, codes in (
            (each, get_named_type(field.args[each].type))
            for each in ("groupBy", "measures")
            if each in field.args
        ):
            some = self.draw.sample(list(codes.values), min(len(codes.values), self.draw.randint(0, 3)))
            given.append(f"{each}: [{', '.join(some)}]")
        if "first" in field.args and self.chance(0.5):
            given.append(f"first: {self._given('Int', self.draw.choice((1, 2, 3, 50)))}")
        if "asOf" in field.args and self.chance(0.1):
            given.append(f"asOf: {self._given('Day', self.draw.choice(('2026-11-20', '2026-11-21')))}")
        if "updatedSince" in field.args and self.chance(0.2):
            given.append(f"updatedSince: {self._given('Moment', self.draw.choice(MOMENTS))}")
        if "phase" in field.args and self.chance(0.2):
            given.append(f"phase: {self._given('[Code!]', ['ANALYSIS', 'OPERATION'])}")
        arguments = f"({', '.join(given)})" if given else ""
        return f"{self.name('r')}: {name}{arguments} {{ {self._in_fragments(kind, columns)} }}"

    def _list(self, of: GraphQLObjectType, depth: int) -> str:
        edge: Any = get_named_type(of.fields["edges"].type)
        node: Any = get_named_type(edge.fields["node"].type)
        parts = []
        if self.chance(0.9):
            inside = [f"node {{ {self._selection(node, depth + 1)} }}"]
            inside += ["cursor"] if self.chance(0.3) else []
            inside += ["__typename"] if self.chance(0.05) else []
            inside += [f"again: node {{ {self._selection(node, MOST_DEPTH)} }}"] if self.chance(0.05) else []
            parts.append(f"edges {{ {' '.join(inside)} }}")
        if self.chance(0.4):
            names = ["hasNextPage", "hasPreviousPage", "startCursor", "endCursor", "__typename"]
            parts.append(f"pageInfo {{ {' '.join(self.draw.sample(names, self.draw.randint(1, 5)))} }}")
        if self.chance(0.3) or not parts:
            parts.append("totalCount")
        return self._in_fragments(of, parts)

    def _arguments(self, field: Any, model: Any) -> str:
        given: dict[str, Any] = {}
        conditions = FILTERS[model].conditions() if model in FILTERS else {}
        by_name = {(each.out_name or name): name for name, each in field.args.items()}
        ordering = None
        if "ordering" in by_name and self.chance(0.5):
            codes = conditions["ordering"].codes  # type: ignore[attr-defined]
            ordering = self.draw.sample(codes, min(len(codes), self.draw.randint(1, 2)))
            given["ordering"] = ordering
        for name in self.draw.sample(
            sorted(conditions), min(len(conditions), self.draw.choice((0, 0, 0, 1, 2)))
        ):
            if name != "ordering" and name in by_name:
                value = self._condition(conditions[name])
                given[by_name[name]] = None if self.chance(0.1) else value
        side = self.draw.choice(("first", "first", "last", ""))
        if side:
            given[side] = self.draw.choice((0, 1, 1, 2, 2, 3, 50))
        for name in ("after", "before"):
            if self.chance(0.2):
                given[name] = self._cursor(model, ordering)
        written = []
        for name, value in given.items():
            kind = str(field.args[name].type)
            written.append(f"{name}: {self._given(kind, value)}")
        return f"({', '.join(written)})" if written else ""

    def _given(self, kind: str, value: Any) -> str:
        """The value as a literal, as a variable, or as the default of one."""
        if self.chance(0.5):
            return _literal(value)
        name = self.name("v")
        if self.chance(0.2) and value is not None:
            self.declared.append(f"${name}: {kind.rstrip('!')} = {_literal(value)}")
            return f"${name}"
        self.declared.append(f"${name}: {kind}")
        self.variables[name] = value
        return f"${name}"

    def _condition(self, condition: Any) -> Any:
        draw = self.draw
        match condition.kind:
            case "TRUTH":
                return draw.random() < 0.5
            case "WHOLE":
                return draw.randint(condition.low, min(condition.high, condition.low + 5))
            case "NUMBER" | "AMOUNT":
                return draw.choice(("0", "10.5", 3))
            case "DAY":
                return draw.choice(DAYS)
            case "MOMENT":
                return draw.choice(MOMENTS)
            case "CODES":
                return draw.sample(condition.codes, min(len(condition.codes), draw.randint(1, 3)))
            case "WHOLES" | "IDS":
                return [draw.randint(condition.low, min(condition.high, condition.low + 4))]
            case "REFERENCES":
                seen = (
                    visible_to(self.user, condition.target)
                    if self.chance(0.9)
                    else condition.target.objects.all()
                )
                found = list(seen.order_by("pk").values_list("pk", flat=True)[:5])
                return [draw.choice(found)] if found else [1]
            case "TEXTS":
                return [draw.choice(("EUR", "NL", *TEXTS))]
        return draw.choice(TEXTS)

    def _cursor(self, model: Any, ordering: Any) -> str | None:
        """A cursor of that list in that order; now and then none at all, or one of another list."""
        queryset = chosen(model, {"ordering": ordering} if self.chance(0.97) else {}, self.user)
        keys = keys_of(queryset)
        rows = list(in_order(queryset, keys, backwards=False)[:6])
        return write_cursor(self.draw.choice(rows), keys) if rows else None


def _is_kept(field: Any) -> bool:
    if not is_leaf_type(get_named_type(field.type)) or field.args:
        return False
    resolve = field.resolve
    return read_by(resolve) is not None or getattr(resolve, "func", None) is as_kept


def _leads_on(field: Any) -> bool:
    return read_by(field.resolve) is not None and not is_leaf_type(get_named_type(field.type))


def _literal(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


__all__ = ["Drawn", "GraphQLNonNull"]
