"""Acts on category profiles: their names, the CPV codes they cover, and the facts assumed of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from relationships import changes, tasks, verdicts
from relationships.actions.inputs import action, apply, clean, locked
from relationships.actor import Actor
from relationships.choices import DELIVERY_FACTS
from relationships.errors import Problems, refuse, shown
from relationships.history import keep, remove
from relationships.locks import Lock, alone
from relationships.models import CategoryAlias, CategoryProfile, CpvPrefix, ProfileFact, Relationship
from relationships.names import normalised_label
from relationships.permissions import Act, require
from relationships.values import level, line

PROFILE_FIELDS = ("name", "name_nl")
MORE_FIELDS = ("aliases", "cpv_prefixes", "facts")


@action
def create_profile(*, by: Actor, given: Mapping[str, Any]) -> CategoryProfile:
    """A new category with its aliases, CPV prefixes and assumed facts ({code: 1-5})."""
    require(by, Act.KEEP_CATEGORIES, None)
    problems = Problems()
    kept = _clean(by, given, problems, None, required=("name",))
    more = _clean_more(given, problems, None)
    problems.raise_if_any()
    profile = keep(CategoryProfile(**kept), by)
    _write_names(profile, more, by)
    _write_facts(profile, more, by)
    return profile


@action
def change_profile(
    *, by: Actor, profile: CategoryProfile, given: Mapping[str, Any], version: int | None = None
) -> CategoryProfile:
    """Another name, or other aliases, prefixes or facts in place of the ones there.

    Relationships of this category follow at once as far as their facts are assumed; assessed facts are
    not touched. Their verdicts are pending until the worker is done.
    """
    require(by, Act.KEEP_CATEGORIES, None)
    if "facts" in given:
        alone(Lock.RULES)
    profile = locked(profile, version=version)
    problems = Problems()
    kept = _clean(by, given, problems, profile)
    more = _clean_more(given, problems, profile)
    problems.raise_if_any()
    touched = apply(profile, kept)
    facts_differ = _write_facts(profile, more, by)
    if _write_names(profile, more, by) or facts_differ or touched:
        keep(profile, by)
    if facts_differ:
        concerned = Relationship.objects.filter(profile=profile)
        verdicts.mark_pending(concerned, by.at, rules_changed=True)
        tasks.compute_later()
        changes.announce(changes.Kind.FACTS, list(concerned.values_list("pk", flat=True)), by, bulk=True)
    return profile


def _clean(
    by: Actor,
    given: Mapping[str, Any],
    problems: Problems,
    profile: CategoryProfile | None,
    required: tuple[str, ...] = (),
) -> dict[str, Any]:
    plain = {name: value for name, value in given.items() if name not in MORE_FIELDS}
    kept = clean(CategoryProfile, plain, by=by, fields=PROFILE_FIELDS, problems=problems, required=required)
    same = CategoryProfile.objects.filter(name=kept.get("name"))
    if kept.get("name") and (same.exclude(pk=profile.pk) if profile else same).exists():
        problems.add("DUPLICATE", "name", what=kept["name"])
    return kept


def _clean_more(
    given: Mapping[str, Any], problems: Problems, profile: CategoryProfile | None
) -> dict[str, Any]:
    more: dict[str, Any] = {}
    pk = profile.pk if profile else None
    for name in ("aliases", "cpv_prefixes"):
        if name in given and not isinstance(given[name], list | tuple):
            problems.add("WRONG_TYPE", name, expected="a list", given=type(given[name]).__name__)
        elif name in given:
            more[name] = []
            for at, each in enumerate(given[name]):
                with problems.gather():
                    field = f"{name}.{at}"
                    kept = line(each, field, limit=200)
                    if not normalised_label(kept):
                        refuse("REQUIRED", field)
                    (_alias_is_free if name == "aliases" else _prefix_is_free)(kept, field, pk)
                    more[name].append(kept)
    if "facts" in given:
        more["facts"] = _clean_facts(given["facts"], problems)
    return more


def _alias_is_free(alias: str, field: str, pk: int | None) -> None:
    same = CategoryAlias.objects.filter(normalised_name=normalised_label(alias))
    if same.exclude(profile=pk).exists() if pk else same.exists():
        refuse("DUPLICATE", field, what=alias)


def _prefix_is_free(prefix: str, field: str, pk: int | None) -> None:
    if not (prefix.isascii() and prefix.isdigit() and 2 <= len(prefix) <= 8):
        refuse("CPV_INVALID", field, value=prefix)
    same = CpvPrefix.objects.filter(prefix=prefix)
    if same.exclude(profile=pk).exists() if pk else same.exists():
        refuse("DUPLICATE", field, what=prefix)


def _clean_facts(given: Any, problems: Problems) -> dict[str, int]:
    if not isinstance(given, Mapping):
        problems.add("WRONG_TYPE", "facts", expected="levels by fact", given=type(given).__name__)
        return {}
    facts: dict[str, int] = {}
    for fact, value in given.items():
        if fact not in DELIVERY_FACTS:
            problems.add("UNKNOWN_CODE", "facts", value=shown(fact), choices=", ".join(DELIVERY_FACTS))
        elif value is not None:
            with problems.gather():
                facts[fact] = level(value, f"facts.{fact}")
    return facts


def _write_names(profile: CategoryProfile, more: Mapping[str, Any], by: Actor) -> bool:
    """Replace the aliases and prefixes; whether any differs from those before."""
    touched = False
    if "aliases" in more:
        wanted = {normalised_label(each): each for each in more["aliases"]}
        held = {each.normalised_name: each for each in profile.aliases.all()}
        for key in held.keys() - wanted.keys():
            remove(held[key], by)
        touched |= wanted.keys() != held.keys()
        for key in wanted.keys() - held.keys():
            keep(CategoryAlias(profile=profile, name=wanted[key], normalised_name=key), by)
    if "cpv_prefixes" in more:
        prefixes = {each.prefix: each for each in profile.prefixes.all()}
        for key in prefixes.keys() - set(more["cpv_prefixes"]):
            remove(prefixes[key], by)
        touched |= set(more["cpv_prefixes"]) != prefixes.keys()
        for key in set(more["cpv_prefixes"]) - prefixes.keys():
            keep(CpvPrefix(profile=profile, prefix=key), by)
    return touched


def _write_facts(profile: CategoryProfile, more: Mapping[str, Any], by: Actor) -> bool:
    """Replace the assumed facts; whether any differs from those before."""
    if "facts" not in more:
        return False
    facts = {each.fact: each for each in profile.facts.all()}
    before = {each.fact: each.value for each in facts.values()}
    for fact in facts.keys() - more["facts"].keys():
        remove(facts[fact], by)
    for fact, value in more["facts"].items():
        row = facts.get(fact) or ProfileFact(profile=profile, fact=fact)
        if row.value != value:
            row.value = value
            keep(row, by)
    return before != more["facts"]
