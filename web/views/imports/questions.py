"""What an import asks: each question with its answers in words, some at a time."""

from __future__ import annotations

from typing import Any

MOST_ASKED = 50
# So many answers stand beneath each other; more stand in a list to choose from.
_FEW = 8


def questions_of(told: dict[str, Any]) -> dict[str, Any]:
    """The open questions, the first MOST_ASKED of them, and how many names of parties are asked about."""
    asked = told.get("questions", [])
    shown = [
        {
            **each,
            "asked": each.get("asked") or each["message"],
            "choices": [(code, each.get("said", {}).get(code, code)) for code in each["choices"]],
            "few": len(each["choices"]) <= _FEW,
            "samples": _samples(told, each),
        }
        for each in asked[:MOST_ASKED]
    ]
    parties = sum(each["code"].startswith("party:") for each in asked)
    return {"questions": shown, "asked_in_all": len(asked), "parties_asked": parties}


def _samples(told: dict[str, Any], question: dict[str, Any]) -> list[str]:
    """Values of the column that it is about."""
    for each in told.get("columns", ()):
        if question.get("column") is not None and each["header"] == question["column"]:
            return list(each.get("samples", ()))
    return []
