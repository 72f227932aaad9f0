"""Where the list was found in the file, and what was left out."""

MESSAGES: dict[str, dict[str, str]] = {
    "sheet_chosen": {
        "en": "Sheet {sheet} was read. Not read: {others}.",
        "nl": "Blad {sheet} is gelezen. Niet gelezen: {others}.",
    },
    "header_absent": {
        "en": "No header row was found: the columns carry their letters.",
        "nl": "Er is geen rij met koppen gevonden: de kolommen dragen hun letter.",
    },
    "header_joined": {
        "en": "The headers stand on rows {rows} and were joined.",
        "nl": "De koppen staan op de rijen {rows} en zijn samengevoegd.",
    },
    "rows_above": {
        "en": "Above the headers stood: {text}.",
        "nl": "Boven de koppen stond: {text}.",
    },
    "blank_rows": {
        "en": "{count} blank rows were left out.",
        "nl": "{count} lege rijen zijn overgeslagen.",
    },
    "repeated_headers": {
        "en": "The headers were repeated on rows {rows}; those rows were left out.",
        "nl": "De koppen zijn herhaald op de rijen {rows}; die rijen zijn overgeslagen.",
    },
    "totals_rows": {
        "en": "Totals were left out: rows {rows}.",
        "nl": "Totalen zijn overgeslagen: rijen {rows}.",
    },
    "footnotes": {
        "en": "Below the list, left out: {text}.",
        "nl": "Onder de lijst, overgeslagen: {text}.",
    },
    "label_rows": {
        "en": (
            "Rows of one text between the others, left out: {text}. If one is a contract line, fill "
            "its other cells."
        ),
        "nl": (
            "Rijen met alleen één tekst tussen de andere, overgeslagen: {text}. Is er een een "
            "contractregel, vul dan de andere cellen."
        ),
    },
    "hidden_rows": {
        "en": "{count} hidden rows were read with the others.",
        "nl": "{count} verborgen rijen zijn met de andere gelezen.",
    },
    "hidden_columns": {
        "en": "Hidden columns were read with the others: {columns}.",
        "nl": "Verborgen kolommen zijn met de andere gelezen: {columns}.",
    },
    "encoding_read": {
        "en": "The text was read as {encoding}, separated by {delimiter}.",
        "nl": "De tekst is gelezen als {encoding}, gescheiden door {delimiter}.",
    },
    "ragged_rows": {
        "en": "Rows with more cells than the header has were found at rows {rows}.",
        "nl": "Er zijn rijen met meer cellen dan de kop: rijen {rows}.",
    },
}
