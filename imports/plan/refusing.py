"""How a row is refused while it is planned: with what there is to say of its cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from imports.drafts import Draft, Drafter, Drafts
from relationships.errors import Refusal

Refuse = Callable[[Draft, Refusal, str], None]


def refuser(drafter: Drafter, drafts: Drafts) -> Refuse:
    """Refuses rows of this list."""

    def refuse(draft: Draft, refusal: Refusal, code: str) -> None:
        problem = drafter.problem(draft, refusal, code)
        if problem.value is None:
            named = refusal.params.get("value") or refusal.params.get("what")
            problem = replace(problem, value=None if named is None else str(named))
        draft.problems += (problem,)
        drafts.hold(draft)

    return refuse
