"""The pencil: elements of SVG with everything escaped, and the frame that each picture stands in.

Positions and lengths are units of the drawing, a pixel each at its natural size. What it looks like is said
by classes alone (`pictures.css`): the content security policy lets no style attribute through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

Size = Literal["small", "large"]
IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")


def element(name: str, *inside: Any, **attributes: Any) -> SafeString:
    """One element. `class_` is class, `view_box` viewBox, `_` is `-`; None leaves an attribute out."""
    written = "".join(
        f' {_attribute(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None
    )
    content = "".join(conditional_escape(each) for each in inside)
    return SafeString(f"<{name}{written}>{content}</{name}>" if inside else f"<{name}{written}/>")


@cache
def _attribute(key: str) -> str:
    if key.startswith("style"):
        raise ValueError("The look of a picture is in pictures.css: give a class.")
    return {"view_box": "viewBox", "class_": "class"}.get(key, key.replace("_", "-"))


def _value(value: Any) -> str:
    return number(value) if isinstance(value, int | float) else conditional_escape(value)


def number(value: float) -> str:
    """A position: two decimals at most, none where there are none."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def rect(x: float, y: float, width: float, height: float, class_: str, **more: object) -> SafeString:
    return element("rect", x=x, y=y, width=width, height=height, class_=class_, **more)


def circle(x: float, y: float, r: float, class_: str) -> SafeString:
    return element("circle", cx=x, cy=y, r=r, class_=class_)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> SafeString:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def path(d: str, class_: str) -> SafeString:
    return element("path", d=d, class_=class_)


def polygon(points: Iterable[tuple[float, float]], class_: str) -> SafeString:
    written = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return element("polygon", points=written, class_=class_)


def words(x: float, y: float, said: object, class_: str = "p-text") -> SafeString:
    """A line of text, its baseline at y; the class says where x is in it."""
    return element("text", said, x=x, y=y, class_=class_)


def group(inside: Iterable[object], class_: str | None = None) -> SafeString:
    return element("g", *inside, class_=class_)


def link(href: str, name: str, inside: Iterable[object]) -> SafeString:
    """A link around what is drawn; its name is read aloud, and shown under the pointer.

    Raises `ValueError` for an address that runs a script instead of leading somewhere.
    """
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", "".join(href.split()), re.IGNORECASE)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise ValueError(f"A link in a picture leads to a page, not to {scheme[1]}:")
    return element("a", element("title", name), *inside, href=href)


def hatch(x: float, y: float, width: float, height: float, step: float = 6) -> str:
    """The path that hatches a rectangle with rising lines, exactly within it."""
    lines = []
    start = step / 2
    while start < width + height:
        left, bottom = max(0.0, start - height), min(height, start)
        right, top = min(width, start), max(0.0, start - width)
        lines.append(f"M{number(x + left)} {number(y + bottom)}L{number(x + right)} {number(y + top)}")
        start += step
    return "".join(lines)


def shortened(said: str, most: int) -> str:
    """The text in at most so many characters; what is cut off shows as an ellipsis."""
    return said if len(said) <= most else said[: most - 1].rstrip() + "…"


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What all pictures share.

    `id` begins the ids within the picture, so each picture on a page has one of its own: letters, digits,
    `-` and `_`, a letter first; another one raises `ValueError`.
    """

    id: str
    size: Size = "large"

    def __post_init__(self) -> None:
        if not IDENTIFIER.match(self.id):
            raise ValueError(f"{self.id!r} is no id: letters, digits, - and _, a letter first.")
        if self.size not in ("small", "large"):
            raise ValueError(f"{self.size!r} is no size: small or large.")

    @property
    def small(self) -> bool:
        return self.size == "small"

    @property
    def linked(self) -> bool:
        """Whether there are links in it."""
        return False

    def title(self) -> str:
        """What the picture is about."""
        raise NotImplementedError

    def text(self) -> str:
        """All that the picture shows, in words of the active language; a line each."""
        raise NotImplementedError

    def svg(self) -> SafeString:
        """The picture as an element to put in a page."""
        raise NotImplementedError

    def frame(self, width: float, height: float, inside: Iterable[object]) -> SafeString:
        """The picture around what is drawn, with its title and text.

        An image hides its links from screen readers, so one that has links is a group.
        """
        kind = type(self).__name__.lower()
        return element(
            "svg",
            element("title", self.title(), id=f"{self.id}-title"),
            element("desc", self.text(), id=f"{self.id}-desc"),
            *inside,
            xmlns="http://www.w3.org/2000/svg",
            id=self.id,
            class_=f"picture picture-{kind} picture-{self.size}",
            role="group" if self.linked else "img",
            aria_labelledby=f"{self.id}-title {self.id}-desc",
            width=width,
            height=height,
            view_box=f"0 0 {number(width)} {number(height)}",
        )
