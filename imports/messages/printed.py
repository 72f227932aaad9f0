"""What the commands print around the findings, and the names of what a file can be instead of a list."""

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
        "nl": "Er is geen portfolio “{name}” die u mag zien.",
    },
    "portfolio_of_several": {
        "en": "Several units have a portfolio “{name}”. Add --unit CODE.",
        "nl": "Meer eenheden hebben een portfolio “{name}”. Voeg --unit CODE toe.",
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
        "nl": "Portfolio “{name}” is geschreven naar {file}.",
    },
}
