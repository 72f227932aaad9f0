"""Documents as they are sent time and again: parsed once and validated once, the ones used last kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from graphql import DocumentNode, GraphQLError, GraphQLSchema, parse, validate

from api.graphql.failures import RULES

MOST_KEPT = 256
LONGEST_KEPT = 20_000
_MOST_ERRORS = 20


class Documents:
    """The documents used last, by their text: parsed; and of which schema they were found valid."""

    def __init__(self) -> None:
        self._parsed: OrderedDict[str, DocumentNode] = OrderedDict()
        self._valid: dict[str, GraphQLSchema] = {}
        self._lock = Lock()

    def parsed(self, text: str, max_tokens: int) -> DocumentNode:
        """The document; raises GraphQLError where the text isn't one."""
        with self._lock:
            document = self._parsed.get(text)
            if document is not None:
                self._parsed.move_to_end(text)
                return document
        document = parse(text, max_tokens=max_tokens)
        if len(text) <= LONGEST_KEPT:
            with self._lock:
                self._parsed[text] = document
                while len(self._parsed) > MOST_KEPT:
                    dropped, _document = self._parsed.popitem(last=False)
                    self._valid.pop(dropped, None)
        return document

    def faults(self, text: str, document: DocumentNode, schema: GraphQLSchema) -> Sequence[GraphQLError]:
        """What is wrong with the document under this schema; nothing, once that was found."""
        if self._valid.get(text) is schema:
            return ()
        found = validate(schema, document, RULES, max_errors=_MOST_ERRORS)
        if not found:
            with self._lock:
                if self._parsed.get(text) is document:
                    self._valid[text] = schema
        return found


documents = Documents()
