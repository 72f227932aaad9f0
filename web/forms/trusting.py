"""Trust as it is assessed in both directions, and the safeguards that stand in for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from relationships.actions.trust import assess_trust
from relationships.actor import Actor
from relationships.choices import Direction
from relationships.errors import Problems, Refusal, Refused
from relationships.models import Contract, Relationship, Safeguard, SafeguardKind
from web.forms.base import ActForm, choice, day, levels, reference, text
from web.forms.classifying import kind_name, trust_levels

# What trust rests on, each with its words from 1 to 5.
BASIS = {
    "ability": (
        _("Ability: can they do it?"),
        (_("can’t do it"), _("only with help"), _("properly"), _("well"), _("masters it")),
    ),
    "integrity": (
        _("Integrity: do they keep their word?"),
        (
            _("breaks promises"),
            _("when watched"),
            _("usually"),
            _("always"),
            _("even at a cost to themselves"),
        ),
    ),
    "benevolence": (
        _("Benevolence: do they mean well?"),
        (
            _("works against the other"),
            _("indifferent to the other"),
            _("takes the other into account"),
            _("means well"),
            _("puts the other’s interest first"),
        ),
    ),
}
PARTS = ("level", *BASIS, "evidence")
PREFIXES = {Direction.CUSTOMER_TO_SUPPLIER: "customer", Direction.SUPPLIER_TO_CUSTOMER: "supplier"}


def basis_words(name: str, value: int | None) -> Any:
    """What a level of ability, integrity or benevolence means; nothing where there is none."""
    return "" if value is None else BASIS[name][1][value - 1]


class TrustForm(ActForm):
    """How far each side trusts the other: one direction, or both."""

    assessed_on = day(_("Seen on"), _("Today, unless you give another day."))

    def __init__(self, request: HttpRequest, **options: Any) -> None:
        super().__init__(request, **options)
        for prefix in PREFIXES.values():
            self.fields[f"{prefix}_level"] = levels(
                _("Level of trust"), trust_levels(), empty=_("not assessed now")
            )
            for name, (label, words) in BASIS.items():
                offered = [(str(at), f"{at} {said}") for at, said in enumerate(words, start=1)]
                self.fields[f"{prefix}_{name}"] = choice(label, offered, empty=_("not rated"))
            self.fields[f"{prefix}_evidence"] = text(_("What was seen"), rows=2)

    def assess(self, by: Actor, relationship: Relationship) -> int:
        """Record the directions in which something was filled in, all or nothing; how many."""
        problems, kept = Problems(), 0
        given = self.given()
        with transaction.atomic():
            for direction, prefix in PREFIXES.items():
                typed = {name: given.get(f"{prefix}_{name}", "") for name in PARTS}
                if not any(typed.values()):
                    continue
                kept += 1
                told = {**typed, "direction": str(direction), "assessed_on": given.get("assessed_on")}
                try:
                    assess_trust(by=by, relationship=relationship, given=told)
                except Refused as refused:
                    problems.refusals += _placed(refused, prefix)
            if not kept:
                problems.add("REQUIRED", "customer_level")
            problems.raise_if_any()
        return kept


def _placed(refused: Refused, prefix: str) -> Iterable[Refusal]:
    for each in refused.refusals:
        name = f"{prefix}_{each.field}" if each.field in PARTS else each.field
        yield Refusal(each.code, name, each.params)


class SafeguardForm(ActForm):
    """A safeguard: of which kind, from when to when, in which contract."""

    active_from = day(_("Active from"), _("Today, unless you give another day."))
    active_to = day(_("Active to"), _("The last day; empty: until further notice."))
    remarks = text(_("Remarks"), rows=2)

    def __init__(
        self,
        request: HttpRequest,
        *,
        kinds: Iterable[SafeguardKind],
        relationship: Relationship,
        record: Safeguard | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        started = dict(initial or {})
        if record is not None:
            started = {"kind": record.kind_id, "contract": record.contract_id, **started}
        super().__init__(request, record=record, initial=started)
        offered = [(each.pk, f"{each.level} – {kind_name(each)}") for each in kinds]
        self.fields["kind"] = choice(
            _("Kind"), offered, _("The number is the level of trust that it stands in for."), required=True
        )
        contracts = Contract.objects.filter(relationship=relationship)[:200]
        self.fields["contract"] = reference(_("Contract"), contracts, empty=_("none"))
        self.order_fields(["kind", "active_from", "active_to", "contract", "remarks"])
