"""How long the server takes for each page: `python -m bench.pages`.

In a scratch registry with the demonstration portfolio, or with `--relationships N` made ones; asked as an
administrator of all of it, who sees the most. Of each page the milliseconds (median of 5, warm) by the clock
and of processor time, its statements, and its weight compressed; those beyond the budget are marked. With
`--keep FILE` the registry is kept there, and found again. Figures to look at, not asserted.
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from bench import scratch_environment

ROUNDS = 5
SLOW = 1.0
"""What takes longer than so many seconds is asked twice only."""
BUDGET = 200
"""Milliseconds that a page may take on the demonstration portfolio."""
NAME = "looks-at-all"
PIECES = ("glance",)
"""Parts of pages that come when the page is there."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--relationships", type=int, default=0, help="so many made ones, not the demonstration"
    )
    asked.add_argument("--keep", type=Path, help="the database file to keep the registry in")
    asked.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.inside:
        return _measure(given.relationships)
    with scratch_environment(given.keep) as environment:
        command = [
            sys.executable,
            "-m",
            "bench.pages",
            "--inside",
            "--relationships",
            str(given.relationships),
        ]
        subprocess.run(command, env=environment, check=True)  # noqa: S603


# In a process of its own, on that database.


def _measure(relationships: int) -> None:
    import django

    django.setup()
    from relationships.models import Relationship

    user = _built(relationships)
    print(f"{Relationship.objects.count():,} relationships; ms by the clock, of processor time")
    addresses = list(_addresses())
    ask = _asking(user)
    ask(addresses[0])  # templates and addresses are read once a process
    beyond = 0
    for address in addresses:
        clock, processor, statements, weight = ask(address)
        mark = " *" if processor > BUDGET else ""
        beyond += bool(mark)
        took = f"{clock:>8.0f}{processor:>8.0f}"
        print(f"{address:<44}{took}{statements:>6} statements{weight / 1000:>7.1f} kB{mark}")
    print(f"{beyond} of {len(addresses)} pages take more than {BUDGET} ms of processor time")


def _built(relationships: int) -> Any:
    """The registry, made where it isn't there yet; who looks at it."""
    from django.core.management import call_command
    from django.utils import timezone

    from access.demonstration import load
    from bench.world import build
    from relationships.actions.units import create_user, grant_role
    from relationships.models import Relationship, Unit, User
    from relationships.shipped import system_actor

    call_command("migrate", verbosity=0)
    if not Relationship.objects.exists():
        if relationships:
            build(relationships=relationships)
            _compute()
        else:
            load(timezone.localdate())
    user = User.objects.filter(username=NAME).first()
    if user is None:
        by = system_actor(timezone.now())
        user = create_user(by=by, given={"username": NAME})
        grant_role(by=by, user=user, unit=Unit.objects.get(parent__isnull=True), role="ADMINISTRATOR")
    return user


def _compute() -> None:
    """Verdicts and contract positions. No statistics: an embedded database has none."""
    from django.utils import timezone

    from relationships import positions, verdicts

    verdicts.compute_pending(lambda _done, _total: None)
    today = timezone.localdate()
    positions.refresh(positions.due(today), today)


def _addresses() -> Iterator[str]:
    """The pages that show something of many records, and those of one relationship, party and contract."""
    from django.urls import reverse

    from relationships.models import Contract, Party, Relationship

    for name in (
        "start",
        *PIECES,
        "attention",
        "attention_kinds",
        "portfolio",
        "heatmap",
        "trends",
        "calendar",
    ):
        yield reverse(f"web:{name}")
    yield reverse("web:attention") + "?kind=NON_COMPLIANCE"
    yield reverse("web:principle_figures")
    for name in ("relationships", "parties", "contracts"):
        yield reverse(f"web:{name}")
        yield reverse(f"web:{name}") + "?last=1"
        yield reverse(f"web:{name}_total")
    for name in (
        "principles",
        "principle_sets",
        "explanations",
        "rules",
        "rule_sets",
        "imports",
        "duplicates",
    ):
        yield reverse(f"web:{name}")
    for name in (
        "settings",
        "units",
        "categories",
        "users",
        "jobs",
        "connections",
        "profile",
        "help",
        "palette",
    ):
        yield reverse(f"web:{name}")
    yield reverse("web:search") + "?q=catering"
    relationship = Relationship.objects.order_by("pk").first()
    for name in ("relationship", "relationship_history", "classify", "facts", "trust", "evidence"):
        yield reverse(f"web:{name}", args=[relationship.pk])
    yield reverse("web:party", args=[Party.objects.order_by("pk").first().pk])
    yield reverse("web:contract", args=[Contract.objects.order_by("pk").first().pk])


def _asking(user: Any) -> Any:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    client = Client()
    pieces = {reverse(f"web:{name}") for name in PIECES}
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def get(address: str) -> Any:
        return client.get(address, headers={"HX-Request": "true"} if address in pieces else {})

    def ask(address: str) -> tuple[float, float, int, int]:
        with CaptureQueriesContext(connection) as statements:
            answer = get(address)
            number = len(statements)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
        clocks: list[float] = []
        processors: list[float] = []
        while len(clocks) < (2 if clocks and clocks[0] > SLOW else ROUNDS):
            clock, processor = perf_counter(), process_time()
            get(address)
            clocks.append(perf_counter() - clock)
            processors.append(process_time() - processor)
        weight = len(gzip.compress(answer.content))
        return median(clocks) * 1000, median(processors) * 1000, number, weight

    return ask


if __name__ == "__main__":
    main()
