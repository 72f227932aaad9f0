"""What the steps of an import have to say: notes, problems, questions and refusals.

A **note** tells how something was understood; nothing needs to be done. A **problem** is a cell that
could not be read: its row waits until it is put right. A **question** has to be answered before a
column can be read. A **refusal** ends the import of the whole file. All four carry a stable code and
the parameters of their message, so that `imports.messages` can word them in English and in Dutch.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from imports import messages

NO_PARAMS: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Note:
    """How something was understood. Row, column and cell are None where it holds for more."""

    code: str
    row: int | None = None
    column: str | None = None
    cell: str | None = None
    value: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)

    def message(self, language: str = "en") -> str:
        return messages.text(self.code, language, **_places(self))


@dataclass(frozen=True, slots=True)
class NotedCells:
    """Cells of one column that were understood in the same way: how many, which first, and how."""

    first: Note
    count: int
    cells: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.first.code

    def message(self, language: str = "en") -> str:
        said = self.first.message(language)
        if self.count == 1:
            return messages.text("noted_cell", language, cell=self.cells[0], said=said)
        cells = ", ".join(self.cells) + (", …" if self.count > len(self.cells) else "")
        return messages.text(
            "noted_cells", language, count=self.count, column=self.first.column, cells=cells, said=said
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that could not be read: where, why, and the value as it stands in the file."""

    code: str
    row: int | None = None
    column: str | None = None
    cell: str | None = None
    value: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)

    def message(self, language: str = "en") -> str:
        return messages.text(self.code, language, **_places(self))

    def as_json(self, language: str = "en") -> dict[str, Any]:
        return {
            "row": self.row,
            "column": self.column,
            "cell": self.cell,
            "code": self.code,
            "message": self.message(language),
            "value": self.value,
        }


@dataclass(frozen=True, slots=True)
class Question:
    """What the file itself can't decide. The answer is one of the choices, given under the code.

    The code is the message's code and the field it is about: `date_notation:start`.
    """

    code: str
    choices: tuple[str, ...]
    column: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)

    def message(self, language: str = "en") -> str:
        params = {**self.params, "column": self.column, "question": self.code}
        return messages.text(self.code.partition(":")[0], language, **params)

    def asked(self, language: str = "en") -> str:
        """The question for who is shown its choices."""
        params = {**self.params, "column": self.column, "question": self.code}
        return messages.asked(self.code.partition(":")[0], language, **params)

    def choices_said(self, language: str = "en") -> dict[str, str]:
        """Those choices that aren't their own words, in words; `params["named"]` names records."""
        kind, named = self.code.partition(":")[0], self.params.get("named", {})
        told = {each: messages.choice(kind, each, language, **self.params) for each in self.choices}
        return {each: said for each, said in (told | named).items() if said != each}

    def as_json(self, language: str = "en") -> dict[str, Any]:
        return {
            "code": self.code,
            "message": self.message(language),
            "choices": list(self.choices),
        }


class Refused(Exception):
    """Something is refused as a whole: a stable code, and a message that names the way out."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.params = params
        super().__init__(self.message())

    def message(self, language: str = "en") -> str:
        return messages.text(self.code, language, **self.params)

    def as_json(self, language: str = "en") -> dict[str, str]:
        return {"code": self.code, "message": self.message(language)}


class FileRefused(Refused):
    """The file can't be taken in. The codes are `FILE_REFUSALS`, a closed list."""


class MappingRefused(Refused):
    """A mapping, notation or answer given by hand doesn't fit. Codes: `MAPPING_REFUSALS`."""


FILE_REFUSALS: tuple[str, ...] = (
    "file_unreadable",
    "file_empty",
    "file_too_large",
    "unzipped_too_large",
    "encrypted",
    "damaged",
    "unsafe_xml",
    "not_a_list",
    "web_page",
    "old_xml_workbook",
    "unknown_encoding",
    "too_many_rows",
    "too_many_columns",
    "too_many_cells",
    "too_slow",
    "too_much_memory",
    "sheet_unknown",
    "no_table",
    "no_rows",
    "no_party_column",
)
MAPPING_REFUSALS: tuple[str, ...] = (
    "header_unknown",
    "field_unknown",
    "field_twice",
    "notation_unknown",
    "answer_unknown",
    "question_unknown",
)


def _places(finding: Note | Problem) -> dict[str, Any]:
    return {
        **finding.params,
        "row": finding.row,
        "column": finding.column,
        "cell": finding.cell,
        "value": finding.value,
    }
