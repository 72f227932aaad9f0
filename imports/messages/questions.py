"""What only a person can answer."""

MESSAGES: dict[str, dict[str, str]] = {
    "amount_notation": {
        "en": (
            'Are the amounts in column "{column}" written with a decimal comma or a '
            'decimal point? "{example}" reads as {as_comma} with a comma and as '
            "{as_point} with a point, and the column as a whole doesn't decide. Answer "
            "{question} with decimal-comma or decimal-point."
        ),
        "nl": (
            'Zijn de bedragen in kolom "{column}" met een decimale komma of een decimale '
            'punt geschreven? "{example}" is {as_comma} met een komma en {as_point} met '
            "een punt, en de kolom als geheel geeft geen uitsluitsel. Beantwoord {question} "
            "met decimal-comma of decimal-point."
        ),
    },
    "date_notation": {
        "en": (
            'Do the dates in column "{column}" name the day or the month first? '
            '"{example}" is {as_day} with the day first and {as_month} with the month '
            "first, and the column as a whole doesn't decide. Answer {question} with day-first "
            "or month-first."
        ),
        "nl": (
            'Staat in de datums in kolom "{column}" de dag of de maand voorop? '
            '"{example}" is {as_day} met de dag voorop en {as_month} met de maand voorop, '
            "en de kolom als geheel geeft geen uitsluitsel. Beantwoord {question} met "
            "day-first of month-first."
        ),
    },
    "period_unit": {
        "en": (
            'What do the bare numbers in column "{column}" count, such as {example}? '
            "Answer {question} with one of the choices."
        ),
        "nl": (
            'Wat tellen de losse getallen in kolom "{column}", zoals {example}? '
            "Beantwoord {question} met een van de keuzes."
        ),
    },
    "our_role": {
        "en": "Neither the list nor the portfolio says whether we are the customer or the supplier. Which?",
        "nl": "Lijst noch portfolio zegt of wij klant of leverancier zijn. Welke van de twee?",
    },
    "currency": {
        "en": "Neither the list nor the portfolio says in which currency the amounts are. Which?",
        "nl": "Lijst noch portfolio zegt in welke valuta de bedragen zijn. Welke?",
    },
    "currency_sign": {
        "en": (
            'The sign {sign} in column "{column}" is used for several currencies, and nothing given '
            "says which one. Which does it stand for?"
        ),
        "nl": (
            'Het teken {sign} in kolom "{column}" wordt voor meerdere valuta\'s gebruikt, en niets '
            "wat is opgegeven zegt welke. Waar staat het voor?"
        ),
    },
    "currency_formats": {
        "en": (
            'The cells of column "{column}" show several currencies ({signs}) by their number format only, '
            "which can't be told apart. In which currency are they? If in several, add a column with the "
            "currency codes."
        ),
        "nl": (
            'De cellen van kolom "{column}" tonen alleen met hun getalnotatie meerdere valuta\'s ({signs}), '
            "en dat is niet te onderscheiden. In welke valuta zijn ze? Zijn het er meer, voeg dan een kolom "
            "met de valutacodes toe."
        ),
    },
    "party": {
        "en": (
            '"{name}" is not in the registry, but this is: {candidates}. Is it one of them? Answer '
            "{question} with its id, or with new; parties=new says of all such names that they are new."
        ),
        "nl": (
            '"{name}" staat niet in het register, maar dit wel: {candidates}. Is het een daarvan? Beantwoord '
            "{question} met het id, of met new; parties=new zegt van al zulke namen dat ze nieuw zijn."
        ),
    },
    "conflicts": {
        "en": "{count} rows were edited where the registry itself changed since the list was written (rows "
        "{rows}). Which counts? Answer for all of them, or for one row: conflict:12.",
        "nl": "{count} rijen zijn bewerkt waar het register zelf is gewijzigd sinds de lijst is gemaakt "
        "(rijen {rows}). Wat geldt? Antwoord voor alle, of voor één rij: conflict:12.",
    },
    "repeated_totals": {
        "en": (
            "{count} contracts stand on several rows that all hold the same amount ({numbers}). Is that "
            "the total of the contract each time, or are the rows lines that add up?"
        ),
        "nl": (
            "{count} contracten staan op meer rijen met steeds hetzelfde bedrag ({numbers}). Is dat telkens "
            "het totaal van het contract, of zijn het regels die optellen?"
        ),
    },
}
