"""Reading a drawing back: its parts by class, and what holds for every picture."""

from __future__ import annotations

from xml.etree import ElementTree

from web.pictures import Picture

SVG = "{http://www.w3.org/2000/svg}"


def tree(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(str(picture.svg()))


def parts(picture: Picture, name: str, *classes: str) -> list[ElementTree.Element]:
    """The elements of this name that have all these classes, in the order of drawing."""
    return [
        each
        for each in tree(picture).iter(SVG + name)
        if set(classes) <= set((each.get("class") or "").split())
    ]


def place(element: ElementTree.Element, *names: str) -> tuple[float, ...]:
    return tuple(float(element.attrib[name]) for name in names)


def links(picture: Picture) -> list[tuple[str, str]]:
    """Where each link leads, and its name."""
    return [(each.attrib["href"], each.findtext(SVG + "title", "")) for each in tree(picture).iter(SVG + "a")]


def said(picture: Picture) -> list[str]:
    """The words in the drawing."""
    return ["".join(each.itertext()) for each in tree(picture).iter(SVG + "text")]
