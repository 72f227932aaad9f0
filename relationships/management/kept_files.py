"""The files that the registry keeps beside its database: the lists of imports, a folder each import."""

from __future__ import annotations

import shlex
import tarfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

NAMES = ("list*", "marked.xlsx")
"""What is worth keeping of an import; how far it is and who carries it on is not."""


def archive_of(backup: Path) -> Path:
    """Where the files stand, beside the backup of the database."""
    return backup.with_name(f"{backup.name}.files.tar")


def pack(archive: Path) -> int:
    """Write all of them to an archive that is there and empty; how many they are."""
    count = 0
    with tarfile.open(archive, "w") as packed:
        for each in _found():
            try:
                opened = each.open("rb")
            except FileNotFoundError:
                continue  # the daily act was quicker: its import will say that its file is gone
            with opened:
                about = packed.gettarinfo(arcname=_name(each), fileobj=opened)
                about.uid = about.gid = 0
                about.uname = about.gname = ""
                packed.addfile(about, opened)
            count += 1
    return count


def tar(backup: Path) -> str:
    """The command line that does the same."""
    folder = Path(settings.IMPORT_DIR)
    patterns = ("incoming-*", "progress.json*", "cancel", "lock")
    left_out = [f"--exclude={each}" for each in patterns]
    archive = f"--file={archive_of(backup)}"
    return shlex.join(["tar", "--create", archive, *left_out, f"--directory={folder.parent}", folder.name])


def _found() -> Iterator[Path]:
    folder = Path(settings.IMPORT_DIR)
    for run in sorted(each for each in folder.glob("*") if each.is_dir() and each.name.isdigit()):
        for pattern in NAMES:
            yield from sorted(each for each in run.glob(pattern) if each.is_file())


def _name(file: Path) -> str:
    return f"{Path(settings.IMPORT_DIR).name}/{file.parent.name}/{file.name}"
