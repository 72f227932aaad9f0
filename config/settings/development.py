"""On one's own machine: `make run`, and `manage.py` unless told otherwise."""

import contextlib
import os
import secrets
import tempfile

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import VAR_DIR


def kept_secret_key() -> str:
    """Return the key made at the first start of this copy; never committed."""
    kept = VAR_DIR / "secret_key"
    if not kept.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=VAR_DIR) as fresh:  # readable by its owner only
            fresh.write(secrets.token_urlsafe(50))
            fresh.flush()
            with contextlib.suppress(FileExistsError):  # two first starts at once: one key
                os.link(fresh.name, kept)
    return kept.read_text()


DEBUG = env.value("DEBUG")
SECRET_KEY = env.value("SECRET_KEY", default="") or kept_secret_key()
ALLOWED_HOSTS = env.value("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

WHITENOISE_USE_FINDERS = True  # static files straight from the packages: nothing to collect
