"""Cells: what was noted of them, and why some can't be read."""

MESSAGES: dict[str, dict[str, str]] = {
    "noted_cell": {
        "en": "{cell}: {said}",
        "nl": "{cell}: {said}",
    },
    "noted_cells": {
        "en": '{count} cells of "{column}" ({cells}); of the first: {said}',
        "nl": '{count} cellen van "{column}" ({cells}); van de eerste: {said}',
    },
    "formula_not_calculated": {
        "en": (
            "The cell holds a formula whose result isn't stored in the file. Open the "
            "file in Excel, save it and take it in again."
        ),
        "nl": (
            "De cel bevat een formule waarvan de uitkomst niet in het bestand staat. Open "
            "het bestand in Excel, sla het op en lees het opnieuw in."
        ),
    },
    "cell_error": {
        "en": "The cell holds Excel's error {value}. Put the formula right or type the value.",
        "nl": "De cel bevat de Excel-fout {value}. Herstel de formule of typ de waarde.",
    },
    "control_characters": {
        "en": "The cell holds characters that can't be shown or stored. Type the text again.",
        "nl": ("De cel bevat tekens die niet getoond of bewaard kunnen worden. Typ de tekst opnieuw."),
    },
    "name_too_long": {
        "en": (
            "The text has {length} characters; at most {longest} fit here. Shorten it, or "
            "send the column to a field for long text."
        ),
        "nl": (
            "De tekst telt {length} tekens; hier passen er hooguit {longest}. Kort haar "
            "in, of stuur de kolom naar een veld voor lange tekst."
        ),
    },
    "amount_unreadable": {
        "en": '"{value}" isn\'t an amount. Type a number.',
        "nl": '"{value}" is geen bedrag. Typ een getal.',
    },
    "amount_is_date": {
        "en": (
            "The cell is a date where an amount is expected. Give the cell a number "
            "format and type the amount."
        ),
        "nl": (
            "De cel is een datum waar een bedrag wordt verwacht. Geef de cel een "
            "getalnotatie en typ het bedrag."
        ),
    },
    "amount_other_notation": {
        "en": (
            '"{value}" doesn\'t fit the notation of the rest of the column ({notation}), or can be read in '
            "two ways. Write it like the others, with two decimals."
        ),
        "nl": (
            '"{value}" past niet bij de notatie van de rest van de kolom ({notation}), of is op twee '
            "manieren te lezen. Schrijf het zoals de andere, met twee decimalen."
        ),
    },
    "amount_too_large": {
        "en": ("{value} is larger than any contract amount that can be kept (15 digits). Check the number."),
        "nl": (
            "{value} is groter dan enig contractbedrag dat bewaard kan worden (15 "
            "cijfers). Controleer het getal."
        ),
    },
    "amount_pro_memoria": {
        "en": '"{value}" stands for an amount still to be known: taken as unknown.',
        "nl": '"{value}" staat voor een bedrag dat nog bekend moet worden: als onbekend opgenomen.',
    },
    "amount_about": {
        "en": '"{value}" is an approximation: taken as {read}.',
        "nl": '"{value}" is bij benadering: opgenomen als {read}.',
    },
    "amount_scaled": {
        "en": '"{value}" was written out: taken as {read}.',
        "nl": '"{value}" is uitgeschreven: opgenomen als {read}.',
    },
    "amount_rounded": {
        "en": "{value} has parts of a cent: rounded to {read}.",
        "nl": "{value} heeft delen van een cent: afgerond op {read}.",
    },
    "amount_worded": {
        "en": '"{value}" says something about the VAT beside the amount: taken as {read}.',
        "nl": '"{value}" zegt naast het bedrag iets over de btw: opgenomen als {read}.',
    },
    "several_parties": {
        "en": (
            'The cell seems to hold two parties: "{first}" was taken as the counterparty, '
            '"{other}" stays with the contract line as it stands. Put it in a column for further parties, '
            "such as consortium member, or on a row of its own."
        ),
        "nl": (
            'De cel lijkt twee partijen te bevatten: "{first}" is als wederpartij '
            'genomen, "{other}" blijft bij de contractregel zoals het er staat. Zet het in een kolom voor '
            "verdere partijen, zoals combinant, of op een eigen rij."
        ),
    },
    "several_names": {
        "en": (
            "The cell seems to name {count} parties ({names}); it was taken as one. Put the others in a "
            "column for further parties, such as consortium member, or each on a row of its own."
        ),
        "nl": (
            "De cel lijkt {count} partijen te noemen ({names}); zij is als één partij genomen. Zet de andere "
            "in een kolom voor verdere partijen, zoals combinant, of elk op een eigen rij."
        ),
    },
    "parties_alike": {
        "en": (
            "New parties in pairs of nearly the same name, {count} in all: {names}. If two are one, write "
            "them the same in the list, or merge them afterwards."
        ),
        "nl": (
            "Nieuwe partijen in paren met bijna dezelfde naam, {count} in totaal: {names}. Zijn er twee "
            "één, schrijf ze dan gelijk in de lijst, of voeg ze naderhand samen."
        ),
    },
    "party_near": {
        "en": (
            '"{name}" is nearly {candidates} and counts as a new party. If it is that one, answer {asked} '
            "with its id, or merge the two."
        ),
        "nl": (
            '"{name}" lijkt sterk op {candidates} en geldt als een nieuwe partij. Is het dezelfde, '
            "beantwoord {asked} dan met het id, of voeg de twee samen."
        ),
    },
    "party_unclear": {
        "en": (
            '"{name}" can mean several parties: {parties}. Answer {asked} with the id of one of them, such '
            "as #12, or with new."
        ),
        "nl": (
            '"{name}" kan meerdere partijen betekenen: {parties}. Beantwoord {asked} met het id van een '
            "daarvan, zoals #12, of met new."
        ),
    },
    "party_other_name": {
        "en": (
            "{count} names of the list carry the number of a party that is called otherwise, and were "
            "taken as that party: {names}. Correct the number where it is another one."
        ),
        "nl": (
            "{count} namen in de lijst hebben het nummer van een partij die anders heet, en zijn als die "
            "partij genomen: {names}. Verbeter het nummer waar het een andere is."
        ),
    },
    "contracts_on_several_rows": {
        "en": (
            "{count} contracts stand on several rows ({rows} in all), which were taken as their lines: "
            "{numbers}."
        ),
        "nl": (
            "{count} contracten staan op meer rijen ({rows} samen), die als hun regels zijn genomen: "
            "{numbers}."
        ),
    },
    "party_named_by_number": {
        "en": (
            "{count} new parties have a number but no name in the list, and are named after it ({names}). "
            "Give them their names."
        ),
        "nl": (
            "{count} nieuwe partijen hebben in de lijst een nummer maar geen naam, en zijn daarnaar genoemd "
            "({names}). Geef ze hun naam."
        ),
    },
    "digits_lost": {
        "en": (
            "{value} has more digits than Excel keeps in a number; the last ones may be "
            "wrong. Make the column text and type it again."
        ),
        "nl": (
            "{value} heeft meer cijfers dan Excel in een getal bewaart; de laatste kunnen "
            "fout zijn. Maak de kolom tekst en typ het opnieuw."
        ),
    },
    "zeros_restored": {
        "en": "{value} lost its leading zeros: taken as {read}.",
        "nl": "{value} is de voorloopnullen kwijt: opgenomen als {read}.",
    },
    "vat_prefixed": {
        "en": "{value} is a VAT number without its country: taken as {read}.",
        "nl": "{value} is een btw-nummer zonder land: opgenomen als {read}.",
    },
    "kvk_unreadable": {
        "en": '"{value}" isn\'t a KvK number of 8 digits.',
        "nl": '"{value}" is geen KvK-nummer van 8 cijfers.',
    },
    "kvk_branch_unreadable": {
        "en": '"{value}" isn\'t a KvK branch number of 12 digits.',
        "nl": '"{value}" is geen vestigingsnummer van 12 cijfers.',
    },
    "oin_unreadable": {
        "en": '"{value}" isn\'t an OIN of 20 digits.',
        "nl": '"{value}" is geen OIN van 20 cijfers.',
    },
    "duns_unreadable": {
        "en": '"{value}" isn\'t a D-U-N-S number of 9 digits.',
        "nl": '"{value}" is geen D-U-N-S-nummer van 9 cijfers.',
    },
    "cpv_unreadable": {
        "en": '"{value}" isn\'t a CPV code of 8 digits.',
        "nl": '"{value}" is geen CPV-code van 8 cijfers.',
    },
    "boolean_unreadable": {
        "en": '"{value}" is neither yes nor no.',
        "nl": '"{value}" is geen ja en geen nee.',
    },
    "boolean_unknown": {
        "en": '"{value}" is neither yes nor no: taken as unknown.',
        "nl": '"{value}" is geen ja en geen nee: als onbekend opgenomen.',
    },
    "boolean_first_word": {
        "en": '"{value}" begins with "{read}" and was read as that; the rest wasn\'t kept.',
        "nl": '"{value}" begint met "{read}" en is zo gelezen; de rest is niet bewaard.',
    },
    "integer_unreadable": {
        "en": '"{value}" isn\'t a whole number.',
        "nl": '"{value}" is geen geheel getal.',
    },
    "count_from_yes": {
        "en": '"{value}" was counted as one.',
        "nl": '"{value}" is als één geteld.',
    },
    "choice_unknown": {
        "en": '"{value}" isn\'t known here. Choose from: {choices}.',
        "nl": '"{value}" is hier niet bekend. Kies uit: {choices}.',
    },
    "choice_not_known": {
        "en": '"{value}" stands for none of {choices}: taken as unknown.',
        "nl": '"{value}" staat voor geen van {choices}: als onbekend opgenomen.',
    },
    "currency_unreadable": {
        "en": (
            '"{value}" isn\'t a currency code, or it stands for several currencies. Write '
            "the ISO 4217 code, such as EUR."
        ),
        "nl": (
            '"{value}" is geen valutacode, of staat voor meerdere valuta\'s. Schrijf de '
            "ISO 4217-code, zoals EUR."
        ),
    },
}
