"""docs/access.md says who may do what, as the registry and `expected.py` have it."""

from __future__ import annotations

from pathlib import Path

from relationships.choices import Role
from relationships.labels import LABELS
from relationships.permissions import Act
from tests.api.matrix.expected import FIELDS, MUTATIONS, READS, WRITES, Sight

GUIDE = Path(__file__).resolve().parents[3] / "docs/access.md"
BEGIN, END = "<!-- who may do what: begin -->", "<!-- who may do what: end -->"


def acts_by_role() -> str:
    """A row an act, a column a role."""
    roles = [str(LABELS[Role][each]) for each in Role]
    lines = ["| act | " + " | ".join(roles) + " | where |", "|---|" + ":-:|" * len(roles) + "---|"]
    for act in Act:
        may = " | ".join("✓" if role.rank >= act.role.rank else "" for role in Role)
        where = "the root unit" if act.on_root else "the unit concerned, or one above it"
        lines.append(f"| {act.said} | {may} | {where} |")
    return "\n".join(lines)


def operations_by_act() -> str:
    """What each kind of sight and each act opens at both doors."""
    lines = []
    for takes in (*Sight, *Act):
        rest = [f"GET:{each}" for each in READS.get(takes, "").split()] + WRITES.get(takes, "").split()
        fields = [*FIELDS.get(takes, "").split(), *MUTATIONS.get(takes, "").split()]
        if not rest and not fields:
            continue
        said = takes.value if isinstance(takes, Sight) else f"Who may {takes.said}."
        lines += [f"### {said}", ""]
        if rest:
            lines += ["REST: " + ", ".join(f"`{each.replace(':', ' /')}`" for each in rest) + ".", ""]
        if fields:
            lines += ["GraphQL: " + ", ".join(f"`{each}`" for each in fields) + ".", ""]
    return "\n".join(lines).strip()


def generated() -> str:
    return f"{BEGIN}\n\n{acts_by_role()}\n\n## What each opens\n\n{operations_by_act()}\n\n{END}"


def test_the_guide_says_who_may_do_what() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    stands = text[text.index(BEGIN) : text.index(END) + len(END)]
    wanted = generated()
    assert stands == wanted, (
        f"put this in docs/access.md in place of what stands between the marks:\n{wanted}"
    )
