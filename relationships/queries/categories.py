"""Which category profile a CPV code or a category's name means."""

from __future__ import annotations

from dataclasses import dataclass, field

from relationships.models import CategoryAlias, CategoryProfile, CpvPrefix
from relationships.names import normalised_label


@dataclass(frozen=True)
class Categories:
    """All profiles at once, to recognise many categories without asking the database each time."""

    by_prefix: dict[str, CategoryProfile] = field(default_factory=dict)
    by_name: dict[str, CategoryProfile] = field(default_factory=dict)

    def of_cpv(self, cpv: str) -> CategoryProfile | None:
        """The profile with the longest prefix of this CPV code (padded with a lost leading zero)."""
        code = cpv.zfill(8) if cpv else ""
        for length in range(len(code), 0, -1):
            if code[:length] in self.by_prefix:
                return self.by_prefix[code[:length]]
        return None

    def of_name(self, name: str) -> CategoryProfile | None:
        """The profile with exactly this name or alias, after normalisation."""
        meant = normalised_label(name)
        return self.by_name.get(meant) if meant else None


def categories() -> Categories:
    """All profiles with their prefixes, names and aliases. Three queries."""
    profiles = {each.pk: each for each in CategoryProfile.objects.all()}
    by_name: dict[str, CategoryProfile] = {}
    for profile in profiles.values():
        for name in (profile.name, profile.name_nl):
            by_name.setdefault(normalised_label(name), profile)
    for alias in CategoryAlias.objects.all():
        by_name.setdefault(alias.normalised_name, profiles[alias.profile_id])
    by_prefix = {each.prefix: profiles[each.profile_id] for each in CpvPrefix.objects.all()}
    return Categories(by_prefix, by_name)


def recognise_category(name: str, cpv: str = "") -> CategoryProfile | None:
    """The profile meant: by CPV code first, else by name; None where neither matches."""
    known = categories()
    return known.of_cpv(cpv) or known.of_name(name)
