"""Days and times as Excel keeps them: numbers whose format shows a day, or text by ISO 8601."""

import re
from datetime import date, datetime, time, timedelta

from imports.tables import Cell

# ECMA-376 part 1, 18.8.30: the formats that a file doesn't write out. Those that depend on the language of
# Excel (27 to 36, 50 to 58) show days in every language that has them.
BUILTIN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)', 7: '"$"#,##0.00_);("$"#,##0.00)', 8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "mm-dd-yy", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "m/d/yy h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)", 41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 Excel knows no time zones
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LONGEST_FORMAT = 255
_UNSHOWN = re.compile(r'"[^"]*"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]|[_\\*].', re.IGNORECASE)
_LENGTH = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)
_ISO = re.compile(
    r"(?:(\d{4})-(\d\d)-(\d\d))?T?(?:(\d\d):(\d\d)(?::(\d\d)(\.\d{1,6})?)?)?Z?", re.ASCII
)  # fmt: skip
_ISO_LENGTH = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?", re.ASCII)


def shows_a_day(form: str) -> bool:
    """Whether a number format shows a day or a time, by its part for positive numbers."""
    form = _UNSHOWN.sub("", form[:_LONGEST_FORMAT]).split(";")[0]
    return "general" not in form.lower() and re.search("[dmhys]", form, re.IGNORECASE) is not None


def shows_a_length(form: str) -> bool:
    """Whether a number format shows a length of time, such as [h]:mm."""
    return _LENGTH.search(form[:_LONGEST_FORMAT].split(";")[0]) is not None


def of_number(number: float, *, length: bool, epoch_1904: bool) -> Cell:
    """The moment that Excel means by a number; the number itself where there is no such moment."""
    try:
        if length:
            return timedelta(seconds=round(number * 86400, 3))
        days, fraction = divmod(number, 1)
        rest = timedelta(milliseconds=round(fraction * 86_400_000))
        if 0 <= number < 1 and not rest.days:
            return (EPOCH + rest).time()
        if 0 < number < 60 and not epoch_1904:
            days += 1  # Excel counts a 29 February 1900
        return (EPOCH_1904 if epoch_1904 else EPOCH) + timedelta(days=days) + rest
    except (OverflowError, ValueError):
        return number


def of_text(text: str) -> Cell:
    """A day, a moment, a time or a length by ISO 8601. Raises ValueError."""
    found = _ISO.fullmatch(text.strip())
    if found and (found[1] or found[4]):
        clock = time(int(found[4] or 0), int(found[5] or 0), int(found[6] or 0),
                     round(float(found[7] or 0) * 1_000_000) % 1_000_000)  # fmt: skip
        if not found[1]:
            return clock
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return datetime.combine(day, clock) if found[4] else day
    length = _ISO_LENGTH.fullmatch(text.strip())
    if length and any(length.groups()):
        hours, minutes, seconds = (float(part or 0) for part in length.groups())
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    raise ValueError(f"{text[:40]} is no moment")
