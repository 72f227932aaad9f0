"""Where the system's Chromium is, for the browser tests."""

import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def chromium() -> str | None:
    """Return the path of Chromium or Chrome, None when the system has neither."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return str(ON_MACOS) if ON_MACOS.exists() else None
