"""Amounts: one notation for a column, and reading by it.

A text such as "1,234" can be a thousand or a little over one; "1.234,56" and "12.50" can't be
mistaken. Only texts that can't be mistaken decide; without any the person is asked.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from imports.notation.cells import Interpreted, Reader, Unreadable, tidy
from imports.tables import Cell

CENT = Decimal("0.01")
NOTATIONS = ("decimal-comma", "decimal-point")
NO_AMOUNT = frozenset({"pm", "p.m.", "p.m", "pro memorie", "memorie", "pro memoria"})

SIGNS = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "us$": "USD",
    "usd": "USD", "ca$": "CAD", "c$": "CAD", "cad": "CAD", "$ca": "CAD", "$us": "USD",
    "a$": "AUD", "aud": "AUD", "r$": "BRL",
    "chf": "CHF", "sfr": "CHF", "fr.": "CHF", "dkk": "DKK", "sek": "SEK", "nok": "NOK", "pln": "PLN",
    "zł": "PLN", "jpy": "JPY", "czk": "CZK", "huf": "HUF", "₹": "INR", "₺": "TRY", "$": None, "kr": None,
    "kr.": None, "¥": None,
}  # fmt: skip
"""Currency signs → ISO 4217 code; None where several currencies share the sign."""

_KRONER = ("SEK", "NOK", "DKK", "ISK")
SHARED: dict[str, tuple[str, ...]] = {
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"),
    "kr": _KRONER,
    "kr.": _KRONER,
    "¥": ("JPY", "CNY"),
}
"""The signs that several currencies share → those currencies, the likely ones first."""

_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_SCALES = {
    "k": 1_000, "dzd": 1_000, "duizend": 1_000, "thousand": 1_000, "m": 1_000_000, "mln": 1_000_000,
    "mio": 1_000_000, "mn": 1_000_000, "milj": 1_000_000, "miljoen": 1_000_000, "million": 1_000_000,
    "millions": 1_000_000, "miljoenen": 1_000_000, "milhoes": 1_000_000, "milhões": 1_000_000,
    "tsd": 1_000, "mld": 1_000_000_000, "mrd": 1_000_000_000, "bn": 1_000_000_000, "miljard": 1_000_000_000,
    "billion": 1_000_000_000,
}  # fmt: skip
_SHAPE = re.compile(
    rf"""^(?P<about>
        (?:ca|circa|approx|approximately|ongeveer|about|plm|rund|etwa|env|environ|c\.|cerca\ de)\.?\s*
        |±\s*|~\s*|≈\s*|\+/-\s*)?
    (?P<open>\()?\s*(?P<minus>[-−–]\s*)?(?P<sign>{_SIGN})?\s*(?P<inner>[-−–]\s*)?
    (?P<digits>\d[\d.,' ]*?|[.,]\d+)
    (?P<dash>[.,]\s*[-–—=]{{1,2}})?\s*
    (?P<scale>{"|".join(sorted(_SCALES, key=len, reverse=True))})?\.?\s*
    (?P<after>{_SIGN})?\s*(?P<trailing>[-−])?\s*(?P<close>\))?$""",
    re.VERBOSE | re.IGNORECASE,
)
# Words about the VAT beside the amount, and thousands written before the sign.
_VAT_WORDS = re.compile(
    r"[\s,(]+(?:(?:excl|incl|ex|exclusief|inclusief|excluding|including|zzgl|inkl|sem|com)\.?\s*"
    r"(?:btw|vat|mwst|ust|tva|iva)|ht|h\.t\.|ttc|hors taxes?|netto|brutto|net|gross)\.?\)?$",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(
    r"^([tkm])\s?(?:€|eur\b)\s*([-\d][\d.,' ]*)$|^([-\d][\d.,' ]*?)\s*([tkm])\s?(?:€|eur)$", re.IGNORECASE
)
_COMMA = re.compile(r"^(?:\d{1,3}(?:[. ']\d{3})+|\d+)(?:,(\d*))?$|^,(\d+)$")
_POINT = re.compile(r"^(?:\d{1,3}(?:[, ']\d{3})+|\d+)(?:\.(\d*))?$|^\.(\d+)$")
_FORMAT_SIGN = re.compile(r"\[\$([^\]-]+)(?:-[^\]]*)?\]|\"\s*([^\"]{1,4}?)\s*\"|([€£])|\\?(\$)(?!-)")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})


@dataclass(frozen=True, slots=True)
class Written:
    """An amount as it is written, before its separators are understood."""

    digits: str
    negative: bool
    sign: str | None
    scale: int
    about: bool
    dash: str
    worded: bool = False


def written(text: str) -> Written | None:
    """The parts of an amount in text; None when it is no amount."""
    text, worded = tidy(text).translate(_QUOTES), False
    found = _SHAPE.match(text)
    if found is None and any(map(str.isalpha, text)):
        # Most amounts are nothing but an amount: only what isn't is looked at twice.
        bare = _VAT_WORDS.sub("", text)
        worded = bare != text
        found = _SHAPE.match(_THOUSANDS.sub(_thousands, bare))
    if not found:
        return None
    opened, closed = bool(found["open"]), bool(found["close"])
    if opened != closed:
        return None
    sign = found["sign"] or found["after"]
    return Written(
        digits=found["digits"].strip(),
        negative=opened or bool(found["minus"] or found["inner"] or found["trailing"]),
        sign=sign.casefold() if sign else None,
        scale=_SCALES[found["scale"].casefold()] if found["scale"] else 1,
        about=bool(found["about"]),
        dash=(found["dash"] or "")[:1],
        worded=worded,
    )


def _thousands(found: re.Match[str]) -> str:
    """ "TEUR 250" and "12,5 T€" as thousands of euros."""
    return f"€ {(found[2] or found[3]).strip()} {'k' if (found[1] or found[4]).casefold() in 'tk' else 'm'}"


def tells(amount: Written) -> str:
    """What the amount says about the column: a notation, `plain`, `either` or `neither`."""
    comma = bool(_COMMA.match(amount.digits))
    point = bool(_POINT.match(amount.digits))
    if amount.dash:
        comma, point = comma and amount.dash == ",", point and amount.dash == "."
    if comma and point:
        if not set(amount.digits) & set(",."):
            return "plain"
        # "0,125" and "0.125" are no thousands: nobody writes a thousand with a leading nought.
        if amount.digits.startswith("0"):
            return "decimal-comma" if "," in amount.digits else "decimal-point"
        return "either"
    if comma:
        return "decimal-comma"
    return "decimal-point" if point else "neither"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a column's cells say together."""

    counts: Counter[str]
    signs: Counter[str]
    examples: dict[str, str]

    def decided(self) -> str | None:
        """The notation; None when both readings remain possible."""
        comma, point = self.counts["decimal-comma"], self.counts["decimal-point"]
        if comma or point:
            lesser, greater = sorted((comma, point))
            if lesser * 10 > greater:
                return None
            return "decimal-comma" if comma > point else "decimal-point"
        if self.counts["either"]:
            return None
        return "plain" if self.counts["plain"] else "number"


def evidence(cells: Iterable[Cell]) -> Evidence:
    counts: Counter[str] = Counter()
    signs: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for cell, times in Counter(cell for cell in cells if type(cell) is str).items():
        amount = written(cell)
        if amount is None:
            counts["unreadable"] += times
            continue
        told = tells(amount)
        counts[told] += times
        examples.setdefault(told, tidy(cell))
        if amount.sign:
            signs[amount.sign] += times
    return Evidence(counts, signs, examples)


def reader(notation: str, scale: int = 1, *, doubtful: bool = True) -> Reader:
    """Reads a column's cells as Decimal in whole cents, by this notation.

    `doubtful`: whether "12,345" is read where a comma is the decimal sign; it may be a thousand as well.
    """
    shape, thousands, point = (
        (_COMMA, re.compile(r"[. ']"), ",")
        if notation == "decimal-comma"
        else (_POINT, re.compile(r"[, ']"), ".")
    )

    def read(cell: Cell) -> object:
        kind = type(cell)
        if kind is float:
            return from_float(cell, scale)  # type: ignore[arg-type]
        if kind is int:
            amount = Decimal(cell) * scale  # type: ignore[arg-type]
            return _in_range(amount.quantize(CENT)) if abs(amount) < 10**15 else TOO_LARGE
        if kind is bool or isinstance(cell, date | time | timedelta):
            return Unreadable("amount_is_date" if kind is not bool else "amount_unreadable")
        return from_text(str(cell))

    def from_text(text: str) -> object:
        if tidy(text).casefold() in NO_AMOUNT:
            return Interpreted(None, "amount_pro_memoria")
        amount = written(text)
        if amount is None:
            return Unreadable("amount_unreadable")
        if not shape.match(amount.digits) or (amount.dash and amount.dash != point):
            return Unreadable("amount_other_notation", {"notation": notation})
        if not doubtful and point in amount.digits and tells(amount) == "either":
            return Unreadable("amount_other_notation", {"notation": notation})
        bare = thousands.sub("", amount.digits).replace(point, ".")
        try:
            number = Decimal(bare.rstrip(".") or "0") * amount.scale * scale
        except InvalidOperation:
            return Unreadable("amount_unreadable")
        if amount.negative:
            number = -number
        if abs(number) >= 10**15:
            return TOO_LARGE
        rounded = number.quantize(CENT, ROUND_HALF_UP)
        if amount.about:
            return Interpreted(rounded, "amount_about", {"read": rounded})
        if amount.scale != 1:
            return Interpreted(rounded, "amount_scaled", {"read": rounded})
        if rounded != number:
            return Interpreted(rounded, "amount_rounded", {"read": rounded})
        return Interpreted(rounded, "amount_worded", {"read": rounded}) if amount.worded else rounded

    return read


TOO_LARGE = Unreadable("amount_too_large")
# Below this, two decimals that read back as the number are the number: floats lie closer than a cent.
SAFE = 1e12


def from_float(number: float, scale: int = 1) -> object:
    """A stored number as an amount; what lies below a cent is rounded half up, with a note."""
    if number != number or abs(number) == float("inf"):
        return Unreadable("amount_unreadable")
    if scale == 1 and -SAFE < number < SAFE:
        cents = f"{number:.2f}"
        if float(cents) == number:
            return Decimal(cents)
    exact = Decimal(repr(number)) * scale
    if abs(exact) >= 10**15:
        return TOO_LARGE
    rounded = exact.quantize(CENT, ROUND_HALF_UP)
    if rounded != exact:
        return Interpreted(rounded, "amount_rounded", {"read": rounded})
    return rounded


def _in_range(amount: Decimal) -> object:
    return amount


def sign_of(cell: Cell) -> str | None:
    """The currency sign written in a cell, as it stands in `SIGNS`."""
    if type(cell) is not str:
        return None
    amount = written(cell)
    return amount.sign if amount else None


def signs_in_formats(formats: Iterable[str]) -> Counter[str]:
    """The currency signs in Excel's number formats: `[$€-413] #,##0.00`, `"£"#,##0`."""
    signs: Counter[str] = Counter()
    for form in formats:
        for sign in _FORMAT_SIGN.findall(form):
            name = next((part for part in sign if part), "").strip().casefold()
            if name in SIGNS:
                signs[name] += 1
    return signs
