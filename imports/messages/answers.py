"""A question as who chooses from its answers reads it: without how to give one, and each in words."""

# How the answer is given where nothing can be chosen from: left out where it can.
WAYS: dict[str, dict[str, str]] = {
    "amount_notation": {
        "en": " Answer {question} with decimal-comma or decimal-point.",
        "nl": " Beantwoord {question} met decimal-comma of decimal-point.",
    },
    "date_notation": {
        "en": " Answer {question} with day-first or month-first.",
        "nl": " Beantwoord {question} met day-first of month-first.",
    },
    "period_unit": {
        "en": " Answer {question} with one of the choices.",
        "nl": " Beantwoord {question} met een van de keuzes.",
    },
    "party": {
        "en": " Answer {question} with its id, or with new; parties=new says of all such names that they are "
        "new.",
        "nl": " Beantwoord {question} met het id, of met new; parties=new zegt van al zulke namen dat ze "
        "nieuw zijn.",
    },
    "conflicts": {
        "en": " Answer for all of them, or for one row: conflict:12.",
        "nl": " Antwoord voor alle, of voor één rij: conflict:12.",
    },
}

CHOICES: dict[str, dict[str, dict[str, str]]] = {
    "amount_notation": {
        "decimal-comma": {
            "en": 'A decimal comma: "{example}" is {as_comma}',
            "nl": 'Een decimale komma: "{example}" is {as_comma}',
        },
        "decimal-point": {
            "en": 'A decimal point: "{example}" is {as_point}',
            "nl": 'Een decimale punt: "{example}" is {as_point}',
        },
    },
    "date_notation": {
        "day-first": {
            "en": 'The day first: "{example}" is {as_day}',
            "nl": 'De dag voorop: "{example}" is {as_day}',
        },
        "month-first": {
            "en": 'The month first: "{example}" is {as_month}',
            "nl": 'De maand voorop: "{example}" is {as_month}',
        },
    },
    "period_unit": {
        "days": {"en": "Days", "nl": "Dagen"},
        "weeks": {"en": "Weeks", "nl": "Weken"},
        "months": {"en": "Months", "nl": "Maanden"},
        "years": {"en": "Years", "nl": "Jaren"},
    },
    "our_role": {
        "CUSTOMER": {"en": "We are the customer", "nl": "Wij zijn de klant"},
        "SUPPLIER": {"en": "We are the supplier", "nl": "Wij zijn de leverancier"},
    },
    "party": {
        "new": {
            "en": "No: it is another party, to be added",
            "nl": "Nee: het is een andere partij, die erbij komt",
        },
    },
    "conflicts": {
        "list": {"en": "What the list says", "nl": "Wat de lijst zegt"},
        "registry": {"en": "What is in the registry now", "nl": "Wat nu in het register staat"},
    },
    "repeated_totals": {
        "lines": {
            "en": "Lines: the amounts of a contract add up",
            "nl": "Regels: de bedragen van een contract tellen op",
        },
        "total": {
            "en": "The total each time: it counts once a contract",
            "nl": "Telkens het totaal: het telt één keer per contract",
        },
    },
}
"""Question → choice → language → words. Other choices, such as currencies, are their own words."""
