"""What conditions and their values are called in the pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from principles.attention.texts import kind_name, severity_name
from principles.choices import AttentionKind, ComputedResult, EffectiveResult, Severity
from relationships import choices as c
from relationships.filters import Condition
from relationships.labels import LABELS
from web.pictures.words import result_name
from web.templatetags.words import language as word_language
from web.templatetags.words import word

CONDITIONS: dict[str, Any] = {
    "annual_value_max": _("Annual value at most"),
    "annual_value_min": _("Annual value at least"),
    "assumed_facts_max": _("Assumed facts at most"),
    "assumed_facts_min": _("Assumed facts at least"),
    "category": _("Category contains"),
    "changed_since": _("Changed since"),
    "chosen_type": _("Type chosen"),
    "classified": _("A type was chosen"),
    "contract_ended": _("With a contract that has ended"),
    "contract_status": _("With a contract that is"),
    "country": _("Country"),
    "cpv": _("CPV code begins with"),
    "currency": _("Currency"),
    "current_end_after": _("Current term ends from"),
    "current_end_before": _("Current term ends up to"),
    "delivery_type": _("Type that the delivery asks"),
    "deputy": _("Deputy"),
    "due_before": _("Due on or before"),
    "effective": _("Result that counts for a principle"),
    "ended": _("The term has ended"),
    "external_key": _("Key in the source"),
    "feasible_depth": _("Depth that the parties allow"),
    "flag": _("Flag of the verdict"),
    "further_party": _("With a part for"),
    "has_contract": _("Has a contract"),
    "has_mutual_trust": _("Trust was assessed in both directions"),
    "has_needed_depth": _("Depth that the delivery asks is known"),
    "has_owner": _("Has an owner"),
    "has_profile": _("Category was recognised"),
    "id": _("Number in the registry"),
    "identifier": _("Identifier"),
    "kind": _("Kind"),
    "latest_end_after": _("Latest end from"),
    "latest_end_before": _("Latest end up to"),
    "mine": _("Mine"),
    "missed_deadline": _("A notice deadline was missed"),
    "mutual_trust": _("Mutual trust"),
    "mutual_trust_max": _("Mutual trust at most"),
    "mutual_trust_min": _("Mutual trust at least"),
    "name": _("Name contains"),
    "nature": _("Nature"),
    "needed_depth": _("Depth that the delivery asks"),
    "notice_deadline_after": _("Notice deadline from"),
    "notice_deadline_before": _("Notice deadline up to"),
    "notice_known": _("The notice period is known"),
    "number": _("Contract number"),
    "option_deadline_after": _("Option deadline from"),
    "option_deadline_before": _("Option deadline up to"),
    "our_role": _("Our role"),
    "owner": _("Owner"),
    "parent": _("Directly below"),
    "parties_open": _("No fact of the parties is known"),
    "party": _("Party"),
    "pending": _("Verdict is still being computed"),
    "phase": _("Phase"),
    "portfolio": _("Portfolio"),
    "posture": _("Posture"),
    "posture_side": _("Side of the posture"),
    "principle": _("Principle"),
    "procedure": _("Procurement route"),
    "profile": _("Category profile"),
    "q": _("Contains"),
    "recommended_type": _("Type recommended"),
    "relationship": _("Relationship"),
    "required_trust": _("Trust required"),
    "required_trust_max": _("Trust required at most"),
    "required_trust_min": _("Trust required at least"),
    "residual_gap_min": _("Trust gap left at least"),
    "result": _("What the check says of a principle"),
    "retender_start_after": _("Start of re-tender from"),
    "retender_start_before": _("Start of re-tender up to"),
    "review_date_after": _("Review from"),
    "review_date_before": _("Review up to"),
    "scheme": _("Has an identifier of kind"),
    "score_max": _("Score at most"),
    "score_min": _("Score at least"),
    "severity": _("Severity"),
    "start_after": _("Starts from"),
    "start_before": _("Starts up to"),
    "status": _("Status"),
    "term_kind": _("Kind of term"),
    "trust_target": _("Trust target"),
    "unit": _("Unit"),
    "unknown_facts_max": _("Unknown facts at most"),
    "unknown_facts_min": _("Unknown facts at least"),
    "value_max": _("Value at most"),
    "value_min": _("Value at least"),
    "verdict": _("Verdict"),
}
_BY_RULE = {
    "verdict": tuple(c.VerdictCode),
    "type": tuple(c.CollaborationType),
    "flag": tuple(c.Flag),
    "posture": tuple(c.Posture),
}
_RESULTS = ({*ComputedResult}, {*EffectiveResult})


def called(name: str, condition: Condition) -> str:
    """The name of a condition; what it means, where it has none in the pages yet."""
    return str(CONDITIONS.get(name, condition.help_text))


def code_name(codes: Iterable[str], code: str) -> str:
    """What one of these codes is called."""
    known = {str(each) for each in codes}
    for kind, all_codes in _BY_RULE.items():
        if known == {str(each) for each in all_codes}:
            return word(code, kind)
    if known in _RESULTS:
        return result_name(code)
    if known == {*AttentionKind}:
        return kind_name(AttentionKind(code), word_language())
    if known == {*Severity}:
        return severity_name(Severity(code), word_language())
    for codes_of, labels in LABELS.items():
        if known <= {str(each) for each in codes_of}:
            return str(labels.get(codes_of(code), code))
    return code
