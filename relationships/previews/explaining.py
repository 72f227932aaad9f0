"""Why a verdict is what it is, as every door tells it."""

from __future__ import annotations

from typing import Any

from relationships.fit import Verdict, deciding_facts, explain, summary, what_would_change


def explanation_of(judgement: Verdict, language: str) -> dict[str, Any]:
    """The reasons in Dutch ("nl") or English ("en"), the facts that could decide, what would change it."""
    answer = judgement.recommendation
    change = what_would_change(answer.facts, answer.rules)
    return {
        "language": language,
        "summary": summary(judgement, language),
        "lines": explain(judgement, language),
        "deciding_facts": deciding_facts(answer.facts, answer.rules, judgement.chosen, answer),
        "what_would_change_reach": change.reach,
        "what_would_change": change.changes,
    }
