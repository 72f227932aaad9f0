"""manage.py attention: what needs somebody this morning."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests import builders as b
from tests.principles.attention.worlds import tacit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("attention", *arguments, stdout=out)
    return out.getvalue()


def test_a_line_an_item_in_the_language_of_the_user() -> None:
    user = b.user("READER", username="anna", language="nl")
    contract = tacit(b.relationship(owner=user.pk))
    tacit()

    assert said("--user", "anna", "--mine", "--kind", "NOTICE_DEADLINE").splitlines() == [
        f"Hoog | Uiterste opzegdatum | {contract.relationship} | "
        "Contract C-1 kan tot en met 30 november 2026 worden opgezegd. | "
        "Beslis, en zeg op tijd op of laat verlengen.",
        "1 / 1",
    ]


def test_for_programs() -> None:
    b.user("READER", username="anna")
    tacit(), tacit()
    found = json.loads(said("--user", "anna", "--kind", "NOTICE_DEADLINE", "--limit", "1", "--json"))

    assert (found["on"], found["total"], len(found["items"])) == ("2026-11-20", 2, 1)
    assert found["items"][0]["due"] == "2026-11-30"


@pytest.mark.parametrize("arguments", [["--user", "nobody"], ["--user", "anna", "--kind", "X"]])
def test_what_can_not_be_used_is_said(arguments: list[str]) -> None:
    b.user("READER", username="anna")

    with pytest.raises(CommandError):
        said(*arguments)
