"""When two names are one: the form of a party's or a category's name in which they are compared. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SUFFIXES = [
    "b v",
    "n v",
    "v o f",
    "c v",
    "u a",
    "b a",
    "b v i o",
    "bv i o",
    "b v in oprichting",
    "bv in oprichting",
    "bv",
    "nv",
    "vof",
    "cv",
    "ua",
    "ba",
    "maatschap",
    "eenmanszaak",
    "besloten vennootschap",
    "naamloze vennootschap",
    "bvba",
    "srl",
    "sprl",
    "sa",
    "sas",
    "sarl",
    "scrl",
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "llc",
    "l l c",
    "llp",
    "l l p",
    "lp",
    "l p",
    "corp",
    "corporation",
    "co",
    "company",
    "plc",
    "p l c",
    "ulc",
    "gmbh",
    "gmbh & co kg",
    "mbh",
    "ag",
    "kg",
    "ug",
    "se",
    "spa",
    "s p a",
    "s a",
    "s r l",
    "oy",
    "oyj",
    "ab",
    "as",
    "a s",
    "aps",
    "sp z o o",
    "pty ltd",
    "pty",
    "pte ltd",
    "pc",
    "p c",
    "lda",
    "ltda",
    "ltee",
    "enr",
]
# Letters that Unicode holds for letters of their own, not for one with a mark.
_BARE = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_PREFIXES = ("stichting", "vereniging", "coöperatie", "coöperatieve vereniging")


def _plain(text: str) -> str:
    """Case, blanks and diacritics aside."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(bare.casefold().translate(_BARE).split())


def _form(words: str) -> str:
    """A legal form as a pattern: points and blanks between its letters at will."""
    return r"[\s.]*".join(re.escape(word) for word in _plain(words).split())


_TAIL = re.compile(
    r"[\s,]+\(?(?:"
    + "|".join(_form(each) for each in sorted(_SUFFIXES, key=len, reverse=True))
    + r")[\s.,)]*$"
)
_HEAD = re.compile(r"^(?:" + "|".join(_form(each) for each in _PREFIXES) + r")\s+")


def numbered(number: int, name: str) -> str:
    """What a version is called: its number and name; "Version 2" says its number itself."""
    return name if name.split()[-1:] == [str(number)] else f"{number} {name}"


def first_line(text: str) -> str:
    """The first line of a cell that holds a name and a place, blanks collapsed."""
    for line in re.split(r"[\r\n\u2028\u2029\x0b\x0c\x85]", text):
        if line.strip():
            return " ".join(line.split())
    return ""


LIMIT, LABEL_LIMIT = 600, 400


@lru_cache(maxsize=32_768)
def normalised(name: str) -> str:
    """A party's name as it is compared: first line; legal form, case, blanks and diacritics aside.

    A name that is nothing but a legal form stays itself. At most `LIMIT` characters: some letters are many
    when written out.
    """
    plain = _plain(first_line(name)[:LIMIT])[: 2 * LIMIT]
    shorter = plain
    while True:
        cut = _HEAD.sub("", _TAIL.sub("", shorter)).strip(" ,.")
        if not cut or cut == shorter:
            break
        shorter = cut
    return (shorter or plain)[:LIMIT]


def normalised_label(label: str) -> str:
    """A category's name or alias as it is compared: case, blanks, diacritics and punctuation aside."""
    return " ".join(re.sub(r"[^\w]+", " ", _plain(label)).split())[:LABEL_LIMIT]
