"""A file that comes in with a request: as a part of a form, or as the body itself. Never whole in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest

from api.rest.body import CONTENT_TYPES, parsed
from imports.runs import files
from imports.runs.files import Incoming
from imports.runs.uploads import PORTION, check_length, parse_form
from relationships.errors import Problems, refuse, shown

FORM = "multipart/form-data"
_MAPS = ("fields", "notations", "answers")
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


class Upload:
    """What is offered: the options, and the file to be read once they are found right."""

    def __init__(self, request: HttpRequest, names: tuple[str, ...]) -> None:
        self.request = request
        check_length(request)
        if request.content_type in CONTENT_TYPES:
            given = request.META.get("CONTENT_TYPE", "")[:80]
            refuse("UNSUPPORTED_MEDIA_TYPE", None, given=shown(given), choices=f"{FORM}, or the file itself")
        self._is_form = request.content_type == FORM
        if self._is_form:
            parse_form(request)
            asked = request.POST
        else:
            asked = request.GET
        self.given = _options(asked.lists(), names)

    @property
    def file_name(self) -> str:
        if self._is_form:
            return str(self._part().name or "")
        return str(self.given.get("file_name") or "list")

    @property
    def options(self) -> Mapping[str, Any]:
        return {name: value for name, value in self.given.items() if name != "file_name"}

    def take_in(self) -> Incoming:
        """Keep the file; refuses with REQUIRED where there is none, and with TOO_LARGE."""
        return files.take_in(self._portions(), self.file_name)

    def _portions(self) -> Iterator[bytes]:
        if self._is_form:
            yield from self._part().chunks(PORTION)
            return
        while portion := self.request.read(PORTION):
            yield portion

    def _part(self) -> Any:
        parts = [each for _name, listed in self.request.FILES.lists() for each in listed]
        problems = Problems()
        for name in self.request.FILES:
            if name != "file":
                problems.add("UNKNOWN_FIELD", shown(name), value=shown(name), choices="file")
        if not parts:
            problems.add("REQUIRED", "file")
        problems.raise_if_any()
        if len(parts) > 1:
            refuse("MALFORMED", "file", why="several values are given; this takes one.")
        return parts[0]


def _options(asked: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The options as text by name; mappings are JSON objects, truths true or false."""
    problems = Problems()
    given: dict[str, Any] = {}
    for name, values in asked:
        with problems.gather():
            if name not in names:
                refuse("UNKNOWN_FIELD", shown(name), value=shown(name), choices=", ".join(names))
            if len(values) > 1:
                refuse("MALFORMED", name, why="several values are given; this takes one.")
            value = values[0]
            if name in _MAPS and value:
                given[name] = parsed(value, name)
            elif name == "all_or_nothing":
                given[name] = _TRUTH.get(value.lower(), value)
            elif value:
                given[name] = value
    problems.raise_if_any()
    return given
