"""The rule set that counts, as the fit rule takes it."""

from __future__ import annotations

import json
from functools import lru_cache

from relationships.choices import RuleSetState
from relationships.fit import Rules
from relationships.models import RuleSet


def rule_set_in_force() -> RuleSet:
    """The one rule set in force. There always is one: rule set 1 comes with the registry."""
    return RuleSet.objects.get(state=RuleSetState.IN_FORCE)


def rules_of(rule_set: RuleSet) -> Rules:
    """The rules of a rule set, compiled once for the same parameters."""
    return _compiled(json.dumps(rule_set.parameters, sort_keys=True))


@lru_cache(maxsize=32)
def _compiled(parameters: str) -> Rules:
    return Rules.from_dict(json.loads(parameters))
