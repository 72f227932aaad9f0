"""Columns: where they went, and what holds for all of their cells."""

MESSAGES: dict[str, dict[str, str]] = {
    "unplaced_no_field": {
        "en": (
            'No field is known for the header "{column}": its cells stay with the contract line as they are.'
        ),
        "nl": ('Voor de kop "{column}" is geen veld bekend: de cellen blijven bij de contractregel staan.'),
    },
    "unplaced_taken": {
        "en": '"{column}" could be {field_meant}, but column "{other}" fits that better.',
        "nl": '"{column}" zou {field_meant} kunnen zijn, maar kolom "{other}" past daar beter bij.',
    },
    "unplaced_content": {
        "en": '"{column}" sounds like {field_meant}, but its cells don\'t hold that.',
        "nl": '"{column}" klinkt als {field_meant}, maar de cellen bevatten dat niet.',
    },
    "unplaced_by_hand": {
        "en": '"{column}" was left out by hand.',
        "nl": '"{column}" is met de hand weggelaten.',
    },
    "unplaced_empty": {
        "en": 'Column "{column}" has no values.',
        "nl": 'Kolom "{column}" heeft geen waarden.',
    },
    "proposed_by_content": {
        "en": '"{column}" was recognised by its cells.',
        "nl": '"{column}" is aan de cellen herkend.',
    },
    "start_from_year": {
        "en": 'No start date in the list: the first day of the year in "{column}" was taken.',
        "nl": 'Geen begindatum in de lijst: de eerste dag van het jaar in "{column}" is genomen.',
    },
    "start_from_part": {
        "en": (
            'No start date in the list: "{column}" and "{other}" give a part of the year, '
            "and its first day was taken. The end stays unknown."
        ),
        "nl": (
            'Geen begindatum in de lijst: "{column}" en "{other}" geven een deel van het '
            "jaar, en de eerste dag daarvan is genomen. Het einde blijft onbekend."
        ),
    },
    "place_in_cell": {
        "en": ('In {count} cells of "{column}" a second line follows the name: it was kept as the place.'),
        "nl": (
            'In {count} cellen van "{column}" volgt een tweede regel op de naam: die is als plaats bewaard.'
        ),
    },
    "number_without_digits": {
        "en": (
            '{count} cells of "{column}" hold words such as "{example}" where a number is '
            "expected; they were taken as they stand."
        ),
        "nl": (
            '{count} cellen van "{column}" bevatten woorden zoals "{example}" waar een '
            "nummer wordt verwacht; ze zijn overgenomen zoals ze er staan."
        ),
    },
    "sign_of_several": {
        "en": (
            'The sign {sign} in "{column}" is used for several currencies. Name the currency of the list.'
        ),
        "nl": (
            'Het teken {sign} in "{column}" wordt voor meerdere valuta\'s gebruikt. Noem '
            "de valuta van de lijst."
        ),
    },
    "currency_mixed": {
        "en": (
            '"{column}" holds amounts in several currencies ({signs}); each amount was kept with its own.'
        ),
        "nl": (
            '"{column}" bevat bedragen in meerdere valuta\'s ({signs}); elk bedrag is met '
            "de eigen valuta bewaard."
        ),
    },
    "amounts_in_thousands": {
        "en": 'The header of "{column}" says thousands: every amount was multiplied by {scale}.',
        "nl": 'De kop van "{column}" zegt duizenden: elk bedrag is met {scale} vermenigvuldigd.',
    },
}
