"""Every sentence an import says, in English and in Dutch, under the code that machines read."""

from string import Formatter
from typing import Any

from imports.fields import FIELDS

LANGUAGES = ("en", "nl")


def text(code: str, language: str = "en", **params: Any) -> str:
    """The message of this code in this language, its places filled in; a missing one shows as –."""
    sentences = MESSAGES[code]
    return _FILL.vformat(sentences[language], (), {**params, "language": language})


def line(code: str, language: str = "en", /, **params: Any) -> str:
    """A line of what the commands print."""
    return LINES[code][language].format(**params)


def words(code: str, language: str = "en") -> str:
    """The name of a count or an outcome, as the commands print it."""
    return WORDS[code][language]


class _Filling(Formatter):
    def get_value(self, name: int | str, args: Any, params: Any) -> Any:
        value = params.get(name)
        if value is None:
            return "–"
        if name == "field_meant":
            return FIELDS[value].label(params["language"])
        return THINGS[value][params["language"]] if name == "what" else value


_FILL = _Filling()

THINGS: dict[str, dict[str, str]] = {
    "pdf": {"en": "a PDF document", "nl": "een PDF-document"},
    "picture": {"en": "a picture", "nl": "een afbeelding"},
    "archive": {"en": "a compressed archive", "nl": "een gecomprimeerd archief"},
    "document": {"en": "another kind of document", "nl": "een ander soort document"},
    "program": {"en": "a program", "nl": "een programma"},
    "database": {"en": "a database", "nl": "een database"},
    "xml": {"en": "an XML file", "nl": "een XML-bestand"},
    "json": {"en": "a JSON file", "nl": "een JSON-bestand"},
    "binary": {"en": "a binary file", "nl": "een binair bestand"},
}

WORDS: dict[str, dict[str, str]] = {
    "created": {"en": "created", "nl": "aangemaakt"},
    "updated": {"en": "updated", "nl": "bijgewerkt"},
    "unchanged": {"en": "unchanged", "nl": "ongewijzigd"},
    "skipped": {"en": "skipped", "nl": "overgeslagen"},
    "refused": {"en": "refused", "nl": "geweigerd"},
    "new": {"en": "new", "nl": "nieuw"},
    "matched": {"en": "matched", "nl": "herkend"},
    "ambiguous": {"en": "ambiguous", "nl": "niet eenduidig"},
}

LINES: dict[str, dict[str, str]] = {
    "sheet": {
        "en": "Sheet {sheet}, header in row {row}",
        "nl": "Blad {sheet}, kop in rij {row}",
    },
    "sheet_without_header": {"en": "Sheet {sheet}, without a header", "nl": "Blad {sheet}, zonder kop"},
    "not_placed": {"en": "– not placed", "nl": "– niet geplaatst"},
    "row": {"en": "row {row}", "nl": "rij {row}"},
    "more_problems": {
        "en": "… and {count} problems more (--json shows all)",
        "nl": "… en nog {count} problemen (--json toont alles)",
    },
    "rows": {"en": "Rows: {counts}", "nl": "Rijen: {counts}"},
    "sums": {"en": "Sum of values: {sums}", "nl": "Som van de waarden: {sums}"},
    "parties": {"en": "Parties: {counts}", "nl": "Partijen: {counts}"},
    "question": {
        "en": "? {message} Answer with --answer {code}=… ({choices})",
        "nl": "? {message} Antwoord met --answer {code}=… ({choices})",
    },
    "questions_open": {
        "en": "Nothing was written: answer the questions first.",
        "nl": "Er is niets geschreven: beantwoord eerst de vragen.",
    },
    "dry_run": {
        "en": "Nothing was written: this was a dry run.",
        "nl": "Er is niets geschreven: dit was een proefronde.",
    },
    "verdicts": {"en": "Verdicts: {done} of {total}", "nl": "Oordelen: {done} van {total}"},
    "pair_wrong": {
        "en": "{option} takes NAME=VALUE, not “{given}”.",
        "nl": "{option} vraagt NAAM=WAARDE, niet “{given}”.",
    },
    "portfolio_unknown": {
        "en": "There is no portfolio “{name}” that you may see.",
        "nl": "Er is geen portefeuille “{name}” die u mag zien.",
    },
    "portfolio_of_several": {
        "en": "Several units have a portfolio “{name}”. Add --unit CODE.",
        "nl": "Meer eenheden hebben een portefeuille “{name}”. Voeg --unit CODE toe.",
    },
    "folder_missing": {
        "en": "{file} can't be written: there is no folder {folder}. Make it, or name another file.",
        "nl": (
            "{file} kan niet worden geschreven: er is geen map {folder}. Maak die, of noem een ander bestand."
        ),
    },
    "file_not_written": {
        "en": "{file} can't be written ({why}). Name another file.",
        "nl": "{file} kan niet worden geschreven ({why}). Noem een ander bestand.",
    },
    "file_written": {
        "en": "Wrote portfolio “{name}” to {file}.",
        "nl": "Portefeuille “{name}” is geschreven naar {file}.",
    },
}
"""What the commands print around the findings."""

MESSAGES: dict[str, dict[str, str]] = {
    "file_unreadable": {
        "en": "The file can't be opened ({why}). Check that it is there and that you may read it.",
        "nl": (
            "Het bestand kan niet worden geopend ({why}). Controleer of het er staat en of u het mag lezen."
        ),
    },
    "file_empty": {
        "en": "The file is empty. Save the list again and choose that file.",
        "nl": "Het bestand is leeg. Sla de lijst opnieuw op en kies dat bestand.",
    },
    "file_too_large": {
        "en": (
            "The file is {size} MB; at most {limit} MB can be taken in. Remove pictures "
            "and sheets that aren't needed, or split the list."
        ),
        "nl": (
            "Het bestand is {size} MB; er kan hooguit {limit} MB worden ingelezen. "
            "Verwijder afbeeldingen en overbodige bladen, of splits de lijst."
        ),
    },
    "unzipped_too_large": {
        "en": (
            "Unpacked, {part} is {size} MB; at most {limit} MB is read. Copy the list "
            "into a new workbook, values only, and save that."
        ),
        "nl": (
            "Uitgepakt is {part} {size} MB; er wordt hooguit {limit} MB gelezen. Kopieer "
            "de lijst als waarden naar een nieuwe werkmap en sla die op."
        ),
    },
    "encrypted": {
        "en": (
            "The file is protected with a password. Open it in Excel, remove the password "
            "(File, Info, Protect Workbook) and save it again."
        ),
        "nl": (
            "Het bestand is met een wachtwoord beveiligd. Open het in Excel, haal het "
            "wachtwoord eraf (Bestand, Info, Werkmap beveiligen) en sla het opnieuw op."
        ),
    },
    "damaged": {
        "en": (
            "The file is damaged or incomplete ({why}). Open it in Excel, let Excel "
            "repair it, and save it again as .xlsx."
        ),
        "nl": (
            "Het bestand is beschadigd of onvolledig ({why}). Open het in Excel, laat "
            "Excel het herstellen en sla het opnieuw op als .xlsx."
        ),
    },
    "unsafe_xml": {
        "en": (
            "The file holds declarations that no workbook needs and that could harm the "
            "reader. Save the list again from Excel."
        ),
        "nl": (
            "Het bestand bevat declaraties die geen enkele werkmap nodig heeft en die "
            "schade kunnen doen. Sla de lijst opnieuw op vanuit Excel."
        ),
    },
    "not_a_list": {
        "en": (
            "This is {what}, not a list. Choose a workbook (.xlsx, .xlsm, .xls, .xlsb, .ods) or a .csv file."
        ),
        "nl": (
            "Dit is {what}, geen lijst. Kies een werkmap (.xlsx, .xlsm, .xls, .xlsb, "
            ".ods) of een .csv-bestand."
        ),
    },
    "web_page": {
        "en": "This is a web page, whatever its name says. Open it in Excel and save it as .xlsx.",
        "nl": ("Dit is een webpagina, wat de naam ook zegt. Open het in Excel en sla het op als .xlsx."),
    },
    "old_xml_workbook": {
        "en": ("This is a workbook in Excel's XML format of 2003. Open it in Excel and save it as .xlsx."),
        "nl": (
            "Dit is een werkmap in het XML-formaat van Excel 2003. Open het in Excel en sla het op als .xlsx."
        ),
    },
    "unknown_encoding": {
        "en": (
            "The text of the file can't be read: its character encoding isn't UTF-8, "
            'UTF-16 or Windows-1252. Save it from Excel as "CSV UTF-8".'
        ),
        "nl": (
            "De tekst van het bestand is niet te lezen: de tekencodering is geen UTF-8, "
            'UTF-16 of Windows-1252. Sla het vanuit Excel op als "CSV UTF-8".'
        ),
    },
    "too_many_rows": {
        "en": (
            "The list on sheet {sheet} has more than {limit} rows. Split it and take the "
            "parts in one after the other."
        ),
        "nl": (
            "De lijst op blad {sheet} heeft meer dan {limit} rijen. Splits haar en lees "
            "de delen na elkaar in."
        ),
    },
    "too_many_columns": {
        "en": (
            "Sheet {sheet} has values beyond column {limit} (in row {row}). Remove the "
            "columns that aren't part of the list."
        ),
        "nl": (
            "Blad {sheet} heeft waarden voorbij kolom {limit} (in rij {row}). Verwijder "
            "de kolommen die niet bij de lijst horen."
        ),
    },
    "too_many_cells": {
        "en": (
            "Sheet {sheet} has more than {limit} filled cells. Remove columns that aren't "
            "needed, or split the list."
        ),
        "nl": (
            "Blad {sheet} heeft meer dan {limit} gevulde cellen. Verwijder overbodige "
            "kolommen of splits de lijst."
        ),
    },
    "too_slow": {
        "en": (
            "Reading the file took longer than {limit} seconds and was stopped. Copy the "
            "list into a new workbook, values only, and save that."
        ),
        "nl": (
            "Het lezen van het bestand duurde langer dan {limit} seconden en is gestopt. "
            "Kopieer de lijst als waarden naar een nieuwe werkmap en sla die op."
        ),
    },
    "sheet_unknown": {
        "en": "There is no sheet called {sheet}. The file has: {sheets}.",
        "nl": "Er is geen blad met de naam {sheet}. Het bestand heeft: {sheets}.",
    },
    "no_table": {
        "en": (
            "No list was found on {sheet}: no row looks like headers with rows under it. "
            "Put one header row above the list, or name the sheet."
        ),
        "nl": (
            "Er is geen lijst gevonden op {sheet}: geen enkele rij lijkt op koppen met "
            "rijen eronder. Zet één rij met koppen boven de lijst, of noem het blad."
        ),
    },
    "no_rows": {
        "en": (
            "Sheet {sheet} has headers (row {row}) but no rows under them. Choose the "
            "file or the sheet that holds the list."
        ),
        "nl": (
            "Blad {sheet} heeft koppen (rij {row}) maar geen rijen eronder. Kies het "
            "bestand of het blad waarop de lijst staat."
        ),
    },
    "header_unknown": {
        "en": "There is no column with the header {header}. The list has: {headers}.",
        "nl": "Er is geen kolom met de kop {header}. De lijst heeft: {headers}.",
    },
    "field_unknown": {
        "en": (
            "There is no field called {field}, wanted for column {column}. The fields are "
            "listed in the workbook documentation."
        ),
        "nl": (
            "Er is geen veld met de naam {field}, gevraagd voor kolom {column}. De velden "
            "staan in de documentatie van de werkmap."
        ),
    },
    "field_twice": {
        "en": (
            "The columns {column} and {other} are both sent to the field {field}, which "
            "can take one. Leave one of them out."
        ),
        "nl": (
            "De kolommen {column} en {other} gaan allebei naar het veld {field}, dat er "
            "maar één kan bevatten. Laat een van de twee weg."
        ),
    },
    "notation_unknown": {
        "en": "The notation {notation} doesn't fit column {column}. Possible are: {choices}.",
        "nl": "De notatie {notation} past niet bij kolom {column}. Mogelijk zijn: {choices}.",
    },
    "answer_unknown": {
        "en": "{answer} is no answer to {question}. Choose from: {choices}.",
        "nl": "{answer} is geen antwoord op {question}. Kies uit: {choices}.",
    },
    "question_unknown": {
        "en": "There is no question called {question}. The questions of this list can be: {questions}.",
        "nl": "Er is geen vraag met de naam {question}. De vragen van deze lijst kunnen zijn: {questions}.",
    },
    "noted_cell": {
        "en": "{cell}: {said}",
        "nl": "{cell}: {said}",
    },
    "noted_cells": {
        "en": '{count} cells of "{column}" ({cells}); of the first: {said}',
        "nl": '{count} cellen van "{column}" ({cells}); van de eerste: {said}',
    },
    "amount_notation": {
        "en": (
            'Are the amounts in column "{column}" written with a decimal comma or a '
            'decimal point? "{example}" reads as {as_comma} with a comma and as '
            "{as_point} with a point, and no cell in the column decides. Answer "
            "{question} with decimal-comma or decimal-point."
        ),
        "nl": (
            'Zijn de bedragen in kolom "{column}" met een decimale komma of een decimale '
            'punt geschreven? "{example}" is {as_comma} met een komma en {as_point} met '
            "een punt, en geen cel in de kolom geeft uitsluitsel. Beantwoord {question} "
            "met decimal-comma of decimal-point."
        ),
    },
    "date_notation": {
        "en": (
            'Do the dates in column "{column}" name the day or the month first? '
            '"{example}" is {as_day} with the day first and {as_month} with the month '
            "first, and no cell in the column decides. Answer {question} with day-first "
            "or month-first."
        ),
        "nl": (
            'Staat in de datums in kolom "{column}" de dag of de maand voorop? '
            '"{example}" is {as_day} met de dag voorop en {as_month} met de maand voorop, '
            "en geen cel in de kolom geeft uitsluitsel. Beantwoord {question} met "
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
    "several_parties": {
        "en": (
            'The cell seems to hold two parties: "{first}" was taken as the counterparty, '
            '"{other}" was kept beside it.'
        ),
        "nl": (
            'De cel lijkt twee partijen te bevatten: "{first}" is als wederpartij '
            'genomen, "{other}" is ernaast bewaard.'
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
    "unplaced_not_taken": {
        "en": 'Column "{column}" was recognised, but decisions are not taken in from a list yet: left out.',
        "nl": (
            'Kolom "{column}" is herkend, maar keuzes worden nog niet uit een lijst overgenomen: weggelaten.'
        ),
    },
    "no_party_column": {
        "en": (
            'No column of sheet "{sheet}" holds the counterparty. Name it with '
            '--map "HEADER=party_name", or choose another sheet.'
        ),
        "nl": (
            'Geen kolom van blad "{sheet}" bevat de wederpartij. Wijs hem aan met '
            '--map "KOP=party_name", of kies een ander blad.'
        ),
    },
    "our_role": {
        "en": "Neither the list nor the portfolio says whether we are the customer or the supplier. Which?",
        "nl": "Lijst noch portefeuille zegt of wij klant of leverancier zijn. Welke van de twee?",
    },
    "currency": {
        "en": "Neither the list nor the portfolio says in which currency the amounts are. Which?",
        "nl": "Lijst noch portefeuille zegt in welke valuta de bedragen zijn. Welke?",
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
