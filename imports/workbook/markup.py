"""XML by expat: in pieces, against the clock, without declarations of entities.

No workbook declares entities; what does is refused before any of them is looked at.
"""

import re
from collections.abc import Callable
from typing import IO, Any
from xml.parsers import expat

from imports.findings import FileRefused
from imports.workbook.limits import Watch

CHUNK = 1 << 19
LONGEST_TEXT = 1_000_000
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ENTITY = re.compile(r"&(#\d{1,7}|#x[0-9A-Fa-f]{1,6}|\w{1,8});|&")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}

Start = Callable[[str, dict[str, str]], None]


def parser(start: Start, end: Callable[[str], None], characters: Callable[[str], None] | None = None) -> Any:
    """An expat parser that calls these with local names."""
    names: dict[str, str] = {}

    def local(name: str) -> str:
        return names.setdefault(name, name.rpartition(" ")[2])

    made = expat.ParserCreate(namespace_separator=" ")
    made.buffer_text = True
    made.StartElementHandler = lambda name, attributes: start(names.get(name) or local(name), attributes)
    made.EndElementHandler = lambda name: end(names.get(name) or local(name))
    if characters is not None:
        made.CharacterDataHandler = characters
    made.EntityDeclHandler = _no_entities
    made.StartDoctypeDeclHandler = _no_entities
    return made


def elements(source: IO[bytes], watch: Watch, start: Start) -> None:
    """Calls `start` for every element of a part; attributes of other namespaces keep only their name."""

    def plain(name: str, attributes: dict[str, str]) -> None:
        start(name, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    parsed = parser(plain, lambda _: None)
    for piece in iter(lambda: source.read(CHUNK), b""):
        watch.tick()
        parsed.Parse(piece, False)
    parsed.Parse(b"", True)


def plain_text(written: str) -> str:
    """What text between tags says: line breaks and entities as XML means them.

    Raises ValueError for an entity that XML itself doesn't know.
    """
    if "\r" in written:
        written = written.replace("\r\n", "\n").replace("\r", "\n")
    return _ENTITY.sub(_entity, written) if "&" in written else written


def unescaped(text: str) -> str:
    """Excel writes control characters as _x000D_; a carriage return becomes a line break."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.replace("\r\n", "\n")


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        raise ValueError("an ampersand that stands alone")
    if name.startswith("#"):
        return chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))
    if name not in _NAMED:
        raise ValueError(f"undefined entity {name}")
    return _NAMED[name]


def _no_entities(*_: Any) -> None:
    raise FileRefused("unsafe_xml")
