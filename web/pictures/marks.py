"""Signs with a meaning: verdicts and results by shape and colour, postures, and how parts are hatched.

Each shape of a verdict has the same area at the same size, so that area can stand for an amount.
"""

from __future__ import annotations

from math import pi, sqrt

from django.utils.safestring import SafeString

from relationships.choices import CollaborationType
from web.pictures.drawing import circle, group, hatch, line, number, path, polygon, rect

VERDICTS = ("MISFIT", "ATTENTION", "FIT", "NOT_ASSESSABLE", "UNCLASSIFIED", "PENDING")
"""In the order in which they are shown: what asks most first, what is not known last."""

RESULTS = (
    "NON_COMPLIANT",
    "PARTLY",
    "EXPLAINED",
    "COMPLIANT",
    "NOT_ASSESSABLE",
    "PENDING",
    "NOT_APPLICABLE",
)

UNKNOWN = ("NOT_ASSESSABLE", "UNCLASSIFIED", "PENDING")

TONES = {
    "FIT": "fit",
    "COMPLIANT": "fit",
    "EXPLAINED": "explained",
    "ATTENTION": "attention",
    "PARTLY": "attention",
    "MISFIT": "misfit",
    "NON_COMPLIANT": "misfit",
    "NOT_ASSESSABLE": "unknown",
    "UNCLASSIFIED": "unclassified",
    "PENDING": "pending",
    "NOT_APPLICABLE": "none",
}
"""The tone of each verdict and result: its class is `p-` and this."""


def verdict_mark(code: str, x: float, y: float, r: float, dashed: bool = False) -> SafeString:
    """A verdict about (x, y), as large as a circle of radius r. Dashed: the amount is not known."""
    tone = TONES[code]
    class_ = f"p-mark p-{tone}" + (" p-dashed" if dashed else "")
    if tone == "misfit":
        side = r * sqrt(pi)
        return rect(x - side / 2, y - side / 2, side, side, class_)
    if tone == "attention":
        side = r * sqrt(4 * pi / sqrt(3))
        height = side * sqrt(3) / 2
        foot = y + height / 3
        return polygon([(x, foot - height), (x + side / 2, foot), (x - side / 2, foot)], class_)
    return circle(x, y, r, class_)


FINE = 20
"""Below this side the lines of a result are thin."""


def result_mark(code: str, x: float, y: float, side: float, provisional: bool = False) -> SafeString:
    """A result in a square cell with its corner at (x, y). Provisional: its edge is dashed."""
    tone = TONES[code]
    inset = side / 12
    fine = " p-fine" if side < FINE else ""
    edge = f"p-cell p-{tone}{fine}" + (" p-provisional" if provisional else "")
    cell = rect(x + inset, y + inset, side - 2 * inset, side - 2 * inset, edge, rx=number(side / 9))
    return group((cell, *_sign(code, x, y, side)))


def _sign(code: str, x: float, y: float, side: float) -> tuple[SafeString, ...]:
    sign = "p-sign p-fine" if side < FINE else "p-sign"

    def at(*places: float) -> str:
        """A path through places, given as parts of the side: x, y, x, y …"""
        pairs = zip(places[::2], places[1::2], strict=True)
        return "L".join(f"{number(x + side * a)} {number(y + side * b)}" for a, b in pairs)

    if code == "COMPLIANT":
        return (path("M" + at(0.27, 0.52, 0.43, 0.69, 0.74, 0.32), f"{sign} p-on"),)
    if code == "NON_COMPLIANT":
        crossed = "M" + at(0.31, 0.31, 0.69, 0.69) + "M" + at(0.69, 0.31, 0.31, 0.69)
        return (path(crossed, f"{sign} p-on"),)
    if code == "PARTLY":
        r = side * 0.24
        left = f"M{at(0.5, 0.26)}A{number(r)} {number(r)} 0 0 0 {at(0.5, 0.74)}Z"
        return circle(x + side / 2, y + side / 2, r, f"{sign} p-half"), path(left, "p-half-full")
    if code == "EXPLAINED":
        letter = "M" + at(0.66, 0.27, 0.37, 0.27, 0.37, 0.73, 0.66, 0.73) + "M" + at(0.37, 0.5, 0.6, 0.5)
        return (path(letter, sign),)
    if code == "NOT_ASSESSABLE":
        bow = f"M{at(0.35, 0.4)}Q{at(0.36, 0.24)} {at(0.5, 0.24)}Q{at(0.65, 0.24)} {at(0.65, 0.4)}"
        bow += f"Q{at(0.64, 0.5)} {at(0.5, 0.53)}V{number(y + side * 0.62)}"
        return path(bow, sign), circle(x + side / 2, y + side * 0.76, side * 0.055, "p-full")
    if code == "PENDING":
        return tuple(circle(x + side * each, y + side / 2, side * 0.06, "p-full") for each in (0.3, 0.5, 0.7))
    return (line(x + side * 0.34, y + side / 2, x + side * 0.66, y + side / 2, sign),)


def posture_mark(code: str, x: float, y: float, side: float, chosen: bool) -> SafeString:
    """A shield for a defensive, a lock for a dependent relationship, about (x, y); filled when chosen."""
    class_ = "p-posture p-chosen" if chosen else "p-posture"
    half = side / 2
    if code == CollaborationType.GUARDED:
        n = number
        return path(
            f"M{n(x)} {n(y - half)}L{n(x + half * 0.8)} {n(y - half * 0.68)}V{n(y - half * 0.05)}"
            f"C{n(x + half * 0.8)} {n(y + half * 0.5)} {n(x + half * 0.35)} {n(y + half * 0.82)}"
            f" {n(x)} {n(y + half)}"
            f"C{n(x - half * 0.35)} {n(y + half * 0.82)} {n(x - half * 0.8)} {n(y + half * 0.5)}"
            f" {n(x - half * 0.8)} {n(y - half * 0.05)}V{n(y - half * 0.68)}Z",
            class_,
        )
    bow = number(half * 0.45)
    shackle = (
        f"M{number(x - half * 0.45)} {number(y)}V{number(y - half * 0.5)}"
        f"A{bow} {bow} 0 0 1 {number(x + half * 0.45)} {number(y - half * 0.5)}V{number(y)}"
    )
    body = rect(x - half * 0.75, y - half * 0.08, half * 1.5, half * 1.05, class_, rx=number(side / 12))
    return group((path(shackle, "p-posture p-open"), body))


def filled_band(code: str, x: float, y: float, width: float, height: float) -> tuple[SafeString, ...]:
    """A part of a bar in the tone of a verdict or result; in grey its hatching still tells it."""
    tone = TONES[code]
    shapes = [rect(x, y, width, height, f"p-band p-{tone}")]
    if tone in HATCHED and width >= 3 and height >= 3:
        shapes.append(path(hatch(x, y, width, height, HATCHED[tone]), f"p-hatch p-hatch-{tone}"))
    return tuple(shapes)


HATCHED = {"attention": 8, "misfit": 5, "unknown": 10}
"""How far apart the lines are that hatch a band; other tones are plain."""
