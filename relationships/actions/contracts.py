"""Acts on contracts and on the lines they stand on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Sum

from relationships import changes, positions, values, verdicts
from relationships.actions.inputs import action, apply, clean, is_empty, locked
from relationships.actor import Actor
from relationships.errors import Problems, refuse, shown
from relationships.history import keep, remove
from relationships.locks import Lock, alone
from relationships.models import Contract, ContractLine, Relationship
from relationships.permissions import Act, require
from relationships.queries.categories import categories
from relationships.values import AMOUNT_LIMIT, amount, block, currencies

TERM_FIELDS = (
    "term_kind",
    "start",
    "stated_end",
    "stated_latest_end",
    "term_months",
    "renewal_months",
    "renewal_limit",
    "options",
    "options_exercised",
    "option_notice_count",
    "option_notice_unit",
    "option_decider",
    "notice_count",
    "notice_unit",
    "their_notice_count",
    "their_notice_unit",
    "notice_falls_on",
    "notice_given_on",
    "notice_given_by",
    "early_termination_by",
    "early_termination_count",
    "early_termination_unit",
)
AMOUNT_FIELDS = ("value", "annual_value", "estimated_value", "maximum_value", "spent")
CONTRACT_FIELDS = (
    "number",
    "title",
    "description",
    "parent",
    "kind",
    "status",
    *TERM_FIELDS,
    *AMOUNT_FIELDS,
    "currency",
    "vat",
    "cpv",
    "procedure",
    "notice_reference",
    "award_date",
    "payment_term_days",
    "indexation",
    "review_date",
    "document",
    "remarks",
    "attributes",
)
LINE_FIELDS = ("number", "description", "amount", "spent", "start", "end", "credit")
_PERIODS = ("option_notice", "notice", "their_notice", "early_termination")
_OPTIONS = re.compile(r"[0-9]{1,3}(\+[0-9]{1,3}){0,19}")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")  # one letter is a drive of Windows
_MOST_ATTRIBUTES = 200


@action
def create_contract(*, by: Actor, relationship: Relationship, given: Mapping[str, Any]) -> Contract:
    """A new contract. Without a currency its amounts are in that of the home portfolio."""
    require(by, Act.KEEP_CONTRACTS, relationship.unit)
    contract = Contract(relationship=relationship)
    apply(contract, clean_contract(contract, given, by=by))
    keep(contract, by)
    _announce(contract, by)
    return contract


@action
def change_contract(
    *, by: Actor, contract: Contract, given: Mapping[str, Any], version: int | None = None
) -> Contract:
    """Other terms, amounts or particulars. The value of a contract with lines is theirs to change."""
    require(by, Act.KEEP_CONTRACTS, contract.relationship.unit)
    if given.get("parent"):
        alone(Lock.CONTRACT_TREE)
    contract = locked(contract, version=version)
    kept = clean_contract(contract, given, by=by)
    lines = contract.lines.filter(amount__isnull=False).count()
    if lines and "value" in kept and kept["value"] != contract.value:
        refuse("LINES_ADD_UP", "value", count=lines)
    if apply(contract, kept):
        keep(contract, by)
        _announce(contract, by)
    return contract


@action
def remove_contract(*, by: Actor, contract: Contract, version: int | None = None) -> None:
    """Delete a contract recorded by mistake. One that safeguards or other contracts rest on stays."""
    require(by, Act.KEEP_CONTRACTS, contract.relationship.unit)
    contract = locked(contract, version=version)
    for name, said in (("safeguards", "a safeguard"), ("children", "a contract below it")):
        if getattr(contract, name).exists():
            refuse("IN_USE", None, what=str(contract), by=said)
    for each in contract.lines.all():
        remove(each, by)
    relationship = contract.relationship_id
    remove(contract, by)
    verdicts.refresh([relationship], by.at)
    changes.announce(changes.Kind.CONTRACT, [relationship], by)


@action
def add_line(*, by: Actor, contract: Contract, given: Mapping[str, Any]) -> ContractLine:
    """Add a line; the contract's value becomes the sum of its lines.

    A value that was stated while no line has an amount first becomes a line of its own, so that nothing
    of it is lost and the sum stays explained.
    """
    require(by, Act.KEEP_CONTRACTS, contract.relationship.unit)
    contract = locked(contract)
    line = ContractLine(contract=contract)
    apply(line, _clean_line(line, given, by))
    _keep_stated_value(contract, by)
    line.key = _new_key(contract)
    keep(line, by)
    _add_up(contract, by)
    return line


@action
def change_line(
    *, by: Actor, line: ContractLine, given: Mapping[str, Any], version: int | None = None
) -> ContractLine:
    """Other amounts or particulars of a line.

    What was stated before any line had an amount stays in the sum, as with `add_line`.
    """
    require(by, Act.KEEP_CONTRACTS, line.contract.relationship.unit)
    contract = locked(line.contract)
    line = locked(line, version=version)
    before = line.amount
    if apply(line, _clean_line(line, given, by)):
        if before is None and line.amount is not None:
            _keep_stated_value(contract, by)
        keep(line, by)
        _add_up(contract, by)
    return line


@action
def remove_line(*, by: Actor, line: ContractLine) -> None:
    """Remove a line; the contract's value becomes the sum of the others.

    With the last amount gone the contract keeps the value that it had, as one stated by hand: emptying it
    is a change of the contract, asked for as such.
    """
    require(by, Act.KEEP_CONTRACTS, line.contract.relationship.unit)
    contract = locked(line.contract)
    remove(locked(line), by)
    _add_up(contract, by)


def _keep_stated_value(contract: Contract, by: Actor) -> None:
    """Make a line of the value of a contract none of whose lines has an amount."""
    if contract.value is None or contract.lines.filter(amount__isnull=False).exists():
        return
    stated = ContractLine(
        contract=contract,
        key=_new_key(contract),
        description=contract.title,
        amount=contract.value,
        credit=contract.value < 0,
    )
    keep(stated, by)


def _new_key(contract: Contract) -> str:
    return f"manual-{(contract.lines.aggregate(last=Max('pk'))['last'] or 0) + 1}"


def _add_up(contract: Contract, by: Actor) -> None:
    """Make the value the sum of the lines. Where no line has an amount it stays what it was."""
    sums = contract.lines.aggregate(total=Sum("amount"), spent=Count("spent"))
    total: Decimal | None = sums["total"]
    if total is not None and abs(total) >= AMOUNT_LIMIT:
        refuse("AMOUNT_TOO_LARGE", "amount", value=_plain(total), limit=f"{AMOUNT_LIMIT:,.0f}")
    held: dict[str, Any] = {} if total is None else {"value": total}
    if total is not None or sums["spent"]:
        held["currency"] = _currency_of(contract)
    if apply(contract, held):
        keep(contract, by)
        changes.announce(changes.Kind.CONTRACT, [contract.relationship_id], by)


def _currency_of(contract: Contract) -> str:
    """The contract's own currency, else that of the home portfolio of its relationship."""
    portfolio = contract.relationship.portfolio
    return contract.currency or (portfolio.currency if portfolio else "")


def _announce(contract: Contract, by: Actor) -> None:
    _categorise(contract, by)
    positions.refresh([contract.pk], by.on)
    verdicts.refresh([contract.relationship_id], by.at)
    changes.announce(changes.Kind.CONTRACT, [contract.relationship_id], by)


def _categorise(contract: Contract, by: Actor) -> None:
    """A CPV code says what is delivered where nothing else did: it brings the category's assumed facts."""
    if not contract.cpv or contract.relationship.profile_id is not None:
        return
    profile = categories().of_cpv(contract.cpv)
    relationship = locked(contract.relationship)
    if profile is not None and relationship.profile_id is None:
        relationship.profile = profile
        keep(relationship, by)


def clean_contract(contract: Contract, given: Mapping[str, Any], *, by: Actor) -> dict[str, Any]:
    """The given values as a contract keeps them, checked against those it has already."""
    problems = Problems()
    special = ("attributes", "options")
    kept = clean(
        Contract,
        {name: value for name, value in given.items() if name not in special},
        by=by,
        fields=CONTRACT_FIELDS,
        problems=problems,
    )
    with problems.gather():
        if "options" in given:
            kept["options"] = _clean_options(given["options"])
    with problems.gather():
        if "attributes" in given:
            kept["attributes"] = _clean_attributes(given["attributes"])
    with problems.gather():
        _check_document(kept.get("document") or "")
    unread = {name for name in given if name not in kept}
    if "currency" not in unread and _has_amounts(contract, kept):
        if "currency" in kept and not kept["currency"] and contract.currency:
            problems.add("CURRENCY_MISSING", "currency")
        kept["currency"] = kept.get("currency") or _currency_of(contract)
    _check(contract, kept, unread, problems)
    problems.raise_if_any()
    return kept


def _has_amounts(contract: Contract, kept: Mapping[str, Any]) -> bool:
    if any(kept.get(name, getattr(contract, name)) is not None for name in AMOUNT_FIELDS):
        return True
    emptied = "currency" in kept and not kept["currency"] and contract.pk is not None
    return emptied and contract.lines.filter(spent__isnull=False).exists()


def _check_document(place: str) -> None:
    """A document may stand anywhere, but as an address only where a browser may safely go."""
    scheme = _SCHEME.match(place)
    if scheme and scheme[1].lower() not in ("http", "https"):
        refuse(
            "WRONG_TYPE",
            "document",
            expected="an address of http or https, or no address at all",
            given=scheme[0],
        )


def _clean_options(value: Any) -> str:
    """Option terms in months as "12+12", or as a list of numbers."""
    if isinstance(value, list | tuple):
        value = "+".join(str(each) for each in value)
    if value in (None, ""):
        return ""
    text = re.sub(r"\s", "", value) if isinstance(value, str) else ""
    if isinstance(value, str) and not text:
        return ""
    if not _OPTIONS.fullmatch(text) or any(int(each) == 0 for each in text.split("+")):
        refuse("WRONG_TYPE", "options", expected="terms in months such as 12+12", given=shown(value))
    return text


def _clean_attributes(value: Any) -> dict[str, str]:
    """Custom attributes: names and texts."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        refuse("WRONG_TYPE", "attributes", expected="names with texts", given=type(value).__name__)
    if len(value) > _MOST_ATTRIBUTES:
        refuse("NUMBER_OUT_OF_RANGE", "attributes", value=len(value), low=0, high=_MOST_ATTRIBUTES)
    kept = {}
    for name, text in value.items():
        key = values.line(name, "attributes", limit=300)
        if not key:
            refuse("REQUIRED", "attributes")
        kept[key] = block(text, f"attributes.{key[:40]}")
    return kept


def _check(contract: Contract, kept: Mapping[str, Any], unread: set[str], problems: Problems) -> None:
    """What holds between the fields of a contract; of those that could not be read nothing is said."""

    def now(name: str) -> Any:
        return kept.get(name, getattr(contract, name))

    for first, last in (
        ("start", "stated_end"),
        ("start", "stated_latest_end"),
        ("stated_end", "stated_latest_end"),
    ):
        start, end = now(first), now(last)
        if start and end and end < start and not {first, last} & unread:
            problems.add("END_BEFORE_START", last, end=end, start=start)
    _check_amounts(contract, now, kept, unread, problems)
    for name in _PERIODS:
        count, unit = now(f"{name}_count"), now(f"{name}_unit")
        if (count is None) != (not unit) and not {f"{name}_count", f"{name}_unit"} & unread:
            problems.add("REQUIRED", f"{name}_unit" if not unit else f"{name}_count")
    options = len(now("options").split("+")) if now("options") else 0
    if now("options_exercised") > options and not {"options", "options_exercised"} & unread:
        problems.add("OPTIONS_EXCEEDED", "options_exercised", value=now("options_exercised"), count=options)
    number = kept.get("number")
    if number:
        same = Contract.objects.filter(relationship=contract.relationship, number=number)
        if same.exclude(pk=contract.pk).exists():
            problems.add("DUPLICATE", "number", what=number)
    parent: Contract | None = kept.get("parent")
    if parent is not None:
        _check_parent(contract, parent, problems)


def _check_amounts(
    contract: Contract, now: Any, kept: Mapping[str, Any], unread: set[str], problems: Problems
) -> None:
    amounts = {name: now(name) for name in AMOUNT_FIELDS if name not in unread and now(name) is not None}
    currency = "" if "currency" in unread else now("currency")
    if amounts and not currency and "currency" not in unread and not problems.on("currency"):
        problems.add("CURRENCY_MISSING", "currency")
    places = currencies().get(currency, 4)
    for name, value in amounts.items():
        if (name in kept or currency != contract.currency) and value != round(value, places):
            problems.add("AMOUNT_TOO_PRECISE", name, value=_plain(value), places=places)
    for name in ("value", "spent"):
        if name in amounts and amounts[name] < 0 and amounts[name] != getattr(contract, name):
            problems.add("AMOUNT_NEGATIVE", name, value=_plain(amounts[name]))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _check_parent(contract: Contract, parent: Contract, problems: Problems) -> None:
    above: int | None = parent.pk
    while above is not None and contract.pk is not None:
        if above == contract.pk:
            problems.add("CYCLE", "parent", value=str(parent))
            return
        above = Contract.objects.values_list("parent_id", flat=True).get(pk=above)


def _clean_line(line: ContractLine, given: Mapping[str, Any], by: Actor) -> dict[str, Any]:
    problems = Problems()
    plain = {name: value for name, value in given.items() if name not in ("amount", "spent")}
    kept = clean(ContractLine, plain, by=by, fields=LINE_FIELDS, problems=problems)
    currency = _currency_of(line.contract)
    places = currencies().get(currency, 4)
    credit = kept.get("credit", line.credit)
    empty = True  # of amounts: such a line stands for nothing
    for name in ("amount", "spent"):
        with problems.gather():
            if name in given:
                value = given[name]
                kept[name] = (
                    None if is_empty(value) else amount(value, name, places=places, negative=bool(credit))
                )
        held = getattr(line, name)
        if name not in given and held is not None and held < 0 and not credit:
            problems.add("AMOUNT_NEGATIVE", name, value=_plain(held))
        if kept.get(name, held) is not None or problems.on(name):
            empty = False
    if empty and (line.pk is None or {"amount", "spent"} & given.keys()):
        problems.add("REQUIRED", "amount")
    start, end = kept.get("start", line.start), kept.get("end", line.end)
    if start and end and end < start:
        problems.add("END_BEFORE_START", "end", end=end, start=start)
    if not currency and any(kept.get(name) is not None for name in ("amount", "spent")):
        problems.add("CURRENCY_MISSING", "currency")
    problems.raise_if_any()
    return kept
