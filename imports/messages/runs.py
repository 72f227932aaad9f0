"""What a run says beside its rows: of profiles, of the list's own totals, of lists that were here before."""

MESSAGES: dict[str, dict[str, str]] = {
    "kept_as_attribute": {
        "en": '"{column}" is kept with each contract, as a custom attribute of that name.',
        "nl": '"{column}" blijft bij elk contract bewaard, als eigen kenmerk met die naam.',
    },
    "profile_used": {
        "en": 'The profile "{name}" was used for the columns of this list.',
        "nl": 'Het profiel "{name}" is gebruikt voor de kolommen van deze lijst.',
    },
    "profile_headers_absent": {
        "en": 'The profile "{name}" names columns that this list hasn\'t: {headers}.',
        "nl": 'Het profiel "{name}" noemt kolommen die deze lijst niet heeft: {headers}.',
    },
    "nothing_to_do": {
        "en": "All that this list says is in the registry already: there is nothing to do.",
        "nl": "Alles wat deze lijst zegt, staat al in het register: er is niets te doen.",
    },
    "list_total_same": {
        "en": "The list's own total in {cell}, {total}, is what the rows taken add up to.",
        "nl": "Het eigen totaal van de lijst in {cell}, {total}, is de som van de overgenomen rijen.",
    },
    "list_total_differs": {
        "en": (
            "The list's own total in {cell} is {total}; the rows taken add up to {taken}: a difference "
            "of {difference}."
        ),
        "nl": (
            "Het eigen totaal van de lijst in {cell} is {total}; de overgenomen rijen tellen op tot {taken}: "
            "een verschil van {difference}."
        ),
    },
    "list_total_refused": {
        "en": "Of that difference, {amount} stands in {count} rows that are not taken.",
        "nl": "Van dat verschil staat {amount} in {count} rijen die niet worden overgenomen.",
    },
    "list_total_text": {
        "en": (
            "Of that difference, {amount} comes from {count} amounts that are text in the list: its own sum "
            "passes over those."
        ),
        "nl": (
            "Van dat verschil komt {amount} van {count} bedragen die in de lijst tekst zijn: de eigen som "
            "slaat die over."
        ),
    },
    "list_total_repeated": {
        "en": "Of that difference, {amount} are totals of contracts repeated on {count} more rows.",
        "nl": "Van dat verschil is {amount} een herhaling van contracttotalen op {count} andere rijen.",
    },
    "list_total_kept": {
        "en": (
            "Of that difference, {amount} is in {count} rows whose amount isn't edited and changed in the "
            "registry since the list was written: the registry's counts."
        ),
        "nl": (
            "Van dat verschil zit {amount} in {count} rijen waarvan het bedrag niet is bewerkt en in het "
            "register is gewijzigd sinds de lijst werd gemaakt: dat van het register geldt."
        ),
    },
    "list_total_unexplained": {
        "en": "Of that difference, {amount} is not explained by the rows. Check the total in the list.",
        "nl": "Van dat verschil is {amount} niet uit de rijen te verklaren. Kijk het totaal in de lijst na.",
    },
}
