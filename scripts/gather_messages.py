"""`make messages`: gathers the texts of code and templates into locale/*/django.po and compiles them.

In Python alone (Babel), because a fresh machine has no gettext; the compiled .mo files are
committed for the same reason. What is new or no longer used is left for a translator:
tests/repository/test_translations.py fails until every text has its Dutch one.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

TOP = Path(__file__).resolve().parent.parent
ROOMS = ("relationships", "principles", "bi", "imports", "access", "api", "web", "config")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **{f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext")},
    **{f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("pgettext", "npgettext")},
    "gettext_noop": None,
}


def main() -> None:
    gathered = texts_in_use()
    for po in catalogue_files():
        known = read_catalogue(po)
        gathered.creation_date = known.creation_date  # the day alone is no change
        known.update(gathered, no_fuzzy_matching=True)
        known.obsolete.clear()
        po.write_bytes(as_po(known))
        po.with_suffix(".mo").write_bytes(compiled(po))
        missing = sum(1 for text in known if text.id and not all_parts(text.string))
        print(f"{po.relative_to(TOP)}: {len(known)} texts, {missing} without translation")


def catalogue_files() -> list[Path]:
    return sorted((TOP / "locale").glob("*/LC_MESSAGES/django.po"))


def texts_in_use() -> Catalog:
    """Return the translatable texts of the rooms' Python code and templates."""
    texts = Catalog()
    for path, source, language in sources():
        for line, found, comments, context in extract(
            language, io.BytesIO(source.encode()), KEYWORDS, ["Translators:"]
        ):
            place = (path.relative_to(TOP).as_posix(), line)
            texts.add(found, locations=[place], auto_comments=comments, context=context)
    return texts


def sources() -> Iterator[tuple[Path, str, str]]:
    from django.utils.translation.template import templatize

    for room in ROOMS:
        for path in sorted((TOP / room).rglob("*")):
            if path.suffix == ".py" and "migrations" not in path.parts:
                yield path, path.read_text(), "python"
            elif "templates" in path.parts and path.is_file():
                yield path, templatize(path.read_text(), origin=str(path)), "python"


def read_catalogue(po: Path) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=po.parent.parent.name, domain="django")


def as_po(catalogue: Catalog) -> bytes:
    """Return the text of a .po file in which only texts and translations make a difference."""
    written = io.BytesIO()
    write_po(written, catalogue, width=100, sort_output=True, include_lineno=False)
    return written.getvalue()


def compiled(po: Path) -> bytes:
    """Return the .mo that belongs to a .po."""
    written = io.BytesIO()
    write_mo(written, read_catalogue(po))
    return written.getvalue()


def all_parts(translation: str | tuple[str, ...] | list[str]) -> bool:
    """Is it translated, in the singular and the plural alike?"""
    return all(translation) if isinstance(translation, list | tuple) else bool(translation)


if __name__ == "__main__":
    main()
