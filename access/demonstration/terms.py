"""The contracts of the demonstration: every kind of term, at believable places in its life."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from relationships.choices import (
    ContractKind,
    ContractStatus,
    Decider,
    NoticeFallsOn,
    PeriodUnit,
    Procedure,
    Side,
    TermKind,
)

_MONTHS = {"notice_count": 3, "notice_unit": PeriodUnit.MONTHS}
_OPTIONS = {
    "term_kind": TermKind.FIXED_OPTIONS,
    "option_notice_count": 3,
    "option_notice_unit": PeriodUnit.MONTHS,
    "option_decider": Decider.CUSTOMER,
}
_TACIT = {"term_kind": TermKind.FIXED_TACIT, "renewal_months": 12, **_MONTHS}
_FIXED = {"term_kind": TermKind.FIXED}


@dataclass(frozen=True, slots=True)
class Template:
    """How a contract runs; it began between `first` and `last` whole months ago (below zero: to come)."""

    first: int
    last: int
    fields: dict[str, Any] = field(default_factory=dict)


TEMPLATES: dict[str, Template] = {
    "fixed": Template(6, 30, {**_FIXED, "term_months": 36, "procedure": Procedure.PRIVATE}),
    "short": Template(2, 9, {**_FIXED, "term_months": 11, "procedure": Procedure.PRIVATE}),
    "long": Template(10, 24, {**_FIXED, "term_months": 84}),
    "spot_order": Template(
        3,
        9,
        {**_FIXED, "term_months": 2, "kind": ContractKind.ORDER, "status": ContractStatus.ENDED},
    ),
    "short_order": Template(1, 7, {**_FIXED, "term_months": 9, "kind": ContractKind.ORDER}),
    "ended": Template(40, 46, {**_FIXED, "term_months": 36, "status": ContractStatus.ENDED}),
    "framework": Template(
        4, 40, {**_FIXED, "term_months": 48, "kind": ContractKind.FRAMEWORK, "procedure": Procedure.EUROPEAN}
    ),
    "framework_long": Template(
        12,
        44,
        {
            **_OPTIONS,
            "term_months": 48,
            "options": "24",
            "kind": ContractKind.FRAMEWORK,
            "procedure": Procedure.EUROPEAN,
        },
    ),
    "options": Template(
        4, 22, {**_OPTIONS, "term_months": 24, "options": "12+12", "procedure": Procedure.EUROPEAN}
    ),
    "options_used": Template(
        28, 44, {**_OPTIONS, "term_months": 24, "options": "12+12+12", "procedure": Procedure.EUROPEAN}
    ),
    "options_long": Template(
        20,
        54,
        {
            **_OPTIONS,
            "term_months": 60,
            "options": "24+12",
            "option_decider": Decider.BOTH,
            "procedure": Procedure.EUROPEAN,
        },
    ),
    "short_options": Template(
        3, 17, {**_OPTIONS, "term_months": 18, "options": "6+6", "procedure": Procedure.NATIONAL}
    ),
    "tacit": Template(15, 70, {**_TACIT, "term_months": 36}),
    "tacit_limited": Template(15, 34, {**_TACIT, "term_months": 24, "renewal_limit": 2}),
    "tacit_weeks": Template(
        9,
        40,
        {
            **_TACIT,
            "term_months": 12,
            "notice_count": 6,
            "notice_unit": PeriodUnit.WEEKS,
            "notice_falls_on": NoticeFallsOn.MONTH_END,
        },
    ),
    "year_end": Template(14, 50, {**_TACIT, "term_months": 24, "notice_falls_on": NoticeFallsOn.YEAR_END}),
    "open": Template(
        20,
        90,
        {
            "term_kind": TermKind.OPEN_ENDED,
            "notice_count": 6,
            "notice_unit": PeriodUnit.MONTHS,
            "notice_falls_on": NoticeFallsOn.QUARTER_END,
            "their_notice_count": 12,
            "their_notice_unit": PeriodUnit.MONTHS,
        },
    ),
    "open_unknown": Template(60, 120, {"term_kind": TermKind.OPEN_ENDED}),
    "minimum": Template(8, 50, {"term_kind": TermKind.MINIMUM, "term_months": 36, **_MONTHS}),
    "minimum_anniversary": Template(
        6,
        40,
        {
            "term_kind": TermKind.MINIMUM,
            "term_months": 24,
            "notice_count": 90,
            "notice_unit": PeriodUnit.DAYS,
            "notice_falls_on": NoticeFallsOn.ANNIVERSARY,
        },
    ),
    "notice_given": Template(26, 33, {**_TACIT, "term_months": 36}),
    "draft": Template(-3, -1, {**_FIXED, "term_months": 36, "status": ContractStatus.DRAFT}),
}


@dataclass(slots=True)
class DraftContract:
    """A contract worked out. `later` is what was changed in it after it was first recorded."""

    fields: dict[str, Any]
    lines: list[dict[str, Any]] = field(default_factory=list)
    later: dict[str, Any] = field(default_factory=dict)

    @property
    def start(self) -> date:
        return self.fields["start"]


def draft_contract(
    name: str, *, number: str, title: str, cpv: str, annual: int, currency: str, on: date, random: Random
) -> DraftContract:
    """A contract after the template, as it stands on a day: options used so far, notice given."""
    template = TEMPLATES[name]
    start = first_of_month(on, -random.randint(template.first, template.last))
    yearly = Decimal(round(annual * random.uniform(0.55, 1.6) / 500) * 500)
    contract = DraftContract(
        {
            "number": number,
            "title": title,
            "kind": ContractKind.AGREEMENT,
            "status": ContractStatus.ACTIVE,
            **template.fields,
            "start": start,
            "cpv": cpv,
            "currency": currency,
            "annual_value": yearly,
            "vat": "EXCLUDED",
            "award_date": start - timedelta(days=random.randint(20, 75)),
            "payment_term_days": random.choice((14, 30, 30, 30, 60)),
            "indexation": random.choice(("CBS-dienstenprijsindex", "CBS cao-lonen", "geen", "vaste prijs")),
            "document": f"https://documenten.waterlinde.example/contracten/{number}",
        }
    )
    months = contract.fields.get("term_months") or 48
    contract.fields["value"] = (yearly * months / 12).quantize(Decimal("0.01"))
    if random.random() < 0.5:
        contract.fields["review_date"] = first_of_month(on, random.randint(-2, 11))
    _use_options(contract, on)
    _value_more(contract, yearly, start, on, random)
    if name == "notice_given":
        contract.later = {
            "notice_given_on": on - timedelta(days=random.randint(100, 140)),
            "notice_given_by": Side.CUSTOMER,
        }
    elif random.random() < 0.4:
        _split(contract, random)
    return contract


def predecessor(contract: DraftContract, number: str) -> DraftContract:
    """The contract before this one: three years, ended the day before this one began."""
    kept = ("title", "cpv", "currency", "annual_value", "vat", "payment_term_days")
    earlier = {name: contract.fields[name] for name in kept}
    earlier |= {
        "number": number,
        "kind": ContractKind.AGREEMENT,
        "status": ContractStatus.ENDED,
        "term_kind": TermKind.FIXED,
        "start": first_of_month(contract.start, -36),
        "stated_end": contract.start - timedelta(days=1),
        "value": contract.fields["annual_value"] * 3,
    }
    return DraftContract(earlier)


def first_of_month(on: date, months: int) -> date:
    """The first day of the month that lies this many months on."""
    count = on.year * 12 + on.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _use_options(contract: DraftContract, on: date) -> None:
    """Use as many options as it takes to be running; the last of them was recorded later."""
    options = contract.fields.get("options")
    if not options:
        return
    reached, used = contract.fields["term_months"], 0
    for months in options.split("+"):
        if first_of_month(contract.start, reached) > on:
            break
        reached, used = reached + int(months), used + 1
    if used:
        contract.fields["options_exercised"] = used - 1
        contract.later = {"options_exercised": used}


def _value_more(contract: DraftContract, yearly: Decimal, start: date, on: date, random: Random) -> None:
    years = Decimal(max(0, (on - start).days)) / 365
    spent = min(contract.fields["value"], yearly * years * Decimal(str(round(random.uniform(0.7, 1.05), 2))))
    if contract.fields["status"] != ContractStatus.DRAFT:
        contract.fields["spent"] = spent.quantize(Decimal("0.01"))
    if contract.fields["kind"] == ContractKind.FRAMEWORK:
        contract.fields["maximum_value"] = contract.fields["value"] * 2
        contract.fields["estimated_value"] = contract.fields["value"]


def _split(contract: DraftContract, random: Random) -> None:
    """Spread the value over lines, now and then with a credit among them."""
    value = contract.fields["value"]
    parts = [("Basisdienst", Decimal("0.6")), ("Aanvullend", Decimal("0.25"))]
    lines = [
        {"description": said, "amount": (value * part).quantize(Decimal("0.01"))} for said, part in parts
    ]
    rest = value - sum((each["amount"] for each in lines), Decimal(0))
    if random.random() < 0.35:
        credit = (value * Decimal("0.05")).quantize(Decimal("0.01"))
        lines.append({"description": "Korting volume", "amount": -credit, "credit": True})
        rest += credit
    lines.append({"description": "Meerwerk en stelposten", "amount": rest})
    contract.lines = lines
