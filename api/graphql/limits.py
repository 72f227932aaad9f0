"""How much one request may ask, decided from the document alone before anything runs.

Counted with fragments unfolded, each fragment worked out once, so that a small document can't hide a large
one. The cost is the number of values that the answer can hold at most: page sizes multiply.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphene.utils.str_converters import to_camel_case
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_list_type,
    is_non_null_type,
)

from api.facts import most_rows
from api.graphql.bi import FACTS, SUMMARIES
from relationships.errors import Refusal, Refused
from relationships.paging import DEFAULT_PAGE, LARGEST_PAGE
from relationships.previews import MOST

LIMITS = {
    "characters": 100_000,
    "tokens": 5_000,
    "depth": 15,
    "fields": 2_000,
    "aliases": 100,
    "directives": 100,
    "cost": 250_000,
}
_ADVICE = {
    "characters": "send values as variables",
    "tokens": "select less at once",
    "depth": "begin at a list nearer to what you need",
    "fields": "select less at once",
    "aliases": "ask for lists instead of single records",
    "directives": "leave out what the query never needs",
    "cost": "ask for a smaller `first`",
}
# Lists without pages: how long they are taken to be.
_LENGTHS = {"facts": 25, "explanation": 45, "recommendation": 1, "complianceOn": 20, "reasons": 4, "ways": 4}
_LENGTHS |= {"tried": 100, "complianceFigures": 500, "provisionalCompliance": 20, "suggestedRatings": 2}
_LENGTHS |= {"found": 100, "types": 8}
_OTHER_LISTS = 10
# Lists of what the schema says of itself: how long they are on average. What is selected of `ofType` is null
# mostly. Reading the schema takes more work than other values: all of it may be asked once in a request.
_ABOUT_TYPES = {"fields": 6, "inputFields": 1, "enumValues": 2, "directives": 5, "ofType": 0}
_READING_THE_SCHEMA = {"__schema": 2, "__type": 2}
# Lists with an answer for each of what is given in this argument.
_AS_GIVEN = {"fitPreview": "input"}
_HISTORY = 50
# Connections that hold few by their nature, unless more is asked for: one row an active principle.
_FEW = {("Relationship", "compliance"): 20}
# What takes work of its own beside the values in the answer.
_WORK = {"explanation": 100, "whatWouldChange": 250, "summary": 20, "decidingFacts": 50}
_WORK |= {"complianceOn": 10, "foundLabels": 50, "comparedPrincipleSets": 500}
_WORK |= {"comparedRuleSets": 500, "triedRuleSet": 100_000, "triedPrincipleSet": 100_000}
_WORK |= {"complianceFigures": 5_000, "complianceProgress": 500, "provisionalCompliance": 50}
_WORK |= {"attention": 1_000, "attentionCounts": 2_000, "duplicateParties": 100_000}
_WORK |= {"comparedTypes": 2_000, "whatIf": 500}
# The same for each one in a list.
_WORK_OF_EACH = {"fitPreview": 200}
_MUTATION = 1_000
# Rows of facts are read as flat values, by one statement: a value of theirs costs a quarter of another.
_FACTS = frozenset(map(to_camel_case, FACTS))
_SUMMARIES = frozenset(map(to_camel_case, SUMMARIES))
_FACTS_FOR_ONE = 4
_GROUPS = 1_000
_WORK |= dict.fromkeys(_SUMMARIES, 1_000)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a selection is; `where` is the chain of lists that costs most."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    cost: int = 0
    heaviest: int = 0
    where: str = ""

    def beside(self, other: Size) -> Size:
        heavy = self if self.heaviest >= other.heaviest else other
        return Size(
            max(self.depth, other.depth),
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.directives + other.directives,
            self.cost + other.cost,
            heavy.heaviest,
            heavy.where,
        )


def too_large(what: str, asked: int | None = None, where: str = "") -> Refused:
    """The refusal of a request beyond a limit, with the way to ask less."""
    advice = _ADVICE[what] + (f", here: {where}" if where else "")
    said = f", and this asks {asked:,}" if asked is not None and asked < 10**15 else ""
    return Refused(Refusal("TOO_LARGE", None, {"limit": f"{LIMITS[what]:,} {what}{said}: {advice}"}))


def measure(
    document: DocumentNode,
    schema: GraphQLSchema,
    operation_name: str | None,
    variables: Mapping[str, Any],
    *,
    cost: bool = True,
) -> Size:
    """The size of the operation asked for; refuses one beyond a limit (that of its cost only with `cost`)."""
    found = Size()
    fragments = {
        each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
    }
    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode):
            size = _Measure(schema, fragments, variables, operation).of_operation()
            for what in ("directives", "depth", "aliases", "fields", "cost"):
                asked = getattr(size, what)
                if asked > LIMITS[what] and (cost or what != "cost"):
                    raise too_large(what, asked, size.where if what == "cost" else "")
            if operation_name is None or (operation.name and operation.name.value == operation_name):
                found = size
    return found


class _Measure:
    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
        operation: OperationDefinitionNode,
    ) -> None:
        self.schema = schema
        self.fragments = fragments
        self.operation = operation
        defaults = {
            each.variable.name.value: int(each.default_value.value)
            for each in operation.variable_definitions
            if isinstance(each.default_value, IntValueNode) and len(each.default_value.value) < 12
        }
        self.variables = {**defaults, **variables}
        self.known: dict[str, Size] = {}
        self.inside: set[str] = set()

    def of_operation(self) -> Size:
        root = self.schema.get_root_type(self.operation.operation)
        size = self._of_selections(self.operation.selection_set, root)
        unfolded = sum(len(each.directives) for each in self.operation.variable_definitions)
        here = len(self.operation.directives) + unfolded
        return size.beside(Size(directives=here))

    def _of_selections(self, selections: SelectionSetNode | None, parent: Any) -> Size:
        size = Size()
        for each in selections.selections if selections else ():
            if isinstance(each, FieldNode):
                size = size.beside(self._of_field(each, parent))
            elif isinstance(each, InlineFragmentNode):
                on = self.schema.get_type(each.type_condition.name.value) if each.type_condition else parent
                inner = self._of_selections(each.selection_set, on)
                size = size.beside(inner).beside(Size(directives=len(each.directives)))
            elif isinstance(each, FragmentSpreadNode):
                inner = self._of_fragment(each.name.value)
                size = size.beside(inner).beside(Size(directives=len(each.directives)))
        return size

    def _of_fragment(self, name: str) -> Size:
        """Worked out once. One that holds itself adds nothing here: validation refuses it."""
        if name not in self.known:
            fragment = self.fragments.get(name)
            if fragment is None or name in self.inside:
                return Size()
            self.inside.add(name)
            on = self.schema.get_type(fragment.type_condition.name.value)
            inner = self._of_selections(fragment.selection_set, on)
            self.known[name] = inner.beside(Size(directives=len(fragment.directives)))
            self.inside.discard(name)
        return self.known[name]

    def _of_field(self, node: FieldNode, parent: Any) -> Size:
        name = node.name.value
        described = parent.fields.get(name) if hasattr(parent, "fields") else None
        own = get_named_type(described.type) if described is not None else None
        if name in ("__schema", "__type"):
            own = None
        inner = self._of_selections(node.selection_set, own)
        times, label = self._times(node, described, own, parent)
        times *= _READING_THE_SCHEMA.get(name, 1)
        work = _WORK.get(name, 0) + (_MUTATION if parent is self.schema.mutation_type else 0)
        heaviest = times * max(inner.heaviest, 1)
        where = " × ".join(part for part in (label, inner.where) if part)
        return Size(
            inner.depth + 1,
            inner.fields + 1,
            inner.aliases + (node.alias is not None),
            inner.directives + len(node.directives),
            1 + work + times * (inner.cost + _WORK_OF_EACH.get(name, 0)),
            heaviest,
            where,
        )

    def _times(self, node: FieldNode, described: Any, own: Any, parent: Any) -> tuple[int, str]:
        """How many times what is selected below can be in the answer, and how that is said."""
        if (parent is None or parent.name.startswith("__")) and node.selection_set:
            return self._about_types(node.name.value), ""
        if described is None or not isinstance(own, GraphQLObjectType):
            return 1, ""
        name = node.name.value
        if name in _FACTS:
            times = min(self._asked(node, most_rows(), most_rows()), self._named(node, most_rows()))
            return -(-times // _FACTS_FOR_ONE), f"{name}({times})"
        if name in _SUMMARIES:
            return _GROUPS // _FACTS_FOR_ONE, name
        if "first" in described.args:
            usual = DEFAULT_PAGE if "last" in described.args else _HISTORY
            usual = _FEW.get((getattr(parent, "name", ""), name), usual)
            times = min(self._asked(node, usual), self._named(node))
            return times, f"{name}({times})"
        if name in _AS_GIVEN:
            return self._named(node, MOST, _AS_GIVEN[name]), name
        kind = described.type.of_type if is_non_null_type(described.type) else described.type
        if is_list_type(kind) and name != "edges":
            return _LENGTHS.get(name, _OTHER_LISTS), ""
        return 1, ""

    def _about_types(self, name: str) -> int:
        return len(self.schema.type_map) if name == "types" else _ABOUT_TYPES.get(name, 1)

    def _named(self, node: FieldNode, most: int = LARGEST_PAGE, by: str = "id") -> int:
        """How many there can be at most, because they are named by their ids, or given one by one."""
        for argument in node.arguments:
            if argument.name.value == by:
                value: Any = argument.value
                if isinstance(value, VariableNode):
                    value = self.variables.get(value.name.value)
                elif isinstance(value, ListValueNode):
                    value = list(value.values)
                if isinstance(value, list):
                    return len(value)
        return most

    def _asked(self, node: FieldNode, usual: int, most: int = LARGEST_PAGE) -> int:
        for argument in node.arguments:
            if argument.name.value in ("first", "last"):
                value: Any = None
                if isinstance(argument.value, IntValueNode):
                    value = int(argument.value.value) if len(argument.value.value) < 12 else most
                elif isinstance(argument.value, VariableNode):
                    value = self.variables.get(argument.value.name.value)
                if isinstance(value, int) and not isinstance(value, bool):
                    return max(0, min(value, most))
        return usual
