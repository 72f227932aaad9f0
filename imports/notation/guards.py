"""Text in files of separated values: guarded, so that no spreadsheet takes it for a formula."""

import re

_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """The text as it stands in such a file: with an apostrophe before it, where it needs one."""
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded; another text as it is."""
    return text[1:] if text.startswith("'") and _LIKE_A_FORMULA.match(text) else text
