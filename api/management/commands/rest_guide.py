"""`manage.py rest_guide`: renews the tables of docs/api/rest.md from the code; `--check` only compares."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from access import filters as w
from api.errors import TABLE
from imports import filters as i
from principles import filters as p
from principles.attention import AttentionFilter
from relationships import filters as s
from relationships.errors import MESSAGES
from relationships.filters import Condition, Conditions

GUIDE = "docs/api/rest.md"
LISTS: dict[str, type[Conditions]] = {
    "attention": AttentionFilter,
    "relationships": s.RelationshipFilter,
    "contracts": s.ContractFilter,
    "parties": s.PartyFilter,
    "party-merges": s.PartyMergeFilter,
    "party-distinctions": s.PartyDistinctionFilter,
    "facts": s.FactRatingFilter,
    "trust-assessments": s.TrustAssessmentFilter,
    "safeguards": s.SafeguardFilter,
    "classifications": s.ClassificationFilter,
    "verdicts": s.VerdictFilter,
    "portfolios": s.PortfolioFilter,
    "units": s.UnitFilter,
    "users": s.UserFilter,
    "role-assignments": s.RoleAssignmentFilter,
    "categories": s.CategoryProfileFilter,
    "rule-sets": s.RuleSetFilter,
    "rule-set-approvals": s.RuleSetApprovalFilter,
    "safeguard-kinds": s.SafeguardKindFilter,
    "exchange-rates": s.ExchangeRateFilter,
    "compliance": p.ComplianceFilter,
    "past-compliance": p.PastComplianceFilter,
    "judgements": p.JudgementFilter,
    "explanations": p.ExplanationFilter,
    "principle-sets": p.PrincipleSetFilter,
    "principles": p.PrincipleFilter,
    "principle-set-stakeholders": p.StakeholderFilter,
    "principle-set-approvals": p.ApprovalFilter,
    "benefits": p.BenefitFilter,
    "interests": p.InterestFilter,
    "interest-pairs": p.InterestPairFilter,
    "capabilities": p.CapabilityFilter,
    "capability-pairs": p.CapabilityPairFilter,
    "resistance-signals": p.ResistanceSignalFilter,
    "development-plans": p.DevelopmentPlanFilter,
    "stages": p.StageFilter,
    "reviews": p.ReviewFilter,
    "discouraged-words": p.DiscouragedWordFilter,
    "label-dismissals": p.LabelDismissalFilter,
    "imports": i.ImportRunFilter,
    "imports/{id}/rows": i.PlannedRowFilter,
    "import-profiles": i.ImportProfileFilter,
    "saved-queries": w.SavedQueryFilter,
    "webhooks": w.WebhookFilter,
    "webhook-deliveries": w.WebhookDeliveryFilter,
}
_KINDS = {
    "TEXT": "text",
    "TEXTS": "texts",
    "TRUTH": "true or false",
    "WHOLE": "number",
    "WHOLES": "numbers",
    "IDS": "ids",
    "NUMBER": "number",
    "AMOUNT": "amount",
    "DAY": "day",
    "MOMENT": "day or moment",
    "CODES": "codes",
    "REFERENCES": "ids or codes",
    "ORDER": "names",
}


class Command(BaseCommand):
    help = "Renews the tables of docs/api/rest.md: the codes of errors, and the filters of each list."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare; fails where it differs")

    def handle(self, *, check: bool, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / GUIDE
        held = path.read_text(encoding="utf-8")
        with translation.override("en"):
            renewed = _between(_between(held, "errors", _errors()), "filters", _filters())
        if check and renewed != held:
            raise CommandError(f"{GUIDE} is not up to date: run `manage.py rest_guide`.")
        if not check:
            path.write_text(renewed, encoding="utf-8")


def _between(text: str, name: str, table: str) -> str:
    """The text with this table between its two marks."""
    marks = (f"<!-- {name} -->", f"<!-- end of {name} -->")
    pattern = re.compile(rf"{re.escape(marks[0])}.*?{re.escape(marks[1])}", re.DOTALL)
    return pattern.sub(lambda _found: f"{marks[0]}\n{table}\n{marks[1]}", text)


def _errors() -> str:
    rows = [f"| `{code}` | {row.status} | {_plain(MESSAGES[code])} |" for code, row in TABLE.items()]
    return "\n".join(["", "| code | status | message |", "|---|---|---|", *rows, ""])


def _plain(message: Any) -> str:
    return re.sub(r"%\((\w+)\)s", r"…", str(message)).replace("|", "\\|")


def _filters() -> str:
    lines = [""]
    for address, filters in LISTS.items():
        lines += [f"### {address}", "", "| parameter | takes | meaning |", "|---|---|---|"]
        lines += [
            f"| `{name}` | {_KINDS[each.kind]} | {_said(each)} |"
            for name, each in filters.conditions().items()
        ]
        lines.append("")
    return "\n".join(lines)


def _said(condition: Condition) -> str:
    codes = getattr(condition, "codes", ())
    listed = f" {', '.join(f'`{each}`' for each in codes)}." if codes and condition.kind == "CODES" else ""
    return condition.help_text + listed
