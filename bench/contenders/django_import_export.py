"""The same list taken into the same tables by django-import-export, in bulk, with rows of history.

A resource a table: parties, their numbers, relationships, contracts, lines. Everything is in its favour: no
look-up whether a record is there already (`force_init_instance`), foreign keys from a dictionary, no
difference kept, fields validated by `clean_fields` (no uniqueness and no constraints asked of the database),
nothing matched, no note, no sum, no contract date. Not a dependency: `pip install django-import-export`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from import_export import fields, resources, widgets
from tablib import Dataset

from relationships import models
from relationships.names import normalised

BATCH = 1_000


def take_in(file: Path, portfolio: models.Portfolio, user: models.User) -> None:
    """From the file to committed records with their history."""
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
        _load(
            PARTIES, parties, user, lambda row: {"normalised": normalised(row["Counterparty"]), "by": user.pk}
        )
        party = dict(models.Party.objects.values_list("name", "pk"))
        of_party: Callable[[Any], dict[str, Any]] = lambda row: {"party": party[row["Counterparty"]]}  # noqa: E731
        _load(NUMBERS, parties, user, lambda row: {"scheme": "KVK", **of_party(row)})
        home = {
            "unit": portfolio.unit_id,
            "portfolio": portfolio.pk,
            "role": "CUSTOMER",
            "phase": "OPERATION",
        }
        _load(RELATIONSHIPS, pairs, user, lambda row: {**home, **of_party(row)})
        there = models.Relationship.objects.values_list("party__name", "category", "pk")
        relationship = {(name, category): pk for name, category, pk in there}
        _load(
            CONTRACTS,
            contracts,
            user,
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
        _load(
            LINES,
            rows,
            user,
            lambda row: {"contract": contract[row["Contract number"]], "key": f"n:{row['Line number']}-1"},
        )


def _load(
    resource: type[Resource], rows: Iterable[dict[str, Any]], user: models.User, more: Callable[[Any], Any]
) -> None:
    table = Dataset()
    table.dict = [{**_plain(row), **more(row)} for row in rows]
    found = resource(user).import_data(table, dry_run=False, raise_errors=True, use_transactions=False)
    assert not found.has_errors()  # noqa: S101 otherwise the figures say nothing


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.date() if isinstance(value, datetime) else value for name, value in row.items()}


class Resource(resources.ModelResource):
    """Bulk, with history, as its manual describes it."""

    class Meta:
        use_bulk = True
        batch_size = BATCH
        skip_diff = True
        skip_html_diff = True
        report_skipped = False
        force_init_instance = True
        clean_model_instances = True
        use_transactions = False
        import_id_fields = ()

    def __init__(self, user: models.User) -> None:
        super().__init__()
        self.user = user

    def validate_instance(self, instance: Any, *_given: Any, **_more: Any) -> None:
        instance.clean_fields(exclude=[each.name for each in instance._meta.fields if each.is_relation])

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


class Source(Resource):
    """Lines keep the cells as they were read."""

    def before_save_instance(self, instance: Any, row: Any, **_given: Any) -> None:
        instance.source = {name: str(value) for name, value in row.items() if value is not None}


def _resource(model: Any, base: type[Resource] = Resource, **columns: Any) -> type[Resource]:
    """A resource of this model: attribute → the column of the list, or (column, widget)."""
    made: dict[str, Any] = {}
    for attribute, said in columns.items():
        column, widget = said if isinstance(said, tuple) else (said, widgets.CharWidget())
        made[attribute] = fields.Field(attribute=attribute, column_name=column, widget=widget)
    meta = type("Meta", (Resource.Meta,), {"model": model, "fields": tuple(columns)})
    return type(base)(f"{model.__name__}Resource", (base,), {**made, "Meta": meta})


_KEY, _DAY, _AMOUNT = widgets.IntegerWidget(), widgets.DateWidget(), widgets.DecimalWidget()
PARTIES = _resource(
    models.Party, name="Counterparty", place="Place", normalised_name="normalised", created_by_id=("by", _KEY)
)
NUMBERS = _resource(models.PartyIdentifier, party_id=("party", _KEY), scheme="scheme", value="KvK number")
RELATIONSHIPS = _resource(
    models.Relationship,
    party_id=("party", _KEY),
    unit_id=("unit", _KEY),
    portfolio_id=("portfolio", _KEY),
    our_role="role",
    subject="Title",
    category="Category",
    phase="phase",
)
CONTRACTS = _resource(
    models.Contract,
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
LINES = _resource(
    models.ContractLine,
    Source,
    contract_id=("contract", _KEY),
    key="key",
    number="Line number",
    description="Title",
    amount=("Contract value", _AMOUNT),
    start=("Start", _DAY),
    end=("End", _DAY),
)
