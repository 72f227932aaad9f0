"""The OpenAPI document says once what many operations say alike: what is asked, given, answered, refused."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from http import HTTPStatus
from typing import Any

_SEVERAL = 2
_REFUSED = ("4", "5")
_LONG = 150
"""From how many characters on a schema within a body is worth a name of its own."""
_SCHEMA = re.compile(r'"#/components/schemas/(\w+?)(?:Shape)?"')


def share_refusals(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """The document with its refusals, alike for each status, among its components, referred to by all."""
    shared: dict[str, Any] = {}
    for operation in _operations(result):
        responses = operation.get("responses", {})
        for status, response in responses.items():
            if not status.startswith(_REFUSED):
                continue
            name = HTTPStatus(int(status)).phrase.replace(" ", "")
            if shared.setdefault(name, response) == response:
                responses[status] = {"$ref": f"#/components/responses/{name}"}
    _keep(result, "responses", shared)
    return result


def share_answers(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """The document with each answer that several operations give among its components, by what it holds."""
    shared = _Shared("responses")
    places = [
        (responses, status)
        for operation in _operations(result)
        for responses in [operation.get("responses", {})]
        for status in responses
        if not status.startswith(_REFUSED)
    ]
    times = Counter(_written(responses[status]) for responses, status in places)
    for responses, status in places:
        written = _written(responses[status])
        named = _SCHEMA.search(written)
        if named and times[written] >= _SEVERAL:
            name = named[1] + ("List" if '"type": "array"' in written else "")
            responses[status] = shared.reference(written, name)
    _keep(result, "responses", shared.parts)
    return result


def share_parameters(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """The document with each parameter that several operations take among its components.

    Those that have one name but aren't alike are numbered in their order.
    """
    shared = _Shared("parameters")
    lists = [operation.get("parameters", []) for operation in _operations(result)]
    times = Counter(_written(each) for parameters in lists for each in parameters)
    for parameters in lists:
        for place, each in enumerate(parameters):
            written = _written(each)
            if times[written] >= _SEVERAL:
                parameters[place] = shared.reference(written, each["name"])
    _keep(result, "parameters", shared.parts)
    return result


def share_bodies(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """The document with what several bodies hold alike, where it is long, among its schemas."""
    shared = _Shared("schemas", "Given")
    contents = [
        content
        for operation in _operations(result)
        for content in operation.get("requestBody", {}).get("content", {}).values()
    ]
    for content in contents:
        content["schema"] = deepcopy(content["schema"])  # the views' own, said again for the next document
    bodies = [content["schema"] for content in contents]
    times = Counter(_written(each) for body in bodies for each in _properties(body))
    for body in bodies:
        _share_properties(body, times, shared)
    _keep(result, "schemas", shared.parts)
    return result


def share_security(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """The document with how one signs in said once, where all operations say the same."""
    operations = list(_operations(result))
    said = {_written(each.get("security")) for each in operations}
    if len(said) == 1 and operations[0].get("security"):
        result["security"] = operations[0]["security"]
        for each in operations:
            del each["security"]
    return result


def add_files(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """The document with what lists are as files."""
    from api.rest.described_answers import FILE_SCHEMAS

    _keep(result, "schemas", FILE_SCHEMAS)
    return result


class _Shared:
    """Parts of one kind, each under a name that is free."""

    def __init__(self, kind: str, prefix: str = "") -> None:
        self.kind, self.prefix = kind, prefix
        self.parts: dict[str, Any] = {}
        self._names: dict[str, str] = {}

    def reference(self, written: str, name: str, part: Any = None) -> dict[str, str]:
        """The reference to a part; `part` is what is kept of it, where that isn't what was written."""
        if written not in self._names:
            self._names[written] = found = self._free(name)
            self.parts[found] = json.loads(written) if part is None else part
        return {"$ref": f"#/components/{self.kind}/{self._names[written]}"}

    def _free(self, name: str) -> str:
        plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
        if self.prefix:
            plain = self.prefix + plain.title().replace("_", "")
        found, number = plain, 1
        while found in self.parts:
            number += 1
            found = f"{plain}_{number}"
        return found


def _operations(result: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for operations in result.get("paths", {}).values():
        yield from operations.values()


def _properties(schema: Any) -> Iterator[dict[str, Any]]:
    """The schemas of all properties within, at any depth."""
    for each in schema.get("properties", {}).values():
        yield each
        yield from _properties(each)


def _share_properties(schema: Any, times: Counter[str], shared: _Shared) -> None:
    for name, each in schema.get("properties", {}).items():
        written = _written(each)
        _share_properties(each, times, shared)
        if len(written) >= _LONG and times[written] >= _SEVERAL:
            schema["properties"][name] = shared.reference(written, name, each)


def _keep(result: dict[str, Any], kind: str, parts: dict[str, Any]) -> None:
    """Add these parts to the components, which stand in the order of their names."""
    if parts:
        components = result.setdefault("components", {})
        components[kind] = dict(sorted({**components.get(kind, {}), **parts}.items()))


def _written(part: Any) -> str:
    return json.dumps(part, default=str)
