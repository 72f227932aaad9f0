"""A file that comes in as a part of a form: never whole in memory, and no larger than a list may be."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest

from relationships.errors import refuse

PORTION = 64 * 1024
# What a form holds beside the file.
_AROUND = 1_000_000


class _Limited(TemporaryFileUploadHandler):
    """Refuses a file that grows too large while it comes in."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._came_in = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._came_in += len(raw_data)
        if self._came_in > settings.IMPORT_LIMITS["file_bytes"]:
            refuse_too_large()
        super().receive_data_chunk(raw_data, start)


def parse_form(request: HttpRequest) -> None:
    """Take the parts of a form in, files never whole in memory; once. Refuses with TOO_LARGE."""
    if not hasattr(request, "_files"):
        check_length(request)
        request.upload_handlers = [_Limited(request)]
        request._load_post_and_files()


def check_length(request: HttpRequest) -> None:
    """Refuse with TOO_LARGE what says beforehand that it is."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    length = int(told) if told.isascii() and told.isdigit() else 0
    if length > settings.IMPORT_LIMITS["file_bytes"] + _AROUND:
        refuse_too_large()


def refuse_too_large() -> None:
    refuse("TOO_LARGE", "file", limit=f"{settings.IMPORT_LIMITS['file_bytes']:,} bytes")
