"""The file of a run with what is to be put right marked in its cells."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from imports import pipeline
from imports.annotated import annotated
from imports.models import ImportRun
from imports.runs import files
from imports.runs.course import request_of
from relationships.actor import Actor
from relationships.permissions import Act, require

_KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
}


@dataclass(frozen=True, slots=True)
class MarkedFile:
    """A workbook to send: its name, media type and content."""

    name: str
    media_type: str
    content: bytes


def marked_file(*, by: Actor, run: ImportRun, language: str) -> MarkedFile:
    """The file as it came, with the problems of today's plan. Of a list that the worker planned it is the one
    made then. Refuses with FILE_GONE, and whoever may not import."""
    require(by, Act.IMPORT, run.unit)
    request = request_of(run)
    content = files.marked_of(run.pk)
    if content is None:
        report = pipeline.run(request, by, dry_run=True)
        content = annotated(request.file.read_bytes(), report, language)
    ending = "xlsm" if _has_macros(content) else "xlsx"
    return MarkedFile(f"{Path(run.file_name).stem or 'list'}-annotated.{ending}", _KINDS[ending], content)


def _has_macros(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "xl/vbaProject.bin" in package.namelist()
