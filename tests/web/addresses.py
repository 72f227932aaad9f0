"""The addresses of the pages, found from the URL patterns, with the record that each is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, reverse

from access.models import Webhook
from imports.models import ImportRun
from principles.models import (
    Benefit,
    DiscouragedWord,
    Explanation,
    Judgement,
    LabelDismissal,
    Principle,
    PrincipleSet,
    ResistanceSignal,
)
from relationships.models import (
    CategoryProfile,
    Contract,
    ContractLine,
    FactRating,
    Party,
    Portfolio,
    Relationship,
    RelationshipParty,
    RuleSet,
    Safeguard,
    SafeguardKind,
    TrustAssessment,
    Unit,
    User,
)
from web.urls import urlpatterns

Of = Callable[[type[Model]], Any]
SET_ACTS = ("stakeholders", "name", "submit", "approve", "withdraw", "put_in_force", "discard")
# What stands in an address, by its name: the id of a record of this kind, or what a function makes of `of`.
ABOUT: dict[str, type[Model] | Callable[[Of], list[Any]]] = {
    "relationship": Relationship,
    "party": Party,
    **dict.fromkeys(("classify", "facts", "trust", "safeguards"), Relationship),
    "fact_withdraw": FactRating,
    "trust_withdraw": TrustAssessment,
    "safeguard": Safeguard,
    "party_change": Party,
    "party_merge": lambda of: [of(Party).pk, of(RelationshipParty).party_id],
    "contract": Contract,
    **dict.fromkeys(("relationship_history", "relationship_change", "relationship_remove"), Relationship),
    **dict.fromkeys(("arrangements", "further_party_new", "contract_new"), Relationship),
    "further_party_remove": RelationshipParty,
    **dict.fromkeys(("contract_history", "contract_change", "contract_notice"), Contract),
    **dict.fromkeys(("contract_option", "contract_remove", "contract_line_new"), Contract),
    **dict.fromkeys(("contract_line_change", "contract_line_remove"), ContractLine),
    **dict.fromkeys(("principle_set", "principle_set_compare", "principle_set_try"), PrincipleSet),
    **dict.fromkeys(("principle_set_limits", "principle_new"), PrincipleSet),
    **{f"principle_set_{act}": PrincipleSet for act in SET_ACTS},
    **dict.fromkeys(("principle_change", "principle_active", "principle_remove"), Principle),
    **dict.fromkeys(("explanation", "explanation_approve", "explanation_withdraw"), Explanation),
    **dict.fromkeys(("explain", "judge"), lambda of: [of(Relationship).pk, "P2"]),
    "judgement_withdraw": Judgement,
    "evidence": Relationship,
    "evidence_new": lambda of: [of(Relationship).pk, "interest-pairs"],
    **dict.fromkeys(("evidence_change", "evidence_remove"), lambda of: ["benefits", of(Benefit).pk]),
    "evidence_step": lambda of: ["resistance-signals", of(ResistanceSignal).pk, "investigate"],
    "take_over": lambda of: [of(Relationship).pk, "goal_alignment"],
    "dismissal_undo": LabelDismissal,
    **dict.fromkeys(("rule_set", "rule_set_edit", "rule_set_compare", "rule_set_try"), RuleSet),
    **{f"rule_set_{act}": RuleSet for act in SET_ACTS},
    "units_change": Unit,
    "portfolios_change": Portfolio,
    "categories_change": CategoryProfile,
    "words_change": DiscouragedWord,
    "safeguard-kinds_change": SafeguardKind,
    "user": User,
    "webhook": Webhook,
    **dict.fromkeys(("import", "import_columns"), ImportRun),
}
# Addresses that are no pages: acts without a form of their own (POST only), and what isn't HTML.
NO_PAGE: dict[str, str] = {
    "sign_in": "for who isn't signed in",
    **dict.fromkeys(("sign_in_elsewhere", "signed_in_elsewhere"), "for who isn't signed in, where it is on"),
    "sign_out": "an act",
    "label_dismiss": "about a word that was found",
    "language": "an act",
    **dict.fromkeys(("answer_import", "decide_import_rows", "all_or_nothing", "apply_import"), "an act"),
    **dict.fromkeys(("cancel_import", "plan_import", "keep_import_profile"), "an act"),
    **dict.fromkeys(("forget_import_corrections", "remove_import_profile"), "an act"),
    **dict.fromkeys(("import_template", "export_portfolio", "marked_import", "relationship_pdf"), "a file"),
    **dict.fromkeys(("import_progress", "glance"), "a part of a page"),
    "undo_import": "asks for an import that was applied",
    "looks": "an act",
    **dict.fromkeys(("classify_preview", "category_meant", "parties_alike"), "a part of a page"),
    **dict.fromkeys(("user_password", "user_role", "user_leave", "user_return"), "an act"),
    **dict.fromkeys(("role_remove", "words_remove"), "an act"),
    **dict.fromkeys(("webhook_secret", "webhook_ping", "webhook_remove", "delivery_replay"), "an act"),
    "calendar_feed": "no page: a feed for calendars",
    "token_new": "an act",
    "token_revoke": "an act",
    "query_remove": "an act",
    "password": "an act",
    "party_apart": "an act",
    "relationships_bulk": "an act, with the ticked ones sent along",
    **dict.fromkeys(("view_change", "view_remove"), "only its keeper's"),
    **dict.fromkeys(("relationships_export", "parties_export", "contracts_export"), "a file"),
    **dict.fromkeys(
        ("relationships_suggestions", "parties_suggestions", "contracts_suggestions"), "a part of a page"
    ),
    "merge_undo": "an act",
}
# What has to be asked with an address for it to be a page.
ASKED: dict[str, str] = {"search": "?q=own"}


def names() -> list[str]:
    return [each.name or "" for each in urlpatterns]


def pages() -> list[URLPattern]:
    return [each for each in urlpatterns if each.name not in NO_PAGE]


def takes_id(pattern: URLPattern) -> bool:
    return bool(pattern.pattern.converters)


def addresses(of: Of) -> Iterator[tuple[str, str]]:
    """Each page by name with its address; `of` gives the record of a kind that it is about."""
    for each in pages():
        name = each.name or ""
        arguments = _arguments(ABOUT[name], of) if takes_id(each) else []
        yield name, reverse(f"web:{name}", args=arguments) + ASKED.get(name, "")


def _arguments(about: Any, of: Of) -> list[Any]:
    return [of(about).pk] if isinstance(about, type) else about(of)
