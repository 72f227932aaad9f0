#!/usr/bin/env python
"""Commands of Counterpart, with the development settings unless told otherwise."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as missing:
        raise SystemExit(
            f"{missing}. Run it inside the environment (.venv/bin/python manage.py …); "
            "`make run` or `make environment` creates that."
        ) from missing
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
