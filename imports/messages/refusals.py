"""The file, or what was given by hand, is refused as a whole."""

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
    "too_much_memory": {
        "en": (
            "Reading the file takes more than {limit} MB of memory and was stopped. Copy the list "
            "into a new workbook, values only, and save that as .xlsx."
        ),
        "nl": (
            "Het lezen van het bestand vraagt meer dan {limit} MB geheugen en is gestopt. Kopieer de lijst "
            "als waarden naar een nieuwe werkmap en sla die op als .xlsx."
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
}
