"""A portfolio with every kind of contract that a list can hold."""

from datetime import date

import pytest

from relationships.models import Portfolio
from tests import builders
from tests.kept import made_once

HOSTILE = [
    "=1+1",
    "+31 6 1234",
    "-een streepje",
    "@SUM(A1)",
    "'=al beschermd",
    "a\nb",
    "&<>\"' é €",
    "_x000D_",
]


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """The portfolio, made once for all tests of a file, undone after them."""
    with made_once(django_db_blocker):
        with builders.computed_once():
            made = _portfolio()
        yield made


@pytest.fixture
def portfolio(kept, db):
    """One relationship with facts, trust and a decision; contracts of every kind of term; hostile texts."""
    return Portfolio.objects.get(pk=kept.pk)


def _portfolio():
    home = builders.portfolio(name="Main", currency="EUR", our_role="CUSTOMER")
    by = builders.system()
    bakery = builders.party(name="Bakker B.V.", identifiers=[{"scheme": "KVK", "value": "01234567"}])
    judged = builders.relationship(
        by, portfolio=home, party=bakery, subject="Catering", phase="OPERATION", category="Catering"
    )
    builders.rate(by, judged, {**builders.CATERING})
    builders.classification(by, judged, "SERVICE", 2, reason="Zoals besproken,\nin het overleg.")
    builders.assessment(by, judged, "CUSTOMER_TO_SUPPLIER", 3)
    builders.assessment(by, judged, "SUPPLIER_TO_CUSTOMER", 2)
    fixed = builders.contract(
        by, judged, number="FIXED", title="Vast", start=date(2024, 1, 1), stated_end=date(2027, 12, 31),
        term_kind="FIXED", currency="EUR", status="ACTIVE", vat="EXCLUDED", cpv="55520000",
        procedure="EUROPEAN", payment_term_days=30, remarks="x" * 40_000,
    )  # fmt: skip
    builders.line(fixed, by, number="1", description="Brood", amount="1000.50")
    builders.line(fixed, by, number="2", description="Retour", amount="-200.25", credit=True)
    builders.contract(
        by, judged, number="TACIT", title="Stilzwijgend", start=date(2024, 1, 1), term_months=36,
        term_kind="FIXED_TACIT", renewal_months=12, notice_count=3, notice_unit="MONTHS",
        annual_value="2500", currency="EUR",
    )  # fmt: skip
    builders.contract(
        by, judged, number="OPTIONS", title="Opties", start=date(2024, 1, 1), term_months=24,
        term_kind="FIXED_OPTIONS", options="12+12", options_exercised=1, value="12345.67", currency="EUR",
    )  # fmt: skip
    builders.contract(
        by, judged, number="MINIMUM", title="Minimum", start=date(2024, 1, 1), term_months=12,
        term_kind="MINIMUM", notice_count=30, notice_unit="DAYS", value="10", currency="EUR",
    )  # fmt: skip
    builders.contract(
        by, judged, number="OPEN", title="Open", start=date(1900, 1, 15), term_kind="OPEN_ENDED",
        notice_count=2, notice_unit="WEEKS", value="99.99", currency="USD",
    )  # fmt: skip
    builders.relationship(by, portfolio=home, subject="Nog niets getekend")
    for at, text in enumerate(HOSTILE):
        each = builders.relationship(by, portfolio=home, subject=f"Onderwerp {at}")
        builders.contract(by, each, number=f"H-{at}", title=f"Titel {at}", description=text, remarks=text)
    return home
