"""How a header is compared with the known ones.

Without case, spacing, punctuation and diacritics; "date", "datum" and "dt" are one word, as are
"number", "nummer", "nr", "no" and "#"; abbreviations are written out.
"""

import re
import unicodedata
from functools import lru_cache

from imports.fields import FACT_LABELS, FIELDS
from imports.fields.aliases import ALIASES

_ABBREVIATIONS = {
    "dept": "department", "desc": "description", "descr": "description", "amt": "amount",
    "omschr": "omschrijving", "lev": "leverancier", "qtr": "quarter", "ctr": "contract",
    "orig": "original", "cat": "category", "val": "value", "mgr": "manager",
    "curr": "currency", "org": "organisation", "organization": "organisation", "est": "estimated",
    "max": "maximum", "incl": "inclusief", "including": "inclusief", "excl": "exclusief",
    "excluding": "exclusief", "ex": "exclusief", "tm": "tot en met", "crediteuren": "crediteur",
    "num": "nr", "no": "nr", "number": "nr", "nummer": "nr", "date": "dt", "datum": "dt",
}  # fmt: skip

_QUALIFIERS = frozenset({
    "van", "de", "het", "een", "the", "of", "in", "per", "op", "and", "en", "a", "an", "to",
    "for", "contract", "contracts", "overeenkomst", "agreement", "eur", "euro", "euros", "gbp",
    "usd", "cad", "chf", "dkk", "sek", "nok", "pln", "k", "exclusief", "inclusief", "btw",
    "vat", "net", "netto", "gross", "bruto", "maanden", "mnd", "months", "month", "maand",
    "dagen", "days", "dag", "weken", "weeks", "jaar", "jaren", "years", "yrs", "dd", "mm",
    "yyyy", "jjjj", "yy", "jj", "verplicht", "required", "optional", "optioneel", "x", "1000",
    "000", "ja", "nee", "j", "n", "y", "yes", "text", "tekst", "code", "naam", "name", "total",
})  # fmt: skip


def key(header: str) -> str:
    """The header as it is compared: "Start-Dt.", "START DATE" and "Startdatum" are one."""
    return _joined(words(header))


def bare_key(header: str) -> str:
    """The same without the words that only qualify: "Contractwaarde (excl. btw, €)"."""
    return _joined([word for word in words(header) if not _qualifies(word)])


def candidates(header: str) -> dict[str, float]:
    """The fields that this header can stand for, each with its confidence."""
    exact = _exact().get(key(header))
    if exact:
        return dict(exact)
    bare = bare_key(header)
    if len(bare) < 3 or bare == key(header):
        # "Type" alone is not "contract type": only a header that says more is shortened.
        return {}
    found = _bare().get(bare) or _exact().get(bare, {})
    return {code: round(sure * 0.85, 2) for code, sure in found.items()}


def known(header: str) -> bool:
    return bool(candidates(header))


def spellings() -> dict[str, dict[str, float]]:
    """Every header as compared → field → confidence, for looking up near spellings."""
    return _exact()


@lru_cache(maxsize=4096)
def _words(header: str) -> tuple[str, ...]:
    split = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", header)
    plain = unicodedata.normalize("NFKD", split)
    plain = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    plain = re.sub(r"\bt\s*/\s*m\b", " tm ", plain).replace("#", " nr ").replace("€", " eur ")
    plain = re.sub(r"['’`]", "", plain).replace("ß", "ss")
    return tuple(_ABBREVIATIONS.get(word, word) for word in re.findall(r"[a-z0-9]+", plain))


def words(header: str) -> list[str]:
    """The header's words, lower case, without diacritics, abbreviations written out."""
    return list(_words(header))


def _joined(parts: list[str]) -> str:
    joined = "".join(parts).replace(" ", "")
    return joined.replace("nummer", "nr").replace("number", "nr").replace("datum", "dt")


def _qualifies(word: str) -> bool:
    return word in _QUALIFIERS or bool(re.fullmatch(r"(19|20)\d\d", word))


@lru_cache(maxsize=1)
def _exact() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for code, listed in ALIASES.items():
        for alias in re.sub(r"\s+", " ", listed).split(";"):
            name, _, weight = alias.strip().rpartition(" ")
            if not re.fullmatch(r"0\.\d+", weight):
                name, weight = alias.strip(), "1"
            found.setdefault(key(name), {})[code] = float(weight)
    for code, field in FIELDS.items():
        for name in (code, field.en, field.nl):
            found.setdefault(key(name), {}).setdefault(code, 1.0)
    for code in FACT_LABELS:
        found.setdefault(key(f"fact {code}"), {})[code] = 1.0
    # A list's "duration" is the contract's; the fact of that name is asked for as such.
    found[key("duration")] = {"term_months": 1.0, "duration": 0.8}
    return found


@lru_cache(maxsize=1)
def _bare() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for code, listed in ALIASES.items():
        for alias in re.sub(r"\s+", " ", listed).split(";"):
            name, _, weight = alias.strip().rpartition(" ")
            if not re.fullmatch(r"0\.\d+", weight):
                name, weight = alias.strip(), "1"
            stripped = bare_key(name)
            if len(stripped) >= 3 and _essential(name):
                best = found.setdefault(stripped, {})
                best[code] = max(best.get(code, 0.0), float(weight))
    return found


def _essential(alias: str) -> bool:
    """Whether the alias keeps its meaning without its qualifying words."""
    dropped = [word for word in words(alias) if _qualifies(word)]
    return all(word in {"contract", "overeenkomst", "van", "de", "of", "the", "in"} for word in dropped)
