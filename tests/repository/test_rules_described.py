"""docs/rules.md names every table and cell of a rule set, as they are, and what it shows can be done."""

from __future__ import annotations

import json
import re

from django.core.management import load_command_class

from relationships.choices import ApprovalLapse, RuleSetState
from relationships.fit import rule_set_1
from relationships.fit.reading import SCORED
from relationships.fit.sheets import COLUMNS, GRIDS, NAMES, ROWS, rules_with
from relationships.trials import MOST, Aspect, Effect
from tests.repository.tracked import TOP, text_of

DOCUMENT = text_of(TOP / "docs/rules.md")
TABLES = {
    row[1]: row[2]
    for row in re.finditer(r"^\| `([a-z]+)` \| (.*)$", DOCUMENT.partition("## A change")[0], re.M)
}


def codes_in(text: str) -> set[str]:
    return set(re.findall(r"`([a-z_0-9]+)`", text))


def test_every_table_has_a_row_in_the_order_of_the_rule() -> None:
    assert list(TABLES) == list(NAMES)


def test_every_row_names_its_cells() -> None:
    by_fact = {"weights", "inverted"}
    for name, cells in COLUMNS.items():
        named = codes_in(TABLES[name])
        wanted = {each for each in cells if name not in by_fact}
        missing = wanted - named - ({"2", "3", "4"} if name == "bands" else set())
        assert missing == set(), name
    for name, columns in ROWS.items():
        assert set(columns) <= codes_in(TABLES[name]), name
    assert set(GRIDS["caps"]) <= codes_in(TABLES["caps"])
    assert set(GRIDS["trust"]["SPOT"]) <= codes_in(TABLES["trust"])
    assert "specificity" in SCORED


def test_every_state_lapse_effect_and_aspect_is_described() -> None:
    for code in (*RuleSetState, *ApprovalLapse, *Effect, *Aspect):
        assert f"`{code}`" in DOCUMENT, code
    assert f"{MOST:,} relationships at once" in DOCUMENT


def test_the_example_is_taken() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", DOCUMENT, re.S)
    changed = rules_with(rule_set_1(), json.loads(example)["tables"])
    assert changed.bands == (15, 28, 50, 70, 85)
    assert changed.floors.keys() == {1}


def test_the_commands_take_what_is_shown() -> None:
    commands = re.findall(r"manage\.py (try_rule_set .*)$", DOCUMENT, re.M)
    parser = load_command_class("relationships", "try_rule_set").create_parser("manage.py", "try_rule_set")
    read = [parser.parse_args(each.partition(" >")[0].split()[1:]) for each in commands]
    assert [(each.number, each.portfolio, each.unit, each.user, each.json) for each in read] == [
        (2, None, None, None, False),
        (2, "Facilities", None, None, False),
        (2, None, "NORTH", "m.dekker", False),
        (2, None, None, None, True),
    ]
