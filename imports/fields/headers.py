"""How a header is compared with the known ones.

Without case, spacing, punctuation and diacritics; "date", "datum" and "dt" are one word, as are
"number", "nummer", "nr", "no" and "#"; abbreviations are written out.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from imports.fields import FACT_LABELS, FIELDS, abroad
from imports.fields.aliases import ALIASES
from imports.fields.technical import TECHNICAL

_ABBREVIATIONS = {
    "dept": "department", "desc": "description", "descr": "description", "amt": "amount",
    "omschr": "omschrijving", "lev": "leverancier", "qtr": "quarter", "ctr": "contract",
    "orig": "original", "cat": "category", "val": "value", "mgr": "manager",
    "curr": "currency", "org": "organisation", "organization": "organisation", "est": "estimated",
    "max": "maximum", "incl": "inclusief", "including": "inclusief", "excl": "exclusief",
    "excluding": "exclusief", "ex": "exclusief", "tm": "tot en met", "crediteuren": "crediteur",
    "num": "nr", "no": "nr", "number": "nr", "nummer": "nr", "date": "dt", "datum": "dt",
    "numero": "nr", "nbr": "nr", "nm": "name", "cntrct": "contract", "contr": "contract",
    "strt": "start", "exp": "expiry", "expir": "expiry", "eff": "effective", "stat": "status",
    "typ": "type", "supp": "supplier", "vend": "vendor", "inc": "inclusief", "inkl": "inclusief",
    "exkl": "exclusief", "stilzw": "stilzwijgende", "autom": "automatische", "overeenk": "overeenkomst",
    "dat": "dt", "afd": "afdeling", "oms": "omschrijving", "ext": "extension",
}  # fmt: skip

_QUALIFIERS = frozenset({
    "van", "de", "het", "een", "the", "of", "in", "per", "op", "and", "en", "a", "an", "to",
    "for", "contract", "contracts", "overeenkomst", "agreement", "eur", "euro", "euros", "gbp",
    "usd", "cad", "chf", "dkk", "sek", "nok", "pln", "k", "exclusief", "inclusief", "btw",
    "vat", "net", "netto", "gross", "bruto", "maanden", "mnd", "months", "month", "maand",
    "dagen", "days", "dag", "weken", "weeks", "jaar", "jaren", "years", "yrs", "dd", "mm",
    "yyyy", "jjjj", "yy", "jj", "verplicht", "required", "optional", "optioneel", "x", "1000",
    "000", "ja", "nee", "j", "n", "y", "yes", "text", "tekst", "code", "naam", "name", "total",
    "du", "des", "la", "le", "les", "l", "d", "do", "da", "dos", "das", "der", "die", "dem", "et", "und",
    "marche", "contrat", "contrato", "vertrag", "ht", "ttc", "hors", "taxe", "taxes", "tva", "iva", "mwst",
    "brutto", "sem", "ohne", "hauptgegenstand", "mois", "monate", "monaten", "meses", "jours", "tage",
    "tagen", "dias", "jahre", "jahren", "annees", "ans", "anos",
})  # fmt: skip
_GLUE = frozenset({
    "contract", "overeenkomst", "van", "de", "of", "the", "in", "du", "des", "la", "le", "l", "d", "do",
    "da", "der", "die", "das", "marche", "contrat", "contrato", "vertrag",
})  # fmt: skip
_WITH = frozenset({"inclusief", "met", "with", "avec", "mit", "com", "na", "after", "nach", "apres"})
_WITHOUT = frozenset({"exclusief", "zonder", "without", "sans", "ohne", "sem", "before", "voor"})
_OPTION = re.compile(r"opti|verleng|extens|renew|reconduc|verlanger|prorrog|renov|prolong")
_WITH_OPTIONS = {
    "end": "latest_end", "latest_end": "latest_end", "value": "maximum_value",
    "estimated_value": "maximum_value", "maximum_value": "maximum_value",
}  # fmt: skip
_A_YEAR = re.compile(
    r"(?:\b(?:per|par|pro|por|p)\b|/)[\s./]*(?:jaar|jr|j|year|yr|annum|a|an|jahr|ano|annee)\b"
)
_A_PART = re.compile(
    r"(?:\b(?:per|par|pro|por|p)\b|/)[\s./]*"
    r"(?:maand|mnd|m|month|mo|mois|monat|mes|kwartaal|quarter|week|dag|day|uur|hour|stuk|stuks|unit|item)\b"
    r"|\b(?:monthly|mensuel|monatlich|mensal|maandelijks)\b"
)
_CHANGES = re.compile(
    r"\b(?:max|uiterst|late|geraamd|raming|schat|estim|annu|jahr|jaar|year|verwacht|expected|oud|old|"
    r"vorig|previous|besteed|spent|plan|wens|nieuw|new)"
)


def key(header: str) -> str:
    """The header as it is compared: "Start-Dt.", "START DATE" and "Startdatum" are one."""
    return _joined(words(header))


def bare_key(header: str) -> str:
    """The same without the words that only qualify: "Contractwaarde (excl. btw, €)"."""
    return _joined([word for word in words(header) if not _qualifies(word)])


def candidates(header: str) -> dict[str, float]:
    """The fields that this header can stand for, each with its confidence."""
    return dict(_candidates(header))


def known(header: str) -> bool:
    return bool(candidates(header))


def spellings() -> dict[str, dict[str, float]]:
    """Every header as compared → field → confidence, for looking up near spellings."""
    return _exact()


@lru_cache(maxsize=4096)
def _candidates(header: str) -> dict[str, float]:
    """By the whole header, else by what is left when units, options, asides and second names are set apart.

    A way that knows better than the ones after it says so with an empty answer.
    """
    for way in (_by_whole, _by_time, _by_options, _by_bare, _by_aside, _by_half, _by_path):
        found = way(header)
        if found is not None:
            return found
    return {}


def _by_whole(header: str) -> dict[str, float] | None:
    return _exact().get(key(header))


def _by_time(header: str) -> dict[str, float] | None:
    """An amount a year is no total; one a month or an hour is none that a contract has."""
    plain = _plain(header)
    yearly, other = _A_YEAR.search(plain), _A_PART.search(plain)
    if not yearly and not other:
        return None
    found = (yearly or other).span()  # type: ignore[union-attr]
    rest = (plain[: found[0]] + plain[found[1] :]).strip(" ()")
    if not {"value", "estimated_value", "annual_value"} & set(_candidates(rest)):
        return None
    return {"annual_value": 0.9} if yearly else {}


def _by_options(header: str) -> dict[str, float] | None:
    """ "Einddatum na optiejaren" is the latest end, "Value excl. extensions" the value."""
    spoken = words(header)
    option = next((at for at, word in enumerate(spoken) if _OPTION.match(word)), 0)
    at = next((at for at, word in enumerate(spoken[:option]) if word in _WITH | _WITHOUT), 0)
    if not at:
        return None
    base = _candidates(" ".join(spoken[:at]))
    if spoken[at] in _WITHOUT:
        kept = {code: sure for code, sure in base.items() if code in _WITH_OPTIONS}
    else:
        kept = {_WITH_OPTIONS[code]: sure for code, sure in base.items() if code in _WITH_OPTIONS}
    return {code: round(sure * 0.9, 2) for code, sure in kept.items()}


def _by_bare(header: str) -> dict[str, float] | None:
    bare = bare_key(header)
    if len(bare) < 3 or bare == key(header):
        # "Type" alone is not "contract type": only a header that says more is shortened.
        return None
    found = _bare().get(bare) or _exact().get(bare, {})
    return {code: round(sure * 0.85, 2) for code, sure in found.items()} or None


def _by_aside(header: str) -> dict[str, float] | None:
    """Without what stands in brackets, unless that makes it another thing: "Waarde (geraamd)"."""
    rest = re.sub(r"[(\[][^)\]]*[)\]]?", " ", header)
    aside = " ".join(word for part in re.findall(r"[(\[]([^)\]]*)", header) for word in words(part))
    if not aside or not key(rest) or _OPTION.search(aside) or _CHANGES.search(aside):
        return None
    sure = 0.9 if all(map(_qualifies, aside.split())) else 0.65
    return {code: round(each * sure, 2) for code, each in _candidates(rest).items()} or None


def _by_half(header: str) -> dict[str, float] | None:
    """Two names for one thing: "Leverancier / opdrachtnemer"."""
    halves = [half for half in re.split(r"\s*[/|]\s*|\s+(?:or|of|ou|oder)\s+", header) if half.strip()]
    if not 2 <= len(halves) <= 4:
        return None
    found = [_candidates(half) for half in halves]
    shared = set(found[0]).intersection(*found[1:])
    return {code: round(min(each[code] for each in found) * 0.9, 2) for code in shared} or None


def _by_path(header: str) -> dict[str, float] | None:
    """The end of a path, as flattened open data have: "awards/0/suppliers/0/name", "acheteur.nom"."""
    if " " in header.strip():
        return None
    steps = [step for step in re.split(r"[/.]", header) if step.strip() and not step.isdigit()]
    if len(steps) < 2 or ("." not in header and len(steps) < 3):
        return None
    found = _by_whole(" ".join(steps[-2:])) or {}
    return {code: round(sure * 0.85, 2) for code, sure in found.items()} or None


@lru_cache(maxsize=4096)
def _words(header: str) -> tuple[str, ...]:
    return tuple(_ABBREVIATIONS.get(word, word) for word in re.findall(r"[a-z0-9]+", _plain(header)))


def _plain(header: str) -> str:
    """Lower case, without diacritics and without plurals in brackets; "N°" and "#" are numbers."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", header)
    split = re.sub(r"(?i)\bn\s?\.?\s?[°º]", " nr ", split)
    split = re.sub(r"(?<=\w)\((?:s|es|n|en|e)\)", "", split)
    plain = unicodedata.normalize("NFKD", split)
    plain = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    plain = re.sub(r"\bt\s*/\s*m\b", " tm ", plain).replace("#", " nr ").replace("€", " eur ")
    plain = re.sub(r"\b1[.,]000\b", "1000", plain)
    plain = re.sub(r"\b\d\d/\d\d\b", " 2000 ", plain)
    plain = re.sub(r"\b(qu|d|l)['’`]", r"\1 ", plain)
    return re.sub(r"['’`]", "", plain).replace("ß", "ss")


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
    for code, name, sure in _aliases():
        listed = found.setdefault(key(name), {})
        listed.setdefault(code, sure)
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
    for code, name, sure in _aliases():
        stripped = bare_key(name)
        if len(stripped) >= 3 and _essential(name):
            best = found.setdefault(stripped, {})
            best[code] = max(best.get(code, 0.0), sure)
    return found


def _aliases() -> Iterator[tuple[str, str, float]]:
    """Every header listed: its field, the header, the confidence. Dutch and English go before the others."""
    for language in (ALIASES, abroad.FRENCH, abroad.GERMAN, abroad.PORTUGUESE, TECHNICAL):
        for code, listed in language.items():
            for alias in re.sub(r"\s+", " ", listed).split(";"):
                name, _, weight = alias.strip().rpartition(" ")
                if re.fullmatch(r"0\.\d+", weight):
                    yield code, name, float(weight)
                else:
                    yield code, alias.strip(), 1.0


def _essential(alias: str) -> bool:
    """Whether the alias keeps its meaning without its qualifying words."""
    dropped = [word for word in words(alias) if _qualifies(word)]
    return all(word in _GLUE for word in dropped)
