"""Cells that hold dates, periods, options or years."""

MESSAGES: dict[str, dict[str, str]] = {
    "date_unreadable": {
        "en": '"{value}" isn\'t a date. Type a date such as 2024-03-31.',
        "nl": '"{value}" is geen datum. Typ een datum zoals 31-03-2024.',
    },
    "date_impossible": {
        "en": '"{value}" is a day that doesn\'t exist. Type the right date.',
        "nl": '"{value}" is een dag die niet bestaat. Typ de juiste datum.',
    },
    "date_out_of_range": {
        "en": '"{value}" lies before 1900 or after 9999. Type the right date.',
        "nl": '"{value}" ligt vóór 1900 of na 9999. Typ de juiste datum.',
    },
    "date_other_notation": {
        "en": (
            '"{value}" doesn\'t fit the notation of the rest of the column ({notation}). '
            "Write it like the others."
        ),
        "nl": (
            '"{value}" past niet bij de notatie van de rest van de kolom ({notation}). '
            "Schrijf het zoals de andere."
        ),
    },
    "date_open_elsewhere": {
        "en": '"{value}" says that there is no such date: taken as unknown.',
        "nl": '"{value}" zegt dat er geen datum is: als onbekend opgenomen.',
    },
    "date_before": {
        "en": "The header says before this day: the day before it was taken.",
        "nl": "De kop zegt vóór deze dag: de dag ervoor is genomen.",
    },
    "date_serial": {
        "en": "{value} is Excel's number for a day: taken as {read}.",
        "nl": "{value} is het getal dat Excel voor een dag gebruikt: opgenomen als {read}.",
    },
    "date_year_only": {
        "en": "Only the year {value} is given: taken as {read}.",
        "nl": "Alleen het jaar {value} staat er: opgenomen als {read}.",
    },
    "date_month_only": {
        "en": 'Only the month is given ("{value}"): taken as {read}.',
        "nl": 'Alleen de maand staat er ("{value}"): opgenomen als {read}.',
    },
    "date_part_only": {
        "en": 'Only a part of the year is given ("{value}"): taken as {read}.',
        "nl": 'Alleen een deel van het jaar staat er ("{value}"): opgenomen als {read}.',
    },
    "date_short_year": {
        "en": 'The year in "{value}" has two digits: taken as {read}.',
        "nl": 'Het jaar in "{value}" heeft twee cijfers: opgenomen als {read}.',
    },
    "period_unreadable": {
        "en": '"{value}" isn\'t a period. Write a number and a unit, such as "3 months".',
        "nl": '"{value}" is geen termijn. Schrijf een getal en een eenheid, zoals "3 maanden".',
    },
    "period_not_months": {
        "en": '"{value}" isn\'t a whole number of months. Write the term in months.',
        "nl": '"{value}" is geen geheel aantal maanden. Schrijf de looptijd in maanden.',
    },
    "period_rest": {
        "en": '"{value}" was read up to "{rest}"; the rest wasn\'t kept.',
        "nl": '"{value}" is gelezen tot aan "{rest}"; de rest is niet bewaard.',
    },
    "term_open": {
        "en": '"{value}" says that the term is open: taken as a contract without an end date.',
        "nl": '"{value}" zegt dat de looptijd open is: opgenomen als contract zonder einddatum.',
    },
    "period_converted": {
        "en": '"{value}" was converted to {read} months.',
        "nl": '"{value}" is omgerekend naar {read} maanden.',
    },
    "options_unreadable": {
        "en": (
            "\"{value}\" isn't a list of options. Write the options' lengths in months, "
            'such as "2x12" or "12+12".'
        ),
        "nl": (
            '"{value}" is geen rij opties. Schrijf de duur van de opties in maanden, zoals "2x12" of "12+12".'
        ),
    },
    "options_unit": {
        "en": '"{value}" was read as options of {read} months.',
        "nl": '"{value}" is gelezen als opties van {read} maanden.',
    },
    "options_length_unknown": {
        "en": (
            '"{value}" doesn\'t say how long the options are: taken as unknown. Write them '
            'as "2x12" (months).'
        ),
        "nl": (
            '"{value}" zegt niet hoe lang de opties duren: als onbekend opgenomen. '
            'Schrijf ze als "2x12" (maanden).'
        ),
    },
    "year_unreadable": {
        "en": '"{value}" isn\'t a year. Type four digits.',
        "nl": '"{value}" is geen jaar. Typ vier cijfers.',
    },
    "year_part_unreadable": {
        "en": '"{value}" isn\'t a part of the year like the others in this column.',
        "nl": '"{value}" is geen deel van het jaar zoals de andere in deze kolom.',
    },
}
