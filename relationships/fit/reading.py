"""Reading the parameters of a rule set from data, refusing what would make the rule wrong.

Beyond types and ranges, a rule set must keep the rule monotone: raising a fact never lowers the
needed depth (an inverted fact: never raises it), so gates and floors look up the scale that the score
looks up, and a better party never lowers a cap. All that is wrong is said at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from relationships.choices import DELIVERY_FACTS, CollaborationType, PartyFact
from relationships.fit.rules import (
    Caps,
    Condition,
    Conditions,
    PostureRule,
    Rules,
    RulesInvalid,
    SafeguardRule,
    TrustRule,
    VerdictRule,
    Wrong,
)
from relationships.fit.sentences import Sentence

SPECIFICITY = "specificity"
"""The weight shared by both sides' specificity: the higher of the two counts."""

SPECIFICITIES = ("specificity_customer", "specificity_supplier")
SCORED = (
    *(code for code in DELIVERY_FACTS if code not in SPECIFICITIES),
    SPECIFICITY,
)
INVERTIBLE = tuple(code for code in SCORED if code != SPECIFICITY)
CONDITION_FACTS = (*DELIVERY_FACTS, PartyFact.COMPLEMENTARITY)
TYPES = tuple(CollaborationType)
DEPTHS = 6
DEEPENING = ("1", "2", "3", "4", "5")
"""The depths that a gate can hold back and a floor can lift to, as data spells them."""

CAPS = ("attitude", "goal_alignment", "attractiveness")
POSTURE_LEVELS = (
    "hostile_attitude",
    "exploiting_attitude",
    "imbalance",
    "opposed_goals",
    "captive_dependence",
    "captive_specificity",
    "goodwill",
)
TRUST_NUMBERS = {"raised_by": (0, 4), "at_least": (1, 5), "at_most": (1, 5)}
VERDICT_NUMBERS = {
    "misfit_levels": (1, 5),
    "surplus": (1, 4),
    "asymmetry": (1, 4),
    "target_high_tolerated": (0, 4),
    "guarantee_level": (2, 4),
}
VERDICT_TYPES = ("unassessed_accepted", "guarantee_accepted", "covered_gap_accepted")
VERDICT_NAMES = (
    "misfit_levels",
    "surplus",
    "asymmetry",
    "target_high_tolerated",
    "unassessed_accepted",
    "guarantee_accepted",
    "guarantee_level",
    "covered_gap_accepted",
)
PARTS = (
    "weights",
    "inverted",
    "tolerance",
    "bands",
    "gates",
    "floors",
    "caps",
    "posture",
    "trust",
    "safeguards",
    "verdict",
)
MOST_CONDITIONS = 30
MOST_GROUPS = 20
MOST_WRONGS = 100


def rules_from(given: Mapping[str, Any]) -> Rules:
    """The rules these parameters stand for; raises `RulesInvalid` with all that is wrong."""
    reading = _Reading()
    parts = reading.parts(given)
    if reading.wrongs:
        raise RulesInvalid(*reading.wrongs)
    return Rules(**parts)


def rules_as_dict(rules: Rules) -> dict[str, Any]:
    """The parameters of these rules as data, in the shape and order they are read in."""
    posture, trust, verdict = rules.posture, rules.trust, rules.verdict
    return {
        "weights": dict(rules.weights),
        "inverted": list(rules.inverted),
        "tolerance": rules.tolerance,
        "bands": list(rules.bands),
        "gates": {str(depth): _as_list(each) for depth, each in rules.gates.items()},
        "floors": {str(depth): _as_list(each) for depth, each in rules.floors.items()},
        "caps": {name: list(getattr(rules.caps, name)) for name in CAPS},
        "posture": {
            **{name: getattr(posture, name) for name in POSTURE_LEVELS},
            "replaceable": _as_list(posture.replaceable),
        },
        "trust": {
            "base": {code.value: level for code, level in trust.base.items()},
            "modified_types": [code.value for code in trust.modified_types],
            "raised_by": trust.raised_by,
            "raised_when_any": [_as_list(each) for each in trust.raised_when_any],
            "at_least": trust.at_least,
            "at_least_when": _as_list(trust.at_least_when),
            "at_most": trust.at_most,
        },
        "safeguards": {
            "needed": {str(level): count for level, count in rules.safeguards.needed.items()},
            "coverable": {code.value: n for code, n in rules.safeguards.coverable.items()},
        },
        "verdict": {
            name: [code.value for code in value] if isinstance(value, tuple) else value
            for name, value in ((name, getattr(verdict, name)) for name in VERDICT_NAMES)
        },
    }


def _as_list(conditions: Conditions) -> list[dict[str, Any]]:
    return [
        {"fact": each.fact, "at_least": each.at_least}
        if each.at_least is not None
        else {"fact": each.fact, "at_most": each.at_most}
        for each in conditions
    ]


class _Reading:
    """One reading: what is wrong is gathered, and something of the right kind stands in its place."""

    def __init__(self) -> None:
        self.wrongs: list[Wrong] = []

    def wrong(self, field: str, text: Sentence, **values: Any) -> None:
        if len(self.wrongs) < MOST_WRONGS:
            self.wrongs.append(Wrong(field, text, values))

    def _fine(self, *fields: str) -> bool:
        """Whether nothing is wrong with these parameters so far, nor within them."""
        return not any(
            each.field == field or each.field.startswith(f"{field}.")
            for each in self.wrongs
            for field in fields
        )

    def parts(self, given: Any) -> dict[str, Any]:
        found = self._keys(given, "", PARTS)
        inverted = self._codes(found.get("inverted"), "inverted", INVERTIBLE)
        tolerance = self._whole(found.get("tolerance"), "tolerance", 0, 20)
        return {
            "weights": self._weights(found.get("weights")),
            "inverted": inverted,
            "tolerance": tolerance,
            "bands": self._bands(found.get("bands"), tolerance),
            "gates": self._steps(found.get("gates"), "gates", inverted),
            "floors": self._steps(found.get("floors"), "floors", inverted),
            "caps": self._caps(found.get("caps")),
            "posture": self._posture(found.get("posture")),
            "trust": self._trust(found.get("trust")),
            "safeguards": self._safeguards(found.get("safeguards")),
            "verdict": self._verdict(found.get("verdict")),
        }

    def _weights(self, given: Any) -> dict[str, int]:
        weights = self._wholes(given, "weights", SCORED, 0, 100)
        total = sum(weights.values())
        if self._fine("weights") and total != 100:
            self.wrong("weights", Sentence.SUM, total=total)
        return weights

    def _bands(self, given: Any, tolerance: int) -> tuple[int, ...]:
        bands = self._by_level(given, "bands", 0, 100, Sentence.BANDS)
        if self._fine("bands", "tolerance"):
            for depth, (lower, higher) in enumerate(pairwise(bands), start=2):
                if higher - lower <= tolerance:
                    self.wrong(f"bands.{depth}", Sentence.BAND_TOO_CLOSE, above=lower + tolerance)
        return bands

    def _by_level(self, given: Any, field: str, low: int, high: int, shape: Sentence) -> tuple[int, ...]:
        """Five numbers, one for each of the levels or depths 1 to 5."""
        if self._missing(field):
            return ()
        if not isinstance(given, list) or len(given) != 5:
            self.wrong(field, shape)
            return ()
        return tuple(
            self._whole(each, f"{field}.{place}", low, high) for place, each in enumerate(given, start=1)
        )

    def _steps(self, given: Any, name: str, inverted: tuple[str, ...]) -> dict[int, Conditions]:
        """Conditions by depth, each looking the way the score looks."""
        steps: dict[int, Conditions] = {}
        if self._missing(name):
            return steps
        if not isinstance(given, Mapping):
            self.wrong(name, Sentence.BY_DEPTH)
            return steps
        for key in sorted(given, key=str):
            if key not in DEEPENING:
                self.wrong(f"{name}.{_short(key)}", Sentence.DEPTH)
                continue
            steps[int(key)] = self._conditions(given[key], f"{name}.{key}", inverted, Sentence.EMPTY_STEP)
        return steps

    def _caps(self, given: Any) -> Caps:
        parts = self._keys(given, "caps", CAPS)
        return Caps(**{name: self._cap(parts.get(name), f"caps.{name}") for name in CAPS})

    def _cap(self, given: Any, field: str) -> tuple[int, ...]:
        depths = self._by_level(given, field, 0, DEPTHS - 1, Sentence.CAP)
        if self._fine(field):
            for level, (lower, higher) in enumerate(pairwise(depths), start=2):
                if higher < lower:
                    self.wrong(f"{field}.{level}", Sentence.CAP_FALLS, lower=lower)
        return depths

    def _posture(self, given: Any) -> PostureRule:
        parts = self._keys(given, "posture", (*POSTURE_LEVELS, "replaceable"))
        levels = {name: self._whole(parts.get(name), f"posture.{name}", 1, 5) for name in POSTURE_LEVELS}
        replaceable = self._conditions(
            parts.get("replaceable"), "posture.replaceable", None, Sentence.EMPTY_REPLACEABLE
        )
        return PostureRule(**levels, replaceable=replaceable)

    def _trust(self, given: Any) -> TrustRule:
        names = (*TRUST_NUMBERS, "base", "modified_types", "raised_when_any", "at_least_when")
        parts = self._keys(given, "trust", names)
        numbers = {
            name: self._whole(parts.get(name), f"trust.{name}", low, high)
            for name, (low, high) in TRUST_NUMBERS.items()
        }
        base = self._by_type(parts.get("base"), "trust.base", 1, 5)
        modified = self._types(parts.get("modified_types"), "trust.modified_types")
        if self._fine("trust"):
            if numbers["at_least"] > numbers["at_most"]:
                self.wrong("trust.at_least", Sentence.ABOVE_MOST, most=numbers["at_most"])
            for code in modified:
                if base[code] > numbers["at_most"]:
                    self.wrong(f"trust.base.{code.value}", Sentence.ABOVE_MOST, most=numbers["at_most"])
        return TrustRule(
            base=base,
            modified_types=modified,
            raised_when_any=self._groups(parts.get("raised_when_any"), "trust.raised_when_any"),
            at_least_when=self._conditions(
                parts.get("at_least_when"), "trust.at_least_when", None, Sentence.EMPTY_MINIMUM
            ),
            **numbers,
        )

    def _groups(self, given: Any, field: str) -> tuple[Conditions, ...]:
        if self._missing(field):
            return ()
        if not isinstance(given, list):
            self.wrong(field, Sentence.GROUPS)
            return ()
        if len(given) > MOST_GROUPS:
            self.wrong(field, Sentence.TOO_MANY, most=MOST_GROUPS)
            return ()
        return tuple(
            self._conditions(each, f"{field}.{number}", None, Sentence.EMPTY_GROUP)
            for number, each in enumerate(given)
        )

    def _safeguards(self, given: Any) -> SafeguardRule:
        parts = self._keys(given, "safeguards", ("needed", "coverable"))
        needed = self._wholes(parts.get("needed"), "safeguards.needed", ("2", "3", "4"), 1, 99)
        return SafeguardRule(
            needed={int(level): count for level, count in needed.items()},
            coverable=self._by_type(parts.get("coverable"), "safeguards.coverable", 0, 4),
        )

    def _verdict(self, given: Any) -> VerdictRule:
        parts = self._keys(given, "verdict", VERDICT_NAMES)
        numbers = {
            name: self._whole(parts.get(name), f"verdict.{name}", low, high)
            for name, (low, high) in VERDICT_NUMBERS.items()
        }
        types = {name: self._types(parts.get(name), f"verdict.{name}") for name in VERDICT_TYPES}
        return VerdictRule(**numbers, **types)  # type: ignore[arg-type]

    def _conditions(
        self, given: Any, field: str, inverted: tuple[str, ...] | None, empty: Sentence
    ) -> Conditions:
        """At least one condition; where `inverted` is given, each looks the way the score looks."""
        if self._missing(field):
            return ()
        if not isinstance(given, list):
            self.wrong(field, Sentence.CONDITIONS)
            return ()
        if not given:
            self.wrong(field, empty)
        if len(given) > MOST_CONDITIONS:
            self.wrong(field, Sentence.TOO_MANY, most=MOST_CONDITIONS)
            return ()
        found = (self._condition(each, f"{field}.{number}", inverted) for number, each in enumerate(given))
        return tuple(each for each in found if each is not None)

    def _condition(self, given: Any, field: str, inverted: tuple[str, ...] | None) -> Condition | None:
        if not isinstance(given, Mapping) or set(given) not in (
            {"fact", "at_least"},
            {"fact", "at_most"},
        ):
            self.wrong(field, Sentence.CONDITION)
            return None
        fact = given["fact"]
        if fact not in CONDITION_FACTS:
            self.wrong(f"{field}.fact", Sentence.FACT, value=_short(fact))
            return None
        bound = "at_least" if "at_least" in given else "at_most"
        level = self._whole(given[bound], f"{field}.{bound}", 1, 5)
        if inverted is not None and self._fine("inverted"):
            looks = "at_most" if fact in inverted else "at_least"
            if bound != looks:
                self.wrong(f"{field}.{bound}", Sentence.DIRECTION, fact=str(fact), bound=looks)
        return Condition(str(fact), **{bound: level})

    def _by_type(self, given: Any, field: str, low: int, high: int) -> dict[CollaborationType, int]:
        levels = self._wholes(given, field, [code.value for code in TYPES], low, high)
        return {CollaborationType(code): level for code, level in levels.items()}

    def _types(self, given: Any, field: str) -> tuple[CollaborationType, ...]:
        return tuple(CollaborationType(code) for code in self._codes(given, field, TYPES))

    def _codes(self, given: Any, field: str, allowed: Iterable[str]) -> tuple[str, ...]:
        """Some of the codes allowed, none twice, in the order of those allowed."""
        if self._missing(field):
            return ()
        known = tuple(allowed)
        if not isinstance(given, list):
            self.wrong(field, Sentence.CODES)
        elif len(given) > len(known):
            self.wrong(field, Sentence.TOO_MANY, most=len(known))
        else:
            for code in given:
                if code not in known:
                    self.wrong(field, Sentence.CODE, value=_short(code))
                elif given.count(code) > 1 and self._fine(field):
                    self.wrong(field, Sentence.TWICE, value=_short(code))
            return tuple(code for code in known if code in given)
        return ()

    def _wholes(self, given: Any, field: str, names: Iterable[str], low: int, high: int) -> dict[str, int]:
        """A whole number under each of these names."""
        parts = self._keys(given, field, names)
        return {name: self._whole(parts[name], f"{field}.{name}", low, high) for name in parts}

    def _keys(self, given: Any, field: str, names: Iterable[str]) -> dict[str, Any]:
        """The parts in the order of their names: all of them there, and nothing else."""
        if field and self._missing(field):
            return {}
        if not isinstance(given, Mapping):
            self.wrong(field, Sentence.OBJECT)
            return {}
        prefix = f"{field}." if field else ""
        expected = tuple(names)
        for name in given:
            if name not in expected:
                self.wrong(f"{prefix}{_short(name)}", Sentence.UNKNOWN)
        for name in expected:
            if name not in given:
                self.wrong(f"{prefix}{name}", Sentence.MISSING)
        return {name: given[name] for name in expected if name in given}

    def _missing(self, field: str) -> bool:
        """Whether this parameter, or one that it is part of, has been said to be missing or no object."""
        return any(
            (each.field == field or field.startswith(f"{each.field}."))
            and each.text in (Sentence.MISSING, Sentence.OBJECT)
            for each in self.wrongs
        ) or any(each.field == "" for each in self.wrongs)

    def _whole(self, given: Any, field: str, low: int, high: int) -> int:
        if self._missing(field):
            return low
        if isinstance(given, bool) or not isinstance(given, int) or not low <= given <= high:
            self.wrong(field, Sentence.WHOLE, low=low, high=high)
            return low
        return given


def _short(value: Any) -> str:
    """A value short enough to repeat."""
    text = str(value)[:61]
    return text if len(text) <= 60 else f"{text[:57]}…"
