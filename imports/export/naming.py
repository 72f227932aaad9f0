"""What a file that is sent is called, what kind it says it is, and how many rows a sheet of it can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import quote

from imports.workbook.writing import LAST_ROW
from relationships.errors import refuse

MOST_ROWS = LAST_ROW - 1
"""The most rows that a sheet holds below its header."""
MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
}
"""By the ending of the name."""
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80


def check_rows(count: int) -> None:
    """Refuse with TOO_MANY_ROWS what no sheet can hold."""
    if count > MOST_ROWS:
        refuse("TOO_MANY_ROWS", None, count=f"{count:,}", limit=f"{MOST_ROWS:,}")


def disposition(name: str) -> str:
    """To be kept, under a name that is safe everywhere; beside it the name itself where that is another."""
    stem, _point, ending = name.rpartition(".")
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    safe = _UNSAFE.sub("-", plain).strip("-.")[:_LONGEST_NAME] or "export"
    said = f'attachment; filename="{safe}.{ending}"'
    if safe == stem:
        return said
    clean = "".join(each for each in stem if each.isprintable() and each not in '/\\:*?"<>|')
    whole = quote(f"{clean[:_LONGEST_NAME] or 'export'}.{ending}", safe="", errors="replace")
    return f"{said}; filename*=UTF-8''{whole}"
