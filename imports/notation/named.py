"""Dates that name their month, and parts of a year, in the languages that contract lists are kept in.

Texts come in lower case and without diacritics. A month may be shortened as far as it remains one month:
"juil" is July, "jui" may be June as well and is none.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date
from functools import lru_cache

_MONTHS: dict[str, int] = {
    name: at
    for names in (
        "january february march april may june july august september october november december",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "januar februar marz april mai juni juli august september oktober november dezember",
        "janner feber maerz april mai juni juli august september oktober november dezember",
        "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    )
    for at, name in enumerate(names.split(), start=1)
}
CENTURY_PIVOT = 80
_SHORT = {"mrt": 3, "mrz": 3, "jnr": 1, "fvr": 2}

_DAY_MONTH = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th|e|de|ste|\.|o|a|er)?[\s\-./]*(?:of\s+|de\s+)?"
    r"([^\W\d_]{3,})\.?[\s\-./,]*(?:de\s+)?'?(\d{4}|\d{2})$"
)
_MONTH_DAY = re.compile(r"^([^\W\d_]{3,})\.?[\s\-]*(\d{1,2})(?:st|nd|rd|th)?[\s,]+'?(\d{4})$")
_MONTH_YEAR = re.compile(r"^([^\W\d_]{3,})\.?[\s\-/]*(?:de\s+)?'?(\d{4})$")
# "Mar-25" is a month as spreadsheets show it: a date without a year would be none.
_MONTH_SHORT_YEAR = re.compile(r"^([^\W\d_]{3,})\.?\s*[-/']\s*'?(\d{2})$")
_NUMBER_YEAR = re.compile(r"^(0?[1-9]|1[0-2])\s*[-/.]\s*((?:19|20|21)\d\d)$")
_YEAR_NUMBER = re.compile(r"^((?:19|20|21)\d\d)\s*[-/.]\s*(0[1-9]|1[0-2])$")
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_PIECE = (
    r"(?:(?P<q>[qk])\s*(?P<qn>[1-4])|(?P<h>hj|h)\s*(?P<hn>[12])"
    r"|(?P<n>[1-4])\s*(?:e|de|ste|st|nd|rd|th|er|eme|o|\.)?\s*"
    r"(?P<word>kwartaal|quarter|quartal|vierteljahr|trimestre|trimester|kw"
    r"|halfjaar|half year|half|halbjahr|semestre))"
)
_PARTS = (
    re.compile(rf"^{_PIECE}\s*(?:[-/.,]|van|of|de|do)?\s*{_YEAR}$"),
    re.compile(rf"^{_YEAR}\s*[-/.,]?\s*{_PIECE}$"),
)
_EDGES = (
    (re.compile(rf"^(?:begin|start of|beginning of|debut|anfang|inicio de|primo)\s+{_YEAR}$"), 1, 1),
    (re.compile(rf"^(?:eind|einde|ultimo|end of|fin|ende|fim de)\s+{_YEAR}$"), 12, 31),
)


def bare(text: str) -> str:
    """The text without diacritics; "º" becomes "o"."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char))


def named(text: str) -> tuple[str, int, int | None] | None:
    """Year, month and day of a date that names its month; the day is None when it is left out."""
    for shape, year, month, day in ((_DAY_MONTH, 3, 2, 1), (_MONTH_DAY, 3, 1, 2)):
        found = shape.match(text)
        if found and (number := _month(found[month])):
            return found[year], number, int(found[day])
    found = _MONTH_YEAR.match(text)
    if found and (number := _month(found[1])):
        return found[2], number, None
    found = _MONTH_SHORT_YEAR.match(text)
    if found and (number := _month(found[1])):
        year = int(found[2])
        return str(year + (2000 if year < CENTURY_PIVOT else 1900)), number, None
    found = _NUMBER_YEAR.match(text)
    if found:
        return found[2], int(found[1]), None
    found = _YEAR_NUMBER.match(text)
    return (found[1], int(found[2]), None) if found else None


def part(text: str, *, end: bool) -> date | None:
    """The first day of a quarter or half-year ("H1 2024", "2e kwartaal 2025"); with `end` its last day."""
    for shape, month, day in _EDGES:
        found = shape.match(text)
        if found:
            return date(int(found["year"]), month, day)
    for shape in _PARTS:
        found = shape.match(text)
        if found is None:
            continue
        number = int(found["qn"] or found["hn"] or found["n"])
        halves = bool(found["h"] or (found["word"] or "").startswith(("hal", "sem")))
        if halves and number > 2:
            return None
        months = 6 if halves else 3
        year, last = int(found["year"]), number * months
        return date(year, last, monthrange(year, last)[1]) if end else date(year, last - months + 1, 1)
    return None


@lru_cache(maxsize=512)
def _month(name: str) -> int | None:
    if name in _MONTHS or name in _SHORT:
        return _MONTHS.get(name) or _SHORT[name]
    meant = {at for full, at in _MONTHS.items() if full.startswith(name)}
    return meant.pop() if len(meant) == 1 else None
