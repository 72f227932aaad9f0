"""One line of the figures: the relationships of a group under one principle, counted by result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from principles.choices import ComputedResult as Computed
from principles.choices import EffectiveResult as Effective


@dataclass(frozen=True, slots=True)
class Group:
    """What the relationships counted together have in common, named in English and Dutch.

    All empty where nothing is grouped; also for relationships that have no such thing, or one that the user
    may not see: these are counted together.
    """

    id: int | None = None
    code: str = ""
    names: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """How the relationships of a group stand under one principle, on a day (None: now).

    `relationships` are all in the group (on a day: those of which anything was found by then). They add up
    from the seven effective results, and from the five computed ones with `pending`. `recorded` is False when
    on that day nothing had been found yet of any of them: nothing is known then, which is not zero, so every
    count is None.

    `applicable`: computed and not NOT_APPLICABLE. `assessable`: of these, not NOT_ASSESSABLE. PENDING is
    neither: of those it isn't known yet. `share` = assessable / applicable, 0-1; None when nothing is
    applicable.
    """

    on: date | None
    group: Group
    principle: str
    themes: Mapping[str, str]
    relationships: int | None
    effective: Mapping[str, int]
    computed: Mapping[str, int]

    @property
    def recorded(self) -> bool:
        return self.relationships is not None

    @property
    def compliant(self) -> int | None:
        return self._counted(self.effective, Effective.COMPLIANT)

    @property
    def partly(self) -> int | None:
        return self._counted(self.effective, Effective.PARTLY)

    @property
    def non_compliant(self) -> int | None:
        return self._counted(self.effective, Effective.NON_COMPLIANT)

    @property
    def explained(self) -> int | None:
        return self._counted(self.effective, Effective.EXPLAINED)

    @property
    def not_assessable(self) -> int | None:
        return self._counted(self.effective, Effective.NOT_ASSESSABLE)

    @property
    def not_applicable(self) -> int | None:
        return self._counted(self.effective, Effective.NOT_APPLICABLE)

    @property
    def pending(self) -> int | None:
        """Not computed yet, or not at that moment."""
        if self.relationships is None:
            return None
        return max(0, self.relationships - sum(self.effective.values()))

    @property
    def computed_compliant(self) -> int | None:
        return self._counted(self.computed, Computed.COMPLIANT)

    @property
    def computed_partly(self) -> int | None:
        return self._counted(self.computed, Computed.PARTLY)

    @property
    def computed_non_compliant(self) -> int | None:
        return self._counted(self.computed, Computed.NON_COMPLIANT)

    @property
    def computed_not_assessable(self) -> int | None:
        return self._counted(self.computed, Computed.NOT_ASSESSABLE)

    @property
    def computed_not_applicable(self) -> int | None:
        return self._counted(self.computed, Computed.NOT_APPLICABLE)

    @property
    def applicable(self) -> int | None:
        if self.relationships is None:
            return None
        return sum(self.effective.values()) - self.effective.get(Effective.NOT_APPLICABLE, 0)

    @property
    def assessable(self) -> int | None:
        if self.applicable is None:
            return None
        return self.applicable - self.effective.get(Effective.NOT_ASSESSABLE, 0)

    @property
    def share(self) -> float | None:
        if not self.applicable or self.assessable is None:
            return None
        return self.assessable / self.applicable

    def _counted(self, counts: Mapping[str, int], result: str) -> int | None:
        return None if self.relationships is None else counts.get(result, 0)
