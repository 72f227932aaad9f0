"""Names, as they stand in labels and headings."""

LANGUAGES = ("en", "nl")

TYPE_NAMES: dict[str, dict[str, str]] = {
    "en": {
        "SPOT": "Spot transaction",
        "CALL_OFF": "Call-off supply",
        "SERVICE": "Contracted standard delivery",
        "MANAGED": "Outcome-based delivery",
        "INTEGRATED": "Integrated team",
        "VENTURE": "Joint development",
        "CAPTIVE": "Managed dependence",
        "GUARDED": "Defensive cooperation",
    },
    "nl": {
        "SPOT": "Losse transactie",
        "CALL_OFF": "Levering op afroep",
        "SERVICE": "Standaardlevering op contract",
        "MANAGED": "Sturing op resultaat",
        "INTEGRATED": "Gemengd team",
        "VENTURE": "Gezamenlijke ontwikkeling",
        "CAPTIVE": "Beheerste afhankelijkheid",
        "GUARDED": "Defensieve samenwerking",
    },
}

TYPE_ARTICLES: dict[str, dict[str, str]] = {
    "en": {"SPOT": "a", "INTEGRATED": "an"},
    "nl": {"SPOT": "een", "INTEGRATED": "een"},
}
"""The types that take an article in a sentence."""

TYPE_ESSENCES: dict[str, dict[str, str]] = {
    "en": {
        "SPOT": "Anonymous exchange, many sellers or buyers.",
        "CALL_OFF": "Conditions fixed once, calls follow.",
        "SERVICE": "Continuous, well specified, formally guaranteed.",
        "MANAGED": "The supplier decides how, and is held to outcomes.",
        "INTEGRATED": "Work is interwoven, the scope emerges.",
        "VENTURE": "Both invest complementary capabilities in something new, and share gain and loss.",
        "CAPTIVE": "One side is locked in by its own investment.",
        "GUARDED": "Working together as adversaries: unavoidable, and opportunism is expected.",
    },
    "nl": {
        "SPOT": "Anonieme ruil, veel aanbieders of afnemers.",
        "CALL_OFF": "Voorwaarden eenmaal vastgelegd, daarna volgen de afroepen.",
        "SERVICE": "Doorlopend, goed te specificeren, formeel gegarandeerd.",
        "MANAGED": "De leverancier bepaalt hoe en wordt op het resultaat afgerekend.",
        "INTEGRATED": "Het werk is verweven, de opdracht ontstaat gaandeweg.",
        "VENTURE": "Beide brengen aanvullende krachten in iets nieuws in, en delen winst en verlies.",
        "CAPTIVE": "Een van beide zit vast aan de eigen investering.",
        "GUARDED": "Samenwerken als tegenstanders: onvermijdelijk, en opportunisme wordt verwacht.",
    },
}

FACT_NAMES: dict[str, dict[str, str]] = {
    "en": {
        "customisation": "Customisation",
        "complexity": "Complexity",
        "specificity_customer": "Specific investment by the customer",
        "specificity_supplier": "Specific investment by the supplier",
        "uncertainty": "Uncertainty",
        "interdependence": "Interdependence of the work",
        "criticality": "Criticality",
        "measurability": "Measurability of the result",
        "switching_cost": "Switching cost",
        "supply_scarcity": "Scarcity of supply",
        "duration": "Duration",
        "access": "Access to systems, people and secrets",
        "joint_value": "Joint value",
        "attitude_customer": "Attitude of the customer",
        "attitude_supplier": "Attitude of the supplier",
        "dependence_customer": "Dependence of the customer",
        "dependence_supplier": "Dependence of the supplier",
        "attractiveness_customer": "Attractiveness of the customer",
        "attractiveness_supplier": "Attractiveness of the supplier",
        "goal_alignment": "Alignment of goals",
        "complementarity": "Complementarity",
        "track_record_customer": "Track record of the customer",
        "track_record_supplier": "Track record of the supplier",
        "viability_customer": "Viability of the customer",
        "viability_supplier": "Viability of the supplier",
    },
    "nl": {
        "customisation": "Maatwerk",
        "complexity": "Complexiteit",
        "specificity_customer": "Specifieke investering van de klant",
        "specificity_supplier": "Specifieke investering van de leverancier",
        "uncertainty": "Onzekerheid",
        "interdependence": "Verwevenheid van het werk",
        "criticality": "Bedrijfskritisch belang",
        "measurability": "Meetbaarheid van het resultaat",
        "switching_cost": "Overstapkosten",
        "supply_scarcity": "Schaarste van aanbod",
        "duration": "Looptijd",
        "access": "Toegang tot systemen, mensen en geheimen",
        "joint_value": "Gezamenlijke waarde",
        "attitude_customer": "Houding van de klant",
        "attitude_supplier": "Houding van de leverancier",
        "dependence_customer": "Afhankelijkheid van de klant",
        "dependence_supplier": "Afhankelijkheid van de leverancier",
        "attractiveness_customer": "Aantrekkelijkheid van de klant",
        "attractiveness_supplier": "Aantrekkelijkheid van de leverancier",
        "goal_alignment": "Overeenstemming van doelen",
        "complementarity": "Aanvullend vermogen",
        "track_record_customer": "Staat van dienst van de klant",
        "track_record_supplier": "Staat van dienst van de leverancier",
        "viability_customer": "Levensvatbaarheid van de klant",
        "viability_supplier": "Levensvatbaarheid van de leverancier",
    },
}

TRUST_NAMES: dict[str, dict[int, str]] = {
    "en": {1: "Deterrence", 2: "Contractual", 3: "Competence", 4: "Relational", 5: "Goodwill"},
    "nl": {1: "Afschrikking", 2: "Contractueel", 3: "Vakkundig", 4: "Relationeel", 5: "Welwillend"},
}

TRUST_MEANINGS: dict[str, dict[int, str]] = {
    "en": {
        1: "opportunism expected; only deterrence keeps promises",
        2: "written promises will be kept",
        3: "can do it, behaves predictably",
        4: "fair beyond the letter, shares bad news early",
        5: "looks after our interest unobserved",
    },
    "nl": {
        1: "opportunisme verwacht; alleen afschrikking houdt de ander aan zijn woord",
        2: "wat op papier staat wordt nagekomen",
        3: "kan het, en gedraagt zich voorspelbaar",
        4: "redelijk voorbij de letter, meldt slecht nieuws vroeg",
        5: "behartigt ons belang ook als niemand kijkt",
    },
}

SIDE_NAMES: dict[str, dict[str, str]] = {
    "en": {"CUSTOMER": "customer", "SUPPLIER": "supplier"},
    "nl": {"CUSTOMER": "klant", "SUPPLIER": "leverancier"},
}

POSTURE_NAMES: dict[str, dict[str, str]] = {
    "en": {"NONE": "No posture", "CAPTIVE": "Managed dependence", "GUARDED": "Defensive cooperation"},
    "nl": {
        "NONE": "Geen bijzondere opstelling",
        "CAPTIVE": "Beheerste afhankelijkheid",
        "GUARDED": "Defensieve samenwerking",
    },
}

CAP_NAMES: dict[str, dict[str, str]] = {
    "en": {
        "attitude": "worst attitude",
        "goal_alignment": "alignment of goals",
        "attractiveness": "lowest attractiveness",
    },
    "nl": {
        "attitude": "slechtste houding",
        "goal_alignment": "overeenstemming van doelen",
        "attractiveness": "laagste aantrekkelijkheid",
    },
}

VERDICT_NAMES: dict[str, dict[str, str]] = {
    "en": {
        "UNCLASSIFIED": "Unclassified",
        "MISFIT": "Misfit",
        "NOT_ASSESSABLE": "Not assessable",
        "ATTENTION": "Needs attention",
        "FIT": "Fits",
        "PENDING": "Being computed",
    },
    "nl": {
        "UNCLASSIFIED": "Niet geclassificeerd",
        "MISFIT": "Past niet",
        "NOT_ASSESSABLE": "Niet te beoordelen",
        "ATTENTION": "Vraagt aandacht",
        "FIT": "Past",
        "PENDING": "Wordt berekend",
    },
}

FLAG_NAMES: dict[str, dict[str, str]] = {
    "en": {
        "FIT": "Type fits",
        "OVER": "Too deep",
        "UNDER": "Not deep enough",
        "POSTURE_NAIVE": "Too trusting",
        "POSTURE_HOSTILE": "Needlessly defensive",
        "DEPENDENCE_UNMANAGED": "Dependence not managed",
        "DEPENDENCE_OVERSTATED": "Dependence overstated",
        "DEPENDENCE_TO_MANAGE": "Dependence to watch",
        "AVOIDABLE": "Replaceable",
        "TENSION": "Tension",
        "TRUST_TARGET_LOW": "Trust target too low",
        "TRUST_TARGET_HIGH": "Trust target too high",
        "TRUST_GAP": "Trust gap",
        "TRUST_SURPLUS": "Trust to spare",
        "TRUST_ASYMMETRY": "Trust one-sided",
        "TRUST_NOT_ASSESSED": "Trust not assessed",
    },
    "nl": {
        "FIT": "Vorm past",
        "OVER": "Te diep",
        "UNDER": "Niet diep genoeg",
        "POSTURE_NAIVE": "Te goed van vertrouwen",
        "POSTURE_HOSTILE": "Onnodig defensief",
        "DEPENDENCE_UNMANAGED": "Afhankelijkheid niet beheerst",
        "DEPENDENCE_OVERSTATED": "Afhankelijkheid overschat",
        "DEPENDENCE_TO_MANAGE": "Afhankelijkheid in het oog houden",
        "AVOIDABLE": "Vervangbaar",
        "TENSION": "Spanning",
        "TRUST_TARGET_LOW": "Vertrouwensdoel te laag",
        "TRUST_TARGET_HIGH": "Vertrouwensdoel te hoog",
        "TRUST_GAP": "Vertrouwenskloof",
        "TRUST_SURPLUS": "Vertrouwen over",
        "TRUST_ASYMMETRY": "Vertrouwen eenzijdig",
        "TRUST_NOT_ASSESSED": "Vertrouwen niet beoordeeld",
    },
}
