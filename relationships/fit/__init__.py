"""The fit rule: facts in, recommendation and verdict out. Pure: no database, no clock, no Django.

    rules = rule_set_1()
    facts = Facts.of({"complexity": 4, "attitude_supplier": 3})
    recommendation = recommend(facts, rules)
    verdict = judge(facts, rules, CollaborationType.MANAGED, target=4, actual_c2s=3, actual_s2c=3)

What takes longer is computed when asked: `deciding_facts`, `what_would_change`, `explain`, `summary`.
"""

from relationships.fit.deciding import deciding_facts
from relationships.fit.explanation import ExplanationLine, LineKind, explain, flag_text
from relationships.fit.facts import FactInvalid, Facts
from relationships.fit.recommendation import FlagFinding, Recommendation, recommend
from relationships.fit.rules import Rules, RulesInvalid, rule_set_1
from relationships.fit.steps import Contribution, contributions
from relationships.fit.summary import summary
from relationships.fit.verdict import Verdict, judge
from relationships.fit.what_if import (
    Change,
    Reach,
    Step,
    WhatWouldChange,
    single_step_changes,
    what_would_change,
)

__all__ = [
    "Change",
    "Contribution",
    "ExplanationLine",
    "FactInvalid",
    "Facts",
    "FlagFinding",
    "LineKind",
    "Reach",
    "Recommendation",
    "Rules",
    "RulesInvalid",
    "Step",
    "Verdict",
    "WhatWouldChange",
    "contributions",
    "deciding_facts",
    "explain",
    "flag_text",
    "judge",
    "recommend",
    "rule_set_1",
    "single_step_changes",
    "summary",
    "what_would_change",
]
