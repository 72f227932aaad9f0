"""The same list taken into the same tables by django-import-export, in bulk, with rows of history.

A resource a table: parties, their numbers, relationships, contracts, lines. In three ways:

- *validated*: each record is looked up by what tells it from others (`import_id_fields`), all at once where
  the library can (a single key: `CachedInstanceLoader`), and validated as the library does it
  (`clean_model_instances`: Django's `full_clean`, which asks the database every constraint of every record);
- *matching*: looked up as well, with the fields alone validated;
- *blind*: nothing is looked up, every record is taken to be new (`force_init_instance`).

The rest is in its favour: foreign keys from a dictionary, no difference kept, no note, no sum, no contract
date. Not a dependency: `pip install django-import-export`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from import_export import fields, resources, widgets
from import_export.instance_loaders import CachedInstanceLoader, ModelInstanceLoader
from tablib import Dataset

from relationships import models
from relationships.names import normalised

BATCH = 1_000


class Way(StrEnum):
    """How much it is asked to look at."""

    VALIDATED = "validated"
    MATCHING = "matching"
    BLIND = "blind"


def take_in(file: Path, portfolio: models.Portfolio, user: models.User, way: Way) -> None:
    """From the file to committed records with their history."""
    load = partial(_load, user=user, way=way)
    read = Dataset().load(file.read_bytes(), format="xlsx")
    rows = read.dict
    parties = list({each["Counterparty"]: each for each in rows}.values())
    pairs = list({(each["Counterparty"], each["Category"]): each for each in rows}.values())
    contracts = list({each["Contract number"]: each for each in rows}.values())
    values: dict[str, float] = {}
    for each in rows:
        number = each["Contract number"]
        values[number] = round(values.get(number, 0) + each["Contract value"], 2)
    with transaction.atomic():
        load(PARTIES, parties, lambda row: {"normalised": normalised(row["Counterparty"]), "by": user.pk})
        party = dict(models.Party.objects.values_list("name", "pk"))
        of_party: Callable[[Any], dict[str, Any]] = lambda row: {"party": party[row["Counterparty"]]}  # noqa: E731
        load(NUMBERS, parties, lambda row: {"scheme": "KVK", **of_party(row)})
        home = {
            "unit": portfolio.unit_id,
            "portfolio": portfolio.pk,
            "role": "CUSTOMER",
            "phase": "OPERATION",
        }
        load(RELATIONSHIPS, pairs, lambda row: {**home, **of_party(row)})
        there = models.Relationship.objects.values_list("party__name", "category", "pk")
        relationship = {(name, category): pk for name, category, pk in there}
        load(
            CONTRACTS,
            contracts,
            lambda row: {
                "relationship": relationship[row["Counterparty"], row["Category"]],
                "Contract value": values[row["Contract number"]],
                "count": 3,
                "unit": "MONTHS",
                "kind": "FIXED",
                "state": "ACTIVE",
                "vat": "EXCLUDED",
                "cpv": row["CPV code"][:8],
            },
        )
        contract = dict(models.Contract.objects.values_list("number", "pk"))
        load(
            LINES,
            rows,
            lambda row: {"contract": contract[row["Contract number"]], "key": f"n:{row['Line number']}-1"},
        )


def _load(
    table: Table,
    rows: Iterable[dict[str, Any]],
    more: Callable[[Any], Any],
    *,
    user: models.User,
    way: Way,
) -> None:
    dataset = Dataset()
    dataset.dict = [{**_plain(row), **more(row)} for row in rows]
    resource = table.resource(way)(user)
    found = resource.import_data(dataset, dry_run=False, raise_errors=True, use_transactions=False)
    assert not found.has_errors()  # noqa: S101 otherwise the figures say nothing


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.date() if isinstance(value, datetime) else value for name, value in row.items()}


class Resource(resources.ModelResource):
    """Bulk, with history, as its manual describes it."""

    def __init__(self, user: models.User) -> None:
        super().__init__()
        self.user = user

    def before_save_instance(self, instance: Any, row: Any, **_given: Any) -> None:
        """Lines keep the cells as they were read."""
        if isinstance(instance, models.ContractLine):
            instance.source = {name: str(value) for name, value in row.items() if value is not None}

    def bulk_create(self, *_given: Any, batch_size: int | None = None, **_more: Any) -> None:
        records, model = self.create_instances, self._meta.model
        model._base_manager.bulk_create(records, batch_size=batch_size)
        model.history.bulk_history_create(
            records,
            batch_size=batch_size,
            default_user=self.user,
            default_date=timezone.now(),
            custom_historical_attrs={"history_door": "IMPORT"},
        )
        self.create_instances.clear()


class FieldsAlone(Resource):
    """Asks the database nothing of what is new."""

    def validate_instance(self, instance: Any, *_given: Any, **_more: Any) -> None:
        instance.clean_fields(exclude=[each.name for each in instance._meta.fields if each.is_relation])


@dataclass(frozen=True)
class Table:
    """A model with its columns, attribute → the column of the list or (column, widget), and what tells one
    record from another."""

    model: Any
    columns: dict[str, Any]
    keys: tuple[str, ...]

    def resource(self, way: Way) -> type[Resource]:
        fields = {name: _field(name, said) for name, said in self.columns.items()}
        base, matching = Resource if way is Way.VALIDATED else FieldsAlone, way is not Way.BLIND
        at_once = matching and len(self.keys) == 1
        meta = type(
            "Meta",
            (),
            {
                "model": self.model,
                "fields": tuple(self.columns),
                "import_id_fields": self.keys if matching else (),
                "force_init_instance": not matching,
                "instance_loader_class": CachedInstanceLoader if at_once else ModelInstanceLoader,
                "use_bulk": True,
                "batch_size": BATCH,
                "skip_diff": True,
                "skip_html_diff": True,
                "report_skipped": False,
                "clean_model_instances": True,
                "use_transactions": False,
            },
        )
        return type(base)(f"{self.model.__name__}Resource", (base,), {**fields, "Meta": meta})


def _table(model: Any, *keys: str, **columns: Any) -> Table:
    return Table(model, columns, keys)


def _field(attribute: str, said: Any) -> fields.Field:
    column, widget = said if isinstance(said, tuple) else (said, widgets.CharWidget())
    return fields.Field(attribute=attribute, column_name=column, widget=widget)


_KEY, _DAY, _AMOUNT = widgets.IntegerWidget(), widgets.DateWidget(), widgets.DecimalWidget()
PARTIES = _table(
    models.Party,
    "normalised_name",
    name="Counterparty",
    place="Place",
    normalised_name="normalised",
    created_by_id=("by", _KEY),
)
NUMBERS = _table(
    models.PartyIdentifier,
    "party_id",
    "scheme",
    "value",
    party_id=("party", _KEY),
    scheme="scheme",
    value="KvK number",
)
RELATIONSHIPS = _table(
    models.Relationship,
    "portfolio_id",
    "party_id",
    "category",
    party_id=("party", _KEY),
    unit_id=("unit", _KEY),
    portfolio_id=("portfolio", _KEY),
    our_role="role",
    subject="Title",
    category="Category",
    phase="phase",
)
CONTRACTS = _table(
    models.Contract,
    "relationship_id",
    "number",
    relationship_id=("relationship", _KEY),
    number="Contract number",
    title="Title",
    description="Description",
    start=("Start", _DAY),
    stated_end=("End", _DAY),
    value=("Contract value", _AMOUNT),
    annual_value=("Annual value", _AMOUNT),
    currency="Currency",
    vat="vat",
    cpv="cpv",
    notice_count=("count", _KEY),
    notice_unit="unit",
    term_kind="kind",
    status="state",
    remarks="Remarks",
)
LINES = _table(
    models.ContractLine,
    "contract_id",
    "key",
    contract_id=("contract", _KEY),
    key="key",
    number="Line number",
    description="Title",
    amount=("Contract value", _AMOUNT),
    start=("Start", _DAY),
    end=("End", _DAY),
)
