"""Each field and each code of an import is described."""

from imports.fields import FIELDS
from imports.messages import MESSAGES
from tests.repository.tracked import TOP


def test_every_field_and_code_is_in_the_document():
    text = (TOP / "docs/workbook.md").read_text(encoding="utf-8")
    missing = [code for code in (*FIELDS, *MESSAGES) if f"| `{code}` |" not in text]
    assert missing == []
