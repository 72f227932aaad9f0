"""The OpenAPI document says once what many operations say alike: how each status refuses."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any


def share_refusals(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """The document with its refusals, alike for each status, among its components, referred to by all."""
    shared: dict[str, Any] = {}
    for operations in result.get("paths", {}).values():
        for operation in operations.values():
            responses = operation.get("responses", {})
            for status, response in responses.items():
                if not status.startswith("4"):
                    continue
                name = HTTPStatus(int(status)).phrase.replace(" ", "")
                if shared.setdefault(name, response) == response:
                    responses[status] = {"$ref": f"#/components/responses/{name}"}
    if shared:
        result.setdefault("components", {})["responses"] = dict(sorted(shared.items()))
    return result
