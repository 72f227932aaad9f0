"""Comments on cells: added to those that a sheet has already, or as its first."""

from __future__ import annotations

from collections.abc import Sequence
from posixpath import dirname
from typing import Any, Protocol

from lxml import etree

from imports.workbook.sheets import letters

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
AUTHOR = "Counterpart"
MOST = 2_000
"""So many cells get a comment; a sheet with many more can hardly be opened."""
_LONGEST = 2_000
_VML = "urn:schemas-microsoft-com:vml"
_EXCEL = "urn:schemas-microsoft-com:office:excel"


class Said(Protocol):
    """A text for a cell: rows from 1, columns from 0."""

    @property
    def row(self) -> int: ...

    @property
    def column(self) -> int: ...

    @property
    def text(self) -> str: ...


def comment(package: Any, marks: Sequence[Said]) -> str:
    """Put the texts in comments; the id of the drawing to be named on the sheet, empty if it names one."""
    texts: dict[tuple[int, int], list[str]] = {}
    for mark in marks:
        if (mark.row, mark.column) in texts or len(texts) < MOST:
            texts.setdefault((mark.row, mark.column), []).append(mark.text)
    if not texts:
        return ""
    part = package.part
    drawing = package.related(part, "vmlDrawing")
    known = package.related(part, "comments")
    places = _add_comments(package, part, known[1] if known else None, texts)
    if drawing and known:
        package.changed[drawing[1]] = _with_shapes(package.read(drawing[1]), places)
        return ""
    name = package.free(dirname(dirname(part)) + "/drawings/marks{}.vml")
    package.changed[name] = _with_shapes(_EMPTY.encode(), places)
    package.declare("vml", _DRAWING)
    return str(package.relate(part, "vmlDrawing", name))


def _add_comments(package: Any, part: str, known: str | None, texts: dict[Any, list[str]]) -> list[Any]:
    """The cells that had no comment before."""
    if known is None:
        tree = etree.Element(f"{{{MAIN}}}comments", nsmap={None: MAIN})
        etree.SubElement(tree, f"{{{MAIN}}}authors")
        etree.SubElement(tree, f"{{{MAIN}}}commentList")
        name = package.free(dirname(dirname(part)) + "/marks{}.xml")
        package.declare(f"/{name}", _TYPE)
        package.relate(part, "comments", name)
    else:
        tree, name = package.tree(known), known
    authors, listed = tree.find(f"{{{MAIN}}}authors"), tree.find(f"{{{MAIN}}}commentList")
    etree.SubElement(authors, f"{{{MAIN}}}author").text = AUTHOR
    there = {each.get("ref"): each for each in listed}
    new = []
    for (row, column), lines in sorted(texts.items()):
        reference = f"{letters(column)}{row}"
        text = "\n".join(dict.fromkeys(lines))[:_LONGEST]
        if reference in there:
            body = there[reference].find(f"{{{MAIN}}}text")
            text = f"\n{AUTHOR}: {text}"
        else:
            made = etree.SubElement(
                listed, f"{{{MAIN}}}comment", ref=reference, authorId=str(len(authors) - 1)
            )
            body = etree.SubElement(made, f"{{{MAIN}}}text")
            new.append((row, column))
        if body is None:
            continue
        run = etree.SubElement(etree.SubElement(body, f"{{{MAIN}}}r"), f"{{{MAIN}}}t")
        run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.text = _plain(text)
    package.put(name, tree)
    return new


def _plain(text: str) -> str:
    return "".join(each if each in "\t\n" or each >= " " else "\ufffd" for each in text)


_EMPTY = (
    f'<xml xmlns:v="{_VML}" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="{_EXCEL}">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)


def _with_shapes(drawing: bytes, places: Sequence[tuple[int, int]]) -> bytes:
    """The drawing with a box for the comment of each cell."""
    shapes = "".join(
        f'<v:shape xmlns:v="{_VML}" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="{_EXCEL}" '
        f'id="_x0000_s9{at:04}" type="#_x0000_t202" style="position:absolute;margin-left:80pt;'
        'margin-top:5pt;width:220pt;height:80pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{column + 1}, 15, {max(row - 2, 0)}, 10, {column + 5}, 15, {row + 4}, 4</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column}</x:Column>"
        "</x:ClientData></v:shape>"
        for at, (row, column) in enumerate(places, start=1)
    )
    ends = drawing.rindex(b"</xml>")
    return drawing[:ends] + shapes.encode() + drawing[ends:]
