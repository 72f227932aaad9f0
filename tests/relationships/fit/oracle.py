"""The rule once more, written naively straight from its text, to compare the real one with.

Nothing here is shared with `relationships.fit`: no tables, no sets of reachable scores, no monotony.
Complete facts go through the ten steps one by one; incomplete facts are completed in every possible
way, and what all completions agree on is decided. Answers have the keys of the `fit` command.
"""

from itertools import product

LADDER = ["SPOT", "CALL_OFF", "SERVICE", "MANAGED", "INTEGRATED", "VENTURE"]
DELIVERY = [
    "customisation",
    "complexity",
    "specificity_customer",
    "specificity_supplier",
    "uncertainty",
    "interdependence",
    "criticality",
    "measurability",
    "switching_cost",
    "supply_scarcity",
    "duration",
    "access",
    "joint_value",
]
PARTIES = [
    "attitude_customer",
    "attitude_supplier",
    "dependence_customer",
    "dependence_supplier",
    "attractiveness_customer",
    "attractiveness_supplier",
    "goal_alignment",
    "complementarity",
]
ALL = DELIVERY + PARTIES
BASE = {
    "SPOT": 2,
    "CALL_OFF": 2,
    "SERVICE": 2,
    "MANAGED": 3,
    "INTEGRATED": 4,
    "VENTURE": 5,
    "CAPTIVE": 3,
    "GUARDED": 1,
}


def score_of(f):
    """Step 1."""
    specificity = max(f["specificity_customer"], f["specificity_supplier"])
    return (
        10 * (f["customisation"] - 1)
        + 12 * (f["complexity"] - 1)
        + 10 * (specificity - 1)
        + 12 * (f["uncertainty"] - 1)
        + 14 * (f["interdependence"] - 1)
        + 10 * (f["criticality"] - 1)
        + 8 * (6 - f["measurability"] - 1)
        + 6 * (f["switching_cost"] - 1)
        + 4 * (f["supply_scarcity"] - 1)
        + 4 * (f["duration"] - 1)
        + 4 * (f["access"] - 1)
        + 6 * (f["joint_value"] - 1)
    ) / 4


def needed_depth(f, score):
    """Steps 2, 3 and 4."""
    depth = 0
    for begins, each in ((15, 1), (30, 2), (50, 3), (70, 4), (85, 5)):
        if score >= begins:
            depth = each

    def gates_hold(depth):
        if depth >= 3 and not (f["complexity"] >= 3 and f["criticality"] >= 3):
            return False
        if depth >= 4 and not (f["interdependence"] >= 4 and f["measurability"] <= 3):
            return False
        return not (
            depth == 5
            and not (
                f["joint_value"] == 5
                and f["complementarity"] >= 4
                and f["specificity_customer"] >= 3
                and f["specificity_supplier"] >= 3
            )
        )

    while not gates_hold(depth):
        depth -= 1
    if f["duration"] >= 3:
        depth = max(depth, 1)
    if f["duration"] >= 3 and f["interdependence"] >= 2:
        depth = max(depth, 2)
    return depth


def caps_of(f):
    """Step 5."""
    return {
        "attitude": min(f["attitude_customer"], f["attitude_supplier"]),
        "goal_alignment": {1: 1, 2: 2, 3: 3, 4: 5, 5: 5}[f["goal_alignment"]],
        "attractiveness": {1: 1, 2: 2, 3: 4, 4: 5, 5: 5}[
            min(f["attractiveness_customer"], f["attractiveness_supplier"])
        ],
    }


def posture_of(f):
    """Step 6: posture, its side, and the side whose dependence is to be managed."""
    for side, other in (("customer", "supplier"), ("supplier", "customer")):
        attitude = f[f"attitude_{side}"]
        more = f[f"dependence_{other}"] - f[f"dependence_{side}"]
        if attitude == 1 or (attitude <= 2 and more >= 2 and f["goal_alignment"] <= 2):
            return "GUARDED", side.upper(), None
    for side, other in (("customer", "supplier"), ("supplier", "customer")):
        own = f[f"dependence_{side}"]
        if own >= 4 and own - f[f"dependence_{other}"] >= 2 and f[f"specificity_{side}"] >= 4:
            if f["attitude_customer"] >= 4 and f["attitude_supplier"] >= 4 and f["goal_alignment"] >= 4:
                return "NONE", None, side.upper()
            return "CAPTIVE", side.upper(), None
    return "NONE", None, None


def required_trust(f, chosen):
    """Step 8."""
    level = BASE[chosen]
    if chosen in ("SPOT", "CALL_OFF", "SERVICE", "MANAGED"):
        c, u = f["criticality"], f["uncertainty"]
        if c == 5 or u == 5 or (c >= 4 and u >= 4):
            level += 1
        if f["access"] >= 4:
            level = max(level, 3)
        level = min(level, 4)
    return level


def covered_levels(chosen, mutual, required, safeguards):
    """The coverage rule of trust."""
    most = {
        "SPOT": 2,
        "CALL_OFF": 2,
        "SERVICE": 2,
        "MANAGED": 1,
        "CAPTIVE": 1,
        "INTEGRATED": 1,
        "VENTURE": 0,
        "GUARDED": 0,
    }[chosen]
    covered = 0
    level = mutual + 1
    while level <= required and level <= 4 and covered < most:
        if safeguards.get(level, 0) < {2: 1, 3: 2, 4: 3}[level]:
            break
        covered += 1
        level += 1
    return covered


def evaluate(f, chosen=None, target=None, c2s=None, s2c=None, safeguards=None):
    """Everything of one set of complete facts."""
    safeguards = safeguards or {}
    score = score_of(f)
    needed = needed_depth(f, score)
    caps = caps_of(f)
    feasible = min(caps.values())
    posture, side, to_manage = posture_of(f)
    flags = {}
    if posture != "NONE":
        recommended, admissible = posture, [posture]
        depths = [min(needed, feasible)]
    else:
        recommended = LADDER[min(needed, feasible)]
        depths = [min(needed_depth(f, score + by), feasible) for by in (-4, 0, 4)]
        admissible = [code for code in LADDER if LADDER.index(code) in depths]
    if to_manage:
        flags["DEPENDENCE_TO_MANAGE"] = {"side": to_manage}
    if posture == "GUARDED" and f["switching_cost"] <= 2 and f["supply_scarcity"] <= 2:
        flags["AVOIDABLE"] = {}
    if needed > feasible:
        flags["TENSION"] = {"levels": needed - feasible}

    required = None
    verdict = "UNCLASSIFIED"
    if chosen:
        required = required_trust(f, chosen)
        if chosen in admissible:
            flags["FIT"] = {}
        if chosen in LADDER:
            depth = LADDER.index(chosen)
            if depth > max(depths):
                flags["OVER"] = {"levels": depth - max(depths)}
            if depth < min(depths):
                flags["UNDER"] = {"levels": min(depths) - depth}
        if posture == "GUARDED" and chosen != "GUARDED":
            flags["POSTURE_NAIVE"] = {}
        elif chosen == "GUARDED" and posture != "GUARDED":
            flags["POSTURE_HOSTILE"] = {}
        elif posture == "CAPTIVE" and chosen != "CAPTIVE":
            flags["DEPENDENCE_UNMANAGED"] = {}
        elif chosen == "CAPTIVE" and posture != "CAPTIVE":
            flags["DEPENDENCE_OVERSTATED"] = {}
        if target is not None and target < required:
            flags["TRUST_TARGET_LOW"] = {"levels": required - target}
        if target is not None and target > required:
            flags["TRUST_TARGET_HIGH"] = {"levels": target - required}
        if c2s is None or s2c is None:
            flags["TRUST_NOT_ASSESSED"] = {}
        else:
            mutual = min(c2s, s2c)
            if required > mutual:
                covered = covered_levels(chosen, mutual, required, safeguards)
                gap = required - mutual
                flags["TRUST_GAP"] = {"levels": gap, "covered": covered, "residual": gap - covered}
            if mutual >= required + 2:
                flags["TRUST_SURPLUS"] = {}
            if abs(c2s - s2c) >= 2:
                flags["TRUST_ASYMMETRY"] = {}
        verdict = verdict_of(flags, chosen, required, safeguards)
    return {
        "score": score,
        "needed": needed,
        "feasible": feasible,
        "binding": [name for name, cap in caps.items() if cap == feasible],
        "admissible": admissible,
        "recommended": recommended,
        "posture": posture,
        "side": side,
        "required": required,
        "required_recommended": required_trust(f, recommended),
        "flags": flags,
        "verdict": verdict,
    }


def not_assessed_counts(flags, chosen, required, safeguards):
    """Whether TRUST_NOT_ASSESSED is given and counts."""
    if "TRUST_NOT_ASSESSED" not in flags:
        return False
    if chosen in ("SPOT", "CALL_OFF", "GUARDED"):
        return False
    return not (chosen == "SERVICE" and required <= 2 and safeguards.get(2, 0) >= 1)


def verdict_of(flags, chosen, required, safeguards):
    """Step 10, the overall verdict of complete facts."""
    if (
        flags.get("OVER", {}).get("levels", 0) >= 2
        or flags.get("UNDER", {}).get("levels", 0) >= 2
        or "POSTURE_NAIVE" in flags
        or "POSTURE_HOSTILE" in flags
        or "DEPENDENCE_UNMANAGED" in flags
        or flags.get("TRUST_GAP", {}).get("residual", 0) >= 2
        or flags.get("TRUST_TARGET_LOW", {}).get("levels", 0) >= 2
    ):
        return "MISFIT"
    if not_assessed_counts(flags, chosen, required, safeguards):
        return "NOT_ASSESSABLE"
    others = set(flags) - {"FIT", "TRUST_SURPLUS", "TRUST_NOT_ASSESSED"}
    if flags.get("TRUST_TARGET_HIGH", {}).get("levels") == 1:
        others -= {"TRUST_TARGET_HIGH"}
    if flags.get("TRUST_GAP", {}).get("residual") == 0 and chosen in LADDER[:3]:
        others -= {"TRUST_GAP"}
    return "ATTENTION" if others else "FIT"


def possible_levels(code):
    return (2, 3, 4) if code.startswith("attitude_") else (1, 2, 3, 4, 5)


def completions(facts):
    """Every way the unknown facts can turn out."""
    unknown = [code for code in ALL if facts.get(code) is None]
    for levels in product(*(possible_levels(code) for code in unknown)):
        yield {**facts, **dict(zip(unknown, levels, strict=True))}


def agreed(values):
    """What all values are, None when they differ."""
    first, *others = values
    return first if all(each == first for each in others) else None


def answer(facts, chosen=None, target=None, c2s=None, s2c=None, safeguards=None):
    """The answer of the fit command (without id and deciding facts) by brute force."""
    safeguards = safeguards or {}
    every = [evaluate(each, chosen, target, c2s, s2c, safeguards) for each in completions(facts)]

    def column(name):
        return [each[name] for each in every]

    def span(name):
        return [min(column(name)), max(column(name))]

    needed = agreed(column("needed"))
    flags = {}
    for code in every[0]["flags"]:
        found = [each["flags"].get(code) for each in every]
        if all(each is not None for each in found):
            flags[code] = {}
            for key in found[0]:
                values = [each[key] for each in found]
                value = agreed(values) if key == "side" else min(values)
                if value is not None:
                    flags[code][key] = value
    binding = []
    if "TENSION" in flags:
        for name in ("attitude", "goal_alignment", "attractiveness"):
            if all(name in each for each in column("binding")):
                binding.append(name)
    posture = agreed(column("posture"))
    admissible = agreed(column("admissible"))
    verdicts = set(column("verdict"))
    if not chosen:
        verdict = "UNCLASSIFIED"
    elif verdicts == {"MISFIT"}:
        verdict = "MISFIT"
    elif (
        admissible is None
        or not_assessed_counts(flags, chosen, max(column("required")), safeguards)
        or len(verdicts) > 1
    ):
        verdict = "NOT_ASSESSABLE"
    else:
        verdict = verdicts.pop()
    return {
        "score": agreed(column("score")),
        "score_range": span("score"),
        "delivery_type": None if needed is None else LADDER[needed],
        "needed_depth": needed,
        "needed_range": span("needed"),
        "feasible_depth": agreed(column("feasible")),
        "feasible_range": span("feasible"),
        "binding_caps": binding,
        "admissible_types": admissible,
        "recommended_type": agreed(column("recommended")),
        "posture": posture,
        "posture_side": agreed(column("side")) if posture in ("CAPTIVE", "GUARDED") else None,
        "required_trust": agreed(column("required")),
        "required_trust_range": span("required") if chosen else None,
        "required_trust_recommended": agreed(column("required_recommended")),
        "flags": flags,
        "verdict": verdict,
        "unknown_facts": [code for code in ALL if facts.get(code) is None],
    }


def open_levels(facts):
    """How much is open: the widths of min(needed, feasible) at three scores, and the postures."""
    depths = ([], [], [])
    postures = set()
    for each in completions(facts):
        score, feasible = score_of(each), min(caps_of(each).values())
        for found, by in zip(depths, (-4, 0, 4), strict=True):
            found.append(min(needed_depth(each, score + by), feasible))
        postures.add(posture_of(each)[0])
    return sum(max(found) - min(found) for found in depths) + len(postures) - 1


def deciding(facts, chosen=None):
    """The deciding facts by brute force."""
    full = answer(facts, chosen)
    unknown = full["unknown_facts"]
    if full["recommended_type"] and full["admissible_types"]:
        key = "required_trust" if chosen else "required_trust_recommended"
        if full[key] is None:
            return [code for code in unknown if code in ("uncertainty", "criticality", "access")]
        return []
    now = open_levels(facts)
    left = {}
    for code in unknown:
        opens = [open_levels({**facts, code: level}) for level in possible_levels(code)]
        if min(opens) < now:
            left[code] = sum(opens)
    if not left:
        return unknown
    return sorted(left, key=lambda code: (left[code], ALL.index(code)))


def decided_type(facts):
    return agreed([evaluate(each)["recommended"] for each in completions(facts)])


def what_would_change(facts):
    """(kind, changes) of complete facts; a change is a dict of new levels with the type it gives."""
    now = evaluate(facts)["recommended"]

    def leading(changes):
        found = []
        for change in changes:
            then = evaluate({**facts, **change})["recommended"]
            if then != now:
                found.append((change, then))
        return found

    for size in (1, 2, 3, 4):
        found = leading(
            {code: facts[code] + by} for code in ALL for by in (-size, size) if 1 <= facts[code] + by <= 5
        )
        if found:
            return ("SINGLE_STEP" if size == 1 else "ONE_FACT"), found
    for total in range(2, 9):
        pairs = []
        for place, one in enumerate(ALL):
            for other in ALL[place + 1 :]:
                for a in range(1, 6):
                    for b in range(1, 6):
                        steps = abs(a - facts[one]), abs(b - facts[other])
                        if min(steps) > 0 and sum(steps) == total:
                            pairs.append({one: a, other: b})
        found = leading(pairs)
        if found:
            return "TWO_FACTS", found
    return "NONE", []
