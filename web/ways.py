"""Where each act that takes something off the attention list is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from principles.attention import Item
from principles.choices import ResolvingAct as R
from relationships.actor import Actor
from relationships.permissions import Act, may
from web.views.sheet.principle_cards import anchor as card


@dataclass(frozen=True, slots=True)
class Way:
    """A page by name, what its address is about, the place on it, and what one has to be allowed to do."""

    page: str
    act: Act
    about: str = "relationship"
    anchor: str = ""


WAYS: dict[R, Way] = {
    R.DECIDE_ON_NOTICE: Way("contract_notice", Act.KEEP_CONTRACTS, "contract"),
    R.DECIDE_ON_OPTION: Way("contract_option", Act.KEEP_CONTRACTS, "contract"),
    R.START_RETENDER: Way("relationship_change", Act.KEEP_RELATIONSHIPS),
    R.RENEW_EXPLANATION: Way("relationship", Act.WRITE_EXPLANATIONS, anchor="principles"),
    R.APPROVE_EXPLANATION: Way("relationship", Act.APPROVE_EXPLANATIONS, anchor="principles"),
    R.CLASSIFY_AGAIN: Way("classify", Act.CLASSIFY),
    R.CLOSE_TRUST_GAP: Way("safeguards", Act.KEEP_SAFEGUARDS),
    R.COMPLY_OR_EXPLAIN: Way("relationship", Act.KEEP_EVIDENCE, anchor="principles"),
    R.ALIGN_UNITS: Way("party", Act.CLASSIFY, "party"),
    R.SECURE_CONTINUITY: Way("facts", Act.RATE_FACTS),
    R.INVESTIGATE_RESISTANCE: Way("relationship", Act.KEEP_EVIDENCE, anchor="resistance"),
    R.END_FRAMEWORK: Way("contract_change", Act.KEEP_CONTRACTS, "contract"),
    R.RATE_FACTS: Way("facts", Act.RATE_FACTS),
    R.ASSESS_TRUST: Way("trust", Act.ASSESS_TRUST),
    R.HOLD_REVIEW: Way("relationship", Act.KEEP_REVIEWS, anchor="development"),
    R.MAKE_ARRANGEMENTS: Way("relationship", Act.KEEP_ARRANGEMENTS, anchor="arrangements"),
    R.NAME_OWNER: Way("relationship_change", Act.KEEP_RELATIONSHIPS),
    R.NAME_DEPUTY: Way("relationship_change", Act.KEEP_RELATIONSHIPS),
    R.LIMIT_RENEWAL: Way("contract_change", Act.KEEP_CONTRACTS, "contract"),
    R.RECORD_NOTICE_PERIOD: Way("contract_change", Act.KEEP_CONTRACTS, "contract"),
    R.CLASSIFY: Way("relationships", Act.CLASSIFY, ""),
}


def subject_of(item: Item) -> str:
    """The page of what an item is about: the contract, the relationship, or the list of many of them."""
    if item.contract is not None:
        return reverse("web:contract", args=[item.contract.pk])
    if item.relationship is not None:
        return reverse("web:relationship", args=[item.relationship.pk])
    return _summarised(item)


def way_of(item: Item, by: Actor) -> str:
    """Where the reader does what resolves an item; empty when it is not his to do."""
    way = WAYS[item.act]
    if item.relationship is None:
        return _summarised(item)
    if not may(by, way.act, item.relationship.unit):
        return ""
    about: Any = item.relationship.pk
    if way.about == "party":
        about = item.relationship.party_id
    elif way.about == "contract" and item.contract is not None:
        about = item.contract.pk
    anchor = card(item.principle) if item.principle else way.anchor
    return reverse(f"web:{way.page}", args=[about]) + (f"#{anchor}" if way.page == "relationship" else "")


def _summarised(item: Item) -> str:
    given: dict[str, Any] = {"classified": "false"}
    if item.act is R.NAME_OWNER:
        given["has_owner"] = "false"
    if item.portfolio is not None:
        given["portfolio"] = item.portfolio.pk
    return f"{reverse('web:relationships')}?{urlencode(given)}"
